#include "scan/lines_phrases.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr float kDisplay = 1.06f;      // body glyphs: size of the phrases, at least
constexpr float kSameSize = 0.85f;     // of two phrases, smaller to larger
constexpr float kApart = 3.5f;         // of their size: white between them, at most
constexpr float kLarger = 1.15f;       // the headline's size, of theirs
constexpr float kNear = 1.3f;          // of the headline's size: white between it and them, at most
constexpr float kLegGap = 0.8f;        // body glyphs: white between two lines of a leg, at most ...
constexpr float kOneSize = 0.1f;       // ... and how much their sizes differ
constexpr float kBeyond = 0.5f;        // of their length, that a phrase reaches beyond the headline
// Of a headline's two phrases, and of the line in the middle over or under them:
constexpr float kHeadline = 1.7f, kDeck = 0.85f;  // body glyphs: their sizes
constexpr float kCentred = 0.5f;       // of a phrase's size: off the middle, and uneven in length
constexpr float kOneCharacter = 1.5f;  // of its size: shorter is no phrase

// A draft in coordinates in which its line runs along x.
PixelBox along(const Draft& d) { return d.vertical ? transposed(d.box) : d.box; }

bool are_phrases(const Draft& a, const Draft& b, float glyph) {
  const PixelBox p = along(a), q = along(b);
  const float smaller = std::min(a.glyph, b.glyph), larger = std::max(a.glyph, b.glyph);
  const float white = float(-overlap_x(p, q));
  return a.vertical == b.vertical && smaller >= kDisplay * glyph && smaller >= kSameSize * larger &&
         float(overlap_y(p, q)) >= kSameSize * smaller && white > 0 && white <= kApart * larger &&
         float(std::min(p.width(), q.width())) >= kOneCharacter * smaller;
}

// Whether the larger line `head` is of one headline with both, and spans the white between.
bool spans(const Draft& head, const Draft& left, const Draft& right) {
  if (head.vertical != left.vertical || head.glyph < kLarger * std::max(left.glyph, right.glyph))
    return false;
  const PixelBox h = along(head), p = along(left), q = along(right);
  const PixelBox both = united(p, q);
  const float white = float(-overlap_y(h, both));
  return h.left < p.right && h.right > q.left && white > -0.2f * left.glyph &&
         white <= kNear * head.glyph && float(h.left - p.left) <= kBeyond * float(p.width()) &&
         float(q.right - h.right) <= kBeyond * float(q.width());
}

// Whether a line of its size stands next to a phrase, over or under it: it is a line of text.
bool is_of_leg(const std::vector<Draft>& drafts, const Draft& phrase, float glyph) {
  const PixelBox p = along(phrase);
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& other) {
    const PixelBox o = phrase.vertical ? transposed(other.box) : other.box;
    const float next = float(-overlap_y(p, o));
    return other.vertical == phrase.vertical && next >= 0 && next < kLegGap * glyph &&
           std::abs(other.glyph / phrase.glyph - 1) < kOneSize && 2 * overlap_x(p, o) > p.width();
  });
}

// Whether the smaller line `deck` is in the middle over or under two phrases of a headline that are
// as long as each other, with no line of its own column next to it.
bool is_deck_of(const std::vector<Draft>& drafts, const Draft& deck, const Draft& left,
                const Draft& right, float glyph) {
  const float size = std::max(left.glyph, right.glyph);
  if (deck.vertical != left.vertical || deck.glyph * kLarger > size) return false;
  if (deck.glyph < kDeck * glyph || size < kHeadline * glyph) return false;
  const PixelBox d = along(deck), p = along(left), q = along(right), both = united(p, q);
  const float off = std::abs(float(d.left + d.right - both.left - both.right)) / 2;
  const float white = float(-overlap_y(d, both)), uneven = float(std::abs(p.width() - q.width()));
  if (d.left >= p.right || d.right <= q.left || off > kCentred * size || white < 0 ||
      white > kNear * size || uneven > kCentred * size)
    return false;
  return std::none_of(drafts.begin(), drafts.end(), [&](const Draft& other) {
    const PixelBox o = deck.vertical ? transposed(other.box) : other.box;
    const float next = float(-overlap_y(d, o));
    return other.vertical == deck.vertical && next >= 0 && next < glyph &&
           10 * overlap_x(d, o) > 8 * std::max(d.width(), o.width());
  });
}

// The line that starts next to the right of `i` on its level, or -1.
int next_of(const std::vector<Draft>& drafts, int i) {
  const PixelBox a = along(drafts[i]);
  int best = -1;
  for (int j = 0; j < int(drafts.size()); ++j) {
    if (j == i) continue;
    const PixelBox b = drafts[i].vertical ? transposed(drafts[j].box) : drafts[j].box;
    if (b.left < a.right || 2 * overlap_y(a, b) < std::min(a.height(), b.height())) continue;
    const PixelBox best_box = best < 0             ? b
                              : drafts[i].vertical ? transposed(drafts[best].box)
                                                   : drafts[best].box;
    if (best < 0 || b.left < best_box.left) best = j;
  }
  return best;
}

}  // namespace

std::vector<Draft> join_phrases(std::vector<Draft> drafts, float glyph) {
  for (int i = 0; i < int(drafts.size());) {
    if (drafts[i].glyph < kDisplay * glyph) {
      ++i;
      continue;
    }
    const int j = next_of(drafts, i);
    const bool joins = j >= 0 && are_phrases(drafts[i], drafts[j], glyph) &&
                       !is_of_leg(drafts, drafts[i], glyph) &&
                       !is_of_leg(drafts, drafts[j], glyph) &&
                       std::any_of(drafts.begin(), drafts.end(), [&](const Draft& head) {
                         return spans(head, drafts[i], drafts[j]) ||
                                is_deck_of(drafts, head, drafts[i], drafts[j], glyph);
                       });
    if (!joins) {
      ++i;
      continue;
    }
    drafts[i] = united(drafts[i], drafts[j]);
    drafts.erase(drafts.begin() + j);
    i = std::min(i, j);  // a third phrase
  }
  return drafts;
}

}  // namespace tonglan
