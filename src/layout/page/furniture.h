// Page furniture: the masthead and the folio in the band above or below the articles, and what stands
// in the margin outside the page's frame.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

// For each piece, whether it is a folio outside the running text, stands level with one, or is a line
// outside the frame.
std::vector<bool> find_furniture(const Sheet& sheet);

}  // namespace tonglan
