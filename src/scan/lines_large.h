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

// Takes out what is larger than characters are, or as large as drawings and not made of the strokes
// of one. `labels`, `vertical`: as for find_runs.
std::vector<InkPiece> without_drawings(std::vector<InkPiece> pieces, const cv::Mat& labels,
                                       float glyph, bool vertical);

}  // namespace tonglan
