// Pieces of ink linked into runs: parts of one line with no white in them that could be a gutter.
//
// Text of the body's size is linked from neighbour to neighbour; larger text is gathered before
// (lines_large). A piece that reaches over several rows of body text is two lines
// that touch: it is cut where the rows beside it say.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

// In body glyphs:
inline constexpr float kLarge = 1.45f;  // a piece of this size is no body character
inline constexpr float kClear = 2.2f;   // nor is it two that touch
inline constexpr float kTall = 1.35f;   // reaches over a row of body text
// In the line's own characters: height of a row, with what stands a little above or below.
inline constexpr float kLevel = 1.25f;

struct PieceRun {
  PixelBox box;
  Direction direction = Direction::kHorizontal;  // how large text runs; body runs are all alike
  float size = 0;                                // of its characters, pixels
  bool large = false;
  bool capital = false;  // a drop capital: what stands beside it is no part of it
  std::vector<InkPiece> pieces;
};

// The run that these pieces make: its box is theirs.
PieceRun run_of(std::vector<InkPiece> pieces, float size);

// A run of each set of `pieces`.
std::vector<PieceRun> gather_runs(const std::vector<InkPiece>& pieces, Sets sets, float size);

// Runs in reading coordinates. `pieces`: in reading coordinates; `vertical`: these are swapped
// against `labels`.
std::vector<PieceRun> find_runs(std::vector<InkPiece> pieces, const cv::Mat& labels, float glyph,
                           bool vertical);

}  // namespace tonglan
