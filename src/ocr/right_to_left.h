// Horizontal lines on a page of vertical text: headlines over several columns, captions, the
// masthead. Before the 1950s, and in Taiwan for decades after, they run from right to left, and an
// engine reads them the wrong way round.
#pragma once

#include <span>
#include <vector>

#include "ocr/engine.h"
#include "scan/scan.h"

namespace tonglan {

// Puts the glyphs of those lines in reading order, where the page says that they run to the left:
// pairs of characters that its vertical lines hold stand in them the other way round, or a date
// does. Numbers and Latin words inside keep their own order. `readings`: one a line.
void put_right_to_left(std::span<const TextLine> lines, std::vector<ReadLine>& readings);

}  // namespace tonglan
