// Headlines set wide that their punctuation cut.
//
// A mark leaves most of its cell white. Where characters stand apart too, that white is as broad as
// a gutter; but the characters behind it go on in the size and the pitch of those before it.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/lines_complete.h"

namespace tonglan {

// Lines larger than the text, level and of one size and pitch, that have nothing but a mark or a
// flat 一 and no more white than these leave between them, become one. `ink`: of the page; `glyph`:
// of the running text, pixels.
std::vector<Draft> join_wide(std::vector<Draft> drafts, const cv::Mat& ink, float glyph);

// Two characters larger than the text that stand alone on their level become a title, 公　告, which
// runs along x whatever direction each was thought to have.
std::vector<Draft> join_titles(std::vector<Draft> drafts, float glyph);

}  // namespace tonglan
