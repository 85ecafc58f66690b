// Bent lines: from books that did not lie flat, film that buckled, rollers that pulled.
//
// Measured as slopes in overlapping windows, of rows (horizontal text, rules) and of columns
// (vertical text, rules); the smoothest field of offsets with these slopes is what the page was
// bent by. No line has to be found or followed for it.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "pixels.h"

namespace tonglan {

// Where the points of a straight page lie on the bent one: offsets in pixels, bilinear between
// nodes that stand `cell` pixels apart, rows x columns of them. Empty where lines are straight, or
// where straightening would not make the lines clearly more level.
struct PageBend {
  float cell = 0;
  int columns = 0, rows = 0;
  std::vector<Point> offsets;
};

// `small`: ink (255) on paper, without skew; quick where a character has 6 to 12 pixels.
// `glyph`: of it.
PageBend bend_of(const cv::Mat& small, float glyph);

}  // namespace tonglan
