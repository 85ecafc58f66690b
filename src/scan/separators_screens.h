// Halftones whose dots can be seen one by one: photographs in pages of one bit a pixel.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/clean_components.h"

namespace tonglan {

// Boxes, in pixels, of areas where dots of many sizes stand in a screen, a lattice; where they have
// grown together, their holes do. A tint has dots of one size: it is no picture, and may have text
// on it. `pieces`: of `ink`; `glyph`: pixels.
std::vector<cv::Rect> find_screens(const cv::Mat& ink, const Components& pieces, float glyph);

}  // namespace tonglan
