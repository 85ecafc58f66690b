// Tints: headlines on a halftone, from the left or from all sides paler, black or white.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/separators_screens.h"

namespace tonglan {

// Makes characters on a screen dark on paper, in both, as if it had not been printed under them.
// Returns the boxes of what is left of the screens that are pictures. `glyph`: pixels.
std::vector<cv::Rect> turn_tints(const std::vector<Screen>& screens, cv::Mat& ink, cv::Mat& grey,
                                 float glyph);

}  // namespace tonglan
