// Levels: the legs of a headline that is narrower than its columns.
//
// Such a headline is seen from some of its legs only. Legs that begin on one level with those, with
// white space beside the headline above them, are its own too; an upright headline owns the legs
// that begin level with it on its right. A headline in the middle of its text has legs on both
// sides that begin level with itself. Headlines stand in the middle of their columns or flush with
// the first: what stands between two heads goes to either as both fit best.
#pragma once

#include <vector>

#include "layout/page/owners.h"

namespace tonglan {

// Fills Owners::owner of legs that see no head, and takes it from legs far under theirs that begin
// level with another head's. `notes`: by group, what is nobody's leg.
Owners own_levels(const Sheet& sheet, const std::vector<Group>& groups, Owners owners,
                  const std::vector<bool>& notes);

}  // namespace tonglan
