// Islands: headlines and pull quotes set into their text, whose columns run on past them.
#pragma once

#include <vector>

#include "layout/page/owners.h"

namespace tonglan {

// Where the sentences above such a head go on below it, in every column that it interrupts, the
// legs above and below it are put together. A headline is put on top of them, where it is read;
// what interrupts the text of another headline is a pull quote, read after it. False if there is
// none: nothing is changed, and `owners` are still those of the groups.
bool join_round_islands(const Document& document, const Sheet& sheet, std::vector<Group>& groups,
                        const Owners& owners);

}  // namespace tonglan
