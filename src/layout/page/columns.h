// The edges of the columns that groups are set in: from their own lines where enough of them are
// full, else from the page's columns, the tab stops that other groups share.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// From a group's own lines.
void find_edges(const Sheet& sheet, Group& group);

// The edges of all groups; one that holds lines of two columns is parted.
void find_columns(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
