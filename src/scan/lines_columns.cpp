#include "scan/lines_columns.h"

#include <utility>

#include "scan/lines_gutters.h"
#include "scan/lines_large.h"

namespace tonglan {
namespace {

// In characters of the line beside it:
constexpr float kMarkReach = 0.6f;  // from a large character to a mark of its line
// In body glyphs:
constexpr float kRest = 0.2f;   // thinner pieces in a rule's place are what is left of it
constexpr float kNoise = 0.5f;  // smaller pieces that reach into a gutter may be noise

// The size of the characters of the line that each run stands in, at least a body glyph: beside
// large characters a mark is as large as a body character.
std::vector<float> line_sizes(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph) {
  std::vector<float> sizes(runs.size(), glyph);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const PixelBox& a = runs[i].box;
    if (!runs[i].large || runs[i].capital || is_crosswise(runs[i]) || a.height() <= kLarge * glyph)
      continue;
    const int reach = int(kMarkReach * a.height()), slack = a.height() / 5;
    grid.visit({a.left - reach, a.top - slack, a.right + reach, a.bottom + slack}, [&](int j) {
      const PixelBox& b = runs[j].box;
      const int middle = (b.top + b.bottom) / 2;
      if (runs[j].direction != runs[i].direction || overlap_x(a, b) > slack) return;
      if (middle < a.top || middle > a.bottom || b.bottom > a.bottom + slack) return;
      sizes[j] = std::max(sizes[j], float(a.height()));
    });
  }
  return sizes;
}

// Runs that may be neighbours in one line.
bool alike(const PieceRun& a, const PieceRun& b) {
  const PixelBox &p = a.box, &q = b.box;
  const int low = std::min(p.height(), q.height()), high = std::max(p.height(), q.height());
  if (is_crosswise(a) || is_crosswise(b)) return false;
  if (a.large && b.large && 10 * overlap_y(p, q) < 7 * low) return false;
  return 3 * low >= 2 * high || (!a.large && !b.large);
}

// The widest white in `gap` when the marks that stand in it are taken into account. `size`: of the
// characters beside it.
PixelBox free_part(const PixelBox& gap, const std::vector<PieceRun>& runs, const BoxGrid& grid,
                   float size) {
  std::vector<PixelBox> marks{{gap.right, gap.top, gap.right, gap.bottom}};
  grid.visit(gap, [&](int i) {
    const PixelBox& b = runs[i].box;
    if (is_mark(runs[i], size) && b.size() >= 0.25f * size) marks.push_back(b);
  });
  std::sort(marks.begin(), marks.end(),
            [](const PixelBox& a, const PixelBox& b) { return a.left < b.left; });
  PixelBox widest{gap.left, gap.top, gap.left, gap.bottom};
  int left = gap.left;
  for (const PixelBox& mark : marks) {
    if (mark.left - left > widest.width()) widest = {left, gap.top, mark.left, gap.bottom};
    left = std::max(left, mark.right);
  }
  return widest;
}

// Each run's nearest neighbour to the right, where both choose each other.
std::vector<Gap> find_gaps(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph) {
  std::vector<int> right(runs.size(), -1), left(runs.size(), -1);
  const std::vector<float> sizes = line_sizes(runs, grid, glyph);
  for (int i = 0; i < int(runs.size()); ++i) {
    const PixelBox& a = runs[i].box;
    if (is_mark(runs[i], sizes[i])) continue;
    const int reach = int(3 * std::max(glyph, float(a.height())));
    grid.visit({a.left, a.top, a.right + reach, a.bottom}, [&](int j) {
      const PixelBox& b = runs[j].box;
      if (j == i || b.left < a.left || (b.left == a.left && j < i)) return;
      if (is_mark(runs[j], sizes[j]) || !in_one_row(a, b) || overlap_x(a, b) > glyph / 2) return;
      if (right[i] < 0 || b.left < runs[right[i]].box.left) right[i] = j;
      if (left[j] < 0 || a.right > runs[left[j]].box.right) left[j] = i;
    });
  }
  std::vector<Gap> gaps;
  for (int i = 0; i < int(runs.size()); ++i) {
    const int j = right[i];
    if (j < 0 || left[j] != i || !alike(runs[i], runs[j])) continue;
    const PixelBox &a = runs[i].box, &b = runs[j].box;
    const PixelBox between{a.right, std::min(a.top, b.top), std::max(b.left, a.right),
                           std::max(a.bottom, b.bottom)};
    const float size = float(std::max(a.height(), b.height()));
    gaps.push_back({i, j, between, free_part(between, runs, grid, size), size});
  }
  return gaps;
}

// Whether a vertical rule stands between the left and the right side of `between`, or touches them:
// its own crumbs may be taken for the last of a line's ink.
bool ruled_off(const PixelBox& between, const std::vector<PixelBox>& rules) {
  return std::any_of(rules.begin(), rules.end(), [&](const PixelBox& rule) {
    return overlap_x(rule, between) >= 0 && 2 * overlap_y(rule, between) > between.height();
  });
}

// Joins each mark to the line it stands in: the nearest, of those whose height it is at. The second
// of two marks (。”) is reached from the first.
void join_marks(Sets& sets, const std::vector<PieceRun>& runs, const BoxGrid& grid,
                const std::vector<PixelBox>& rules, float glyph) {
  std::vector<int> line(runs.size(), -1);  // the run that says where this one's line is
  const std::vector<float> sizes = line_sizes(runs, grid, glyph);
  for (int i = 0; i < int(runs.size()); ++i) {
    if (!is_mark(runs[i], sizes[i])) line[i] = i;
  }
  for (int round = 0; round < 3; ++round) {
    const std::vector<int> known = line;
    for (int i = 0; i < int(runs.size()); ++i) {
      if (known[i] >= 0) continue;
      const PixelBox& mark = runs[i].box;
      const float far = mark.size() < 0.15f * glyph ? 0.5f : round < 2 ? 1.0f : 1.6f;
      const int reach = int(std::max(far * glyph, kMarkReach * sizes[i]));
      const int middle = (mark.top + mark.bottom) / 2, around = int(glyph);
      int home = -1, nearest = reach;
      grid.visit({mark.left - reach, middle - around, mark.right + reach, middle + around},
                 [&](int j) {
                   if (known[j] < 0 || runs[j].direction != runs[i].direction) return;
                   const PixelBox& row = runs[known[j]].box;
                   const int slack = row.height() / 5;
                   if (middle < row.top - slack || middle > row.bottom + slack) return;
                   const PixelBox& b = runs[j].box;
                   const int apart = -overlap_x(mark, b);
                   const PixelBox between{std::min(mark.right, b.right), mark.top,
                                          std::max(mark.left, b.left), mark.bottom};
                   if (apart >= nearest || ruled_off(between, rules)) return;
                   nearest = apart;
                   home = j;
                 });
      if (home < 0) continue;
      line[i] = known[home];
      sets.join(i, home);
    }
  }
}

// A last line may be nothing but marks (”。): the first stands under the beginning of a line, the
// others follow it.
void join_lines_of_marks(Sets& sets, const std::vector<PieceRun>& runs, const BoxGrid& grid,
                         float glyph) {
  const auto is_lone = [&](int i) {
    return is_mark(runs[i], glyph) && runs[i].box.size() > 0.15f * glyph && sets.find(i) == i;
  };
  const int cell = int(1.2f * glyph);
  for (int i = 0; i < int(runs.size()); ++i) {
    if (!is_lone(i)) continue;
    const PixelBox& mark = runs[i].box;
    bool begins = false;
    grid.visit({mark.left, mark.top - cell, mark.right, mark.top}, [&](int j) {
      const PixelBox& above = runs[j].box;
      begins |= !is_mark(runs[j], glyph) && std::abs(mark.left - above.left) < cell &&
                above.width() > 3 * glyph;
    });
    if (!begins) continue;
    grid.visit({mark.right, mark.top - cell / 2, mark.right + cell, mark.bottom + cell / 2},
               [&](int j) {
                 if (is_lone(j)) sets.join(j, i);
               });
  }
}

std::vector<PixelBox> boxes_of(const std::vector<PieceRun>& runs) {
  std::vector<PixelBox> boxes;
  for (const PieceRun& run : runs) boxes.push_back(run.box);
  return boxes;
}

// Cuts runs at gutters that only noise bridges: no piece of a character's size crosses. A gutter
// goes on for some lines past the last where its white was seen. Rules cut body runs in any case.
std::vector<PieceRun> cut_bridges(std::vector<PieceRun> runs, const std::vector<PixelBox>& gutters,
                                  bool are_rules, float glyph) {
  const BoxGrid grid(boxes_of(runs), int(2 * glyph));
  std::vector<std::vector<int>> cuts(runs.size());
  for (const PixelBox& gutter : gutters) {
    grid.visit(gutter, [&](int i) {
      const PieceRun& run = runs[i];
      const int margin = are_rules ? 1 : int(0.8f * glyph);
      const int middle = (gutter.left + gutter.right) / 2;
      // Beyond the gutter are characters, or a part of one: a hanging mark is no line.
      const auto stands_beyond = [&](int beyond, auto is_there) {
        return beyond >= margin ||
               (beyond > 0 && std::any_of(run.pieces.begin(), run.pieces.end(), [&](const auto& p) {
                  return p.box.size() > kNoise * glyph && is_there(p.box);
                }));
      };
      if (2 * overlap_y(run.box, gutter) < run.box.height() ||
          !stands_beyond(gutter.left - run.box.left,
                         [&](const PixelBox& b) { return b.right <= gutter.left; }) ||
          !stands_beyond(run.box.right - gutter.right,
                         [&](const PixelBox& b) { return b.left >= gutter.right; })) {
        return;
      }
      for (const InkPiece& p : run.pieces) {
        if (are_rules && (!run.large || float(p.box.width()) < kRest * glyph)) continue;
        const bool inside = p.box.left >= gutter.left && p.box.right <= gutter.right;
        const float most = inside ? kStrayPiece * glyph : kNoise * run.size;
        if (overlap_x(p.box, gutter) > 0 && float(p.box.size()) > most) return;
      }
      cuts[i].push_back(middle);
    });
  }
  std::vector<PieceRun> kept;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (cuts[i].empty()) {
      kept.push_back(std::move(runs[i]));
      continue;
    }
    std::sort(cuts[i].begin(), cuts[i].end());
    std::vector<std::vector<InkPiece>> parts(cuts[i].size() + 1);
    for (const InkPiece& p : runs[i].pieces) {
      const int middle = (p.box.left + p.box.right) / 2;
      const auto after = std::upper_bound(cuts[i].begin(), cuts[i].end(), middle);
      parts[after - cuts[i].begin()].push_back(p);
    }
    for (std::vector<InkPiece>& part : parts) {
      if (part.empty()) continue;
      kept.push_back(run_of(std::move(part), runs[i].size));
      kept.back().direction = runs[i].direction;
      kept.back().large = runs[i].large;
    }
  }
  return kept;
}

// Joins what `judge` says is one line. `gutters`: strips that were seen before; becomes those that
// are seen now.
Sets join_gaps(const std::vector<PieceRun>& runs, const std::vector<PixelBox>& rules, float glyph,
               std::vector<PixelBox>& gutters) {
  const BoxGrid grid(boxes_of(runs), int(2 * glyph));
  Sets sets(runs.size());
  const int usual = usual_white(runs, grid, glyph);
  const int past = int(4 * glyph);
  const std::vector<PixelBox> known = std::exchange(gutters, {});
  for (const Gap& gap : find_gaps(runs, grid, glyph)) {
    if (ruled_off(gap.between, rules)) {
      const PixelBox& b = gap.between;
      if (b.width() > kNarrowGutter * gap.size) {
        gutters.push_back({b.left, b.top - past, b.right, b.bottom + past});
      }
      continue;
    }
    const Judged judged = judge(gap, runs, grid, glyph, usual, known);
    if (!judged.gutter) sets.join(gap.left_run, gap.right_run);
    const Corridor& c = judged.corridor;
    if (c.rows > 0) gutters.push_back({c.left, c.top - past, c.right, c.bottom + past});
  }
  join_marks(sets, runs, grid, rules, glyph);
  join_lines_of_marks(sets, runs, grid, glyph);
  return sets;
}

}  // namespace

JoinedRuns join_runs(std::vector<PieceRun> runs, const std::vector<PixelBox>& rules, float glyph) {
  runs = cut_bridges(std::move(runs), rules, true, glyph);
  std::vector<PixelBox> gutters;
  join_gaps(runs, rules, glyph, gutters);
  runs = cut_bridges(std::move(runs), gutters, false, glyph);
  Sets sets = join_gaps(runs, rules, glyph, gutters);
  return {std::move(runs), sets.groups()};
}

}  // namespace tonglan
