#include "scan/separators_reversed.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_ink.h"
#include "scan/separators_areas.h"

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kReversedHeight = 1.1f;  // of the smallest white-on-black area
constexpr float kReversedLength = 1.3f;  // along the line, of its height: two characters
constexpr float kReversedInk = 0.5f;     // share of ink in it, at least ...
constexpr float kReversedMost = 0.93f;   // ... and at most: else there is nothing to read
constexpr float kLabel = 6;              // height of a label, at most; larger are photographs, too
constexpr float kRim = 0.07f;            // of a label's height: the dark above and below characters
constexpr float kBroadRim = 0.13f;       // of that of larger areas
constexpr float kRimGap = 0.15f;         // of a label's height: where a character reaches its rim
constexpr float kDarkRim = 0.9f;         // share of ink there
constexpr float kHole = 0.3f;            // of its height: a white character is no smaller
constexpr float kHolesOfWhite = 0.6f;    // share of the white that such holes take
constexpr float kPlain = 0.85f;          // of its box, that a plain square fills
constexpr float kHalfTone = 0.3f;        // share of pixels far from both levels: a photograph

// The longest stretch of columns that are dark at the top and at the bottom.
cv::Range dark_columns(const cv::Mat& part, float glyph) {
  const bool label = float(part.rows) <= kLabel * glyph;
  const int rim = std::max(1, int(std::lround((label ? kRim : kBroadRim) * part.rows)));
  cv::Mat top, bottom;
  cv::reduce(part.rowRange(0, rim), top, 0, cv::REDUCE_AVG, CV_32F);
  cv::reduce(part.rowRange(part.rows - rim, part.rows), bottom, 0, cv::REDUCE_AVG, CV_32F);
  const cv::Mat dark = cv::min(top, bottom) >= 255 * kDarkRim;
  const int gap = label ? int(kRimGap * part.rows) : 0;
  cv::Range best(0, 0);
  for (int x = 0; x < dark.cols; ++x) {
    if (dark.at<std::uint8_t>(0, x) == 0) continue;
    int end = x + 1;
    for (int i = end; i < dark.cols && i - end <= gap; ++i) {
      if (dark.at<std::uint8_t>(0, i) != 0) end = i + 1;
    }
    if (end - x > best.size()) best = {x, end};
    x = end;
  }
  return best;
}

// The white inside is mostly of the size of characters, and not all of plain squares: those are
// what a bold 日 or 田 leaves white.
bool holds_characters(const cv::Mat& part) {
  const int height = std::min(part.rows, part.cols);
  double white = 0, characters = 0;
  bool strokes = false;
  for (const Component& c : components_of(255 - part).items) {
    const int larger = std::max(c.width(), c.height());
    white += c.area;
    if (larger >= kHole * height && larger <= 4 * height &&
        std::min(c.width(), c.height()) < 0.9f * height) {
      characters += c.area;
      strokes |= c.area < kPlain * float(c.width()) * float(c.height());
    }
  }
  return white > 0 && strokes && characters >= kHolesOfWhite * white;
}

// Share of pixels that are neither near the level of the ink nor near that of the white.
float half_tone(const cv::Mat& ink, const cv::Mat& grey) {
  const double dark = cv::mean(grey, ink)[0], light = cv::mean(grey, 255 - ink)[0];
  const double reach = 0.3 * (light - dark);
  return share((grey > dark + reach) & (grey < light - reach));
}

bool is_reversed(const cv::Mat& ink, const cv::Mat& grey) {
  const float filled = share(ink);
  return filled >= kReversedInk && filled <= kReversedMost && holds_characters(ink) &&
         half_tone(ink, grey) < kHalfTone;
}

}  // namespace

std::vector<Box> find_reversed(const cv::Mat& ink, const Components& pieces, const cv::Mat& grey,
                               float glyph) {
  std::vector<Box> boxes;
  const float least = kReversedHeight * glyph;
  for (const Component& c : pieces.items) {
    if (c.width() < least || c.height() < least) continue;
    const cv::Mat part = ink(rect_of(c));
    const cv::Range columns = dark_columns(part, glyph), rows = dark_columns(part.t(), glyph);
    cv::Rect box = rect_of(c);
    if (columns.size() >= kReversedLength * c.height()) {
      box.x += columns.start;
      box.width = columns.size();
    } else if (rows.size() >= kReversedLength * c.width()) {
      box.y += rows.start;
      box.height = rows.size();
    } else {
      continue;
    }
    if (is_reversed(ink(box), grey(box))) boxes.push_back(box_of(box));
  }
  return boxes;
}

void turn_reversed(const std::vector<Box>& boxes, cv::Mat& ink, cv::Mat& grey) {
  for (const Box& box : boxes) {
    cv::Mat part = ink(rect_of(box, ink)), tone = grey(rect_of(box, grey));
    // Paper outside a rounded or ragged rim stays paper.
    const Components white = components_of(255 - part);
    part = 0;
    double darkest = 0;
    cv::minMaxLoc(tone, &darkest);
    cv::Mat turned = kPaper - (tone - darkest);
    for (const InkRun& run : white.runs) {
      const Component& c = white.items[run.component];
      if (c.left == 0 || c.top == 0 || c.right == part.cols || c.bottom == part.rows) {
        turned.row(run.y).colRange(run.left, run.right) = kPaper;
      } else {
        part.row(run.y).colRange(run.left, run.right) = 255;
      }
    }
    turned.copyTo(tone);
  }
}

}  // namespace tonglan
