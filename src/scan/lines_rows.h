// Pieces of ink linked into runs: parts of one line with no white in them that could be a gutter.
//
// Text of the body's size is linked from neighbour to neighbour. Characters that are clearly larger
// fall apart into pieces that may each be as big as a body character, so large pieces gather first
// and take what lies between them. A piece that reaches over several rows of body text is two lines
// that touch: it is cut where the rows beside it say.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

struct Run {
  PixelBox box;
  Direction direction = Direction::kHorizontal;  // how large text runs; body runs are all alike
  float size = 0;  // of its characters, pixels
  bool large = false;
  std::vector<Piece> pieces;
};

// The run that these pieces make: its box is theirs.
Run run_of(std::vector<Piece> pieces, float size);

// Runs in reading coordinates. `pieces`: in reading coordinates; `vertical`: these are swapped
// against `labels`.
std::vector<Run> find_runs(std::vector<Piece> pieces, const cv::Mat& labels, float glyph,
                           bool vertical);

}  // namespace tonglan
