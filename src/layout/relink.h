// Lines that were dumped in the wrong order because the page was read across its columns.
//
// A program that guesses the layout sometimes reads across k columns, a1 b1 c1 a2 b2 c2 ... What
// undoes it is the text itself: how well one line goes on with another (continuity.h). The evidence
// at one seam is weak, so nothing is decided line by line; a stretch must win by a clear margin
// over leaving it as it stands (threads.h). Only where one does, its columns' ends are linked
// (legs.h); whole pieces of other text that stand in a wrong order are left alone.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// The order in which the lines should be read: places in document.lines, each once. Empty where
// they stay as they are. Needs lines that are measured, and zones that are marked: verse, code and
// tables are never moved, and nothing is moved over them. Where the lines don't look read across,
// the search for a better order is made only if `always`.
std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured,
                                        bool always);

}  // namespace tonglan
