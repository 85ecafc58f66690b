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

}  // namespace tonglan::testing
