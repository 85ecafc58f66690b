// Reading coordinates: how a page's lines are set, and the page turned and set straight.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

enum class Set : std::uint8_t { kUnknown, kHorizontal, kVertical };
Set set_of(const Document& document, const Line& line, int characters, Set forced);

// Finds Sheet::flattening of all pages. `set`: by line of the document.
void set_straight(const Document& document, std::vector<Sheet>& sheets,
                  const std::vector<Set>& set);

}  // namespace tonglan
