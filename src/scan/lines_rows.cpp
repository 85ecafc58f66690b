#include "scan/lines_rows.h"

#include "scan/lines_large.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kBetween = 0.6f;    // may touch two rows
constexpr float kBodyWidth = 1.2f;  // one body character
constexpr float kReach = 0.5f;      // white that is in the line for sure
constexpr float kDot = 0.25f;       // a dot, or noise: joins a neighbour, but is no bridge

void take(PieceRun& run, const PieceRun& other) {
  if (other.large && !run.large) {
    run.large = true;
    run.size = other.size;
  }
  run.box = united(run.box, other.box);
  run.pieces.insert(run.pieces.end(), other.pieces.begin(), other.pieces.end());
}

// Stricter than in_one_row: what stands between two rows must not link them.
bool is_level(const PixelBox& a, const PixelBox& b) {
  const int low = std::min(a.height(), b.height()), high = std::max(a.height(), b.height());
  return 10 * overlap_y(a, b) >= (5 * low >= 3 * high ? 6 : 5) * low;
}

// Neighbours in a row, a small gap apart. A dot joins the nearest only: noise in a gutter must not
// bridge it.
std::vector<PieceRun> link_body(const std::vector<InkPiece>& pieces, float glyph) {
  Sets sets(pieces.size());
  const BoxGrid grid(boxes_of(pieces), int(2 * glyph));
  const int reach = int(kReach * glyph), dot = int(kDot * glyph);
  for (int i = 0; i < int(pieces.size()); ++i) {
    const PixelBox& a = pieces[i].box;
    const bool is_dot = a.size() < dot;
    int nearest = -1, gap = reach;
    grid.visit({a.left - is_dot * reach, a.top, a.right + reach, a.bottom}, [&](int j) {
      const PixelBox& b = pieces[j].box;
      if (j == i || !is_level(a, b)) return;
      if (is_dot && -overlap_x(a, b) < gap) {
        nearest = j;
        gap = -overlap_x(a, b);
      }
      if (!is_dot && b.size() >= dot) sets.join(i, j);
    });
    if (nearest >= 0) sets.join(i, nearest);
  }
  return gather_runs(pieces, std::move(sets), glyph);
}

// Where a run of two lines that touch has the least ink across: y, or -1 if there is no such
// valley.
int valley_of(const PieceRun& run, float glyph) {
  std::vector<int> width(run.box.height() + 1);  // of the pieces that cover each height
  for (const InkPiece& p : run.pieces) {
    width[p.box.top - run.box.top] += p.box.width();
    width[p.box.bottom - run.box.top] -= p.box.width();
  }
  for (std::size_t y = 1; y < width.size(); ++y) width[y] += width[y - 1];
  const int margin = int(0.45f * glyph), last = run.box.height() - margin;
  int best = -1;
  for (int y = margin; y < last; ++y) {
    if (best < 0 || width[y] < width[best]) best = y;
  }
  if (best < 0) return -1;
  const int above = *std::max_element(width.begin(), width.begin() + best + 1);
  const int below = *std::max_element(width.begin() + best, width.end());
  return 2 * width[best] < std::min(above, below) ? run.box.top + best : -1;
}

// A body run that is higher than a line, cut into its rows.
std::vector<PieceRun> split_rows(const PieceRun& run, const cv::Mat& labels, float glyph,
                                 bool vertical) {
  if (run.large || run.box.height() < kTall * glyph) return {run};
  const int y = valley_of(run, glyph);
  if (y < 0) return {run};
  std::vector<InkPiece> parts[2];
  const int least = int(0.3f * glyph);
  for (const InkPiece& p : run.pieces) {
    if (y - p.box.top > least && p.box.bottom - y > least) {
      for (const InkPiece& part : cut_piece(labels, p, {y}, vertical)) {
        parts[part.box.top >= y].push_back(part);
      }
    } else {
      parts[p.box.top + p.box.bottom > 2 * y].push_back(p);
    }
  }
  std::vector<PieceRun> rows;
  for (const std::vector<InkPiece>& part : parts) {
    for (const PieceRun& linked : link_body(part, glyph)) {
      if (linked.box.height() >= run.box.height()) return {run};
      for (PieceRun& row : split_rows(linked, labels, glyph, vertical))
        rows.push_back(std::move(row));
    }
  }
  return rows;
}

// Where a tall piece has to be cut: between the rows of body text that end or begin at its sides,
// and where it reaches beyond them.
std::vector<int> cuts_between_rows(const PixelBox& piece, const std::vector<PixelBox>& body,
                                   const BoxGrid& grid, float glyph) {
  std::vector<PixelBox> rows;
  int left_rows = 0;
  const int reach = int(0.7f * glyph);
  grid.visit({piece.left - reach, piece.top, piece.right + reach, piece.bottom}, [&](int i) {
    const PixelBox& run = body[i];
    if (10 * overlap_y(run, piece) < 3 * run.height()) return;
    left_rows += run.left < piece.left;
    for (PixelBox& row : rows) {
      if (in_one_row(row, run)) {
        row = united(row, run);
        return;
      }
    }
    rows.push_back(run);
  });
  std::sort(rows.begin(), rows.end(),
            [](const PixelBox& a, const PixelBox& b) { return a.top < b.top; });
  std::vector<int> cuts;
  if (rows.size() == 1) {
    // One row on both sides, or a body character's width: a part of it that something has grown
    // into.
    const bool both = rows[0].left < piece.left && rows[0].right > piece.right;
    if (!both && piece.width() > kBodyWidth * glyph) return cuts;
  } else if (rows.empty() || (piece.width() > kLarge * glyph && left_rows < 2)) {
    return cuts;  // a drop capital has its rows on one side only
  }
  const int beyond = int(0.3f * glyph);
  if (rows[0].top - piece.top > beyond) cuts.push_back(rows[0].top);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    cuts.push_back((rows[i - 1].bottom + rows[i].top) / 2);
  }
  if (piece.bottom - rows.back().bottom > beyond) cuts.push_back(rows.back().bottom);
  return cuts;
}

// Tall pieces between rows of body text become one piece a row.
std::vector<InkPiece> cut_tall(const std::vector<InkPiece>& pieces, const cv::Mat& labels,
                               float glyph, bool vertical) {
  const auto is_tall = [&](const PixelBox& b) { return b.height() > kTall * glyph; };
  std::vector<InkPiece> result, tall, low;
  for (const InkPiece& p : pieces) (is_tall(p.box) ? tall : low).push_back(p);
  std::vector<PixelBox> body;
  for (const PieceRun& run : link_body(low, glyph)) {
    // In no row although it is high enough: between two, perhaps.
    if (run.pieces.size() == 1 && run.box.height() > kBetween * glyph) {
      tall.push_back(run.pieces[0]);
      continue;
    }
    result.insert(result.end(), run.pieces.begin(), run.pieces.end());
    for (const PieceRun& row : split_rows(run, labels, glyph, vertical)) {
      const PixelBox& b = row.box;
      if (!is_tall(b) && b.height() > 0.5f * glyph && b.width() > 0.8f * glyph) body.push_back(b);
    }
  }
  const BoxGrid grid(body, int(2 * glyph));
  for (const InkPiece& p : tall) {
    for (const InkPiece& part :
         cut_piece(labels, p, cuts_between_rows(p.box, body, grid, glyph), vertical)) {
      result.push_back(part);
    }
  }
  return result;
}

// Whether two runs are one piece of a line after all.
bool belong_together(const PieceRun& a, const PieceRun& b) {
  if (a.direction != b.direction || a.capital || b.capital) return false;
  PixelBox p = a.box, q = b.box;
  if (a.direction == Direction::kVertical) p = transposed(p), q = transposed(q);
  const float size = std::max(a.size, b.size);
  const int height = united(p, q).height();
  const int apart = -overlap_x(p, q);
  if (a.large != b.large) {  // a comma beside large characters; the roof of a large 合
    const PixelBox &small = a.large ? q : p, &big = a.large ? p : q;
    const float body = std::min(a.size, b.size);
    const float reach = small.size() < 0.5f * size ? std::min(0.6f * size, 0.9f * body)
                                                   : std::min(0.35f * size, 0.6f * body);
    return small.height() < 0.8f * size && small.width() < 1.3f * size && apart < reach &&
           height < std::min(big.height() + 0.1f * size, kLevel * size);
  }
  if (in_one_row(p, q)) {
    const float high = a.large ? size : std::max(float(std::max(p.height(), q.height())), size);
    return apart < 0.25f * size && height < kLevel * std::min(high, 1.3f * size);
  }
  // The upper and the lower part of one character that found no neighbour: the roof of a 个.
  return std::max(p.width(), q.width()) < 1.2f * size && height < 1.1f * size &&
         -2 * apart > std::min(p.width(), q.width());
}

// First among themselves, then (`mixed`) small runs beside large ones.
std::vector<PieceRun> settle(std::vector<PieceRun> runs, float glyph, bool mixed) {
  for (std::size_t before = 0; before != runs.size();) {
    before = runs.size();
    std::vector<PixelBox> boxes;
    for (const PieceRun& run : runs) boxes.push_back(run.box);
    const BoxGrid grid(boxes, int(2 * glyph));
    std::vector<int> into(runs.size(), -1);  // a run that another took
    for (int i = 0; i < int(runs.size()); ++i) {
      if (into[i] >= 0) continue;
      const PixelBox b = boxes[i];
      const int near = int(1.2f * glyph);
      grid.visit({b.left - near, b.top - near, b.right + near, b.bottom + near}, [&](int j) {
        if (j == i || into[j] >= 0 || (!mixed && runs[i].large != runs[j].large)) return;
        if (!belong_together(runs[i], runs[j])) return;
        into[j] = i;
        take(runs[i], runs[j]);
      });
    }
    std::vector<PieceRun> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (into[i] < 0) kept.push_back(std::move(runs[i]));
    }
    runs = std::move(kept);
  }
  return runs;
}

}  // namespace

PieceRun run_of(std::vector<InkPiece> pieces, float size) {
  PieceRun run;
  run.size = size;
  run.box = pieces[0].box;
  for (const InkPiece& p : pieces) run.box = united(run.box, p.box);
  run.pieces = std::move(pieces);
  return run;
}

std::vector<PieceRun> gather_runs(const std::vector<InkPiece>& pieces, Sets sets, float size) {
  std::vector<PieceRun> runs;
  for (const std::vector<int>& group : sets.groups()) {
    std::vector<InkPiece> members;
    for (const int i : group) members.push_back(pieces[i]);
    runs.push_back(run_of(std::move(members), size));
  }
  return runs;
}

std::vector<PieceRun> find_runs(std::vector<InkPiece> pieces, const cv::Mat& labels, float glyph,
                                bool vertical) {
  pieces = cut_tall(without_frames(std::move(pieces), glyph), labels, glyph, vertical);
  pieces = without_drawings(std::move(pieces), labels, glyph, vertical);
  LargeText large = find_large(std::move(pieces), glyph);
  std::vector<PieceRun> runs = std::move(large.runs);
  for (const PieceRun& run : link_body(large.rest, glyph)) {
    for (PieceRun& row : split_rows(run, labels, glyph, vertical)) runs.push_back(std::move(row));
  }
  return settle(settle(std::move(runs), glyph, false), glyph, true);
}

}  // namespace tonglan
