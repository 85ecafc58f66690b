// Headlines that are set wide: large characters with white between them as broad as they are.
//
// Each of them stands nearer to what is above and below than to its neighbours in the line, so
// nearness says nothing. What tells a line is its even pitch: three or more characters of one size
// on one level, with middles the same distance apart and no other large ones between.
#pragma once

#include <vector>

#include "scan/lines_rows.h"

namespace tonglan {

// Takes the pieces of such lines out of `pieces` (page coordinates): one run each. `glyph`: of the
// running text, pixels.
std::vector<PieceRun> take_spaced(InkPieces& pieces, float glyph);

}  // namespace tonglan
