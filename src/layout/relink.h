// Lines that were dumped in the wrong order: columns read across, and column pieces out of place.
//
// A program that guesses the layout of a page sometimes reads across k columns, a1 b1 c1 a2 b2 c2 ...,
// or writes one column's pieces after another's. What undoes it is the text itself: how well one line
// goes on with another. The evidence at one seam is weak, so nothing is decided line by line; a move
// must win by a clear margin over leaving everything as it stands.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// The order in which the lines should be read: places in document.lines, each once. Empty where they
// stay as they are. Needs lines that are measured, and zones that are marked: verse, code and tables
// are never moved, and nothing is moved over them.
std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured);

}  // namespace tonglan
