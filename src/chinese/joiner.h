// What stands between the two halves of a join: 中|文, English|words, news-|paper.
#pragma once

#include <string_view>

#include "document.h"

namespace tonglan {

// What the join of two lines needs between them. Beside Chinese nothing; between Latin words a
// blank; numbers, addresses and hyphenated words go by their own rules.
Joiner choose_joiner(std::string_view before, std::string_view after);

}  // namespace tonglan
