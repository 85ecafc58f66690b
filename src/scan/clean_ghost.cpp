#include "scan/clean_ghost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kWideStroke = 0.2f;   // wider than body strokes, no wider than those of headlines
constexpr int kLeastStroke = 5;       // pixels: blurred body strokes look as wide as any below it
constexpr float kArea = 0.9f;         // wider is no stroke
constexpr float kLeastLength = 1.1f;  // of what shines through
constexpr float kLeastWidth = 0.4f;
constexpr float kMostWidth = 6;  // larger are pictures
// Of the darkness of the page's ink:
constexpr float kVisible = 0.15f;   // paler strokes are paper
constexpr float kDark = 0.55f;      // print is darker in the middle of its strokes
constexpr float kInkShare = 0.02f;  // of the pixels, darker than what counts as the ink's level
// Print over what shines through, and the strokes that body characters run together in, differ:
constexpr float kMostPrint = 0.5f;   // their darkness and their share of dark pixels, together
constexpr float kMostRelief = 1.6f;  // their darkness, to that of the wide strokes in them

// How dark the page's ink is below paper.
int darkness_of_ink(const cv::Mat& dark) {
  std::array<int, 256> histogram{};
  for (int y = 0; y < dark.rows; y += 4) {
    const std::uint8_t* row = dark.ptr(y);
    for (int x = 0; x < dark.cols; ++x) ++histogram[255 - row[x]];
  }
  return 255 - level_of(histogram, kInkShare);
}

// 255 where strokes that hang together shine through. `dark`: the picture's darkness; `strokes`:
// that of its wide strokes; `ink`: of print.
cv::Mat ghosts_of(const cv::Mat& dark, const cv::Mat& strokes, float ink, float glyph) {
  cv::Mat labels, stats, centres;
  const int n = cv::connectedComponentsWithStats(strokes > kVisible * ink, labels, stats, centres,
                                                 8, CV_32S, cv::CCL_SAUF);
  struct Sums {
    std::int64_t dark = 0, strokes = 0, darkest = 0;
  };
  std::vector<Sums> sums(n);
  const auto each_pixel = [&](auto visit) {
    for (int y = 0; y < dark.rows; ++y) {
      const int* label = labels.ptr<int>(y);
      for (int x = 0; x < dark.cols; ++x) {
        if (label[x] != 0) visit(label[x], y, x);
      }
    }
  };
  const int darkest = int(kDark * ink);
  each_pixel([&](int label, int y, int x) {
    Sums& s = sums[label];
    const int value = dark.at<std::uint8_t>(y, x);
    s.dark += value;
    s.strokes += strokes.at<std::uint8_t>(y, x);
    s.darkest += value > darkest;
  });
  std::vector<std::uint8_t> is_ghost(n);
  for (int i = 1; i < n; ++i) {
    const int width = stats.at<int>(i, cv::CC_STAT_WIDTH);
    const int height = stats.at<int>(i, cv::CC_STAT_HEIGHT);
    const float least = float(std::min(width, height)), most = float(std::max(width, height));
    const float pixels = float(stats.at<int>(i, cv::CC_STAT_AREA));
    const Sums& s = sums[i];
    is_ghost[i] = most > kLeastLength * glyph && least > kLeastWidth * glyph &&
                  least < kMostWidth * glyph &&
                  float(s.strokes) / ink + float(s.darkest) < kMostPrint * pixels &&
                  float(s.dark) < kMostRelief * float(s.strokes);
  }
  cv::Mat ghosts = cv::Mat::zeros(dark.size(), CV_8U);
  each_pixel([&](int label, int y, int x) {
    if (is_ghost[label] && strokes.at<std::uint8_t>(y, x) <= darkest)
      ghosts.at<std::uint8_t>(y, x) = 255;
  });
  return ghosts;
}

}  // namespace

cv::Mat without_ghosts(const cv::Mat& even, float glyph) {
  cv::Mat dark = kPaper - even, strokes;
  cv::GaussianBlur(dark, dark, {3, 3}, 0, 0, cv::BORDER_REPLICATE);
  const int stroke = std::max(kLeastStroke, int(std::lround(kWideStroke * glyph)));
  cv::morphologyEx(dark, strokes, cv::MORPH_OPEN, cv::Mat::ones(stroke, stroke, CV_8U));
  const float ink = float(darkness_of_ink(dark));
  // Half the size tells what shines through.
  const cv::Size half((even.cols + 1) / 2, (even.rows + 1) / 2);
  cv::Mat small_dark, small_strokes, areas;
  cv::resize(dark, small_dark, half, 0, 0, cv::INTER_NEAREST);
  cv::resize(strokes, small_strokes, half, 0, 0, cv::INTER_NEAREST);
  cv::Mat ghosts = ghosts_of(small_dark, small_strokes, ink, glyph / 2);
  if (cv::countNonZero(ghosts) == 0) return even;
  const int area = std::max(3, int(std::lround(kArea * glyph / 2)));
  cv::morphologyEx(small_strokes, areas, cv::MORPH_OPEN, cv::Mat::ones(area, area, CV_8U));
  cv::resize(areas, areas, even.size(), 0, 0, cv::INTER_NEAREST);
  cv::resize(ghosts, ghosts, even.size(), 0, 0, cv::INTER_NEAREST);
  cv::Mat print;
  cv::add(even, strokes - areas, print);
  even.copyTo(print, ~ghosts);
  return print;
}

}  // namespace tonglan
