// Headlines of two phrases: 四个尊重　一条大道. As far apart as columns are, each looks like a
// headline of its own.
#pragma once

#include <vector>

#include "layout/page/owners.h"

namespace tonglan {

// Puts two headlines of one size on one level together where the text under the first goes on in
// the middle of a sentence under the second. False if there are none: nothing is changed, and
// `owners` are still those of the groups.
bool join_phrases_of_heads(const Document& document, const Sheet& sheet, std::vector<Group>& groups,
                           const Owners& owners);

}  // namespace tonglan
