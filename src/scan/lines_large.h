// Text that is clearly larger than the body's: headlines.
//
// Its characters fall apart into pieces that may each be as big as a body character. So large
// pieces gather first, and take what lies between them; the direction of such a group is that in
// which it makes the fewest lines.
#pragma once

#include <vector>

#include "scan/lines_rows.h"

namespace tonglan {

struct LargeText {
  std::vector<PieceRun> runs;
  std::vector<InkPiece> rest;  // body text, marks, noise
};

LargeText find_large(std::vector<InkPiece> pieces, float glyph);

// Frames and drawings stand round more pieces of a body character's size than any character has.
std::vector<InkPiece> without_frames(std::vector<InkPiece> pieces, float glyph);

}  // namespace tonglan
