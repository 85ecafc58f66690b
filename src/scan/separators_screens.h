// Halftones whose dots can be seen one by one: tints, and photographs in pages of one bit a pixel.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/clean_components.h"

namespace tonglan {

// An area where dots stand in a lattice; where they have grown together, their holes do.
struct Screen {
  cv::Rect box;  // pixels
  float pitch;   // pixels from a dot to the next
  // Dots of many sizes make a picture. A tint has dots of one size, and may have text on it.
  bool is_picture;
};

// `pieces`: of `ink`; `glyph`: pixels.
std::vector<Screen> find_screens(const cv::Mat& ink, const Components& pieces, float glyph);

}  // namespace tonglan
