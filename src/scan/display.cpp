#include "scan/display.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

// Of the size of the piece:
constexpr float kFine = 1 / 28.f;  // strokes of characters are broader ...
constexpr float kBroad = 1 / 5.f;  // ... and narrower
constexpr float kHalf = 0.4f;      // ... than this share of its shorter side, too
// Of its ink:
constexpr float kNotFine = 0.8f;
constexpr float kMostBroad = 0.2f;
constexpr int kSmall = 140;  // pixels: enough to measure strokes on

float share_left(const cv::Mat& piece, float size, int ink) {
  const int side = std::max(2, int(size));
  cv::Mat opened;
  cv::morphologyEx(piece, opened, cv::MORPH_OPEN, cv::Mat::ones(side, side, CV_8U));
  return float(cv::countNonZero(opened)) / float(ink);
}

}  // namespace

bool has_strokes_of_a_character(const cv::Mat& piece) {
  const float by = std::max(1.f, float(std::max(piece.cols, piece.rows)) / kSmall);
  cv::Mat small, padded;
  cv::resize(piece, small, {}, 1 / by, 1 / by, cv::INTER_AREA);
  cv::copyMakeBorder(small > 127, padded, 1, 1, 1, 1, cv::BORDER_CONSTANT);
  const float size = float(std::max(padded.cols, padded.rows));
  const float broad = std::min(kBroad * size, kHalf * float(std::min(padded.cols, padded.rows)));
  const int ink = cv::countNonZero(padded);
  return ink > 0 && share_left(padded, kFine * size, ink) >= kNotFine &&
         share_left(padded, broad, ink) <= kMostBroad;
}

}  // namespace tonglan
