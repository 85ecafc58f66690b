// Page furniture: the masthead and the folio in the band above or below the articles.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

// For each piece, whether it is a folio outside the running text, or stands level with one.
std::vector<bool> find_furniture(const Sheet& sheet);

}  // namespace tonglan
