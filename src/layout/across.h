// Whether lines look read across columns, at a glance: the search for the columns (threads.h) costs
// as much as all the rest, and most texts need none.
//
// The signs are the phantom indent and the short last line. A first line, two cells short of its
// column, stands below a line that ends its paragraph, and no full line does; in text that was read
// across, the right line stands k lines further up. Wrong neighbours are common in old papers,
// verse and tables; that the same k mends one after the other is not.
#pragma once

#include <cstdint>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Looks at lines first .. last - 1. Lines must be measured.
bool looks_read_across(const Document& document, const Measured& measured, std::uint32_t first,
                       std::uint32_t last);

}  // namespace tonglan
