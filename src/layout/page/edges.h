// Where lines begin and end: several edges at one place, one above the other, are a column's.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace tonglan {

inline constexpr float kEdgesNear = .6f;  // body glyphs: two edges at one place
inline constexpr float kEdgesReach = 14;  // body glyphs up and down in which lines speak for a gutter

// The left or right edges of a page's lines, for counting those near a point.
class Edges {
 public:
  static constexpr int kMost = 4;  // it counts no further

  explicit Edges(float step) : step_(step) {}
  void add(float x, float y) { by_x_[key(x)].push_back({y, x}); }
  void sort() {
    for (auto& [x, edges] : by_x_) std::sort(edges.begin(), edges.end());
  }
  int count(float x, float y, float reach) const {
    int n = 0;
    for (long k = key(x) - 1; k <= key(x) + 1; ++k) {
      const auto found = by_x_.find(k);
      if (found == by_x_.end()) continue;
      auto at = std::lower_bound(found->second.begin(), found->second.end(),
                                 std::pair<float, float>{y - reach, -1e9f});
      for (; at != found->second.end() && at->first <= y + reach && n < kMost; ++at)
        n += std::fabs(at->second - x) <= step_;
    }
    return n;
  }

 private:
  long key(float x) const { return std::lround(x / step_); }
  float step_;
  std::map<long, std::vector<std::pair<float, float>>> by_x_;
};

}  // namespace tonglan
