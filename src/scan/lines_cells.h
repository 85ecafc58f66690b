// Where the characters of vertical lines stand: each in a cell of its own, all cells of a size.
//
// Chinese is set in squares, so a column of it can be taken apart without being read. Readers see
// its characters best when they stand side by side (ocr/crop.h).
//
// Method: the column is cut into cells by dynamic programming over its profile of ink, as a
// segmentation-based recogniser would: cuts prefer paper, and cells the advance that fits the
// page's lines of this size best.
#pragma once

#include <vector>

#include "pixels.h"
#include "scan/scan.h"

namespace tonglan {

// Fills TextLine::cells of the vertical lines. `ink`: the page of the lines, 0 = ink, 255 = paper.
void find_cells(const Pixels& ink, std::vector<TextLine>& lines);

}  // namespace tonglan
