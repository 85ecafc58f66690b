// Notes at the foot of a column: smaller lines under a short rule, or with a mark in front. They
// are read after the text of the page, which goes on in the next column as if they were not there.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// Gives such groups the kind kNote.
void find_notes(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
