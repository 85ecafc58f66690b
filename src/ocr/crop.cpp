#include "ocr/crop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

constexpr float kMargin = .1f;      // of page round the ink, in glyphs: more lets the neighbours in
constexpr float kPadding = .25f;    // of white round the crop, in glyphs
constexpr float kInkPart = .02f;    // the darkest part of the crop that becomes black
constexpr float kWhitening = 1.3f;  // paper darker than usual by so many sigmas still becomes white
constexpr float kLeastContrast = 48;  // grey levels from paper to ink: less is paper alone
constexpr int kMaxSide = 32'000;      // pixels: Tesseract refuses more

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
cv::Mat levelled(const cv::Mat& grey) {
  cv::Mat paper;
  cv::threshold(grey, paper, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  cv::erode(paper, paper, {});
  const Histogram on_paper = histogram_of(grey, paper);
  const int middle = quantile(on_paper, .5f);
  const int sigma = middle - quantile(on_paper, .16f);
  const int black = quantile(histogram_of(grey, {}), kInkPart);
  const float white = float(middle) - kWhitening * float(sigma);
  const float range = std::max(kLeastContrast, white - float(black));
  cv::Mat out;
  grey.convertTo(out, CV_8U, 255 / range, 255 - 255 * white / range);
  return out;
}

cv::Mat resized(const cv::Mat& grey, float scale) {
  if (std::abs(scale - 1) < .02f) return grey;
  cv::Mat out;
  cv::resize(grey, out,
             {std::max(1, int(std::lround(grey.cols * scale))),
              std::max(1, int(std::lround(grey.rows * scale)))},
             0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return out;
}

bool is_dark_paper(const cv::Mat& grey) {
  const Histogram h = histogram_of(grey, {});
  return 2 * quantile(h, .5f) < quantile(h, .02f) + quantile(h, .98f);
}

}  // namespace

CropStyle first_way(Direction direction) {
  // The engine makes every line 48 pixels high, after 4 of its own above and below, and its time
  // goes with the width that the line then has: characters of 28 take it as long as those of 40 a
  // tenth narrower, and are read better (.019 errors instead of .025 on clean pages, .081 instead
  // of .086 on bad ones). Smaller ones lose dense characters and full stops, but not in vertical
  // lines.
  return {.glyph = direction == Direction::kVertical ? 24.f : 28.f};
}

LineCrop cut_line(const Pixels& page, const TextLine& line, const CropStyle& style) {
  LineCrop out;
  const bool vertical = line.direction == Direction::kVertical;
  const float across = vertical ? line.box.width() : line.box.height();
  const float glyph = line.glyph > 0 ? line.glyph : across;
  const float margin = kMargin * glyph;
  const cv::Rect area =
      cv::Rect({int(std::floor(line.box.left - margin)), int(std::floor(line.box.top - margin))},
               cv::Point{int(std::ceil(line.box.right + margin)),
                         int(std::ceil(line.box.bottom + margin))}) &
      cv::Rect(0, 0, page.width, page.height);
  if (area.empty() || !(glyph >= 1)) return out;

  const cv::Mat whole(page.height, page.width, CV_8U, const_cast<std::uint8_t*>(page.bytes.data()),
                      page.row_size());
  cv::Mat grey = whole(area).clone();
  // The scan room may have turned it already.
  if (line.reversed && is_dark_paper(grey)) cv::bitwise_not(grey, grey);
  if (style.blur > 0) cv::GaussianBlur(grey, grey, {0, 0}, style.blur * glyph);
  grey = levelled(evened(grey, glyph));

  const int padding = int(std::lround(kPadding * style.glyph));
  const float room = float(kMaxSide - 2 * padding) / float(std::max(area.width, area.height));
  const float scale = std::min(style.glyph / glyph, room);
  out.scale = scale;
  out.glyph = scale * glyph;
  out.origin = {area.x - padding / scale, area.y - padding / scale};
  cv::copyMakeBorder(resized(grey, scale), grey, padding, padding, padding, padding,
                     cv::BORDER_CONSTANT, 255);
  out.pixels.width = grey.cols;
  out.pixels.height = grey.rows;
  out.pixels.bytes.assign(grey.data, grey.data + grey.total());
  return out;
}

Box box_on_page(const LineCrop& crop, const Box& box) {
  return {crop.origin.x + box.left / crop.scale, crop.origin.y + box.top / crop.scale,
          crop.origin.x + box.right / crop.scale, crop.origin.y + box.bottom / crop.scale};
}

}  // namespace tonglan
