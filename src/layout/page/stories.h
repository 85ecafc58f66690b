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
  std::vector<std::uint32_t> notes;     // groups
  Box box;
  Box start;  // of the head, or the first leg
};

// Of those that have nothing level with their start on the left, the one that starts highest: rows
// of articles, from the top, each from left to right. The places of `starts` in order.
std::vector<std::uint32_t> by_rows(const std::vector<Box>& starts);

std::vector<Story> make_stories(const Sheet& sheet, const std::vector<Group>& groups,
                                const Owners& owners, const std::vector<Link>& links);

}  // namespace tonglan
