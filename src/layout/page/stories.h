// Stories: what is read together, in order: a head, its legs, its captions. And the order in which
// the page's stories are read.
#pragma once

#include <vector>

#include "layout/page/links.h"

namespace tonglan {

struct Story {
  std::uint32_t head = kNone;
  std::vector<std::uint32_t> legs;      // groups, in reading order
  std::vector<std::uint32_t> captions;  // groups: captions and tables
  Box box;
  Box start;  // of the head, or the first leg
};

std::vector<Story> make_stories(const Sheet& sheet, const std::vector<Group>& groups,
                                const Owners& owners, const std::vector<Link>& links);

}  // namespace tonglan
