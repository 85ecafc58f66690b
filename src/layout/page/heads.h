// Heads: display lines that stand together, with the byline and the addresses under them.
//
// One sweep down the page: a display line joins the head right above it that it shares most of its
// width with. A byline joins the head above it; so does a name alone in the middle under one, and,
// under a byline, centred lines in small type.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

struct Head {
  std::vector<std::uint32_t> groups;  // downwards
  Box box;
  bool beside = false;  // a headline set against the page's direction: its text stands beside it
};

// The places of `groups`, from the top, those on one level from left to right.
std::vector<std::uint32_t> downwards(const std::vector<Group>& groups);

// A name at the top of a leg is parted from it; bylines that stand under no head become text.
std::vector<Head> find_heads(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
