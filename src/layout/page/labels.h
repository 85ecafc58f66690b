// Labels: the name of a newspaper's column, set small over the first leg of an article whose
// headline stands beside it over the other legs.
//
// It looks like the headline of a one-column article on the left of another one. The text tells them
// apart: that leg ends in the middle of a sentence, and the other headline's first leg begins in the
// middle of a paragraph.
#pragma once

#include <vector>

#include "layout/page/owners.h"

namespace tonglan {

// Makes such a label a part of the headline beside it, and its leg one of the headline's legs.
Owners join_labels(const Sheet& sheet, const std::vector<Group>& groups, Owners owners);

}  // namespace tonglan
