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

struct Piece {
  cv::Mat ink;  // with a rim of paper
  int area = 0;
  float longer = 0, shorter = 0;  // side
};

Piece small_piece(const cv::Mat& picture) {
  const float by = std::max(1.f, float(std::max(picture.cols, picture.rows)) / kSmall);
  cv::Mat small;
  Piece piece;
  cv::resize(picture, small, {}, 1 / by, 1 / by, cv::INTER_AREA);
  cv::copyMakeBorder(small > 127, piece.ink, 1, 1, 1, 1, cv::BORDER_CONSTANT);
  piece.area = cv::countNonZero(piece.ink);
  piece.longer = float(std::max(piece.ink.cols, piece.ink.rows));
  piece.shorter = float(std::min(piece.ink.cols, piece.ink.rows));
  return piece;
}

float share_left(const Piece& piece, float size) {
  const int side = std::max(2, int(size));
  cv::Mat opened;
  cv::morphologyEx(piece.ink, opened, cv::MORPH_OPEN, cv::Mat::ones(side, side, CV_8U));
  return float(cv::countNonZero(opened)) / float(piece.area);
}

bool is_blot(const Piece& piece, float broadest) {
  const float broad = std::min(broadest * piece.longer, kHalf * piece.shorter);
  return piece.area == 0 || share_left(piece, broad) > kMostBroad;
}

}  // namespace

bool has_strokes_of_a_character(const cv::Mat& piece) {
  const Piece small = small_piece(piece);
  return !is_blot(small, kBroad) && share_left(small, kFine * small.longer) >= kNotFine;
}

bool is_blot(const cv::Mat& piece, float broadest) { return is_blot(small_piece(piece), broadest); }

}  // namespace tonglan
