// Lines that were dumped in the wrong order because the page was read across its columns.
//
// A program that guesses the layout sometimes reads across k columns, a1 b1 c1 a2 b2 c2 ... What
// undoes it is the text itself: how well one line goes on with another (continuity.h). The evidence
// at one seam is weak, so nothing is decided line by line; a stretch must win by a clear margin
// over leaving it as it stands (threads.h). Whole pieces in a wrong order are left alone: each has
// only two seams, and the pairs of characters at two seams don't tell a misplaced piece from chance
// (measured on set pages with two pieces swapped: none was mended, and one ordinary page in forty
// got worse).
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// The order in which the lines should be read: places in document.lines, each once. Empty where
// they stay as they are. Needs lines that are measured, and zones that are marked: verse, code and
// tables are never moved, and nothing is moved over them.
std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured);

}  // namespace tonglan
