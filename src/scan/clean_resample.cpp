#include "scan/clean_resample.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

constexpr int kRowsAtOnce = 64;     // of a map: one for the whole page would be large
constexpr float kEnlarging = 0.8f;  // source pixels to one of the page: worth the finer method

// point_in_source of a row of pixels, quickly: along a row both maps are straight from node to
// node.
void fill_map(const Transform& t, int y, cv::Vec2f* row, int width) {
  const auto middle_of = [&](float x) {
    const Point p = point_in_source(t, {x, y + 0.5f});
    return cv::Vec2f(p.x - 0.5f, p.y - 0.5f);
  };
  int x = 0;
  for (int node = 0; x < width; ++node) {
    const bool last = node + 1 >= t.columns;
    const float to = last ? float(width) : std::min(float(width), (node + 1) * t.cell);
    if (x + 0.5f > to) continue;
    const cv::Vec2f start = middle_of(x + 0.5f);
    const cv::Vec2f step =
        to - x - 0.5f < 1 ? cv::Vec2f(0, 0) : (middle_of(to) - start) / (to - x - 0.5f);
    for (int k = 0; x < width && x + 0.5f <= to; ++k, ++x) row[x] = start + step * float(k);
  }
}

}  // namespace

// Boxes and transforms know corners of pixels, OpenCV knows their middles: half a pixel apart.
cv::Mat resampled(const cv::Mat& source, const Transform& t, cv::Size size, int outside) {
  cv::Mat page(size, CV_8U);
  const int method = t.a * t.e - t.b * t.d < kEnlarging ? cv::INTER_CUBIC : cv::INTER_LINEAR;
  const cv::Scalar paper(outside);
  if (t.cell <= 0) {
    const cv::Matx23d map(t.a, t.b, t.c + (t.a + t.b - 1) / 2, t.d, t.e, t.f + (t.d + t.e - 1) / 2);
    cv::warpAffine(source, page, map, page.size(), method | cv::WARP_INVERSE_MAP,
                   cv::BORDER_CONSTANT, paper);
    return page;
  }
  cv::Mat map(std::min(kRowsAtOnce, page.rows), page.cols, CV_32FC2);
  for (int top = 0; top < page.rows; top += kRowsAtOnce) {
    const int count = std::min(kRowsAtOnce, page.rows - top);
    for (int y = 0; y < count; ++y) fill_map(t, top + y, map.ptr<cv::Vec2f>(y), page.cols);
    cv::Mat part = page.rowRange(top, top + count);
    cv::remap(source, part, map.rowRange(0, count), cv::noArray(), method, cv::BORDER_CONSTANT,
              paper);
  }
  return page;
}

cv::Mat shrunk(const cv::Mat& picture, int by) {
  if (by == 1) return picture;
  const int over_right = (by - picture.cols % by) % by, over_below = (by - picture.rows % by) % by;
  cv::Mat whole = picture;
  if (over_right + over_below > 0)
    cv::copyMakeBorder(picture, whole, 0, over_below, 0, over_right, cv::BORDER_REPLICATE);
  cv::Mat small;
  cv::resize(whole, small, {whole.cols / by, whole.rows / by}, 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace tonglan
