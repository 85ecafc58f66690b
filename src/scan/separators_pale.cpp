#include "scan/separators_pale.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <opencv2/imgproc.hpp>

#include "scan/clean_ink.h"

namespace tonglan {
namespace {

constexpr float kPale = 0.2f;       // of the ink's darkness; what shines through is paler
constexpr float kInkShare = 0.02f;  // of the pixels, darker than what counts as the ink's level
constexpr float kLeastInk = 0.4f * kPaper;  // where a page has hardly any
// In body glyphs: of a line, and of a step of it; how far its sides are.
constexpr float kLength = 2.5f, kStep = 0.7f, kSide = 0.3f;

}  // namespace

Darkness darkness_of(const cv::Mat& even) {
  Darkness dark;
  dark.page = kPaper - even;
  std::array<int, 256> histogram{};
  for (int y = 0; y < dark.page.rows; y += 2) {
    const std::uint8_t* row = dark.page.ptr(y);
    for (int x = 0; x < dark.page.cols; ++x) ++histogram[255 - row[x]];
  }
  dark.ink = std::max(kLeastInk, float(255 - level_of(histogram, kInkShare)));
  return dark;
}

cv::Mat pale_lines(const cv::Mat& dark, float ink, float glyph) {
  const int side = std::max(2, int(kSide * glyph));
  cv::Mat pale = cv::Mat::zeros(dark.size(), CV_8U);
  if (dark.rows <= 2 * side) return pale;
  // How much darker than its sides a stretch of so many glyphs is, at its middle.
  const auto ridge_over = [&](float length) {
    cv::Mat along, ridge;
    cv::boxFilter(dark, along, -1, {std::max(1, int(length * glyph)), 1}, {-1, -1}, true,
                  cv::BORDER_REPLICATE);
    cv::subtract(
        along.rowRange(side, dark.rows - side),
        cv::max(along.rowRange(0, dark.rows - 2 * side), along.rowRange(2 * side, dark.rows)),
        ridge);
    return ridge;
  };
  cv::Mat((ridge_over(kLength) > kPale * ink) & (ridge_over(kStep) > kPale / 2 * ink) &
          (dark.rowRange(side, dark.rows - side) > kPale / 2 * ink))
      .copyTo(pale.rowRange(side, dark.rows - side));
  return pale;
}

}  // namespace tonglan
