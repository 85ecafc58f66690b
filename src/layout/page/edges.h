// Where lines begin and end: several edges at one place, one above the other, are a column's.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace tonglan {

inline constexpr float kEdgesNear = .6f;  // body glyphs: two edges at one place
inline constexpr float kEdgesReach =
    14;  // body glyphs up and down in which lines speak for a gutter

// The left or right edges of a page's lines, for counting those near a point.
class Edges {
 public:
  static constexpr int kMost = 4;  // it counts no further where nothing else is said

  explicit Edges(float step) : step_(step) {}
  void add(float x, float y) { by_x_[key(x)].push_back({y, x}); }
  void sort() {
    for (auto& [x, edges] : by_x_) std::sort(edges.begin(), edges.end());
  }
  int count(float x, float y, float reach, int most = kMost) const {
    int n = 0;
    for (long k = key(x) - 1; k <= key(x) + 1; ++k) {
      const auto found = by_x_.find(k);
      if (found == by_x_.end()) continue;
      auto at = std::lower_bound(found->second.begin(), found->second.end(),
                                 std::pair<float, float>{y - reach, -1e9f});
      for (; at != found->second.end() && at->first <= y + reach && n < most; ++at)
        n += std::fabs(at->second - x) <= step_;
    }
    return n;
  }

 private:
  long key(float x) const { return std::lround(x / step_); }
  float step_;
  std::map<long, std::vector<std::pair<float, float>>> by_x_;
};

// A stretch along x at a height: a line from its left to its right end, or white space in one.
struct Stretch {
  float from, to, y;
};

// Stretches by height, for looking at those near a place.
class Stretches {
 public:
  void add(const Stretch& s) { list_.push_back(s); }
  void sort() {
    std::stable_sort(list_.begin(), list_.end(),
                     [](const Stretch& a, const Stretch& b) { return a.y < b.y; });
  }
  // How many of those from y - reach to y + reach are like that.
  template <class Is>
  int count(float y, float reach, Is is) const {
    auto at = std::lower_bound(list_.begin(), list_.end(), y - reach,
                               [](const Stretch& s, float from) { return s.y < from; });
    int n = 0;
    for (; at != list_.end() && at->y <= y + reach; ++at) n += is(*at);
    return n;
  }
  int crossing(float x, float y, float reach, float slack) const {
    return count(y, reach,
                 [&](const Stretch& s) { return s.from < x - slack && s.to > x + slack; });
  }

 private:
  std::vector<Stretch> list_;
};

}  // namespace tonglan
