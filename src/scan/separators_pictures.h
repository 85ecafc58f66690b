// Pictures: areas that are no text, black on white or white on black.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "document.h"
#include "scan/clean_components.h"

namespace tonglan {

// Photographs and halftones: areas where tones between paper and ink stand beside each other, seen
// past the dots of a screen, or darkness thicker than any stroke. Text has no tones but at the
// edges of its strokes, and paper everywhere. `screens`: pictures that separators_screens found.
std::vector<Box> find_photographs(const cv::Mat& ink, const cv::Mat& grey, float glyph,
                                  const std::vector<cv::Rect>& screens);

// Drawings: one component larger than any character, with ink in its middle. `ink`: without rules,
// else frames hold everything together.
std::vector<Box> find_drawings(const cv::Mat& ink, float glyph);

}  // namespace tonglan
