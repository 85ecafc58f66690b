// What on a page is not text: rules, frames, pictures; and text that is white on black.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "document.h"
#include "scan/clean.h"

namespace tonglan {

struct SeparatedPage {
  cv::Mat ink;   // as CleanPage::ink, without rules, frames and pictures; reversed text is ink here
  cv::Mat grey;  // as CleanPage::grey, with reversed areas dark on light and rules whitened
  std::vector<Separator> separators;  // rules (thin, thick, double, dotted, wavy) and frames' sides
  std::vector<Separator> rule_parts;  // where each rule lies along its length
  std::vector<Box> pictures;          // halftones and drawings
  std::vector<Box> reversed;          // areas that were white on black
};

SeparatedPage separate(const CleanPage& clean);

}  // namespace tonglan
