// Reading coordinates: how a page's lines are set, and the page turned and set straight.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

enum class Set : std::uint8_t { kUnknown, kHorizontal, kVertical };
Set set_of(const Document& document, const Line& line, int characters, Set forced);

// Finds Sheet::flattening of all sheets. `set`, `sheet_of`: by line of the document.
void set_straight(const Document& document, std::vector<Sheet>& sheets, const std::vector<Set>& set,
                  const std::vector<std::uint32_t>& sheet_of);

}  // namespace tonglan
