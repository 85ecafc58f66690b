#include "scan/lines_capitals.h"

namespace tonglan {
namespace {

constexpr float kWidest = 1.3f;  // of its height: it is one character
// In body glyphs:
constexpr float kLeast = 1.7f;  // it is high
constexpr float kBody = 1.35f;  // lines of text are lower
constexpr float kGap = 1.6f;    // from it to the lines beside it and under it, at most
constexpr float kReach = 4;     // that the lines beside it go on, at least
constexpr float kRow = 0.7f;    // between the middles of two rows, at least
constexpr float kOverlap = 0.3f;

}  // namespace

bool is_drop_capital(const PixelBox& large, const std::vector<PixelBox>& boxes, const BoxGrid& grid,
                     float glyph) {
  if (float(large.height()) < kLeast * glyph) return false;
  if (float(large.width()) > kWidest * float(large.height())) return false;
  const int reach = int((kGap + kReach) * glyph), overlap = int(kOverlap * glyph);
  std::vector<int> rows;  // middles of those that begin beside it
  int right = large.right;
  grid.visit({large.right, large.top, large.right + reach, large.bottom}, [&](int i) {
    const PixelBox& b = boxes[i];
    const int middle = (b.top + b.bottom) / 2;
    if (float(b.height()) > kBody * glyph || float(b.height()) < kRow * glyph) return;
    if (b.left < large.right - overlap || middle < large.top || middle > large.bottom) return;
    right = std::max(right, b.right);
    if (float(b.left - large.right) < kGap * glyph) rows.push_back(middle);
  });
  if (float(right - large.right) < kReach * glyph) return false;
  const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
  if (rows.empty() || float(*last - *first) < kRow * glyph) return false;
  // The row under it, of which each part may be a run.
  std::vector<PixelBox> under;
  const int next = int(kGap * glyph);
  grid.visit({large.left, large.bottom - overlap, right, large.bottom + next}, [&](int i) {
    const PixelBox& b = boxes[i];
    if (float(b.height()) < kBody * glyph && b.top > large.bottom - overlap) under.push_back(b);
  });
  return std::any_of(under.begin(), under.end(), [&](const PixelBox& a) {
    return std::abs(float(a.left - large.left)) < glyph &&
           std::any_of(under.begin(), under.end(), [&](const PixelBox& b) {
             return in_one_row(a, b) && float(b.right - large.right) > kReach / 2 * glyph;
           });
  });
}

}  // namespace tonglan
