#include "scan/lines.h"

#include "scan/lines_columns.h"
#include "scan/lines_pieces.h"
#include "scan/lines_rows.h"

namespace tonglan {
namespace {

// Which way most characters have their nearest neighbour: they stand closer along the line than
// across it. Only whole characters vote; the parts of one would vote for its own structure.
bool is_vertical(const std::vector<Piece>& pieces, float glyph) {
  std::vector<Piece> whole;
  std::vector<PixelBox> boxes;
  for (const Piece& p : pieces) {
    const int low = std::min(p.box.width(), p.box.height());
    if (low < 0.65f * glyph || p.box.size() > 1.3f * glyph) continue;
    whole.push_back(p);
    boxes.push_back(p.box);
  }
  const BoxGrid grid(boxes, int(2 * glyph));
  const int reach = int(1.5f * glyph);
  int votes = 0;
  for (const PixelBox& a : boxes) {
    int right = reach, below = reach;
    grid.visit({a.left, a.top, a.right + reach, a.bottom + reach}, [&](int i) {
      const PixelBox& b = boxes[i];
      if (2 * overlap_y(a, b) > a.height() && b.left > a.left) {
        right = std::min(right, -overlap_x(a, b));
      }
      if (2 * overlap_x(a, b) > a.width() && b.top > a.top) {
        below = std::min(below, -overlap_y(a, b));
      }
    });
    if (right < reach || below < reach) votes += (below < right) - (right < below);
  }
  return votes > 0;
}

PixelBox pixel_box(const Box& b) {
  return {int(std::floor(b.left)), int(std::floor(b.top)), int(std::ceil(b.right)),
          int(std::ceil(b.bottom))};
}

Box to_box(const PixelBox& b) {
  return {float(b.left), float(b.top), float(b.right), float(b.bottom)};
}

}  // namespace

std::vector<TextLine> find_lines(const SeparatedPage& page, float glyph,
                                 const ScanOptions& options) {
  std::vector<TextLine> lines;
  if (page.ink.empty() || glyph <= 0) return lines;
  InkPieces found = find_pieces(page.ink, glyph);
  const bool vertical = options.direction == "vertical" ||
                        (options.direction != "horizontal" && is_vertical(found.pieces, glyph));
  std::vector<PixelBox> rules;
  for (const Separator& s : page.separators) {
    const PixelBox box = pixel_box(s.box);
    if (s.vertical != vertical) rules.push_back(vertical ? transposed(box) : box);
  }
  if (vertical) {
    for (Piece& p : found.pieces) p.box = transposed(p.box);
  }
  const std::vector<Run> runs = find_runs(std::move(found.pieces), found.labels, glyph, vertical);
  for (const std::vector<int>& group : join_runs(runs, rules, glyph)) {
    PixelBox box = runs[group[0]].box;
    for (const int i : group) box = united(box, runs[i].box);
    if (box.size() < 0.4f * glyph || box.width() < 0.15f * glyph) continue;
    TextLine line;
    const bool across = runs[group[0]].direction == Direction::kVertical;  // of reading
    line.glyph = float(across ? box.width() : box.height());
    line.box = to_box(vertical ? transposed(box) : box);
    line.direction = vertical != across ? Direction::kVertical : Direction::kHorizontal;
    lines.push_back(line);
  }
  return lines;
}

}  // namespace tonglan
