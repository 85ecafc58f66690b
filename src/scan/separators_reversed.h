// Text that is white on black.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "document.h"
#include "scan/clean_components.h"

namespace tonglan {

// Boxes of dark areas that hold white characters. `pieces`: of `ink`.
std::vector<Box> find_reversed(const cv::Mat& ink, const Components& pieces, const cv::Mat& grey,
                               float glyph);

// Black becomes white inside the boxes, in both.
void turn_reversed(const std::vector<Box>& boxes, cv::Mat& ink, cv::Mat& grey);

}  // namespace tonglan
