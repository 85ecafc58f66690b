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
    return areas;
  }

  bool are_labels(const Group& g) const {
    return all_pieces(g, [&](const Piece& p) { return is_label(p); });
  }

 private:
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

}  // namespace

void mark_charts(const Document& document, const Sheet& sheet, std::vector<Group>& groups) {
  std::vector<std::size_t> labels;
  {
    const Charts charts(document, sheet, groups);
    for (const Box& area : charts.areas())
      for (std::size_t g = 0; g < groups.size(); ++g) {
        const Box& box = groups[g].box;
        const float x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
        if (x > area.left && x < area.right && y > area.top && y < area.bottom &&
            charts.are_labels(groups[g]))
          labels.push_back(g);
      }
  }
  for (const std::size_t g : labels) groups[g].kind = GroupKind::kSmall;
}

}  // namespace tonglan
