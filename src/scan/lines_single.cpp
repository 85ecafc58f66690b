#include "scan/lines_single.h"

#include <algorithm>

namespace tonglan {
namespace {

constexpr float kOneCharacter = 1.5f;  // sides of a line of one character: longer to shorter
constexpr float kLeastSize = 0.5f;     // body glyphs: smaller ones are marks
constexpr float kSameSize = 0.7f;      // smaller to larger width, of two that stand in one line
constexpr float kFar = 1.6f;           // characters: white between two of one line, at most
constexpr float kNearer = 0.7f;  // ... and of what is white in the direction they seemed to have
// Of the height of a character, two halves of one:
constexpr float kSeam = 0.08f, kHalf = 0.7f, kSameHeight = 1.2f;
// Body glyphs, height of a character: columns of text stand as near, of one character or of two.
constexpr float kBodySize = 1.15f, kTwoOfBody = 1.8f;
constexpr float kFiller = 0.6f;       // of a character's height, what stands between two
constexpr float kFarWhite = 4;        // characters: no more white than that is looked for
constexpr float kLeastLength = 2.5f;  // characters, of a line
// Of a table, whose cells seem to stand under one another: others on the level of each, in body
// glyphs from it, in parts of a height from its middle.
constexpr std::size_t kCellsBeside = 2, kRows = 3;
constexpr float kCellReach = 16, kCellLevel = 0.2f;

// What may be a character of the lines that are looked for, or a part of such a line: a draft, or
// two that are the halves of a character. In coordinates in which those lines run along x.
struct Element {
  PixelBox box;
  std::vector<int> drafts;
  bool single = false;   // one character, that seems to run across x or is larger than the text
  bool of_line = false;  // seems to run along x
};

// Whether these are the left and the right half of one character (龍, 湖): where text runs down,
// nothing else joins them.
bool are_halves(const PixelBox& a, const PixelBox& b, float glyph) {
  const int high = std::max(a.height(), b.height());
  const PixelBox both = united(a, b);
  return float(high) > kBodySize * glyph && float(high) < kTwoOfBody * glyph &&
         float(both.height()) < kSameHeight * float(high) &&
         float(std::min(a.height(), b.height())) * kSameHeight > float(high) &&
         float(-overlap_x(a, b)) < kSeam * float(high) &&
         float(both.width()) < kSameHeight * float(high) &&
         float(std::max(a.width(), b.width())) < kHalf * float(high);
}

std::vector<Element> elements_of(const std::vector<Draft>& drafts, bool vertical, float glyph) {
  std::vector<PixelBox> boxes;
  for (const Draft& d : drafts) boxes.push_back(vertical ? transposed(d.box) : d.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::vector<int> half(drafts.size(), -1);  // the right half of each left one
  std::vector<char> is_right(drafts.size());
  for (int i = 0; i < int(drafts.size()); ++i) {
    if (drafts[i].vertical == vertical || is_right[i]) continue;
    const PixelBox& a = boxes[i];
    const int reach = std::max(1, int(kSeam * float(a.height())));
    grid.visit({a.left, a.top, a.right + reach, a.bottom}, [&](int j) {
      if (j == i || drafts[j].vertical == vertical || is_right[j] || half[j] >= 0 || half[i] >= 0)
        return;
      if (boxes[j].left <= a.left || !are_halves(a, boxes[j], glyph)) return;
      half[i] = j;
      is_right[j] = 1;
    });
  }
  std::vector<Element> elements;
  for (int i = 0; i < int(drafts.size()); ++i) {
    if (is_right[i]) continue;
    Element e{boxes[i], {i}, false, drafts[i].vertical == vertical};
    if (half[i] >= 0) {
      e.drafts.push_back(half[i]);
      e.box = united(e.box, boxes[half[i]]);
    }
    const float low = float(std::min(e.box.width(), e.box.height()));
    // Of one character of the text's own size its direction may be true.
    e.single = float(e.box.size()) < kOneCharacter * low &&
               low > (e.of_line ? kBodySize : kLeastSize) * glyph;
    elements.push_back(std::move(e));
  }
  return elements;
}

// White above or below `i`, to the nearest that may stand in one line with it.
int white_across(const std::vector<PixelBox>& boxes, const BoxGrid& grid, int i) {
  const PixelBox& a = boxes[i];
  const int far = int(kFarWhite * float(a.width()));
  int white = far;
  grid.visit({a.left, a.top - far, a.right, a.bottom + far}, [&](int j) {
    const PixelBox& b = boxes[j];
    const bool same_size =
        float(std::min(a.width(), b.width())) >= kSameSize * float(std::max(a.width(), b.width()));
    if (j == i || !same_size || !in_one_row(transposed(a), transposed(b))) return;
    white = std::min(white, -overlap_y(a, b));
  });
  return white;
}

// Whether each of `group` has cells of the same rows beside it.
bool are_cells(const std::vector<int>& group, const std::vector<PixelBox>& boxes,
               const BoxGrid& grid, float glyph) {
  if (group.size() < kRows) return false;
  const int reach = int(kCellReach * glyph);
  return std::all_of(group.begin(), group.end(), [&](int i) {
    const PixelBox& a = boxes[i];
    std::size_t beside = 0;
    grid.visit({a.left, a.top - reach, a.right, a.bottom + reach}, [&](int j) {
      const PixelBox& b = boxes[j];
      const float middle = float(b.left + b.right - a.left - a.right) / 2;
      beside += std::find(group.begin(), group.end(), j) == group.end() && overlap_y(a, b) < 0 &&
                std::abs(middle) < kCellLevel * float(a.width()) &&
                float(b.width()) < kOneCharacter * float(a.width());
    });
    return beside >= kCellsBeside;
  });
}

// Lines that run downwards, if `vertical`, else along x.
std::vector<Draft> join_in_direction(const std::vector<Draft>& drafts, float glyph, bool vertical) {
  const std::vector<Element> elements = elements_of(drafts, vertical, glyph);
  std::vector<PixelBox> boxes;
  for (const Element& e : elements) boxes.push_back(e.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::vector<int> white(elements.size(), 0);
  for (int i = 0; i < int(elements.size()); ++i)
    if (elements[i].single) white[i] = white_across(boxes, grid, i);
  Sets sets(elements.size());
  for (int i = 0; i < int(elements.size()); ++i) {
    if (!elements[i].single) continue;
    const PixelBox& a = boxes[i];
    const int far = int(kFar * float(a.size()));
    grid.visit({a.left - far, a.top, a.right + far, a.bottom}, [&](int j) {
      const PixelBox& b = boxes[j];
      if (j == i) return;
      // 一, and what is left of a character that fell apart, stand between two. What is as high is
      // a line of text under a picture.
      const bool filler = b.size() <= a.size() && b.top >= a.top && b.bottom <= a.bottom &&
                          float(b.height()) <= kFiller * float(a.height());
      const bool level = 4 * overlap_y(a, b) > 3 * std::max(a.height(), b.height());
      const bool fits = level && (elements[j].single || elements[j].of_line);
      if (!fits && !filler) return;
      const int apart = -overlap_x(a, b);
      const int nearest = elements[j].single ? std::min(white[i], white[j]) : white[i];
      if (float(apart) < kNearer * float(nearest)) sets.join(i, j);
    });
  }
  std::vector<Draft> joined;
  for (const std::vector<int>& group : sets.groups()) {
    PixelBox box = boxes[group[0]];
    for (const int i : group) box = united(box, boxes[i]);
    // Two of its height make a line; one with crumbs beside it is a blot.
    const auto high = std::count_if(group.begin(), group.end(), [&](int i) {
      return float(boxes[i].height()) > kSameSize * float(box.height());
    });
    const bool is_line =
        high > 1 && (group.size() > 2 || float(box.width()) > kLeastLength * float(box.height())) &&
        !(vertical && are_cells(group, boxes, grid, glyph));
    Draft line = drafts[elements[group[0]].drafts[0]];
    for (const int i : group) {
      for (const int d : elements[i].drafts) {
        if (!is_line) {
          joined.push_back(drafts[d]);
        } else if (d != elements[group[0]].drafts[0]) {
          line = united(line, drafts[d]);
        }
      }
    }
    if (!is_line) continue;
    line.vertical = vertical;
    line.glyph = float(box.height());
    joined.push_back(line);
  }
  return joined;
}

}  // namespace

std::vector<Draft> join_single(std::vector<Draft> drafts, float glyph) {
  for (const bool vertical : {false, true}) drafts = join_in_direction(drafts, glyph, vertical);
  return drafts;
}

}  // namespace tonglan
