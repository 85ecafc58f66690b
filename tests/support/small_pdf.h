// A small PDF drawn for a test: one font whose codes are UTF-16, full-width throughout.
#pragma once

#include <string>
#include <vector>

namespace tonglan::testing {

struct TextRun {
  float x, y, size;  // points, from the bottom left
  std::u16string text;
};

// One list of runs a page; pages are 360 by 288 points.
std::string make_pdf(const std::vector<std::vector<TextRun>>& pages);

// A scan: a JPEG at 100 dpi that covers the page, or a part of it from the lower left.
struct ScanPage {
  std::string jpeg;
  int width, height;  // of the picture, pixels
  bool colour = false;
  int rotation = 0;   // of the page
  double covers = 1;  // of the page's width and height
};
std::string make_scan_pdf(const std::vector<ScanPage>& pages);

}  // namespace tonglan::testing
