// hOCR 1.2: pages, blocks (ocr_carea), paragraphs (ocr_par), lines and words in reading order.
//
// Roles and articles stand in the block's title as x_role and x_article. Whole pixels only.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// Appends UTF-8. A document without boxes is written all the same, without them.
void write_hocr(const Document& document, std::string& out);

}  // namespace tonglan
