// Panels: areas of one tone that is not the paper's, with characters on them in other tones: white
// on navy, red and black on yellow, black and white on mid grey. Large ones take the light of a
// page for their own, so that they are turned before anything else is made of its ink.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace tonglan {

// Makes panels dark on paper in `even`, so that they are text like any other from here on. `grey`:
// the same picture before its light was evened. Returns their boxes.
std::vector<cv::Rect> turn_panels(const cv::Mat& grey, cv::Mat& even, float glyph);

}  // namespace tonglan
