// Columns that were read across, a1 b1 c1 a2 b2 c2 ...: each line's place in its column.
//
// The lines are dealt out to threads in turn, like cards: a rotation of the columns' last lines.
// Each line either goes on with the thread whose turn it is; or that thread has ended, and it is
// the next one's turn; or a new thread begins here. Ordinary text is a rotation of one. Which it
// was is found for all lines together, by a beam search over rotations; a stretch of more than one
// thread stands only if it beats reading the same lines one after another by a clear margin.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/continuity.h"

namespace tonglan {

// Places in a list of lines, one after the other.
using Thread = std::vector<std::uint32_t>;

// The reading order of the lines: stretch by stretch, in each the columns as they began. 0, 1, 2
// ... where nothing was read across.
Thread follow_threads(const std::vector<VisualLine>& lines, const Continuity& continuity);

}  // namespace tonglan
