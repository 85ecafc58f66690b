#include "scan/lines_cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <opencv2/core.hpp>

#include "scan/clean_components.h"

namespace tonglan {
namespace {

// A column is measured in steps of this part of its characters' size.
constexpr int kSteps = 20;

// Of what a cell costs. Lengths are in ems, an em being the size of the line's characters.
constexpr float kOffAdvance = 6;  // by the square of what it differs from the advance
constexpr float kCutInk = 4;      // by the ink that the cut at its end goes through
constexpr float kOffCentre = 2;   // by the square of how far large ink stands from its middle
constexpr float kOverfull = 10;   // by what its ink is longer than kLongest
constexpr float kLarge = .6f, kLongest = 1.1f;
// Of the advance: how long a cell may be, and how much of the first and last one may be blank
// before the first ink and behind the last.
constexpr float kShortestCell = .55f, kLongestCell = 1.5f, kBlankEnd = .5f;

// Advances that are tried, in ems: flat type to headlines set wide, each so many times the one
// before, then those about the best.
constexpr float kLeastAdvance = .7f, kMostAdvance = 3, kCoarse = 1.06f, kFine = 1.015f;
// Lines of about one size share their advance; it is measured on some that are long enough, in ems,
// and not so long that they are no text.
constexpr float kSameSize = 1.15f, kMeasuredLength = 3, kMostLength = 100;
constexpr std::size_t kMeasured = 16;

// In ems: a mark is smaller both ways; two of them that share a cell are together longer than
// kTwoMarks, and wider than an ellipsis.
constexpr float kMark = .5f, kTwoMarks = .65f, kEllipsis = .2f;

constexpr float kTouching = 1.5f;  // pixels from what is above a cut to what is below it

constexpr float kNever = std::numeric_limits<float>::infinity();

// A column of ink, in steps from the top of its first ink.
struct Column {
  float step = 1;           // pixels
  std::vector<float> ink;   // ems of ink across the column, at each step; the ends have some
  std::vector<int> next;    // first step with ink at or after this one
  std::vector<int> before;  // end of the last step with ink before this one
  int length() const { return static_cast<int>(ink.size()); }
};

struct PixelArea {
  int left, top, right, bottom;
};

PixelArea area_of(const Box& box, const Pixels& page) {
  return {std::clamp(int(std::floor(box.left)), 0, page.width),
          std::clamp(int(std::floor(box.top)), 0, page.height),
          std::clamp(int(std::ceil(box.right)), 0, page.width),
          std::clamp(int(std::ceil(box.bottom)), 0, page.height)};
}

int ink_in_row(const Pixels& ink, int y, const PixelArea& area) {
  const std::uint8_t* row = ink.row(y);
  return int(std::count(row + area.left, row + area.right, std::uint8_t{0}));
}

// Empty where there is no ink, or no size.
Column column_of(const Pixels& ink, const TextLine& line) {
  Column column;
  const PixelArea area = area_of(line.box, ink);
  const float em = line.glyph;
  if (!(em >= 1) || area.right <= area.left || area.bottom <= area.top) return column;
  column.step = em / kSteps;
  const int steps = int(std::ceil(float(area.bottom - area.top) / column.step));
  std::vector<int> rows(steps);
  column.ink.resize(steps);
  for (int y = area.top; y < area.bottom; ++y) {
    const int step = std::min(steps - 1, int((float(y - area.top) + .5f) / column.step));
    column.ink[step] += float(ink_in_row(ink, y, area)) / em;
    ++rows[step];
  }
  for (int k = 0; k < steps; ++k) {
    // Type smaller than kSteps pixels leaves steps without a row of their own.
    if (rows[k] > 0)
      column.ink[k] /= float(rows[k]);
    else if (k > 0)
      column.ink[k] = column.ink[k - 1];
  }
  column.next.assign(steps + 1, steps);
  for (int k = steps; k-- > 0;) column.next[k] = column.ink[k] > 0 ? k : column.next[k + 1];
  column.before.assign(steps + 1, 0);
  for (int k = 0; k < steps; ++k)
    column.before[k + 1] = column.ink[k] > 0 ? k + 1 : column.before[k];
  return column;
}

// Where a column is cut: steps from its top, ascending; the first at or above it, the last at or
// below its end.
struct Cuts {
  std::vector<int> places;
  float cost = kNever;
};

// `advance` in ems.
Cuts best_cuts(const Column& column, float advance) {
  const int length = column.length();
  const int least = std::max(1, int(kShortestCell * advance * kSteps));
  const int most = int(std::ceil(kLongestCell * advance * kSteps));
  const int blank = int(kBlankEnd * advance * kSteps);
  // Places are counted from `blank` steps above the column to `blank` steps below it.
  const int places = length + 2 * blank + 1;
  std::vector<float> cost(places, kNever);
  std::vector<int> from(places, -1);
  std::fill(cost.begin(), cost.begin() + blank + 1, 0.f);
  for (int a = 0; a < blank + length; ++a) {
    if (cost[a] == kNever) continue;
    for (int b = a + least; b <= a + most && b < places; ++b) {
      const int begin = std::clamp(a - blank, 0, length), end = std::clamp(b - blank, 0, length);
      const int first = column.next[begin], last = column.before[end];
      const float extent = std::max(0.f, float(last - first) / kSteps);
      const float off = float(b - a) / kSteps - advance;
      const float aside = float(first + last - (a + b - 2 * blank)) / 2 / kSteps;
      const float through = b < blank + length ? column.ink[b - blank] : 0;
      const float sum = cost[a] + kOffAdvance * off * off + kCutInk * through +
                        (extent > kLarge ? kOffCentre * aside * aside : 0) +
                        kOverfull * std::max(0.f, extent - kLongest);
      if (sum < cost[b]) {
        cost[b] = sum;
        from[b] = a;
      }
    }
  }
  Cuts cuts;
  const auto last = std::min_element(cost.begin() + blank + length, cost.end());
  if (last == cost.end() || *last == kNever) return cuts;
  cuts.cost = *last;
  for (int at = int(last - cost.begin()); at >= 0; at = from[at]) cuts.places.push_back(at - blank);
  std::reverse(cuts.places.begin(), cuts.places.end());
  return cuts;
}

// The advance, in ems, that fits the columns best; 1 where there are none.
float advance_of(const std::vector<const Column*>& columns) {
  if (columns.empty()) return 1;
  float best = 1, least = kNever;
  const auto try_from = [&](float from, float to, float times) {
    for (float advance = from; advance <= to; advance *= times) {
      float cost = 0;
      for (const Column* column : columns) cost += best_cuts(*column, advance).cost;
      if (cost < least) {
        least = cost;
        best = advance;
      }
    }
  };
  try_from(kLeastAdvance, kMostAdvance, kCoarse);
  try_from(best / kCoarse, best * kCoarse, kFine);
  return best;
}

// The box round the ink of rows top .. bottom; empty where there is none.
Box ink_box(const Pixels& ink, const PixelArea& area, int top, int bottom) {
  int left = area.right, right = area.left, first = bottom, last = top;
  for (int y = top; y < bottom; ++y) {
    const std::uint8_t* row = ink.row(y);
    for (int x = area.left; x < area.right; ++x) {
      if (row[x] != 0) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      first = std::min(first, y);
      last = y + 1;
    }
  }
  if (left >= right) return {};
  return {float(left), float(first), float(right), float(last)};
}

bool is_empty(const Box& box) { return !(box.right > box.left); }

bool is_mark(const Box& box, float em) {
  return !is_empty(box) && box.width() < kMark * em && box.height() < kMark * em;
}

// A character and the mark behind it, in one cell.
struct MarkedCharacter {
  Box character, mark;  // empty if they are not told apart
};

// The mark stands in the lower right corner, right of where the character's last strokes end: no
// blank row is between them, but they do not touch.
MarkedCharacter corner_mark(const Pixels& ink, const PixelArea& area, const Box& cell, float em) {
  const int top = int(cell.top), bottom = int(cell.bottom);
  const cv::Mat page(ink.height, ink.width, CV_8U, const_cast<std::uint8_t*>(ink.bytes.data()));
  const cv::Mat seen = page(cv::Rect(area.left, top, area.right - area.left, bottom - top)) == 0;
  const std::vector<Component> parts = components_of(seen).items;
  const auto lowest = std::max_element(
      parts.begin(), parts.end(), [](const auto& p, const auto& q) { return p.bottom < q.bottom; });
  if (parts.size() < 2) return {};
  Component rest = parts[parts.begin() == lowest ? 1 : 0];
  for (auto part = parts.begin(); part != parts.end(); ++part) {
    if (part == lowest) continue;
    rest = {std::min(rest.left, part->left), std::min(rest.top, part->top),
            std::max(rest.right, part->right), std::max(rest.bottom, part->bottom), 0};
  }
  const auto box_of = [&](const Component& c) {
    return Box{float(area.left + c.left), float(top + c.top), float(area.left + c.right),
               float(top + c.bottom)};
  };
  const MarkedCharacter found = {box_of(rest), box_of(*lowest)};
  const float middle = float(area.left + area.right) / 2;
  const bool is_corner = is_mark(found.mark, em) && found.mark.left > middle &&
                         found.mark.top > found.character.top + kLarge * em &&
                         found.mark.bottom > found.character.bottom;
  return is_corner ? found : MarkedCharacter{};
}

// Marks stand close to what they follow, and may be cut off with it, or through: such a one goes to
// the cell behind, which is its own, or gets one where two marks share theirs.
void give_marks_cells(const Pixels& ink, const TextLine& line, std::vector<TextCell>& cells) {
  const PixelArea area = area_of(line.box, ink);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Box whole = cells[k].ink;
    if (is_empty(whole)) continue;
    int last = int(whole.bottom) - 1;  // the first row of the last piece, when the loop is done
    while (last > int(whole.top) && ink_in_row(ink, last - 1, area) > 0) --last;
    const bool is_free = k + 1 < cells.size() && is_empty(cells[k + 1].ink);
    const bool is_cut = k + 1 < cells.size() && is_mark(cells[k + 1].ink, line.glyph) &&
                        cells[k + 1].ink.top - whole.bottom < kTouching;
    if (is_cut || (is_free && last == int(whole.top))) {
      Box both = whole;
      if (is_cut) both.bottom = cells[k + 1].ink.bottom;
      const MarkedCharacter parts = corner_mark(ink, area, both, line.glyph);
      if (!is_empty(parts.mark)) {
        cells[k].ink = parts.character;
        cells[++k].ink = parts.mark;
        continue;
      }
    }
    if (last == int(whole.top)) continue;
    const Box mark = ink_box(ink, area, last, int(whole.bottom));
    const Box rest = ink_box(ink, area, int(whole.top), last);
    if (!is_mark(mark, line.glyph)) continue;
    if (is_free && (is_mark(rest, line.glyph) || rest.height() > kLarge * line.glyph)) {
      cells[k].ink = rest;
      cells[++k].ink = mark;
    } else if (is_mark(rest, line.glyph) && whole.height() > kTwoMarks * line.glyph &&
               whole.width() > kEllipsis * line.glyph) {
      TextCell second = cells[k];
      second.ink = mark;
      cells[k].ink = rest;
      cells[k].box.bottom = second.box.top = (rest.bottom + mark.top) / 2;
      cells.insert(cells.begin() + long(++k), second);
    }
  }
}

std::vector<TextCell> cells_of(const Pixels& ink, const TextLine& line, const Column& column,
                               const Cuts& cuts) {
  const PixelArea area = area_of(line.box, ink);
  const auto row = [&](int place) { return float(area.top) + float(place) * column.step; };
  // The row of least ink within a step of the place: a step is too coarse to pass between strokes.
  const auto cut_row = [&](int place) {
    const int from = int(std::lround(row(place - 1))), to = int(std::lround(row(place + 1)));
    int best = int(std::lround(row(place))), least = std::numeric_limits<int>::max();
    for (int y = std::max(area.top, from); y <= std::min(area.bottom - 1, to); ++y) {
      const int count = ink_in_row(ink, y, area);
      if (count < least ||
          (count == least && std::abs(y - row(place)) < std::abs(best - row(place)))) {
        least = count;
        best = y;
      }
    }
    return std::clamp(best, area.top, area.bottom);
  };
  std::vector<TextCell> cells;
  int top = area.top;
  for (std::size_t k = 1; k < cuts.places.size(); ++k) {
    const int bottom = k + 1 == cuts.places.size() ? area.bottom : cut_row(cuts.places[k]);
    TextCell cell;
    cell.box = {line.box.left, row(cuts.places[k - 1]), line.box.right, row(cuts.places[k])};
    cell.ink = ink_box(ink, area, top, bottom);
    cells.push_back(cell);
    top = bottom;
  }
  give_marks_cells(ink, line, cells);
  std::erase_if(cells, [](const TextCell& cell) { return is_empty(cell.ink); });
  return cells;
}

float length_of(const TextLine& line) { return line.length() / std::max(1.f, line.glyph); }

// The longest columns of `group`, but none that is too long.
std::vector<const Column*> columns_to_measure(const std::vector<TextLine>& lines,
                                              const std::vector<Column>& columns,
                                              std::vector<std::size_t> group) {
  std::erase_if(group, [&](std::size_t i) { return length_of(lines[i]) > kMostLength; });
  std::stable_sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
    return length_of(lines[a]) > length_of(lines[b]);
  });
  std::vector<const Column*> measured;
  for (const std::size_t i : group) {
    if (measured.size() == kMeasured) break;
    if (measured.empty() || length_of(lines[i]) >= kMeasuredLength) measured.push_back(&columns[i]);
  }
  return measured;
}

}  // namespace

void find_cells(const Pixels& ink, std::vector<TextLine>& lines) {
  std::vector<std::size_t> vertical;  // by size
  std::vector<Column> columns(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_vertical()) continue;
    columns[i] = column_of(ink, lines[i]);
    if (columns[i].length() > 0) vertical.push_back(i);
  }
  std::stable_sort(vertical.begin(), vertical.end(),
                   [&](std::size_t a, std::size_t b) { return lines[a].glyph < lines[b].glyph; });
  for (auto begin = vertical.begin(); begin != vertical.end();) {
    const float most = kSameSize * lines[*begin].glyph;
    const auto end =
        std::find_if(begin, vertical.end(), [&](std::size_t i) { return lines[i].glyph > most; });
    const std::vector<std::size_t> group(begin, end);
    const float advance = advance_of(columns_to_measure(lines, columns, group));
    for (const std::size_t i : group)
      lines[i].cells = cells_of(ink, lines[i], columns[i], best_cuts(columns[i], advance));
    begin = end;
  }
}

}  // namespace tonglan
