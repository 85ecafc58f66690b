// What a group is by its size and place: headline, deck, caption, stroke.
#pragma once

#include <vector>

#include "layout/page/groups.h"

namespace tonglan {

inline constexpr float kLegend = .95f;  // a caption's size, of the running text's, at most

// Right under a picture, and set a little smaller than running text: smaller by less than other
// lines may be.
bool starts_caption(const Sheet& sheet, const Group& group);

// Sets the kinds of groups that their wording or the page's furniture has not set.
void name_kinds(const Sheet& sheet, std::vector<Group>& groups);

}  // namespace tonglan
