#include "scan/lines_columns.h"

#include <utility>

#include "scan/lines_large.h"

namespace tonglan {
namespace {

// In characters of the lines beside it:
constexpr float kNarrowGutter = 0.5f;  // a gutter past many lines may be that narrow
constexpr float kWideGutter = 0.8f;    // past a few
constexpr float kOpenGutter = 1.2f;    // is seen with one line less beside it
constexpr float kMarkReach = 0.6f;     // from a large character to a mark of its line
constexpr float kWidestBlank = 2.3f;   // inside a line of running text or a byline
// In body glyphs:
constexpr float kStray = 0.75f;   // and in one that goes on, if they stand apart
constexpr float kHanging = 0.2f;  // that characters may stand in a gutter
constexpr float kNoise = 0.5f;    // smaller pieces in a gutter may be noise
constexpr float kBody = 1.3f;     // larger are no body lines
constexpr float kBylinePart = 7;  // of each part of a byline with a blank
constexpr float kCentred = 2.5f;  // from a centred line to the edges of its columns, at least

// A vertical strip of white, and what stands beside it.
struct Corridor {
  int left = 0, right = 0, top = 0, bottom = 0;
  int rows = 0;    // lines that end at it and lines that begin at it: the lesser number
  int others = 0;  // lines of another size beside it
};

struct Gap {
  int left_run = 0, right_run = 0;
  PixelBox between;  // the two runs
  PixelBox box;      // its widest white
  float size = 0;    // of the characters beside it, pixels
};

// Its line runs the other way: nothing beside it goes on with it.
bool is_crosswise(const PieceRun& run) { return run.direction == Direction::kVertical; }

// Too small to say where a row is: punctuation, a dot, noise. (一 is wide enough.)
bool is_mark(const PieceRun& run, float size) {
  return !is_crosswise(run) && run.box.height() < 0.55f * size && run.box.width() < 0.8f * size;
}

// The size of the characters of the line that each run stands in, at least a body glyph: beside
// large characters a mark is as large as a body character.
std::vector<float> line_sizes(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph) {
  std::vector<float> sizes(runs.size(), glyph);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const PixelBox& a = runs[i].box;
    if (!runs[i].large || is_crosswise(runs[i]) || a.height() <= kLarge * glyph) continue;
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

// Follows the white of a gap upwards (step -1) or downwards (step 1): narrows the corridor past
// runs that leave `least` pixels of it free, and ends at the first that does not.
void extend(Corridor& corridor, int step, int least, const std::vector<PieceRun>& runs,
            const BoxGrid& grid, float glyph) {
  const int window = int(1.5f * glyph);
  for (int empty = 0; empty < 4;) {
    int& edge = step < 0 ? corridor.top : corridor.bottom;
    const int next = edge + step * window;
    const PixelBox area{corridor.left, std::min(edge, next), corridor.right, std::max(edge, next)};
    int nearest = -1;
    grid.visit(area, [&](int i) {
      const PixelBox& b = runs[i].box;
      // Marks, noise and what is left of a rule close nothing.
      if (b.size() < 0.45f * glyph || b.width() < 0.15f * glyph) return;
      const bool closer = nearest < 0 || (step < 0 ? b.bottom > runs[nearest].box.bottom
                                                   : b.top < runs[nearest].box.top);
      if (closer) nearest = i;
    });
    if (nearest < 0) {
      edge = next;
      ++empty;
      continue;
    }
    empty = 0;
    const PixelBox& b = runs[nearest].box;
    const int free_left = b.left - corridor.left, free_right = corridor.right - b.right;
    if (std::max(free_left, free_right) < least) {
      edge = step < 0 ? std::min(edge, b.bottom) : std::max(edge, b.top);
      return;
    }
    if (free_left >= free_right) {
      corridor.right = b.left;
    } else {
      corridor.left = b.right;
    }
  }
}

Corridor corridor_of(const Gap& gap, float least_width, const std::vector<PieceRun>& runs,
                     const BoxGrid& grid, float glyph) {
  Corridor corridor{gap.box.left, gap.box.right, gap.box.top, gap.box.bottom, 0, 0};
  const int middle = (gap.box.top + gap.box.bottom) / 2;
  corridor.top = corridor.bottom = middle;
  // The gap's own runs end at it; begin at its middle.
  const int least = std::max(2, int(least_width * gap.size));
  extend(corridor, -1, least, runs, grid, glyph);
  extend(corridor, 1, least, runs, grid, glyph);
  const int near = int(1.0f * glyph), indent = int(2.3f * glyph), slack = int(0.3f * glyph);
  int ends = 0, begins = 0;
  grid.visit({corridor.left - near, corridor.top, corridor.right + indent, corridor.bottom},
             [&](int i) {
               const PixelBox& b = runs[i].box;
               if (b.height() < 0.5f * gap.size || b.height() > 1.5f * gap.size) {
                 corridor.others += b.height() > 0.5f * glyph;
                 return;
               }
               ends += b.right <= corridor.left + slack && b.right >= corridor.left - near;
               begins += b.left >= corridor.right - slack && b.left <= corridor.right + indent;
             });
  corridor.rows = std::min(ends, begins);
  return corridor;
}

// White between a run and the nearest above or below it that is alike.
int white_beside(int run, const std::vector<PieceRun>& runs, const BoxGrid& grid) {
  const PixelBox& a = runs[run].box;
  int white = 4 * a.height();
  grid.visit({a.left, a.top - white, a.right, a.bottom + white}, [&](int i) {
    const PixelBox& b = runs[i].box;
    if (i == run || in_one_row(a, b)) return;
    if (3 * std::min(a.height(), b.height()) < 2 * std::max(a.height(), b.height())) return;
    white = std::min(white, std::max(0, -overlap_y(a, b)));
  });
  return white;
}

// `part` of a byline with what stands behind it (step 1) or before it (-1), a blank away: 林 文.
PixelBox with_rest(PixelBox part, int step, const std::vector<PieceRun>& runs, const BoxGrid& grid,
                   float glyph) {
  const int blank = int(kWidestBlank * glyph);
  for (int before = -1; before != part.width();) {
    before = part.width();
    const PixelBox beyond = step > 0
                                ? PixelBox{part.right, part.top, part.right + blank, part.bottom}
                                : PixelBox{part.left - blank, part.top, part.left, part.bottom};
    grid.visit(beyond, [&](int i) {
      const PixelBox whole = united(part, runs[i].box);
      const bool level = whole.height() < 1.3f * float(part.height());
      if (level && float(whole.width()) <= kBylinePart * glyph) part = whole;
    });
  }
  return part;
}

// Whether two runs with a gap between them stand at no edge of the columns on both sides of it: a
// byline that is centred over their gutter.
bool is_centred(const Gap& gap, const Corridor& corridor, const std::vector<PieceRun>& runs,
                const BoxGrid& grid, float glyph) {
  const PixelBox a = with_rest(runs[gap.left_run].box, -1, runs, grid, glyph);
  const PixelBox b = with_rest(runs[gap.right_run].box, 1, runs, grid, glyph);
  const int reach = int(kCentred * glyph);
  if (std::max(a.width(), b.width()) > kBylinePart * glyph) return false;
  // Only the first row or the last: amid lines these are parts of two.
  if (std::min(a.top - corridor.top, corridor.bottom - a.bottom) > glyph) return false;
  const auto is_part = [](const PixelBox& part, const PixelBox& run) {
    return overlap_x(part, run) == run.width();
  };
  bool alone = true;
  grid.visit(
      {a.left - reach, std::max(a.top, b.top), b.right + reach, std::min(a.bottom, b.bottom)},
      [&](int i) {
        alone &= is_part(a, runs[i].box) || is_part(b, runs[i].box) || is_mark(runs[i], glyph);
      });
  if (!alone) return false;
  int left = 0, right = 0;  // lines beside the corridor that reach farther out than the two
  grid.visit(
      {corridor.left - int(glyph), corridor.top, corridor.right + int(glyph), corridor.bottom},
      [&](int i) {
        left += runs[i].box.left < a.left - reach;
        right += runs[i].box.right > b.right + reach;
      });
  return left > 0 && right > 0;
}

// The usual white between two lines.
int usual_white(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph) {
  std::vector<int> white;
  for (int i = 0; i < int(runs.size()); ++i) {
    if (runs[i].box.height() > 0.6f * glyph) white.push_back(white_beside(i, runs, grid));
  }
  if (white.empty()) return 0;
  std::nth_element(white.begin(), white.begin() + white.size() / 2, white.end());
  return white[white.size() / 2];
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

// What `gap` is; a gutter brings its strip along, so that runs which bridge it can be told.
struct Judged {
  bool gutter = false;
  Corridor corridor;  // rows == 0: the gap was not judged by a corridor
};

// Whether a gutter that was seen beside other lines runs between the two runs of `gap`: nothing but
// marks and noise stands in it, and may hide its white.
bool goes_on(const Gap& gap, const std::vector<PieceRun>& runs,
             const std::vector<PixelBox>& gutters, float glyph) {
  const auto ends_at = [&](const PieceRun& run, auto is_outside) {
    return std::all_of(run.pieces.begin(), run.pieces.end(), [&](const InkPiece& p) {
      return float(p.box.size()) < kStray * glyph || is_outside(p.box);
    });
  };
  const int slack = int(kHanging * glyph);
  const PixelBox &a = runs[gap.left_run].box, &b = runs[gap.right_run].box;
  return std::any_of(gutters.begin(), gutters.end(), [&](const PixelBox& gutter) {
    if (gutter.left < a.left || gutter.right > b.right || overlap_x(gutter, gap.between) <= 0 ||
        2 * overlap_y(gutter, gap.between) < gap.between.height()) {
      return false;
    }
    return ends_at(runs[gap.left_run],
                   [&](const PixelBox& p) { return p.right <= gutter.left + slack; }) &&
           ends_at(runs[gap.right_run],
                   [&](const PixelBox& p) { return p.left >= gutter.right - slack; });
  });
}

Judged judge(const Gap& gap, const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph,
             int usual, const std::vector<PixelBox>& gutters) {
  const float width = gap.box.width() / gap.size;
  const bool body = gap.size < kBody * glyph;
  if (width < kNarrowGutter) return {body && goes_on(gap, runs, gutters, glyph), {}};
  const Corridor narrow = corridor_of(gap, kNarrowGutter, runs, grid, glyph);
  // A byline that is centred over two columns may have its blank over their gutter, but it stands
  // apart from their lines.
  const int apart = 2 * usual + int(gap.size / 4);
  const bool in_columns = white_beside(gap.left_run, runs, grid) < apart ||
                          white_beside(gap.right_run, runs, grid) < apart;
  if (width < kWidestBlank && is_centred(gap, narrow, runs, grid, glyph)) return {false, {}};
  if (in_columns && body && goes_on(gap, runs, gutters, glyph)) return {true, {}};
  const int enough = width < kOpenGutter ? 5 : 4;
  if (narrow.rows >= enough && in_columns) return {true, narrow};
  const Corridor wide = corridor_of(gap, std::min(width, kWideGutter), runs, grid, glyph);
  if (width >= kWideGutter && wide.rows >= 3 && in_columns) return {true, {}};
  const PixelBox &a = runs[gap.left_run].box, &b = runs[gap.right_run].box;
  // Characters that are each set apart, 通 知, may stand far from each other.
  const bool spaced = std::max(a.width(), b.width()) < 1.3f * gap.size;
  if (body || spaced) return {width > (in_columns ? kWidestBlank : 2.8f), {}};
  if (width > 1.3f) return {true, {}};
  const float uneven = std::abs(a.height() - b.height()) / gap.size;
  return {width > 0.9f && (uneven > 0.12f || wide.others >= 10), {}};
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
        if (are_rules && !run.large) break;
        const bool inside = p.box.left >= gutter.left && p.box.right <= gutter.right;
        const float most = inside ? kStray * glyph : kNoise * run.size;
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
