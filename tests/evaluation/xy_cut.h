// The peer to beat: recursive XY-cut, as Nagy and Seth described it in 1984, with the paragraph
// rule that most tools put behind it.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// One paragraph a line. Thresholds as shares of the median line height, chosen for newspaper pages.
std::string xy_cut_text(const Document& document);

}  // namespace tonglan
