#include "ocr/crop_light.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

constexpr float kInkPart = .02f;      // the darkest part of the crop that becomes black
constexpr float kLeastContrast = 48;  // grey levels from paper to ink: less is paper alone

using Histogram = std::array<int, 256>;

Histogram histogram_of(const cv::Mat& grey, const cv::Mat& mask) {
  Histogram h{};
  for (int y = 0; y < grey.rows; ++y) {
    const auto* g = grey.ptr<std::uint8_t>(y);
    const auto* m = mask.empty() ? nullptr : mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < grey.cols; ++x) h[g[x]] += !m || m[x];
  }
  return h;
}

// The value below which this part of the counted pixels lies.
int quantile(const Histogram& h, float part) {
  long total = 0, below = 0;
  for (const int n : h) total += n;
  for (int v = 0; v < 256; ++v) {
    below += h[v];
    if (below > long(part * float(total))) return v;
  }
  return 255;
}

// Divides by the paper's own brightness, so that shade, stains and the back page's large marks go.
// The paper is the brightest within a glyph, looked for on a small picture, where noise is averaged
// out.
cv::Mat evened(const cv::Mat& grey, float glyph) {
  const float shrink = std::max(1.f, glyph / 10);
  cv::Mat small, paper, out;
  cv::resize(grey, small,
             {std::max(1, int(grey.cols / shrink)), std::max(1, int(grey.rows / shrink))}, 0, 0,
             cv::INTER_AREA);
  const int reach = std::max(3, int(glyph / shrink)) | 1;
  cv::dilate(small, small, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
  cv::GaussianBlur(small, small, {0, 0}, reach / 2.0);
  cv::resize(small, paper, grey.size(), 0, 0, cv::INTER_LINEAR);
  cv::divide(grey, paper, out, 255);
  return out;
}

// Stretches the levels so that the ink is black and the paper with its noise is white.
cv::Mat levelled(const cv::Mat& grey, float glyph, const Whitening& whitening) {
  cv::Mat paper;
  cv::threshold(grey, paper, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  const int away = std::max(1, int(std::lround(whitening.away * glyph)));
  cv::erode(paper, paper, cv::Mat::ones(2 * away + 1, 2 * away + 1, CV_8U), {-1, -1}, 1,
            cv::BORDER_CONSTANT, cv::Scalar(255));
  const Histogram on_paper = histogram_of(grey, paper);
  const int middle = quantile(on_paper, .5f);
  const int sigma = middle - quantile(on_paper, .16f);
  const int black = quantile(histogram_of(grey, {}), kInkPart);
  const float white = float(middle) - whitening.sigmas * float(sigma);
  const float range = std::max(kLeastContrast, white - float(black));
  cv::Mat out;
  grey.convertTo(out, CV_8U, 255 / range, 255 - 255 * white / range);
  return out;
}

bool is_dark_paper(const cv::Mat& grey) {
  const Histogram h = histogram_of(grey, {});
  return 2 * quantile(h, .5f) < quantile(h, .02f) + quantile(h, .98f);
}

}  // namespace

cv::Mat evenly_lit(const Pixels& page, const cv::Rect& area, float glyph, float blur,
                   const Whitening& whitening, bool may_be_reversed) {
  const cv::Mat whole(page.height, page.width, CV_8U, const_cast<std::uint8_t*>(page.bytes.data()),
                      page.row_size());
  cv::Mat grey = whole(area).clone();
  // The scan room may have turned it already.
  if (may_be_reversed && is_dark_paper(grey)) cv::bitwise_not(grey, grey);
  cv::GaussianBlur(grey, grey, {0, 0}, blur * glyph);
  return levelled(evened(grey, glyph), glyph, whitening);
}

}  // namespace tonglan
