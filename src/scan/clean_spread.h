// Two pages on one picture: an open newspaper or book, as film and large scanners take it.
#pragma once

#include <optional>

#include "scan/clean.h"

namespace tonglan {

// Where the left page ends: a line from the top of the picture to its bottom.
struct Fold {
  float top = 0, bottom = 0;  // x, pixels of the cleaned page
};

// The fold of a double-page spread, none where it is in doubt. What is printed must be as wide as
// two upright pages, and a white corridor must run down near its middle from end to end: hardly any
// headline, frame or picture may cross it, and no rule. Long vertical rules, frayed or not, are as
// white as it: it may be no more than the gap between two frames. A fold through a strip of
// advertisements leaves two such corridors; the clearer one is taken, so that no line of the strip
// is cut.
std::optional<Fold> find_fold(const CleanPage& clean);

}  // namespace tonglan
