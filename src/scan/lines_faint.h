// Show-through: ink of the back page that came through the paper. It is as sharp as print but never
// as dark, so that it is told by its darkness: against the page's print where a piece is large
// enough for that, against what stands round it where it is small.
//
// Print may be as pale, by a worn type or a thin stroke, but hardly a whole block of it: pieces are
// marked first, and lines of them left out that stand by themselves.
#pragma once

#include <vector>

#include "scan/lines_complete.h"
#include "scan/lines_rows.h"

namespace tonglan {

// Marks the pieces that are pale enough to shine through, and takes out the small ones among them:
// no line is known by these, but they bridge gutters. `grey`: as SeparatedPage::grey. On a page of
// which more than a part would be pale, print is uneven, and nothing is.
void mark_pale(InkPieces& found, const cv::Mat& grey, float glyph);

// Whether most of a line's ink is pale.
bool is_pale(const std::vector<InkPiece>& pieces);

// The runs of a line without the pale ones that stand at its ends, apart from the others: it shows
// through behind a line of print. `line`: places in `runs`; reading coordinates.
std::vector<int> without_pale_ends(const std::vector<PieceRun>& runs, std::vector<int> line,
                                   float glyph);

// `drafts` without the pale ones that have no line of print like them above or below: print may be
// pale over a part of a block, but what shines through keeps to no column of this page.
std::vector<Draft> without_show_through(std::vector<Draft> drafts, float glyph);

}  // namespace tonglan
