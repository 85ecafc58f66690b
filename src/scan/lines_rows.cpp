#include "scan/lines_rows.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kLarge = 1.45f;      // a piece of this size is no body character
constexpr float kHuge = 12;          // nor is this any character
constexpr float kTall = 1.35f;       // reaches over a row of body text
constexpr float kReach = 0.5f;       // white that is in the line for sure
constexpr float kDot = 0.25f;         // a dot, or noise: joins a neighbour, but is no bridge
// In characters of the line's own size:
constexpr float kLargeReach = 0.45f;

std::vector<PixelBox> boxes_of(const std::vector<Piece>& pieces) {
  std::vector<PixelBox> boxes;
  boxes.reserve(pieces.size());
  for (const Piece& p : pieces) boxes.push_back(p.box);
  return boxes;
}

std::vector<Run> gather(const std::vector<Piece>& pieces, Sets sets) {
  std::vector<Run> runs;
  for (const std::vector<int>& group : sets.groups()) {
    Run run;
    run.box = pieces[group[0]].box;
    run.pieces = int(group.size());
    for (const int i : group) {
      run.box = united(run.box, pieces[i].box);
      run.ink += pieces[i].area;
    }
    runs.push_back(run);
  }
  return runs;
}

// Neighbours in a row, a small gap apart. A dot joins the nearest only: noise in a gutter must not
// bridge it.
std::vector<Run> link_body(const std::vector<Piece>& pieces, float glyph) {
  Sets sets(pieces.size());
  const BoxGrid grid(boxes_of(pieces), int(2 * glyph));
  const int reach = int(kReach * glyph), dot = int(kDot * glyph);
  for (int i = 0; i < int(pieces.size()); ++i) {
    const PixelBox& a = pieces[i].box;
    const bool is_dot = a.size() < dot;
    int nearest = -1, gap = reach;
    grid.visit({a.left - is_dot * reach, a.top, a.right + reach, a.bottom}, [&](int j) {
      const PixelBox& b = pieces[j].box;
      if (j == i || !in_one_row(a, b)) return;
      if (is_dot && -overlap_x(a, b) < gap) {
        nearest = j;
        gap = -overlap_x(a, b);
      }
      if (!is_dot && b.size() >= dot) sets.join(i, j);
    });
    if (nearest >= 0) sets.join(i, nearest);
  }
  std::vector<Run> runs = gather(pieces, std::move(sets));
  for (Run& run : runs) run.size = glyph;
  return runs;
}

// Where `piece` has to be cut: between the rows of body text that end or begin at its sides.
std::vector<int> cuts_between_rows(const PixelBox& piece, const std::vector<Run>& body,
                                   const BoxGrid& grid, float glyph) {
  std::vector<PixelBox> rows;
  int left_rows = 0;
  const int reach = int(0.7f * glyph);
  grid.visit({piece.left - reach, piece.top, piece.right + reach, piece.bottom}, [&](int i) {
    const PixelBox& run = body[i].box;
    if (run.height() < 0.5f * glyph || 2 * overlap_y(run, piece) < run.height()) return;
    left_rows += run.left < piece.left;
    for (PixelBox& row : rows) {
      if (in_one_row(row, run)) {
        row = united(row, run);
        return;
      }
    }
    rows.push_back(run);
  });
  std::vector<int> cuts;
  // A drop capital has its rows on one side only.
  if (rows.size() < 2 || (piece.width() > kLarge * glyph && left_rows < 2)) return cuts;
  std::sort(rows.begin(), rows.end(),
            [](const PixelBox& a, const PixelBox& b) { return a.top < b.top; });
  for (std::size_t i = 1; i < rows.size(); ++i) {
    cuts.push_back((rows[i - 1].bottom + rows[i].top) / 2);
  }
  return cuts;
}

bool is_tall(const PixelBox& box, float glyph) { return box.height() > kTall * glyph; }

// Tall pieces between rows of body text become one piece a row.
std::vector<Piece> cut_tall(const std::vector<Piece>& pieces, const cv::Mat& labels, float glyph,
                            bool vertical) {
  std::vector<Piece> small, cut;
  for (const Piece& p : pieces) {
    if (!is_tall(p.box, glyph)) small.push_back(p);
  }
  const std::vector<Run> body = link_body(small, glyph);
  std::vector<PixelBox> boxes;
  for (const Run& run : body) boxes.push_back(run.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  for (const Piece& p : pieces) {
    if (!is_tall(p.box, glyph)) continue;
    const std::vector<int> cuts = cuts_between_rows(p.box, body, grid, glyph);
    if (cuts.empty()) {
      cut.push_back(p);
    } else {
      for (const Piece& part : cut_piece(labels, p, cuts, vertical)) cut.push_back(part);
    }
  }
  small.insert(small.end(), cut.begin(), cut.end());
  return small;
}

// Large pieces that are near each other and of comparable size.
std::vector<std::vector<int>> group_large(const std::vector<Piece>& large, float glyph) {
  Sets sets(large.size());
  const BoxGrid grid(boxes_of(large), int(4 * glyph));
  for (int i = 0; i < int(large.size()); ++i) {
    const PixelBox& a = large[i].box;
    const int reach = int(0.7f * a.size());
    grid.visit({a.left - reach, a.top - reach, a.right + reach, a.bottom + reach}, [&](int j) {
      const PixelBox& b = large[j].box;
      if (3 * std::min(a.size(), b.size()) < std::max(a.size(), b.size())) return;
      const int near = int(0.7f * std::min(a.size(), b.size()));
      if (overlap_x(a, b) > -near && overlap_y(a, b) > -near) sets.join(i, j);
    });
  }
  return sets.groups();
}

// The runs of one group, along x or along y.
std::vector<Run> large_runs(const std::vector<Piece>& group, Direction direction) {
  Sets sets(group.size());
  int size = 0;
  for (const Piece& p : group) size = std::max(size, p.box.size());
  for (int i = 0; i < int(group.size()); ++i) {
    for (int j = 0; j < i; ++j) {
      PixelBox a = group[i].box, b = group[j].box;
      if (direction == Direction::kVertical) a = transposed(a), b = transposed(b);
      if (in_one_row(a, b) && overlap_x(a, b) > -kLargeReach * size) sets.join(i, j);
    }
  }
  std::vector<Run> runs = gather(group, std::move(sets));
  for (Run& run : runs) {
    run.direction = direction;
    run.large = true;
    run.size = float(size);
  }
  return runs;
}

// Moves what belongs to the characters of a large run into it: small pieces that are hardly higher
// than it, and no farther off than the parts of one character are.
void absorb(Run& run, const std::vector<Piece>& pieces, const BoxGrid& grid,
            std::vector<char>& taken, float glyph) {
  const bool vertical = run.direction == Direction::kVertical;
  const PixelBox core = vertical ? transposed(run.box) : run.box;
  const int along = int(std::min(0.3f * run.size, 0.6f * glyph)), across = core.height() / 12;
  const PixelBox area{core.left - along, core.top - across, core.right + along,
                      core.bottom + across};
  std::vector<int> inside;
  int ink = 0;
  grid.visit(vertical ? transposed(area) : area, [&](int i) {
    const PixelBox b = vertical ? transposed(pieces[i].box) : pieces[i].box;
    if (taken[i] || b.top < area.top || b.bottom > area.bottom) return;
    inside.push_back(i);
    ink += pieces[i].area;
  });
  // A frame or a drawing round a text: its characters are worth more than it is.
  if (ink > run.ink) {
    run.pieces = 0;
    return;
  }
  for (const int i : inside) {
    taken[i] = true;
    run.box = united(run.box, pieces[i].box);
    run.ink += pieces[i].area;
    ++run.pieces;
  }
}

// Whether two runs are one piece of a line after all.
bool belong_together(const Run& a, const Run& b) {
  if (a.direction != b.direction) return false;
  PixelBox p = a.box, q = b.box;
  if (a.direction == Direction::kVertical) p = transposed(p), q = transposed(q);
  const float size = std::max(a.size, b.size);
  const int height = united(p, q).height();
  const int apart = -overlap_x(p, q);
  if (a.large != b.large) {  // a comma beside large characters; the roof of a large 合
    const PixelBox &small = a.large ? q : p, &big = a.large ? p : q;
    return small.height() < 0.8f * size && small.width() < 1.1f * size &&
           apart < std::min(0.35f * size, 0.6f * std::min(a.size, b.size)) &&
           height < big.height() + 0.1f * size;
  }
  if (in_one_row(p, q)) {
    return apart < 0.25f * size && height < 1.25f * std::max(float(std::max(p.height(), q.height())), size);
  }
  // The upper and the lower part of one character that found no neighbour: the roof of a 个.
  return std::max(p.width(), q.width()) < 1.2f * size && height < 1.1f * size &&
         -2 * apart > std::min(p.width(), q.width());
}

std::vector<Run> settle(std::vector<Run> runs, float glyph) {
  for (std::size_t before = 0; before != runs.size();) {
    before = runs.size();
    std::vector<PixelBox> boxes;
    for (const Run& run : runs) boxes.push_back(run.box);
    const BoxGrid grid(boxes, int(2 * glyph));
    std::vector<int> into(runs.size(), -1);  // a run that another took
    for (int i = 0; i < int(runs.size()); ++i) {
      if (into[i] >= 0) continue;
      const PixelBox b = boxes[i];
      const int near = int(0.6f * runs[i].size);
      grid.visit({b.left - near, b.top - near, b.right + near, b.bottom + near}, [&](int j) {
        if (j == i || into[j] >= 0 || !belong_together(runs[i], runs[j])) return;
        into[j] = i;
        runs[i].box = united(runs[i].box, runs[j].box);
        runs[i].ink += runs[j].ink;
        runs[i].pieces += runs[j].pieces;
      });
    }
    std::vector<Run> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (into[i] < 0) kept.push_back(runs[i]);
    }
    runs = std::move(kept);
  }
  return runs;
}

}  // namespace

std::vector<Run> find_runs(std::vector<Piece> pieces, const cv::Mat& labels, float glyph,
                           bool vertical) {
  pieces = cut_tall(pieces, labels, glyph, vertical);
  std::vector<Piece> large, small;
  for (const Piece& p : pieces) {
    if (p.box.size() > kHuge * glyph) continue;
    const bool wide_only = p.box.height() <= kTall * glyph && p.box.height() > 0.5f * glyph &&
                           p.box.width() < 4 * glyph;  // characters of one line that touch
    (p.box.size() > kLarge * glyph && !wide_only ? large : small).push_back(p);
  }

  std::vector<Run> runs;
  std::vector<char> taken(small.size());
  const BoxGrid grid(boxes_of(small), int(2 * glyph));
  for (const std::vector<int>& group : group_large(large, glyph)) {
    std::vector<Piece> members;
    for (const int i : group) members.push_back(large[i]);
    std::vector<Run> across = large_runs(members, Direction::kHorizontal);
    std::vector<Run> down = large_runs(members, Direction::kVertical);
    for (Run& run : across.size() <= down.size() ? across : down) {
      absorb(run, small, grid, taken, glyph);
      if (run.pieces > 0) runs.push_back(run);
    }
  }
  std::vector<Piece> body;
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (!taken[i]) body.push_back(small[i]);
  }
  for (const Run& run : link_body(body, glyph)) runs.push_back(run);
  return settle(std::move(runs), glyph);
}

}  // namespace tonglan
