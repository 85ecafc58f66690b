#include "scan/clean_frame.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"

namespace tonglan {
namespace {

constexpr float kThinnest = 0.8f;   // glyphs: thinner dark is ink
constexpr float kAlongEdge = 0.3f;  // of an edge's length, that a border touches at least
constexpr float kDeepest = 0.2f;    // of the picture's side, that a border reaches in at most
constexpr float kRagged = 0.6f;     // glyphs of a border's uneven rim

// Pixels of an edge that the component touches, as a share of the edge.
float touched(const cv::Mat& edge, std::uint8_t label) {
  return float(cv::countNonZero(edge == label)) / float(edge.total());
}

}  // namespace

cv::Mat border_of(const cv::Mat& small, float glyph) {
  const int thin = std::max(3, int(glyph * kThinnest)) | 1;
  const cv::Mat square = cv::Mat::ones(thin, thin, CV_8U);
  // Beyond the picture all is dark, so that what touches the edge counts as thick.
  cv::Mat padded, solid;
  cv::copyMakeBorder(small, padded, thin, thin, thin, thin, cv::BORDER_REPLICATE);
  cv::morphologyEx(padded, solid, cv::MORPH_OPEN, square);
  solid = solid(cv::Rect(thin, thin, small.cols, small.rows)).clone();
  cv::Mat border = cv::Mat::zeros(small.size(), CV_8U);
  const Components found = components_of(solid);
  for (std::size_t k = 0; k < found.items.size(); ++k) {
    const Component& c = found.items[k];
    const bool left = c.left == 0, right = c.right == small.cols;
    const bool top = c.top == 0, bottom = c.bottom == small.rows;
    if (!left && !right && !top && !bottom) continue;
    cv::Mat one = cv::Mat::zeros(small.size(), CV_8U);
    for (const InkRun& run : found.runs) {
      if (run.component == int(k))
        std::fill(one.ptr(run.y) + run.left, one.ptr(run.y) + run.right, 255);
    }
    const float along =
        std::max(std::max(touched(one.col(0), 255), touched(one.col(one.cols - 1), 255)),
                 std::max(touched(one.row(0), 255), touched(one.row(one.rows - 1), 255)));
    if (along < kAlongEdge) continue;
    border |= one;
  }
  const int right = int(small.cols * kDeepest), down = int(small.rows * kDeepest);
  border(cv::Rect(right, down, small.cols - 2 * right, small.rows - 2 * down)) = 0;
  const int rim = 2 * std::max(1, int(glyph * kRagged)) + 1;
  cv::Mat grown;
  cv::dilate(border, grown, cv::Mat::ones(rim, rim, CV_8U));
  return grown & small;
}

}  // namespace tonglan
