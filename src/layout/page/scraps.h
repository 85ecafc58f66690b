// Scraps: lines of a leg that stand apart from it because their size was mistaken or part of them
// was not read.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// A scrap between two parts of a leg, a line's distance from both: the three are one again.
void close_legs(const Sheet& sheet, std::vector<Group>& groups);

// On pages from an engine: a scrap inside a leg, or between two parts of one, in a place too small
// for a headline or caption of its own, is a line of that leg. Column edges must be known.
void take_in_scraps(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
