// Boxes of pieces of ink and of the page, as areas of a picture.
#pragma once

#include <opencv2/core.hpp>

#include "document.h"
#include "scan/clean_components.h"

namespace tonglan {

inline cv::Rect rect_of(const Component& c) { return {c.left, c.top, c.width(), c.height()}; }

inline Box box_of(const cv::Rect& r) { return {float(r.x), float(r.y), float(r.br().x), float(r.br().y)}; }

// Of the box, what is on the page.
inline cv::Rect rect_of(const Box& b, const cv::Mat& page) {
  return cv::Rect(cv::Point(int(b.left), int(b.top)), cv::Point(int(b.right), int(b.bottom))) &
         cv::Rect(0, 0, page.cols, page.rows);
}

// Of a mask, what is not 0.
inline float share(const cv::Mat& mask) {
  return mask.empty() ? 0 : float(cv::countNonZero(mask)) / float(mask.total());
}

}  // namespace tonglan
