// Owners: which column legs stand under which headline.
//
// Looking straight up from a leg, past captions and white space, the first thing seen is its head
// (page/heads), another leg, or nothing. Legs that see none may be those of a headline beside them
// (page/levels).
#pragma once

#include <vector>

#include "layout/page/heads.h"

namespace tonglan {

struct Owners {
  std::vector<Head> heads;
  std::vector<std::uint32_t> head_of;  // by group: the head a display or byline group is part of
  std::vector<std::uint32_t> owner;    // by group: the head a leg or caption stands under, or kNone
  std::vector<std::uint32_t> above;    // by group: the leg next above it in its column, or kNone
  // Most heads stand over a single column: articles follow one another down a column and go on at
  // the top of the next, as in tiers of vertical text, instead of standing side by side.
  bool flows = false;
  // No wall that runs far past them parts two legs under one head: elsewhere one ends an article.
  bool walls_part = false;
};

// Also puts right what kinds and groups only heads can tell: bylines that stand under no head
// become text, small type right under one is text, and a name that ends a leg is parted from it (a
// new group at the end).
Owners find_owners(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
