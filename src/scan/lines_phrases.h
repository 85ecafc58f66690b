// Kickers, decks and headlines of two phrases.
//
// 鼓足干劲　力争上游: a line over or under a headline is often two phrases, as far apart as two
// columns are. Between columns the white goes on; here a larger line of the same headline runs past
// it, or a smaller one that is in the middle of both.
#pragma once

#include <vector>

#include "scan/lines_complete.h"

namespace tonglan {

// Joins lines larger than the text (`glyph`, pixels) of one size on one level where a line of
// another size right above or below them spans the white between them.
std::vector<Draft> join_phrases(std::vector<Draft> drafts, float glyph);

}  // namespace tonglan
