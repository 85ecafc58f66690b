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

// Lines as lists of runs (indices). `rules`: vertical rules, in reading coordinates.
std::vector<std::vector<int>> join_runs(const std::vector<Run>& runs,
                                        const std::vector<PixelBox>& rules, float glyph);

}  // namespace tonglan
