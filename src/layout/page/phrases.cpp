#include "layout/page/phrases.h"

#include <algorithm>
#include <cmath>

#include "layout/page/leg_ends.h"

namespace tonglan {
namespace {

constexpr std::size_t kMostHeads = 2000;  // more are scraps, and take quadratic time
constexpr float kSameSize = .08f;    // relative
constexpr float kLevel = .35f;       // of their size: their tops differ by
constexpr float kApart = 4.5f;       // of their size: white between them
constexpr float kNextColumn = 3.5f;  // body glyphs from a column to the next, at most

class Phrases {
 public:
  Phrases(const Document& d, const Sheet& sheet, const std::vector<Group>& groups,
          const Owners& owners)
      : d_(d), sheet_(sheet), groups_(groups), o_(owners) {
    legs_.resize(owners.heads.size());
    for (std::uint32_t g = 0; g < groups.size(); ++g)
      if (groups[g].kind == GroupKind::kText && owners.owner[g] != kNone)
        legs_[owners.owner[g]].push_back(g);
  }

  // Whether `b`, right of `a`, is the second phrase of its headline.
  bool are_phrases(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t first = headline_of(a), second = headline_of(b);
    if (a == b || first == kNone || second == kNone || legs_[a].empty() || legs_[b].empty())
      return false;
    const Group &x = groups_[first], &y = groups_[second];
    const float size = std::max(x.size, y.size), gap = y.box.left - x.box.right;
    if (std::fabs(x.size - y.size) > kSameSize * size || gap < 0 || gap > kApart * size ||
        std::fabs(x.box.top - y.box.top) > kLevel * size || wall_between(sheet_, x.box, y.box))
      return false;
    const Group &last = groups_[last_leg(a)], &next = groups_[first_leg(b)];
    const LegEnds from = ends_of(d_, sheet_, last), to = ends_of(d_, sheet_, next);
    return from.ends_full && !from.ends_sentence && !to.starts_indented && !to.starts_heading &&
           next.left > last.right - sheet_.size &&
           next.left < last.right + kNextColumn * sheet_.size &&
           !wall_between(sheet_, last.box, next.box);
  }

  // The only line of a head that is set larger than all others; kNone if it is not one.
  std::uint32_t headline_of(std::uint32_t h) const {
    const Head& head = o_.heads[h];
    if (head.beside) return kNone;
    std::uint32_t largest = kNone;
    for (const std::uint32_t g : head.groups)
      if (largest == kNone || groups_[g].size > groups_[largest].size) largest = g;
    return groups_[largest].pieces.size() == 1 ? largest : kNone;
  }

 private:
  std::uint32_t last_leg(std::uint32_t h) const {
    return *std::max_element(legs_[h].begin(), legs_[h].end(),
                             [&](auto a, auto b) { return groups_[a].left < groups_[b].left; });
  }
  std::uint32_t first_leg(std::uint32_t h) const {
    return *std::min_element(legs_[h].begin(), legs_[h].end(),
                             [&](auto a, auto b) { return groups_[a].left < groups_[b].left; });
  }

  const Document& d_;
  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& o_;
  std::vector<std::vector<std::uint32_t>> legs_;  // by head
};

}  // namespace

bool join_phrases_of_heads(const Document& document, const Sheet& sheet, std::vector<Group>& groups,
                           const Owners& owners) {
  if (owners.flows || !is_legible(sheet) || owners.heads.size() > kMostHeads) return false;
  const Phrases phrases(document, sheet, groups, owners);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // of groups
  for (std::uint32_t a = 0; a < owners.heads.size(); ++a)
    for (std::uint32_t b = 0; b < owners.heads.size(); ++b)
      if (phrases.are_phrases(a, b))
        pairs.emplace_back(phrases.headline_of(a), phrases.headline_of(b));
  // From the right: of three phrases the second takes the third.
  std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& p, const auto& q) {
    return groups[p.first].box.left > groups[q.first].box.left;
  });
  for (const auto& [first, second] : pairs) {
    Group& whole = groups[first];
    Group& rest = groups[second];
    whole.pieces.insert(whole.pieces.end(), rest.pieces.begin(), rest.pieces.end());
    whole.box = united_box(whole.box, rest.box);
    whole.right = std::max(whole.right, rest.right);
    rest.pieces.clear();
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
  return !pairs.empty();
}

}  // namespace tonglan
