// Show-through: ink of the back page that came through the paper. It is as sharp as print but never
// as dark, so that it is told by its darkness: against the page's print where a piece is large
// enough for that, against what stands round it where it is small.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

// The pieces without those that shine through. `grey`: as SeparatedPage::grey. A page of which
// more than a part would go is printed unevenly, and keeps all.
std::vector<InkPiece> without_show_through(const InkPieces& found, const cv::Mat& grey,
                                           float glyph);

}  // namespace tonglan
