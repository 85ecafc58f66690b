#include "scan/lines_direction.h"

#include <string>

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kWhole = 0.65f;  // both sides of a piece that may be a whole character
constexpr float kMark = 0.3f;    // smaller pieces are punctuation or noise
constexpr float kNear = 0.7f;    // white inside a block of text

// In page direction a block is taken on trust; against it, it must be clear.
constexpr int kVoters = 8;
constexpr float kMajority = 0.7f;

struct Vote {
  int vertical = 0;
  int horizontal = 0;
};

// Only whole characters vote; the parts of one would vote for its own structure. Any ink that
// stands squarely beside them is a neighbour.
std::vector<Vote> cast_votes(const std::vector<InkPiece>& pieces, const BoxGrid& grid, float glyph) {
  std::vector<Vote> votes(pieces.size());
  const auto is_whole = [&](const PixelBox& b) {
    return std::min(b.width(), b.height()) > kWhole * glyph && b.size() < 1.3f * glyph;
  };
  const int reach = int(1.5f * glyph);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& a = pieces[i].box;
    if (!is_whole(a)) continue;
    int right = reach, below = reach;
    grid.visit({a.left, a.top, a.right + reach, a.bottom + reach}, [&](int j) {
      const PixelBox& b = pieces[j].box;
      if (b.size() < kMark * glyph) return;
      if (b.left >= a.right && in_one_row(a, b)) right = std::min(right, b.left - a.right);
      if (b.top >= a.bottom && in_one_row(transposed(a), transposed(b))) {
        below = std::min(below, b.top - a.bottom);
      }
    });
    votes[i].vertical = below < right;
    votes[i].horizontal = right < below;
  }
  return votes;
}

}  // namespace

std::vector<char> find_vertical(const std::vector<InkPiece>& pieces, float glyph,
                                const std::string& forced) {
  if (forced != "auto") return std::vector<char>(pieces.size(), forced == "vertical");
  std::vector<PixelBox> boxes;
  for (const InkPiece& p : pieces) boxes.push_back(p.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  const std::vector<Vote> votes = cast_votes(pieces, grid, glyph);
  Vote page;
  for (const Vote& vote : votes) {
    page.vertical += vote.vertical;
    page.horizontal += vote.horizontal;
  }
  const bool page_vertical = page.vertical > page.horizontal;

  Sets blocks(pieces.size());
  const int near = int(kNear * glyph);
  for (int i = 0; i < int(pieces.size()); ++i) {
    const PixelBox& a = boxes[i];
    grid.visit({a.left, a.top, a.right + near, a.bottom + near}, [&](int j) {
      if (j != i) blocks.join(i, j);
    });
  }
  std::vector<char> vertical(pieces.size(), page_vertical);
  for (const std::vector<int>& block : blocks.groups()) {
    Vote sum;
    for (const int i : block) {
      sum.vertical += votes[i].vertical;
      sum.horizontal += votes[i].horizontal;
    }
    const int against = page_vertical ? sum.horizontal : sum.vertical;
    const int voters = sum.vertical + sum.horizontal;
    if (voters < kVoters || float(against) < kMajority * float(voters)) continue;
    for (const int i : block) vertical[i] = !page_vertical;
  }
  return vertical;
}

}  // namespace tonglan
