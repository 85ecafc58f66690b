// What lies round the page on a scan: the dark of the scanner's lid or of the film.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

// Mask (255) of the dark borders of `small`, ink (255) on paper, `glyph` pixels a character: solid
// dark that runs along an edge of the picture and touches it. Text, rules and pictures that stand
// on the page are never in it, however near to the edge.
cv::Mat border_of(const cv::Mat& small, float glyph);

}  // namespace tonglan
