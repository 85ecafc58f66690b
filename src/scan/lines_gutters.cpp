#include "scan/lines_gutters.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

// In characters of the lines beside it:
constexpr float kWideGutter = 0.8f;   // past a few lines
constexpr float kOpenGutter = 1.2f;   // is seen with one line less beside it
constexpr float kWidestBlank = 2.3f;  // inside a line of running text or a byline
constexpr float kSingle = 2.1f;       // wide, a run is more than a character and its mark
constexpr float kNextInRow = 0.9f;    // from it to the next of its row
constexpr int kFewLonger = 4;         // one run in so many may be longer where most are characters
constexpr int kManyRows = 8;
// In body glyphs:
constexpr float kHanging = 0.2f;  // that characters may stand in a gutter
constexpr float kBody = 1.3f;     // larger are no body lines
constexpr float kBylinePart = 7;  // of each part of a byline with a blank
constexpr float kCentred = 2.5f;  // from a centred line to the edges of its columns, at least

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

// Whether most of the runs beside a corridor are single characters with nothing in their rows
// beyond them: the first or last ones of a short leg, in a few of whose lines a mark or a 一 comes
// next. A headline set character by character goes on for more lines. `step`: away from the
// corridor.
bool are_single(const std::vector<int>& beside, int step, const std::vector<PieceRun>& runs,
                const BoxGrid& grid, float size) {
  const int reach = int(kNextInRow * size);
  int longer = 0;
  for (const int i : beside) {
    const PixelBox& b = runs[i].box;
    bool more = float(b.width()) > kSingle * size;
    const PixelBox beyond = step < 0 ? PixelBox{b.left - reach, b.top, b.left, b.bottom}
                                     : PixelBox{b.right, b.top, b.right + reach, b.bottom};
    if (!more) grid.visit(beyond, [&](int j) { more |= j != i && in_one_row(b, runs[j].box); });
    longer += more;
  }
  return kFewLonger * longer < int(beside.size());
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
  std::vector<int> ends, begins;
  grid.visit({corridor.left - near, corridor.top, corridor.right + indent, corridor.bottom},
             [&](int i) {
               const PixelBox& b = runs[i].box;
               if (b.height() < 0.5f * gap.size || b.height() > 1.5f * gap.size) {
                 corridor.others += b.height() > 0.5f * glyph;
                 return;
               }
               if (b.right <= corridor.left + slack && b.right >= corridor.left - near)
                 ends.push_back(i);
               if (b.left >= corridor.right - slack && b.left <= corridor.right + indent)
                 begins.push_back(i);
             });
  corridor.rows = int(std::min(ends.size(), begins.size()));
  if (corridor.rows < kManyRows &&
      (are_single(ends, -1, runs, grid, gap.size) || are_single(begins, 1, runs, grid, gap.size)))
    corridor.rows = 0;
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

// Whether nothing but marks stands beside the two parts of a byline, in their rows.
bool stand_alone(const PixelBox& a, const PixelBox& b, const std::vector<PieceRun>& runs,
                 const BoxGrid& grid, float glyph) {
  const int reach = int(kCentred * glyph);
  const auto is_part = [](const PixelBox& part, const PixelBox& run) {
    return overlap_x(part, run) == run.width();
  };
  bool alone = true;
  grid.visit(
      {a.left - reach, std::max(a.top, b.top), b.right + reach, std::min(a.bottom, b.bottom)},
      [&](int i) {
        alone &= is_part(a, runs[i].box) || is_part(b, runs[i].box) || is_mark(runs[i], glyph);
      });
  return alone;
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
  if (!stand_alone(a, b, runs, grid, glyph)) return false;
  int left = 0, right = 0;  // lines beside the corridor that reach farther out than the two
  grid.visit(
      {corridor.left - int(glyph), corridor.top, corridor.right + int(glyph), corridor.bottom},
      [&](int i) {
        left += runs[i].box.left < a.left - reach;
        right += runs[i].box.right > b.right + reach;
      });
  return left > 0 && right > 0;
}

// Whether a gutter that was seen beside other lines runs between the two runs of `gap`: nothing but
// marks and noise stands in it, and may hide its white.
bool goes_on(const Gap& gap, const std::vector<PieceRun>& runs, const BoxGrid& grid,
             const std::vector<PixelBox>& gutters, float glyph) {
  const auto ends_at = [&](const PieceRun& run, auto is_outside) {
    return std::all_of(run.pieces.begin(), run.pieces.end(), [&](const InkPiece& p) {
      return float(p.box.size()) < kStrayPiece * glyph || is_outside(p.box);
    });
  };
  const int slack = int(kHanging * glyph);
  const PixelBox &a = runs[gap.left_run].box, &b = runs[gap.right_run].box;
  const bool seen = std::any_of(gutters.begin(), gutters.end(), [&](const PixelBox& gutter) {
    if (gutter.left < a.left || gutter.right > b.right || overlap_x(gutter, gap.between) <= 0 ||
        2 * overlap_y(gutter, gap.between) < gap.between.height()) {
      return false;
    }
    return ends_at(runs[gap.left_run],
                   [&](const PixelBox& p) { return p.right <= gutter.left + slack; }) &&
           ends_at(runs[gap.right_run],
                   [&](const PixelBox& p) { return p.left >= gutter.right - slack; });
  });
  if (!seen) return false;
  // A byline that is centred over the gutter stands by itself.
  const PixelBox first = with_rest(a, -1, runs, grid, glyph);
  const PixelBox rest = with_rest(b, 1, runs, grid, glyph);
  return std::max(first.width(), rest.width()) > kBylinePart * glyph ||
         !stand_alone(first, rest, runs, grid, glyph);
}

}  // namespace

bool is_crosswise(const PieceRun& run) { return run.direction == Direction::kVertical; }

bool is_mark(const PieceRun& run, float size) {
  return !is_crosswise(run) && run.box.height() < 0.55f * size && run.box.width() < 0.8f * size;
}

int usual_white(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph) {
  std::vector<int> white;
  for (int i = 0; i < int(runs.size()); ++i) {
    if (runs[i].box.height() > 0.6f * glyph) white.push_back(white_beside(i, runs, grid));
  }
  if (white.empty()) return 0;
  std::nth_element(white.begin(), white.begin() + white.size() / 2, white.end());
  return white[white.size() / 2];
}

Judged judge(const Gap& gap, const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph,
             int usual, const std::vector<PixelBox>& gutters) {
  const float width = gap.box.width() / gap.size;
  const bool body = gap.size < kBody * glyph;
  if (width < kNarrowGutter) return {body && goes_on(gap, runs, grid, gutters, glyph), {}};
  const Corridor narrow = corridor_of(gap, kNarrowGutter, runs, grid, glyph);
  // A byline that is centred over two columns may have its blank over their gutter, but it stands
  // apart from their lines.
  const int apart = 2 * usual + int(gap.size / 4);
  const bool in_columns = white_beside(gap.left_run, runs, grid) < apart ||
                          white_beside(gap.right_run, runs, grid) < apart;
  if (width < kWidestBlank && is_centred(gap, narrow, runs, grid, glyph)) return {false, {}};
  if (in_columns && body && goes_on(gap, runs, grid, gutters, glyph)) return {true, {}};
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

}  // namespace tonglan
