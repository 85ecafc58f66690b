#include "layout/page/charts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "chinese/figures.h"

namespace tonglan {
namespace {

constexpr float kLongest = 8;      // half-cells of a label
constexpr float kInRow = .5f;      // body glyphs: edges of labels in one row or column
constexpr float kApart = 1.2f;     // body glyphs: white between two of a row, or of a column
constexpr float kReach = 14;       // body glyphs from one figure of a row or column to the next
constexpr float kRim = 2;          // body glyphs: labels stand so far beyond the figures
constexpr float kTitle = 2;        // body glyphs: a larger one is a headline
constexpr std::size_t kTitleLines = 2;
constexpr float kOverChart = 2;    // body glyphs from a title down to the labels
constexpr float kFrame = 4;        // body glyphs from the labels to the frame round them
constexpr std::size_t kRow = 3;    // figures in a row or column, at least
constexpr std::size_t kChart = 5;  // figures of a chart, at least
constexpr std::size_t kMost = 2000;  // figures of a page: more are lists, and take quadratic time

class Charts {
 public:
  Charts(const Document& d, const Sheet& sheet, const std::vector<Group>& groups)
      : d_(d), sheet_(sheet), groups_(groups) {
    for (std::uint32_t g = 0; g < groups.size(); ++g)
      if (all_pieces(groups[g], [&](const Piece& p) { return is_label(p) && is_figure_label(p); }))
        for (const std::uint32_t p : groups[g].pieces) figures_.push_back(p);
  }

  // Around the figures of each chart.
  std::vector<Box> areas() const {
    if (figures_.size() > kMost) return {};
    std::vector<std::size_t> root(figures_.size());
    std::iota(root.begin(), root.end(), 0u);
    const auto root_of = [&](std::size_t i) {
      while (root[i] != i) i = root[i] = root[root[i]];
      return i;
    };
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      for (const bool down : {false, true}) {
        const std::vector<std::size_t> row = row_of(i, down);
        if (row.size() < kRow) continue;
        for (const std::size_t j : row) root[root_of(j)] = root_of(i);
      }
    }
    std::vector<Box> areas;
    for (std::size_t r = 0; r < figures_.size(); ++r) {
      if (root_of(r) != r) continue;
      std::size_t count = 0;
      Box area = box(r);
      for (std::size_t i = 0; i < figures_.size(); ++i) {
        if (root_of(i) != r) continue;
        area = united_box(area, box(i));
        ++count;
      }
      const float rim = kRim * sheet_.size;
      if (count < kChart) continue;
      // What stands over bars is on no level with anything.
      for (std::size_t i = 0; i < figures_.size(); ++i) {
        const float x = (box(i).left + box(i).right) / 2, up = area.top - box(i).bottom;
        if (x > area.left && x < area.right && up > 0 && up < kReach * sheet_.size)
          area = united_box(area, box(i));
      }
      areas.push_back({area.left - rim, area.top - rim, area.right + rim, area.bottom + rim});
    }
    for (const Box& picture : sheet_.pictures) add_bars(picture, areas);
    return areas;
  }

  // What a chart is called, over its figures or amid them.
  bool is_title(const Group& g, const Box& area) const {
    const float up = area.top - g.box.bottom;
    return g.kind == GroupKind::kDisplay && g.pieces.size() <= kTitleLines &&
           g.size < kTitle * sheet_.size && up < kOverChart * sheet_.size &&
           g.box.bottom < area.bottom && g.box.left > area.left && g.box.right < area.right;
  }

  bool are_labels(const Group& g) const {
    return all_pieces(g, [&](const Piece& p) { return is_label(p); });
  }

 private:
  // Bars that were taken for a picture have their labels over and under it.
  void add_bars(const Box& picture, std::vector<Box>& areas) const {
    const float rim = kRim * sheet_.size;
    Box area = picture;
    std::size_t count = 0;
    for (const Group& g : groups_) {
      const bool over = g.box.bottom < picture.top + rim && g.box.bottom > picture.top - 2 * rim;
      const bool under = g.box.top > picture.bottom - rim && g.box.top < picture.bottom + rim;
      if ((!over && !under) || g.box.left < picture.left - rim ||
          g.box.right > picture.right + rim || !are_labels(g))
        continue;
      area = united_box(area, g.box);
      ++count;
    }
    if (count >= kChart)
      areas.push_back({area.left - rim, area.top, area.right + rim, area.bottom});
  }

  template <class Is>
  bool all_pieces(const Group& g, Is is) const {
    return g.kind != GroupKind::kTable && g.kind != GroupKind::kFurniture &&
           std::all_of(g.pieces.begin(), g.pieces.end(),
                       [&](std::uint32_t p) { return is(sheet_.pieces[p]); });
  }
  bool is_label(const Piece& p) const {
    return !p.crosswise && (p.half_cells <= kLongest || p.marks.start == StartMark::kCaption);
  }
  bool is_figure_label(const Piece& p) const {
    std::string text;
    for (const std::uint32_t line : p.lines) text += d_.view(d_.lines[line]);
    return is_figure(text);
  }
  const Box& box(std::size_t i) const { return sheet_.pieces[figures_[i]].box; }

  // Those on one level with the i-th, or under one another with it (`down`), itself among them.
  std::vector<std::size_t> row_of(std::size_t i, bool down) const {
    const Box& a = box(i);
    const float near = kInRow * sheet_.size;
    std::vector<std::size_t> row;
    for (std::size_t j = 0; j < figures_.size(); ++j) {
      const Box& b = box(j);
      const bool aligned =
          down ? std::fabs(a.right - b.right) < near || std::fabs(a.left - b.left) < near
               : std::fabs(a.top - b.top) < near || std::fabs(a.bottom - b.bottom) < near;
      const float gap = (down ? -shared_y(a, b) : -shared_x(a, b)) / sheet_.size;
      if (j == i || (aligned && gap > kApart && gap < kReach)) row.push_back(j);
    }
    return row;
  }

  const Document& d_;
  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  std::vector<std::uint32_t> figures_;  // of Sheet::pieces
};

// Up to the level rules right above and below it that are as long.
Box with_frame(const Sheet& sheet, const Box& area) {
  const float near = kFrame * sheet.size;
  Box framed = area;
  for (const Box& rule : sheet.rules) {
    if (rule.width() < .8f * area.width() || rule.width() > 1.5f * area.width() ||
        shared_x(rule, area) < .8f * area.width())
      continue;
    if (std::fabs(rule.top - area.top) < near || std::fabs(rule.bottom - area.bottom) < near)
      framed = united_box(framed, rule);
  }
  return framed;
}

}  // namespace

void mark_charts(const Document& document, Sheet& sheet, std::vector<Group>& groups) {
  std::vector<std::size_t> labels;
  std::vector<Box> areas;
  {
    const Charts charts(document, sheet, groups);
    areas = charts.areas();
    for (Box& area : areas) {
      const Box figures = area;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        const Box& box = groups[g].box;
        const float x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
        const bool inside =
            x > figures.left && x < figures.right && y > figures.top && y < figures.bottom;
        if (!(inside && charts.are_labels(groups[g])) && !charts.is_title(groups[g], figures))
          continue;
        labels.push_back(g);
        area = united_box(area, box);
      }
      area = with_frame(sheet, area);
    }
  }
  for (const std::size_t g : labels) groups[g].kind = GroupKind::kSmall;
  if (areas.empty()) return;
  sheet.pictures.insert(sheet.pictures.end(), areas.begin(), areas.end());
  leave_out_frames(sheet);
}

}  // namespace tonglan
