#include "ocr/glyph_boxes.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr std::uint8_t kInk = 128;  // darker is ink; the crop's levels are stretched

// The crop seen along the writing direction.
struct Strip {
  const Pixels& crop;
  bool vertical;
  int length() const { return vertical ? crop.height : crop.width; }
  int depth() const { return vertical ? crop.width : crop.height; }
  bool ink(int along, int across) const {
    return (vertical ? crop.row(along)[across] : crop.row(across)[along]) < kInk;
  }
};

struct Extent {
  float begin = 0, end = 0;
  float middle() const { return (begin + end) / 2; }
};

Extent extent_of(const Box& box, bool vertical) {
  return vertical ? Extent{box.top, box.bottom} : Extent{box.left, box.right};
}

std::vector<int> ink_profile(const Strip& strip) {
  std::vector<int> profile(strip.length());
  for (int i = 0; i < strip.length(); ++i) {
    for (int j = 0; j < strip.depth(); ++j) profile[i] += strip.ink(i, j);
  }
  return profile;
}

// The emptiest place between the middles of two neighbours; of several, the one nearest to where
// the engine parts them.
int cut_between(const std::vector<int>& profile, const Extent& a, const Extent& b) {
  const int last = int(profile.size()) - 1;
  const float wanted = (a.end + b.begin) / 2;
  int best = std::clamp(int(wanted), 0, last);
  const int from = std::clamp(int(std::ceil(a.middle())), 0, last);
  const int to = std::clamp(int(b.middle()), 0, last);
  best = std::clamp(best, std::min(from, to), to);
  for (int i = from; i <= to; ++i) {
    const bool nearer = std::abs(i - wanted) < std::abs(best - wanted);
    if (profile[i] < profile[best] || (profile[i] == profile[best] && nearer)) best = i;
  }
  return best;
}

// The box round the ink of [begin, end); false where there is none.
bool ink_box(const Strip& strip, int begin, int end, Box& box) {
  int first = end, last = -1, low = strip.depth(), high = -1;
  for (int i = begin; i < end; ++i) {
    for (int j = 0; j < strip.depth(); ++j) {
      if (!strip.ink(i, j)) continue;
      first = std::min(first, i);
      last = std::max(last, i);
      low = std::min(low, j);
      high = std::max(high, j);
    }
  }
  if (last < 0) return false;
  box = strip.vertical ? Box{float(low), float(first), float(high + 1), float(last + 1)}
                       : Box{float(first), float(low), float(last + 1), float(high + 1)};
  return true;
}

}  // namespace

ReadLine fit_glyph_boxes(ReadLine line, const Pixels& crop, Direction direction) {
  const Strip strip{crop, direction == Direction::kVertical};
  std::vector<Extent> extents;
  for (const ReadGlyph& g : line.glyphs) extents.push_back(extent_of(g.box, strip.vertical));
  const auto out_of_order = [](const Extent& a, const Extent& b) {
    return b.middle() <= a.middle();
  };
  if (line.glyphs.empty() || crop.empty() ||
      std::adjacent_find(extents.begin(), extents.end(), out_of_order) != extents.end()) {
    return line;
  }
  const std::vector<int> profile = ink_profile(strip);
  int begin = 0;
  for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
    const int end = i + 1 < line.glyphs.size() ? cut_between(profile, extents[i], extents[i + 1])
                                               : strip.length();
    ink_box(strip, begin, end, line.glyphs[i].box);
    begin = end;
  }
  return line;
}

}  // namespace tonglan
