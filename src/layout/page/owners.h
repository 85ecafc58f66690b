// Heads and what they own: which column legs stand under which headline.
//
// A head is a block of display lines with the byline under it. Looking straight up from a leg, past
// captions and white space, the first thing seen is its head, another leg, or nothing. A headline
// narrower than its columns is seen from some of them only; legs that begin on one level with
// those, with white space beside the headline above them, are its own too. An upright headline owns
// the legs that begin level with it on its right.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

struct Head {
  std::vector<std::uint32_t> groups;  // downwards
  Box box;
  bool beside = false;  // a headline set against the page's direction: its text stands beside it
};

struct Owners {
  std::vector<Head> heads;
  std::vector<std::uint32_t> head_of;  // by group: the head a display or byline group is part of
  std::vector<std::uint32_t> owner;    // by group: the head a leg or caption stands under, or kNone
  std::vector<std::uint32_t> above;    // by group: the leg next above it in its column, or kNone
  // Most heads stand over a single column: articles follow one another down a column and go on at
  // the top of the next, as in tiers of vertical text, instead of standing side by side.
  bool flows = false;
};

// Bylines that stand under no head become text.
Owners find_owners(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
