// Lines too pale to be ink of the page.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

// How much darker than paper a page is, and its ink. 0 is paper.
struct Darkness {
  cv::Mat page;
  float ink = 0;
};

// Of a picture with even light.
Darkness darkness_of(const cv::Mat& even);

// 255 where a line along the rows of `dark` is darker than what lies above and below it: by a fifth
// of the darkness of `ink` over some length, and by half of that all along, as the level feet of
// characters are not.
cv::Mat pale_lines(const cv::Mat& dark, float ink, float glyph);

}  // namespace tonglan
