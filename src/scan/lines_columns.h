// Runs joined into lines, but never over a column gutter.
//
// On a modern page the lines of neighbouring columns stand at the same heights, and a gutter may be
// no wider than the blank that two punctuation marks leave, so no single gap tells what it is. A
// gutter persists: its white goes on, straight, past many lines that end at its left and begin at
// its right. A blank inside a line is closed off by the lines above and below.
#pragma once

#include <vector>

#include "scan/lines_rows.h"

namespace tonglan {

// The runs, and which of them make one line. `rules`: vertical rules, in reading coordinates.
struct JoinedRuns {
  std::vector<PieceRun> runs;  // as given, but cut where noise had bridged a gutter
  std::vector<std::vector<int>> lines;
};

JoinedRuns join_runs(std::vector<PieceRun> runs, const std::vector<PixelBox>& rules, float glyph);

}  // namespace tonglan
