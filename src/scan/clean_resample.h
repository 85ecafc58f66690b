// One picture seen through a Transform: all that was found out about how a page lies, undone at
// once.
#pragma once

#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

// The picture of `size` (8 bits, one channel) whose points lie on `source` where the transform
// says; what lies beyond the source is `outside`.
cv::Mat resampled(const cv::Mat& source, const Transform& to_source, cv::Size size, int outside);

}  // namespace tonglan
