#include "scan/lines_complete.h"

#include "scan/display.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kLargeLine = 1.35f;
constexpr float kLegGap = 0.75f, kLegLine = 4;  // between lines of a leg at most, and their length
// No farther than this, however large the characters are: body text stands beside them.
constexpr float kMostPartReach = 0.8f, kMostMarkReach = 1.6f, kMostStackReach = 2;
// In characters of the large line:
constexpr float kBeyond = 0.12f;      // across the line, that a part may stand out
constexpr float kPartHeight = 0.8f;   // lower than a whole character
constexpr float kPartReach = 0.3f;    // along the line, from one character to parts of the next
constexpr float kMark = 0.45f;        // size of a mark ...
constexpr float kSpeck = 0.12f;       // ... of noise
constexpr float kMarkReach = 0.7f;    // a mark may stand at the far side of its cell
constexpr float kRow = 2.3f;          // along the line, parts of characters that stand in a row ...
constexpr float kRowInside = 4.2f;    // ... inside it, or one above the other
constexpr float kStackReach = 0.9f;   // from the line to parts that together are as high as it ...
constexpr float kStackGap = 0.05f;    // ... with less white between them than lines have
constexpr float kSlim = 0.5f;         // along it, less is no line of characters but a rule's rest
constexpr float kWholeReach = 0.45f;  // from one whole character to the next
constexpr float kOneSize = 0.8f;      // of two lines that are one, the lower to the higher

// All boxes below are in reading coordinates of the large line `a`, whose characters have `size`.

bool is_level_with(const PixelBox& a, const PixelBox& b, float size) {
  const float beyond = kBeyond * size;
  return float(a.top - b.top) <= beyond && float(b.bottom - a.bottom) <= beyond;
}

// Whether the line `b`, level with `a`, belongs to it. `same`: it runs the same way.
bool belongs(const PixelBox& a, const PixelBox& b, float size, float glyph, bool same) {
  const float apart = float(-overlap_x(a, b));
  if (float(b.height()) >= kPartHeight * size) {
    const bool one = float(b.width()) < 1.3f * size;
    return (same || one) && float(b.height()) >= kOneSize * size && apart < kWholeReach * size;
  }
  if (float(b.size()) < kSpeck * size) return false;
  if (float(b.size()) < kMark * size)
    return apart < std::min(kMarkReach * size, kMostMarkReach * glyph);
  const bool inside = overlap_x(a, b) == b.width();
  return float(b.width()) < (inside ? kRowInside : kRow) * size &&
         apart < std::min(kPartReach * size, kMostPartReach * glyph);
}

// Whether two lines, level with `a`, are the upper and the lower part of its next characters.
bool are_stacked(const PixelBox& a, const PixelBox& b, const PixelBox& c, float size, float glyph) {
  const PixelBox both = united(b, c);
  return float(-overlap_x(a, both)) < std::min(kStackReach * size, kMostStackReach * glyph) &&
         float(both.height()) > kPartHeight * size && float(both.width()) < kRowInside * size &&
         5 * overlap_x(b, c) > 4 * std::min(b.width(), c.width()) &&
         float(-overlap_y(b, c)) < kStackGap * size;
}

}  // namespace

Draft united(const Draft& a, const Draft& b) {
  Draft line = a;
  line.box = united(a.box, b.box);
  line.glyph = float(line.vertical ? line.box.width() : line.box.height());
  line.ink += b.ink;
  line.pieces += b.pieces;
  line.strong += b.strong;
  return line;
}

std::vector<Draft> complete_large(std::vector<Draft> drafts, float glyph) {
  for (std::size_t before = 0; before != drafts.size();) {
    before = drafts.size();
    std::vector<PixelBox> boxes;
    for (const Draft& d : drafts) boxes.push_back(d.box);
    const BoxGrid grid(boxes, int(2 * glyph));
    std::vector<char> gone(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      Draft& line = drafts[i];
      if (gone[i] || line.glyph < kLargeLine * glyph || line.glyph > kSurelyCharacter * glyph)
        continue;
      const auto along = [&](const PixelBox& b) { return line.vertical ? transposed(b) : b; };
      const float size = line.glyph;
      const PixelBox a = along(line.box);
      if (line.capital || float(a.width()) < kSlim * size) continue;
      const int reach = int(std::ceil((kStackReach + kRowInside) * size));
      std::vector<int> near;
      grid.visit(along({a.left - reach, a.top, a.right + reach, a.bottom}), [&](int j) {
        // Of two large lines the larger takes the other.
        const bool larger = drafts[j].glyph > size && drafts[j].glyph <= kSurelyCharacter * glyph;
        if (std::size_t(j) != i && !gone[j] && !larger && is_level_with(a, along(boxes[j]), size))
          near.push_back(j);
      });
      // A line with others like it beside it, beyond the large one's height, is one of a leg.
      const auto is_of_leg = [&](int j) {
        const PixelBox b = along(boxes[j]);
        const int beyond = int(kLegGap * glyph);
        if (float(b.width()) <= kLegLine * glyph) return false;
        bool found = false;
        grid.visit(along({b.left, b.top - beyond, b.right, b.bottom + beyond}), [&](int k) {
          const PixelBox c = along(boxes[k]);
          const int low = std::min(b.height(), c.height()), high = std::max(b.height(), c.height());
          const bool is_alike = 3 * low > 2 * high && float(low) < kLargeLine * glyph;
          const bool is_beyond = c.bottom <= a.top || c.top >= a.bottom;
          found |= is_alike && is_beyond && drafts[k].vertical == drafts[j].vertical && !gone[k] &&
                   5 * overlap_x(b, c) > 4 * b.width();
        });
        return found;
      };
      std::erase_if(near, is_of_leg);
      const auto take = [&](int j) {
        if (gone[j]) return;
        line = united(line, drafts[j]);
        gone[j] = true;
      };
      for (const int j : near) {
        const PixelBox b = along(boxes[j]);
        if (belongs(a, b, size, glyph, drafts[j].vertical == line.vertical)) take(j);
        for (const int k : near) {
          if (k == j || !are_stacked(a, b, along(boxes[k]), size, glyph)) continue;
          take(j);
          take(k);
        }
      }
    }
    std::vector<Draft> kept;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (!gone[i]) kept.push_back(drafts[i]);
    }
    drafts = std::move(kept);
  }
  return drafts;
}

}  // namespace tonglan
