// Columns that were read across, a1 b1 c1 a2 b2 c2 ...: each line's place in its column.
//
// The lines are dealt out to the columns in turn, like cards, row by row and block by block. Each
// line is the next of its row; or that column has ended, and it is the next one's turn; or the row
// of another block begins; or a column or a block begins here; or it is a headline between the
// rows. Ordinary text is one block of one column. Which it was is found for all lines together, by
// a beam search; a stretch of more than one column stands only if it beats reading the same lines
// one after another by a clear margin.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/continuity.h"

namespace tonglan {

// Places in a list of lines, one after the other.
using Thread = std::vector<std::uint32_t>;

// A piece of a column: lines that surely follow one another.
struct Leg {
  Thread lines;
  std::uint32_t natural =
      kNone;           // the leg whose turn it was when this one began; perhaps it goes on
  bool aside = false;  // ... but a headline stands between
};

// The legs in the order they begin, all lines in them; none where nothing was read across.
std::vector<Leg> deal_into_legs(const std::vector<VisualLine>& lines, const Continuity& continuity);

}  // namespace tonglan
