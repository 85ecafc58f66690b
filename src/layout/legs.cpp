// See legs.h. The numbers were read off pages set and extracted with their truth known.
#include "layout/legs.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tonglan {
namespace {

// Natural log-odds of a link.
constexpr float kAny = -3.4f;
constexpr float kNatural = 4.8f;  // its turn had come
constexpr float kAside = 3;       // ... but a headline stands between
constexpr float kSeam = .55f;     // times the score of the seam
constexpr float kNaturalSeam =
    .25f;                       // the same for a natural link: the rotation has used it before
constexpr float kWording = 18;  // times the share of wording
constexpr float kMostWording = 1.2f;
constexpr float kFarther = -.6f;  // times the log of how many legs lie between the two beginnings
constexpr float kBack = -1;       // the leg began before the one it follows
constexpr float kLeast = -1;      // a link stands
constexpr std::uint32_t kReach = 60;  // legs

// The pairs of characters that two legs share, each weighted by how few legs hold it.
class SharedWording {
 public:
  SharedWording(const std::vector<Leg>& legs, const std::vector<VisualLine>& lines,
                const Continuity& continuity)
      : pairs_(legs.size()), count_(legs.size()) {
    for (std::size_t k = 0; k < legs.size(); ++k) {
      std::vector<std::uint64_t>& pairs = pairs_[k];
      for (std::uint32_t i : legs[k].lines) continuity.append_pairs(lines[i], pairs);
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
      for (std::uint64_t pair : pairs) ++legs_with_[pair];
    }
  }

  // Of the shorter leg's pairs; a pair weighs 1 where one leg in three holds it.
  float share(std::uint32_t a, std::uint32_t b) const {
    const auto& few = pairs_[pairs_[a].size() < pairs_[b].size() ? a : b];
    const auto& many = pairs_[pairs_[a].size() < pairs_[b].size() ? b : a];
    float shared = 0;
    for (auto x = few.begin(), y = many.begin(); x != few.end() && y != many.end();) {
      if (*x == *y)
        shared +=
            std::log(static_cast<float>(count_) / static_cast<float>(legs_with_.at(*x)) + .5f);
      const bool both = *x == *y, first = *x < *y;
      if (both || first) ++x;
      if (both || !first) ++y;
    }
    return shared / static_cast<float>(std::max<std::size_t>(few.size(), 8)) / 9;
  }

 private:
  std::vector<std::vector<std::uint64_t>> pairs_;  // by leg
  std::unordered_map<std::uint64_t, std::uint32_t> legs_with_;
  std::size_t count_;
};

struct Link {
  float odds;
  std::uint32_t from, to;
};

std::vector<Link> weigh_links(const std::vector<Leg>& legs, const std::vector<VisualLine>& lines,
                              const Continuity& continuity) {
  const SharedWording wording(legs, lines, continuity);
  std::vector<Link> links;
  const auto count = static_cast<std::uint32_t>(legs.size());
  for (std::uint32_t to = 0; to < count; ++to) {
    const VisualLine& head = lines[legs[to].lines.front()];
    for (std::uint32_t from = to - std::min(to, kReach); from < std::min(count, to + kReach);
         ++from) {
      if (from == to) continue;
      const bool natural = legs[to].natural == from;
      const VisualLine& tail = lines[legs[from].lines.back()];
      if (!natural && continuity.may_be_display(head)) continue;
      if (continuity.may_be_display(tail) && !(natural && continuity.begins_text(tail, head)))
        continue;
      const float apart = static_cast<float>(from < to ? to - from : from - to);
      float odds = kAny + kFarther * std::log(apart) + (from < to ? 0 : kBack);
      if (natural) odds += legs[to].aside ? kAside : kNatural;
      odds += (natural ? kNaturalSeam : kSeam) * continuity.score(tail, head);
      odds += std::min(kWording * wording.share(from, to), kMostWording);
      if (odds >= kLeast) links.push_back({odds, from, to});
    }
  }
  return links;
}

// The best and second best odds of the links at one end of a leg.
struct Rivals {
  float best = kLeast, second = kLeast;
  void add(float odds) {
    if (odds > best) std::swap(odds, best);
    second = std::max(second, odds);
  }
  float other_than(float odds) const { return odds == best ? second : best; }
};

// The legs as chains, linked with the largest regret first: the link whose two ends would do worst
// without it. next[k] follows leg k.
struct Chains {
  std::vector<std::uint32_t> next, first;  // first: of the leg's chain
};

Chains chain_up(std::uint32_t count, std::vector<Link> links) {
  Chains chains{std::vector<std::uint32_t>(count, kNone), std::vector<std::uint32_t>(count)};
  for (std::uint32_t k = 0; k < count; ++k) chains.first[k] = k;
  while (!links.empty()) {
    std::vector<Rivals> after(count), before(count);
    for (const Link& link : links) after[link.from].add(link.odds), before[link.to].add(link.odds);
    const auto regret = [&](const Link& link) {
      return 2 * link.odds - after[link.from].other_than(link.odds) -
             before[link.to].other_than(link.odds);
    };
    const Link taken =
        *std::max_element(links.begin(), links.end(),
                          [&](const Link& a, const Link& b) { return regret(a) < regret(b); });
    chains.next[taken.from] = taken.to;
    for (std::uint32_t k = taken.to; k != kNone; k = chains.next[k])
      chains.first[k] = chains.first[taken.from];
    std::erase_if(links, [&](const Link& link) {
      return link.from == taken.from || link.to == taken.to ||
             chains.first[link.from] == link.to;  // a ring
    });
  }
  return chains;
}

}  // namespace

Thread link_legs(const std::vector<Leg>& legs, const std::vector<VisualLine>& lines,
                 const Continuity& continuity) {
  const auto count = static_cast<std::uint32_t>(legs.size());
  const auto [next, first] = chain_up(count, weigh_links(legs, lines, continuity));
  std::vector<std::uint32_t> earliest(count, kNone);  // leg of a chain, by the chain's first
  for (std::uint32_t k = count; k-- > 0;) earliest[first[k]] = k;
  Thread order;
  order.reserve(lines.size());
  for (std::uint32_t k = 0; k < count; ++k) {
    if (earliest[first[k]] != k) continue;
    for (std::uint32_t leg = first[k]; leg != kNone; leg = next[leg])
      order.insert(order.end(), legs[leg].lines.begin(), legs[leg].lines.end());
  }
  return order;
}

}  // namespace tonglan
