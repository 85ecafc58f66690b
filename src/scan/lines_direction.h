// Which way text runs: along x or along y.
//
// Characters stand closer to each other along their line than across it. Each whole character votes
// by its nearest neighbours; the page's direction is the majority's, and a block of text that
// stands by itself may overrule it. Characters that stand alone (headers set wide, a vertical
// headline in single characters) can't be told one by one: they are joined at the end, where they
// form a chain.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

// For each piece (page coordinates), whether its text is vertical. `forced`: "auto", "horizontal",
// "vertical".
std::vector<char> find_vertical(const std::vector<InkPiece>& pieces, float glyph,
                                const std::string& forced);

}  // namespace tonglan
