#include "scan/lines_ends.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"
#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// Of the line's size:
constexpr float kReach = 1.1f;  // past the line's end: a mark takes no more than its cell
constexpr float kLargest = 0.55f, kSmallest = 0.2f;  // mark: dust is smaller
constexpr float kNotBeyond = 0.95f;                   // of the mark, from the line's end
constexpr float kInCell = 0.2f;                       // ... and at least: else it is a stroke's end
constexpr float kLow = 0.5f;                          // its middle is lower than that
constexpr float kLongLine = 3;
// Of the way from paper to ink:
constexpr float kHaze = 0.25f, kDark = 0.4f;  // of the mark's pixels, and of its darkest
constexpr float kInkShare = 0.04f, kPaperShare = 0.8f;  // of the pixels, darker than those levels
constexpr float kLeastContrast = 40;

cv::Rect rect_of(const Box& b) {
  return {cv::Point(int(b.left), int(b.top)),
          cv::Point(int(std::ceil(b.right)), int(std::ceil(b.bottom)))};
}

// Where the mark at the end of a line ends, in pixels from the left of `past`; 0 if there is none.
// `past`: what follows on its level.
int end_of_mark(const cv::Mat& line, const cv::Mat& past, float glyph) {
  const auto black = float(level_of(line, kInkShare)), paper = float(level_of(past, kPaperShare));
  const float contrast = paper - black;
  if (contrast < kLeastContrast) return 0;
  int end = 0;
  for (const Component& c : components_of(past < paper - kHaze * contrast).items) {
    const int smaller = std::min(c.width(), c.height()), larger = std::max(c.width(), c.height());
    if (float(c.right) < kInCell * glyph) continue;
    const cv::Rect box(c.left, c.top, c.width(), c.height());
    double darkest = 0;
    cv::minMaxLoc(past(box), &darkest);
    const bool is_mark = float(larger) < kLargest * glyph && float(smaller) > kSmallest * glyph &&
                         float(c.right) < kNotBeyond * glyph &&
                         float(c.top + c.bottom) > 2 * kLow * float(past.rows) &&
                         darkest < double(paper - kDark * contrast);
    if (!is_mark || end > 0) return 0;
    end = c.right;
  }
  return end;
}

}  // namespace

std::vector<TextLine> with_pale_marks(std::vector<TextLine> lines, const cv::Mat& grey,
                                      const std::vector<Box>& taken) {
  cv::Mat soft;
  cv::GaussianBlur(grey, soft, {3, 3}, 0, 0, cv::BORDER_REPLICATE);
  const cv::Rect page(0, 0, grey.cols, grey.rows);
  std::vector<float> ends;
  for (const TextLine& line : lines) {
    ends.push_back(line.box.right);
    if (line.is_vertical() || line.reversed || line.length() < kLongLine * line.glyph) continue;
    Box past = line.box;
    past.left = line.box.right;
    past.right = past.left + kReach * line.glyph;
    const auto cut = [&](const Box& other) {
      if (other.top < past.bottom && other.bottom > past.top && other.right > past.left)
        past.right = std::min(past.right, std::max(past.left, other.left));
    };
    for (const TextLine& other : lines)
      if (&other != &line) cut(other.box);
    for (const Box& box : taken) cut(box);
    const cv::Rect strip = rect_of(past) & page, inside = rect_of(line.box) & page;
    if (float(strip.width) < kReach / 2 * line.glyph || inside.empty()) continue;
    const int end = end_of_mark(soft(inside), soft(strip), line.glyph);
    if (end > 0) ends.back() = float(strip.x + end);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].box.right = ends[i];
  return lines;
}

}  // namespace tonglan
