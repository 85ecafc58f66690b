// Labels of charts: figures and names beside bars, lines and axes. They are no legs.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// Groups of figures that stand in rows or columns of three or more, far apart, and the short words
// amid them become small type.
void mark_charts(const Document& document, const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
