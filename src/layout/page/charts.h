// Charts: figures and names beside bars, lines and axes are no legs, and titles no headlines.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// Groups of figures that stand in rows or columns of three or more, far apart, the short words amid
// them, and the title over them become small type; each chart, with the frame round it, becomes one
// of the sheet's pictures.
void mark_charts(const Document& document, Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
