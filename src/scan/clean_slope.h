// How far lines are from level, on the whole page and in a part of it.
//
// Found by projection: seen along its lines, text is bands of ink and white bands between
// them; from any other angle it blurs. No line has to be found for it, and rules speak too.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

struct Slope {
  float angle = 0;       // degrees, clockwise positive
  float confidence = 0;  // 0..1: how much sharper than other angles
};

// `small`: ink (255) on paper, any size; quick where a character has 6 to 10 pixels. `glyph`: of
// it.
Slope skew_of(const cv::Mat& small, float glyph);

// Slope of lines in one window of the picture, as a rise of y (of `picture`'s rows) a pixel of x,
// within +-`widest`. Sees the picture along its rows only: turn it for vertical text.
struct LocalSlope {
  float slope = 0;
  float weight = 0;  // 0: nothing to see
};
LocalSlope slope_of_window(const cv::Mat& window, float glyph, float widest);

}  // namespace tonglan
