#include "ocr/glyph_boxes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "chinese/characters.h"

namespace tonglan {
namespace {

constexpr std::uint8_t kInk = 170;  // darker is ink: thin strokes are grey at this size
constexpr int kSpeck = 1;           // ink pixels across the line that count for none

// Costs of a set of cuts. An em of displacement costs kAway, an em of cut ink kThrough, an em of
// width beyond what the kind of character has kWidth; a glyph without ink kNoInk.
constexpr float kAway = .5f, kThrough = 30, kWidth = 10, kNoInk = 3;
constexpr float kMaxAway = 2;   // ems: the engine is never off by more without being wrong
constexpr float kMaxPiece = 3;  // ems that one glyph and the blanks round it may take

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

// What the dynamic programme asks of a strip, all looked up.
struct Ink {
  std::vector<int> profile;  // ink pixels across the line, at each place along it
  std::vector<int> next;     // first place with ink at or behind this one
  std::vector<int> before;   // end of the last ink before this place
  std::vector<int> cuts;     // where the line may be cut, rising; both ends are among them
};

std::vector<int> cut_places(const std::vector<int>& profile) {
  const int length = static_cast<int>(profile.size());
  std::vector<int> cuts = {0};
  for (int i = 1; i + 1 < length;) {
    int end = i + 1;  // a run of equal values, cut in its middle
    while (end < length && profile[end] == profile[i]) ++end;
    if (profile[i - 1] > profile[i] && end < length && profile[end] > profile[i]) {
      cuts.push_back((i + end) / 2);
    }
    i = end;
  }
  cuts.push_back(length);
  return cuts;
}

Ink ink_of(const Strip& strip) {
  const int length = strip.length();
  Ink ink;
  ink.profile.resize(length);
  for (int i = 0; i < length; ++i) {
    for (int j = 0; j < strip.depth(); ++j) ink.profile[i] += strip.ink(i, j);
    if (ink.profile[i] <= kSpeck) ink.profile[i] = 0;
  }
  ink.next.assign(length + 1, length);
  for (int i = length - 1; i >= 0; --i) ink.next[i] = ink.profile[i] > 0 ? i : ink.next[i + 1];
  ink.before.assign(length + 1, 0);
  for (int i = 1; i <= length; ++i) ink.before[i] = ink.profile[i - 1] > 0 ? i : ink.before[i - 1];
  ink.cuts = cut_places(ink.profile);
  return ink;
}

// How much ink a glyph has along the line, in ems.
struct Width {
  float least, most;
};

Width width_of(Kind kind, bool vertical) {
  if (is_quote(kind) || kind == Kind::kComma || kind == Kind::kPause || kind == Kind::kColon ||
      kind == Kind::kStop || kind == Kind::kOpen || kind == Kind::kClose ||
      kind == Kind::kMiddleDot) {
    return {.05f, .5f};
  }
  if (kind == Kind::kDash || kind == Kind::kEllipsis) return {.3f, 1.05f};
  if (is_narrow(kind)) return {.05f, vertical ? 1.f : .7f};
  return {vertical ? .08f : .5f, 1.02f};  // 一 is flat
}

struct Sought {
  Width width;
  float middle = 0;  // where the engine saw it
};

float cost_of(const Sought& sought, const Ink& ink, int begin, int end, float em) {
  const int first = ink.next[begin], last = ink.before[end];
  if (first >= last) return kNoInk;
  const float width = float(last - first) / em;
  const float misfit = std::max({0.f, sought.width.least - width, width - sought.width.most});
  const float away = std::abs(float(first + last) / 2 - sought.middle) / em;
  return kWidth * misfit + kAway * std::min(away, kMaxAway);
}

// The places where the glyphs end: ends[i] belongs to glyph i. A glyph may end where it begins.
std::vector<int> best_ends(const std::vector<Sought>& glyphs, const Ink& ink, float em) {
  constexpr float kNever = std::numeric_limits<float>::infinity();
  const std::size_t places = ink.cuts.size();
  std::vector<float> cost(places, kNever), next(places);
  cost[0] = 0;
  std::vector<std::vector<std::uint32_t>> from(glyphs.size(),
                                               std::vector<std::uint32_t>(places, 0));
  for (std::size_t g = 0; g < glyphs.size(); ++g) {
    next.assign(places, kNever);
    for (std::size_t a = 0; a < places; ++a) {
      if (cost[a] == kNever) continue;
      for (std::size_t b = a; b < places; ++b) {
        const int begin = ink.cuts[a], end = ink.cuts[b];
        const bool last = g + 1 == glyphs.size() && b + 1 == places;  // may have to take it all
        if (float(ink.before[end] - ink.next[begin]) > kMaxPiece * em && !last) break;
        const float through =
            b == a || b + 1 == places ? 0 : kThrough * float(ink.profile[end]) / em;
        const float sum = cost[a] + cost_of(glyphs[g], ink, begin, end, em) + through;
        if (sum < next[b]) {
          next[b] = sum;
          from[g][b] = static_cast<std::uint32_t>(a);
        }
      }
    }
    cost.swap(next);
  }
  std::vector<int> ends(glyphs.size());
  std::size_t at = places - 1;
  for (std::size_t g = glyphs.size(); g-- > 0;) {
    ends[g] = ink.cuts[at];
    at = from[g][at];
  }
  return ends;
}

// The box round the ink of [begin, end); empty where there is none.
Box ink_box(const Strip& strip, const Ink& ink, int begin, int end) {
  const int first = ink.next[begin], last = ink.before[end];
  if (first >= last) {
    const float middle = float(begin + end) / 2, across = float(strip.depth()) / 2;
    return strip.vertical ? Box{across, middle, across, middle}
                          : Box{middle, across, middle, across};
  }
  int low = strip.depth(), high = 0;
  for (int i = first; i < last; ++i) {
    for (int j = 0; j < strip.depth(); ++j) {
      if (!strip.ink(i, j)) continue;
      low = std::min(low, j);
      high = std::max(high, j + 1);
    }
  }
  return strip.vertical ? Box{float(low), float(first), float(high), float(last)}
                        : Box{float(first), float(low), float(last), float(high)};
}

}  // namespace

ReadLine fit_glyph_boxes(ReadLine line, const Pixels& crop, Direction direction, float em) {
  if (line.glyphs.empty() || crop.empty()) return line;
  const Strip strip{crop, direction == Direction::kVertical};
  const Ink ink = ink_of(strip);
  std::vector<Sought> sought;
  for (const ReadGlyph& g : line.glyphs) {
    const char* p = line.text.data();
    const Kind kind = kind_of(decode(p + g.text.begin, p + g.text.end).code);
    const float middle =
        strip.vertical ? (g.box.top + g.box.bottom) / 2 : (g.box.left + g.box.right) / 2;
    sought.push_back({width_of(kind, strip.vertical), middle});
  }
  const std::vector<int> ends = best_ends(sought, ink, em);
  int begin = 0;
  for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
    line.glyphs[i].box = ink_box(strip, ink, begin, ends[i]);
    begin = ends[i];
  }
  return line;
}

}  // namespace tonglan
