// Tesseract's TSV in 12 columns, in reading order. Whole pixels only; blanks between words are
// the reader's business.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// Appends UTF-8. A document without boxes is written all the same, without them.
void write_tsv(const Document& document, std::string& out);

}  // namespace tonglan
