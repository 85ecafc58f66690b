#include "scan/lines_ink.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_ink.h"

namespace tonglan {
namespace {

constexpr float kNear = .35f;  // of a character: what is so near tells how light a place is
constexpr float kInkShare = .04f, kPaperShare = .8f;  // of the pixels, darker than those levels
// Of the way from paper to ink:
constexpr float kDarker = .22f;                   // ink is darker than what is near it
constexpr float kMark = .5f;                      // of a character: a mark is smaller both ways
constexpr float kSurelyInk = .75f, kFaint = .2f;  // darker is ink anywhere, lighter nowhere

void see_line(const cv::Mat& grey, const TextLine& line, cv::Mat& ink) {
  const int near = std::max(1, int(std::lround(kNear * line.glyph)));
  const cv::Rect page(0, 0, grey.cols, grey.rows);
  const cv::Rect box =
      cv::Rect(cv::Point(int(line.box.left), int(line.box.top)),
               cv::Point(int(std::ceil(line.box.right)), int(std::ceil(line.box.bottom)))) &
      page;
  const cv::Rect wide =
      cv::Rect(box.x - near, box.y - near, box.width + 2 * near, box.height + 2 * near) & page;
  if (box.empty()) return;
  cv::Mat soft, mean;
  cv::GaussianBlur(grey(wide), soft, {3, 3}, 0, 0, cv::BORDER_REPLICATE);
  cv::boxFilter(soft, mean, -1, {2 * near + 1, 2 * near + 1}, {-1, -1}, true, cv::BORDER_REPLICATE);
  const cv::Rect inner(box.tl() - wide.tl(), box.size());
  const auto black = float(level_of(soft(inner), kInkShare));
  const float contrast = std::max(1.f, float(level_of(soft, kPaperShare)) - black);
  const int dark = int(black + (1 - kSurelyInk) * contrast);
  const int light = int(black + (1 - kFaint) * contrast);
  const int darker = int(kDarker * contrast);
  cv::Mat seen(box.size(), CV_8U);
  for (int y = 0; y < box.height; ++y) {
    const std::uint8_t* value = soft.ptr(inner.y + y) + inner.x;
    const std::uint8_t* about = mean.ptr(inner.y + y) + inner.x;
    std::uint8_t* out = seen.ptr(y);
    for (int x = 0; x < box.width; ++x)
      out[x] = value[x] < std::clamp(about[x] - darker, dark, light) ? 255 : 0;
  }
  // Marks keep the shape that the page's ink gives them; what is none there is a speck.
  cv::Mat before = ink(box), labels, stats, centres;
  const int n = cv::connectedComponentsWithStats(seen, labels, stats, centres, 8);
  const float mark = kMark * line.glyph;
  for (int k = 1; k < n; ++k) {
    const cv::Rect piece(stats.at<int>(k, cv::CC_STAT_LEFT), stats.at<int>(k, cv::CC_STAT_TOP),
                         stats.at<int>(k, cv::CC_STAT_WIDTH), stats.at<int>(k, cv::CC_STAT_HEIGHT));
    if (float(std::max(piece.width, piece.height)) >= mark) continue;
    cv::Mat(before(piece) == 0).copyTo(seen(piece));
  }
  cv::Mat(255 - seen).copyTo(before);
}

}  // namespace

Pixels with_ink_of_lines(Pixels ink, const Pixels& grey, const std::vector<TextLine>& lines) {
  if (ink.empty()) return ink;
  cv::Mat seen(ink.height, ink.width, CV_8U, ink.bytes.data());
  const cv::Mat page(grey.height, grey.width, CV_8U, const_cast<std::uint8_t*>(grey.bytes.data()));
  for (const TextLine& line : lines)
    if (line.is_vertical() && line.glyph >= 1) see_line(page, line, seen);
  return ink;
}

}  // namespace tonglan
