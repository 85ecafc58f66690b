#include "scan/clean_spread.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "scan/separators.h"

namespace tonglan {
namespace {

constexpr float kWide = 1.15f;     // width of what is printed, of its height
constexpr float kWideSheet = 1;    // width of the picture, of its height: else none is looked for
constexpr float kCell = 0.25f;     // glyphs a cell of the grid that is searched
constexpr float kInked = 0.08f;    // share of ink in a cell that is not white
constexpr float kMargin = 0.005f;  // of the ink: what may lie outside of what is printed
constexpr float kFromMiddle = 0.06f;  // of the width of what is printed, that the corridor lies off
                                      // its middle: half of a strip that is printed over the fold
constexpr float kOffSheet = 0.15f;    // of the picture's width, off its middle
constexpr float kSlant = 0.02f;       // of the height, that the corridor runs off upright
// Glyphs, the corridor's width: more than between two vertical lines; rules along it do not count.
constexpr float kCorridor = 1.5f;
constexpr float kLongRule = 12;  // glyphs: a vertical rule so long may be the frame at the fold ...
constexpr float kRuleEdge = 0.5f;  // ... and its bends and ragged edges stand out so far
// Glyphs on both sides of the corridor, of a part of a rule that crosses it.
constexpr float kCrossRule = 5;
constexpr float kRim = 1;          // glyphs of a picture that the corridor may cut off
constexpr float kCrossed = 0.08f;  // share of the corridor's length that has ink in it
constexpr float kLongest = 1.75f;  // glyphs of it at once: more is a headline or a picture
constexpr float kApart = 0.75f;    // glyphs of white that end it

// From where to where all but a little of the ink lies. `profile`: ink by place.
cv::Range extent_of(const cv::Mat& profile) {
  const double margin = kMargin * cv::sum(profile)[0];
  cv::Range range(0, int(profile.total()));
  for (double left = margin; range.start < range.end; ++range.start) {
    if ((left -= profile.at<float>(range.start)) < 0) break;
  }
  for (double left = margin; range.end > range.start; --range.end) {
    if ((left -= profile.at<float>(range.end - 1)) < 0) break;
  }
  return range;
}

// Whether `part` lies along a vertical rule that is long enough to be a frame.
bool is_of_long_rule(const Box& part, const std::vector<Separator>& rules, float glyph) {
  return std::any_of(rules.begin(), rules.end(), [&](const Separator& s) {
    return s.vertical && s.box.height() >= kLongRule * glyph && part.left < s.box.right + glyph &&
           part.right > s.box.left - glyph && part.top < s.box.bottom && part.bottom > s.box.top;
  });
}

// 1 where a cell has ink that belongs to no rule: the rules beside a fold run along it, and so do
// what is left of them. Pictures count, but for their rims, which may stand close to it.
cv::Mat inked_cells(const SeparatedPage& page, float glyph, int cell) {
  cv::Mat cells, inked;
  const cv::Size whole(page.ink.cols / cell, page.ink.rows / cell);
  cv::resize(page.ink(cv::Rect(0, 0, whole.width * cell, whole.height * cell)), cells, whole, 0, 0,
             cv::INTER_AREA);
  cv::threshold(cells, inked, 255 * kInked, 1, cv::THRESH_BINARY);
  for (const Separator& part : page.rule_parts) {
    if (!part.vertical || !is_of_long_rule(part.box, page.separators, glyph)) continue;
    const int first = int((part.box.left - kRuleEdge * glyph) / cell),
              last = int((part.box.right + kRuleEdge * glyph) / cell) + 1;
    const cv::Rect along(first, int(part.box.top) / cell, last - first,
                         int(part.box.height()) / cell);
    inked(along & cv::Rect({0, 0}, inked.size())) = 0;
  }
  for (const Box& b : page.pictures) {
    const int first = int((b.left + kRim * glyph) / cell),
              last = int((b.right - kRim * glyph) / cell);
    const cv::Rect core(first, int(b.top) / cell, last - first, int(b.height()) / cell);
    if (last > first) inked(core & cv::Rect({0, 0}, inked.size())) = 1;
  }
  return inked;
}

// Share of the rows in which a corridor meets ink; 1 where much of it stands together. `sums`: of
// cells, by row, from the left.
float crossed(const cv::Mat& sums, const cv::Range& rows, float top, float slope, int width) {
  int count = 0, first = 0, last = -rows.end;  // of the ink that stands together
  for (int y = rows.start; y < rows.end; ++y) {
    const int x = int(std::lround(top + slope * float(y - rows.start)));
    const int* row = sums.ptr<int>(y + 1);
    if (row[x + width] == row[x]) continue;
    if (float(y - last) * kCell > kApart) first = y;
    last = y;
    if (float(last + 1 - first) * kCell > kLongest) return 1;
    ++count;
  }
  return float(count) / float(rows.size());
}

// Whether a rule runs over the corridor: no page ends there, it is amid a table or under a heading.
bool is_crossed_by_rule(const SeparatedPage& page, const Fold& fold, float glyph) {
  return std::any_of(page.rule_parts.begin(), page.rule_parts.end(), [&](const Separator& s) {
    const float y = (s.box.top + s.box.bottom) / 2 / float(page.ink.rows);
    const float x = fold.top + (fold.bottom - fold.top) * y;
    return !s.vertical && s.box.left < x - kCrossRule * glyph &&
           s.box.right > x + kCrossRule * glyph;
  });
}

}  // namespace

std::optional<Fold> find_fold(const CleanPage& clean) {
  const cv::Mat& ink = clean.ink;
  const float glyph = clean.glyph;
  const int cell = std::max(2, int(std::lround(kCell * glyph)));
  if (glyph <= 0 || ink.cols < ink.rows * kWideSheet || ink.rows < 20 * cell) return {};
  const SeparatedPage page = separate(clean);
  const cv::Mat cells = inked_cells(page, glyph, cell);
  cv::Mat across, down, sums;
  cv::reduce(cells, across, 0, cv::REDUCE_SUM, CV_32F);
  cv::reduce(cells, down, 1, cv::REDUCE_SUM, CV_32F);
  const cv::Range columns = extent_of(across), rows = extent_of(down);
  if (rows.size() == 0 || float(columns.size()) < kWide * float(rows.size())) return {};
  cv::integral(cells, sums, CV_32S);
  for (int y = sums.rows - 1; y > 0; --y) sums.row(y) -= sums.row(y - 1);
  const int width = std::max(2, int(std::lround(kCorridor / kCell)));
  const float middle = float(columns.start + columns.end - width) / 2;
  const int aside = int(kFromMiddle * float(columns.size()));
  const float sheet = float(cells.cols - width) / 2;
  const int slant = int(kSlant * float(rows.size()));
  float least = kCrossed;
  std::optional<Fold> fold;
  for (int x = -aside; x <= aside; ++x) {
    if (std::abs(middle + float(x) - sheet) > kOffSheet * float(cells.cols)) continue;
    for (int s = -slant; s <= slant; ++s) {
      const float by = float(s) / float(rows.size()), top = middle + float(x) - float(s) / 2;
      if (top < 0 || top + float(std::max(0, s) + width) >= float(cells.cols)) continue;
      if (top + float(s) < 0) continue;
      const float share = crossed(sums, rows, top, by, width);
      if (share >= least) continue;
      const float at = (top + float(width) / 2 - by * float(rows.start)) * float(cell);
      const Fold found{at, at + by * float(ink.rows)};
      if (is_crossed_by_rule(page, found, glyph)) continue;
      least = share;
      fold = found;
    }
  }
  return fold;
}

}  // namespace tonglan
