// Print of the page's other side that shines through: wide strokes that are too pale to be print.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

// The picture without what shines through from the other side. Strokes as wide as those of a
// headline are as dark as the page's ink if they are print, however blurred; those at most half as
// dark are taken out, and what is printed over them stays, as dark as it is beside them. Areas
// wider than a character (pictures, tints) stay as they are. `even`: 8 bits, paper at kPaper;
// `glyph`: size of the body characters in pixels.
cv::Mat without_ghosts(const cv::Mat& even, float glyph);

}  // namespace tonglan
