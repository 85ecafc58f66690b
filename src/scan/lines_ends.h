// Marks at the ends of horizontal lines that are too pale to be ink of the page: a 。 of ten pixels
// that was scanned or saved small is grey all over, and without it a sentence has no end.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/scan.h"

namespace tonglan {

// `lines` with the boxes of those that end in such a mark made longer by it. `grey`: the page that
// they were found on, in even light; `taken`: areas of it that hold no text.
std::vector<TextLine> with_pale_marks(std::vector<TextLine> lines, const cv::Mat& grey,
                                      const std::vector<Box>& taken);

}  // namespace tonglan
