// Section heads: lines inside a leg, a little larger than the text, that are numbered or amid a
// text that runs on past them; or flush ones, where paragraphs are indented. They begin no article,
// as headlines do.
#pragma once

#include <vector>

#include "layout/page/owners.h"

namespace tonglan {

// Fill Piece::subhead: before the pieces are grouped, and of legs whose columns are known.
void mark_large_subheads(Sheet& sheet);
void mark_flush_subheads(Sheet& sheet, const std::vector<Group>& groups);

// Headlines over one leg that stand in an article's column, much smaller than its own, are heads of
// its sections where the text goes on from the leg under them to the next column, and ends above
// them. Those of an article that are set alike are judged together. Each leg is put together with
// the head and the leg under it; false if there is none: nothing is changed, and `owners` are still
// those of the groups.
bool join_sections(const Document& document, Sheet& sheet, std::vector<Group>& groups,
                   const Owners& owners);

}  // namespace tonglan
