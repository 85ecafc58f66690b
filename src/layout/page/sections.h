// Section heads: numbered lines inside a leg, a little larger than the text, or flush where
// paragraphs are indented. They begin no article, as headlines do.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

// Fill Piece::subhead: before the pieces are grouped, and of legs whose columns are known.
void mark_large_subheads(Sheet& sheet);
void mark_flush_subheads(Sheet& sheet, const std::vector<Group>& groups);

}  // namespace tonglan
