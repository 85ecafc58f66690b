// Page furniture: the masthead and the folio in the band above or below the articles.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// Names groups furniture that stand level with a folio, outside the running text.
void mark_furniture(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
