// A page image made upright, straight and even: for layout and for reading, never for content. What
// is taken away (scanner border, shade, speckle) holds no ink of the page.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "document.h"
#include "options.h"
#include "pixels.h"

namespace tonglan {

struct CleanPage {
  cv::Mat grey;    // 8 bits, ink dark on light
  cv::Mat ink;     // 8 bits, 255 = ink, 0 = paper; same size
  float glyph = 0;      // size of the body characters in pixels; 0: no text was found
  float confidence = 0;  // of `glyph`
  float skew = 0;       // degrees clockwise that were taken out
  float dpi = 0;
  int turned = 0;       // degrees clockwise that the source was turned: 0, 90, 180, 270
  std::vector<Box> panels;  // areas of another tone, turned dark on paper
  Transform to_source;
  std::vector<Warning> warnings;
};

// One page, or the two of a double-page spread, left to right.
std::vector<CleanPage> clean_image(const Pixels& image, const ScanOptions& options);

}  // namespace tonglan
