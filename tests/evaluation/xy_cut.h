// The peer to beat: recursive XY-cut, as Nagy and Seth described it in 1984, with the paragraph
// rule that most tools put behind it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document.h"

namespace tonglan {

// Places of Document::lines in the order of reading. Thresholds as for xy_cut_text.
std::vector<std::uint32_t> xy_cut_order(const Document& document);

// One paragraph a line. Thresholds as shares of the median line height, chosen for newspaper pages.
std::string xy_cut_text(const Document& document);

}  // namespace tonglan
