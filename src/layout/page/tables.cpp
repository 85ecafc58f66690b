#include "layout/page/tables.h"

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "chinese/figures.h"
#include "layout/page/edges.h"

namespace tonglan {
namespace {

// Distances in body glyphs, lengths in half-cells.
constexpr float kLongest = 20;     // of a cell
constexpr float kUsualCell = 14;   // of cells on the average, at most
constexpr float kJustified = 16;   // lines from here on that fill their column are running text
constexpr float kRowGap = 3.6f;    // white space between two rows
constexpr float kCellGap = 24;     // ... between two cells of a row
constexpr float kAligned = .6f;    // edges or middles of cells in one stack
constexpr float kLevel = .5f;      // middles of cells in one row
constexpr float kTextReach = 20;   // up and down in which lines of text speak for a gutter
constexpr int kTextLines = 2;      // of them on each side, at least
constexpr std::size_t kRows = 3;   // at least
constexpr std::size_t kNear = 64;  // cells looked at on one level: a page of scraps has no tables

float middle_x(const Box& box) { return (box.left + box.right) / 2; }
float middle_y(const Box& box) { return (box.top + box.bottom) / 2; }

std::string text_of(const Document& d, const Piece& p) {
  std::string text;
  for (const std::uint32_t line : p.lines) text += d.view(d.lines[line]);
  return text;
}

// Lines of running text; the dots of 0.85 and 6:40 are no stops.
bool has_stop(const Document& d, const Piece& p) { return p.has_stop && !is_figure(text_of(d, p)); }

bool may_be_cell(const Document& d, const Sheet& sheet, const Piece& p) {
  if (p.crosswise || p.half_cells > kLongest || has_stop(d, p)) return false;
  if (p.size < .6f * sheet.size || p.size > 1.4f * sheet.size) return false;
  return p.marks.start == StartMark::kNone || p.marks.start == StartMark::kNumber;
}

using Pieces = std::vector<std::uint32_t>;

class Finder {
 public:
  Finder(const Document& document, const Sheet& sheet, std::vector<bool> taken)
      : d_(document), sheet_(sheet), taken_(std::move(taken)) {
    for (std::uint32_t p = 0; p < sheet.pieces.size(); ++p)
      if (!taken_[p] && may_be_cell(document, sheet, sheet.pieces[p]))
        cells_.push_back(p);
      else if (sheet.pieces[p].half_cells > kLongest)
        text_.add({box(p).left, box(p).right, box(p).top});
    text_.sort();
    std::stable_sort(cells_.begin(), cells_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return middle_y(box(a)) < middle_y(box(b));
    });
  }

  std::vector<Pieces> run() {
    find_stacks();
    std::vector<Pieces> tables;
    for (const Pieces& stacks : level_stacks()) {
      Pieces table = table_of(stacks);
      if (table.empty()) continue;
      for (const std::uint32_t p : table) taken_[p] = true;
      tables.push_back(std::move(table));
    }
    return tables;
  }

 private:
  const Box& box(std::uint32_t p) const { return sheet_.pieces[p].box; }
  float glyphs(float count) const { return count * sheet_.size; }

  bool aligned(const Box& a, const Box& b) const {
    return shared_x(a, b) > 0 && (std::fabs(a.left - b.left) < glyphs(kAligned) ||
                                  std::fabs(a.right - b.right) < glyphs(kAligned) ||
                                  std::fabs(middle_x(a) - middle_x(b)) < glyphs(kAligned));
  }

  // Each cell has at most one above and one below it.
  void find_stacks() {
    std::vector<std::uint32_t> below(sheet_.pieces.size(), kNone);
    std::vector<bool> has_above(sheet_.pieces.size(), false);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Box& upper = box(cells_[i]);
      for (std::size_t j = i + 1; j < cells_.size() && j < i + kNear; ++j) {
        const Box& lower = box(cells_[j]);
        if (middle_y(lower) - upper.bottom > glyphs(kRowGap + .5f)) break;
        if (lower.top - upper.bottom > glyphs(kRowGap)) continue;
        if (middle_y(lower) - middle_y(upper) < glyphs(.6f) || !aligned(upper, lower)) continue;
        if (!has_above[cells_[j]]) {
          below[cells_[i]] = cells_[j];
          has_above[cells_[j]] = true;
        }
        break;
      }
    }
    stack_of_.assign(sheet_.pieces.size(), kNone);
    for (const std::uint32_t c : cells_) {
      if (has_above[c]) continue;
      Pieces stack;
      for (std::uint32_t at = c; at != kNone; at = below[at]) stack.push_back(at);
      if (stack.size() < kRows || is_column_of_text(stack)) continue;
      for (const std::uint32_t at : stack)
        stack_of_[at] = static_cast<std::uint32_t>(stacks_.size());
      stacks_.push_back(std::move(stack));
    }
  }

  bool is_figure_cell(std::uint32_t p) const { return is_figure(text_of(d_, sheet_.pieces[p])); }
  std::size_t figures_in(const Pieces& stack) const {
    return static_cast<std::size_t>(std::count_if(
        stack.begin(), stack.end(), [&](std::uint32_t p) { return is_figure_cell(p); }));
  }

  // Lines that fill a narrow measure from edge to edge.
  bool is_column_of_text(const Pieces& stack) const {
    float length = 0, left = 1e9f, right = -1e9f;
    for (const std::uint32_t p : stack) {
      length += sheet_.pieces[p].half_cells / static_cast<float>(stack.size());
      left = std::min(left, box(p).left);
      right = std::max(right, box(p).right);
    }
    if (length < kJustified || 2 * figures_in(stack) > stack.size()) return false;
    const auto full = std::count_if(stack.begin(), stack.end(), [&](std::uint32_t p) {
      return box(p).left < left + glyphs(.4f) && box(p).right > right - glyphs(.6f);
    });
    return 2 * static_cast<std::size_t>(full) >= stack.size();
  }

  // Sets of stacks whose cells stand beside one another.
  std::vector<Pieces> level_stacks() const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> rows;  // shared by two stacks
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (stack_of_[cells_[i]] == kNone) continue;
      const std::uint32_t right = right_of(i);
      if (right != kNone) ++rows[{stack_of_[cells_[i]], stack_of_[right]}];
    }
    std::vector<std::uint32_t> root(stacks_.size());
    std::iota(root.begin(), root.end(), 0u);
    const auto root_of = [&](std::uint32_t s) {
      while (root[s] != s) s = root[s] = root[root[s]];
      return s;
    };
    for (const auto& [pair, count] : rows) {
      const std::size_t least = std::min(stacks_[pair.first].size(), stacks_[pair.second].size());
      if (count >= kRows && 10 * count >= 6 * least)
        root[root_of(pair.second)] = root_of(pair.first);
    }
    std::map<std::uint32_t, Pieces> sets;
    for (std::uint32_t s = 0; s < stacks_.size(); ++s) sets[root_of(s)].push_back(s);
    std::vector<Pieces> level;
    for (auto& [first, set] : sets)
      if (set.size() > 1) level.push_back(std::move(set));
    return level;
  }

  // The nearest cell of a stack on the right of cells_[i], on its level.
  std::uint32_t right_of(std::size_t i) const {
    const Box& own = box(cells_[i]);
    std::uint32_t found = kNone;
    const auto look = [&](std::uint32_t p) {
      const float gap = box(p).left - own.right;
      if (stack_of_[p] == kNone || gap < 0 || gap > glyphs(kCellGap)) return;
      if (found == kNone || box(p).left < box(found).left) found = p;
    };
    const float level = middle_y(own), most = glyphs(kLevel);
    for (std::size_t j = i + 1; j < cells_.size() && j < i + kNear; ++j) {
      if (middle_y(box(cells_[j])) - level > most) break;
      look(cells_[j]);
    }
    for (std::size_t j = i; j-- > 0 && j + kNear > i;) {
      if (level - middle_y(box(cells_[j])) > most) break;
      look(cells_[j]);
    }
    return found != kNone && over_gutter(own, box(found)) ? kNone : found;
  }

  // Lines of running text above or below end between two cells, and others begin there.
  bool over_gutter(const Box& left, const Box& right) const {
    const float from = left.right - glyphs(kAligned), to = right.left + glyphs(kAligned);
    const auto is_between = [&](float x) { return x > from && x < to; };
    const auto count = [&](auto edge) {
      return text_.count(left.top, glyphs(kTextReach),
                         [&](const Stretch& s) { return is_between(edge(s)); });
    };
    return count([](const Stretch& s) { return s.to; }) >= kTextLines &&
           count([](const Stretch& s) { return s.from; }) >= kTextLines;
  }

  // The cells row by row; empty where the stacks are no table.
  Pieces table_of(const Pieces& stacks) const {
    Box whole = box(stacks_[stacks[0]][0]);
    std::size_t figure_columns = 0;
    for (const std::uint32_t s : stacks) {
      for (const std::uint32_t p : stacks_[s]) whole = united_box(whole, box(p));
      figure_columns += 2 * figures_in(stacks_[s]) >= stacks_[s].size();
    }
    if (figure_columns == 0 && !is_ruled(whole)) return {};
    if (runs_on(stacks)) return {};
    Pieces table;
    float length = 0;
    for (std::uint32_t p = 0; p < sheet_.pieces.size(); ++p) {
      const Box& b = box(p);
      if (taken_[p] || middle_x(b) < whole.left || middle_x(b) > whole.right ||
          middle_y(b) < whole.top || middle_y(b) > whole.bottom)
        continue;
      const Piece& piece = sheet_.pieces[p];
      if (piece.crosswise || has_stop(d_, piece)) return {};  // running text between the cells
      length += piece.half_cells;
      table.push_back(p);
    }
    if (length > kUsualCell * static_cast<float>(table.size())) return {};
    return in_rows(std::move(table));
  }

  Pieces in_rows(Pieces cells) const {
    std::stable_sort(cells.begin(), cells.end(), [&](std::uint32_t a, std::uint32_t b) {
      return middle_y(box(a)) < middle_y(box(b));
    });
    std::size_t rows = 0, wide = 0;
    for (auto begin = cells.begin(); begin != cells.end();) {
      auto end = begin + 1;
      while (end != cells.end() && middle_y(box(*end)) - middle_y(box(*begin)) < glyphs(kLevel))
        ++end;
      std::stable_sort(begin, end,
                       [&](std::uint32_t a, std::uint32_t b) { return box(a).left < box(b).left; });
      ++rows;
      wide += end - begin > 1;
      begin = end;
    }
    return wide >= kRows && 3 * wide >= 2 * rows ? cells : Pieces{};
  }

  // A grid: rules between rows, or walls between cells.
  bool is_ruled(const Box& whole) const {
    const auto inside = [&](const Box& rule) {
      return shared_x(rule, whole) > -glyphs(1) && shared_y(rule, whole) > -glyphs(1) &&
             middle_x(rule) > whole.left - glyphs(1) && middle_x(rule) < whole.right + glyphs(1) &&
             middle_y(rule) > whole.top - glyphs(1) && middle_y(rule) < whole.bottom + glyphs(1);
    };
    return std::count_if(sheet_.rules.begin(), sheet_.rules.end(), inside) >= 2 &&
           std::count_if(sheet_.walls.begin(), sheet_.walls.end(), inside) >= 1;
  }

  // Whether two of the stacks go on above or below in longer lines of their own: then they are
  // ends of columns of text.
  bool runs_on(const Pieces& stacks) const {
    std::size_t columns = 0;
    for (const std::uint32_t s : stacks) {
      Box stack = box(stacks_[s][0]);
      for (const std::uint32_t p : stacks_[s]) stack = united_box(stack, box(p));
      const auto goes_on = [&](const Piece& p) {
        if (p.crosswise || (!p.has_stop && p.half_cells <= kLongest)) return false;
        const float gap = -shared_y(p.box, stack);
        if (gap < -glyphs(.3f) || gap > glyphs(1.7f)) return false;
        return std::fabs(p.box.left - stack.left) < glyphs(2.6f) &&
               std::none_of(stacks.begin(), stacks.end(), [&](std::uint32_t other) {
                 return other != s && shared_x(p.box, box(stacks_[other][0])) > 0;
               });
      };
      columns += std::any_of(sheet_.pieces.begin(), sheet_.pieces.end(), goes_on);
    }
    return columns >= 2;
  }

  const Document& d_;
  const Sheet& sheet_;
  std::vector<bool> taken_;
  Stretches text_;  // lines too long for a cell
  Pieces cells_;    // downwards
  std::vector<Pieces> stacks_;
  std::vector<std::uint32_t> stack_of_;  // by piece
};

}  // namespace

std::vector<std::vector<std::uint32_t>> find_tables(const Document& document, const Sheet& sheet,
                                                    const std::vector<bool>& taken) {
  if (sheet.size <= 0) return {};
  return Finder(document, sheet, taken).run();
}

}  // namespace tonglan
