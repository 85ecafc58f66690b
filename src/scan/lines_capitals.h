// Drop capitals: the lines beside one are none of its parts and marks.
#pragma once

#include "scan/lines_pieces.h"

namespace tonglan {

// Whether `large` is a drop capital: two rows of body text or more stand beside it, and the next
// begins where it does and runs on under them. `boxes`: of runs or lines, those of `grid`; reading
// coordinates.
bool is_drop_capital(const PixelBox& large, const std::vector<PixelBox>& boxes, const BoxGrid& grid,
                     float glyph);

}  // namespace tonglan
