// One picture seen through a Transform: all that was found out about how a page lies, undone at
// once; and smaller ones to measure on.
#pragma once

#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

// The picture of `size` (8 bits, one channel) whose points lie on `source` where the transform
// says; what lies beyond the source is `outside`.
cv::Mat resampled(const cv::Mat& source, const Transform& to_source, cv::Size size, int outside);

// The mean of each square of `by` pixels, in one channel; those that hang over the right or the
// lower edge go on with its last pixels. Far faster than a factor that is not whole.
cv::Mat shrunk(const cv::Mat& picture, int by);

}  // namespace tonglan
