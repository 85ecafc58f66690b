// Links: which leg is read after which.
//
// Each leg has at most one leg before it. The candidates are few: the leg above it in its column,
// legs in the next column to the left, legs of the band above; or none, where an article begins.
// A candidate is scored in nats by place (same head, neighbouring column, level), and by what the
// two ends say: a line that stops in mid-sentence goes on with a line that is not indented. The
// links are decided together: always next the leg for which a wrong choice would cost most, that
// is, the one with the largest regret between its best candidate and its second.
#pragma once

#include <vector>

#include "chinese/bigrams.h"
#include "layout/page/owners.h"

namespace tonglan {

struct Link {
  std::uint32_t before = kNone;  // the leg read before this one; kNone: it begins an article
  float margin = 0;              // nats to the next best candidate
  float place = 0, text = 0;     // what speaks for it, in nats: where it stands, what it says
};

// One link a group; groups that are no legs have none before them.
std::vector<Link> link_legs(const Document& document, const Sheet& sheet,
                            const std::vector<Group>& groups, const Owners& owners,
                            const BigramCounts& bigrams);

}  // namespace tonglan
