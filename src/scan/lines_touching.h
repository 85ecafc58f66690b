// Characters of one line that touch from end to end.
//
// Set close or blurred, a whole line may be one piece of ink, long and low as a drawing's stroke or
// a rule is. A stroke has the same ink everywhere along it; characters leave next to none where
// one ends and the next begins.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

// The pieces of `found`, with those as high as a body line and longer than four characters taken
// apart where they have the least ink. Page coordinates; such a piece runs as it is long.
std::vector<InkPiece> cut_touching(const InkPieces& found, float glyph);

}  // namespace tonglan
