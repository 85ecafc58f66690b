// Connected ink, found row by row: runs of ink that touch (also over a corner) are one component.
// No picture of labels is made, so that a page of 20 Mpx takes milliseconds and little memory.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace tonglan {

struct Component {
  int left = 0, top = 0, right = 0, bottom = 0;  // right and bottom outside
  int area = 0;                                  // pixels of ink
  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

struct InkRun {
  int y = 0, left = 0, right = 0;
  int component = 0;
};

struct Components {
  std::vector<Component> items;
  std::vector<InkRun> runs;  // from the top, left to right
};

Components components_of(const cv::Mat& ink);

// Of the convex hull of what is not 0 in `mask`, in pixels; 0 where nothing is.
float hull_area(const cv::Mat& mask);

}  // namespace tonglan
