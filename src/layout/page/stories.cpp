#include "layout/page/stories.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/page/leg_ends.h"

namespace tonglan {
namespace {

std::vector<std::vector<std::uint32_t>> chains_of(const std::vector<Group>& groups,
                                                  const std::vector<Link>& links) {
  std::vector<std::uint32_t> after(groups.size(), kNone);
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    if (links[g].before != kNone) after[links[g].before] = g;
  std::vector<std::vector<std::uint32_t>> chains;
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    if (groups[g].kind != GroupKind::kText || links[g].before != kNone) continue;
    chains.emplace_back();
    for (std::uint32_t at = g; at != kNone; at = after[at]) chains.back().push_back(at);
  }
  return chains;
}

void add_box(Box& box, const Box& more) { box = box.width() > 0 ? united_box(box, more) : more; }

// Recursive cuts through white space: between columns first, then between rows; where no cut is
// free, the story that starts highest goes first. The places of `boxes` in order.
class Cutter {
 public:
  explicit Cutter(const std::vector<Box>& boxes) : boxes_(boxes) {}

  std::vector<std::uint32_t> run() {
    std::vector<std::uint32_t> all(boxes_.size());
    std::iota(all.begin(), all.end(), 0u);
    cut(std::move(all), 0);
    return std::move(order_);
  }

 private:
  void cut(std::vector<std::uint32_t> set, int depth) {
    if (set.size() > 1 && depth < 64) {
      for (bool down : {true, false}) {
        const std::vector<std::vector<std::uint32_t>> parts = split(set, down);
        if (parts.size() < 2) continue;
        for (const auto& part : parts) cut(part, depth + 1);
        return;
      }
    }
    std::stable_sort(set.begin(), set.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Box &x = boxes_[a], &y = boxes_[b];
      return x.top != y.top ? x.top < y.top : x.left < y.left;
    });
    if (set.size() < 3 || depth >= 64) {
      order_.insert(order_.end(), set.begin(), set.end());
      return;
    }
    order_.push_back(set.front());
    cut({set.begin() + 1, set.end()}, depth + 1);
  }

  std::vector<std::vector<std::uint32_t>> split(std::vector<std::uint32_t> set, bool down) const {
    const auto low = [&](std::uint32_t i) { return down ? boxes_[i].left : boxes_[i].top; };
    const auto high = [&](std::uint32_t i) { return down ? boxes_[i].right : boxes_[i].bottom; };
    std::stable_sort(set.begin(), set.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return low(a) < low(b); });
    std::vector<std::vector<std::uint32_t>> parts;
    float reach = -1e9f;
    for (std::uint32_t i : set) {
      if (parts.empty() || low(i) >= reach) parts.emplace_back();
      parts.back().push_back(i);
      reach = std::max(reach, high(i));
    }
    return parts;
  }

  const std::vector<Box>& boxes_;
  std::vector<std::uint32_t> order_;
};

std::vector<Story> in_order(std::vector<Story> stories, bool flows) {
  std::vector<Box> starts;
  for (const Story& s : stories) starts.push_back(s.start);
  std::vector<Story> sorted;
  for (std::uint32_t i : flows ? Cutter(starts).run() : by_rows(starts))
    sorted.push_back(std::move(stories[i]));
  return sorted;
}

class Maker {
 public:
  Maker(const Sheet& sheet, const std::vector<Group>& groups, const Owners& owners,
        const std::vector<Link>& links)
      : sheet_(sheet), groups_(groups), owners_(owners), links_(links) {}

  std::vector<Story> run() {
    story_of_.assign(groups_.size(), kNone);
    story_of_head_.assign(owners_.heads.size(), kNone);
    for (auto& chain : chains_of(groups_, links_)) add_chain(std::move(chain));
    for (std::uint32_t s = 0; s < chains_.size(); ++s) order_legs(s);
    for (std::uint32_t h = 0; h < owners_.heads.size(); ++h) story_for(h);
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
      if (groups_[g].kind == GroupKind::kSmall || groups_[g].kind == GroupKind::kTable ||
          groups_[g].kind == GroupKind::kNote)
        add_caption(g);
    for (Story& s : stories_) {
      for (std::uint32_t g : s.legs) add_box(s.box, groups_[g].box);
      if (s.head != kNone) add_box(s.box, owners_.heads[s.head].box);
      for (std::uint32_t g : s.captions) add_box(s.box, groups_[g].box);
      for (std::uint32_t g : s.notes) add_box(s.box, groups_[g].box);
      s.start = s.head != kNone   ? owners_.heads[s.head].box
                : !s.legs.empty() ? groups_[s.legs[0]].box
                                  : s.box;
    }
    return in_order(std::move(stories_), owners_.flows);
  }

 private:
  std::uint32_t new_story(std::uint32_t head) {
    stories_.push_back({head, {}, {}, {}, {}, {}});
    return static_cast<std::uint32_t>(stories_.size() - 1);
  }
  std::uint32_t story_for(std::uint32_t head) {
    if (story_of_head_[head] == kNone) story_of_head_[head] = new_story(head);
    return story_of_head_[head];
  }

  // Chains under one head are one story.
  void add_chain(std::vector<std::uint32_t> chain) {
    std::uint32_t head = kNone;
    for (std::uint32_t g : chain)
      if (head == kNone) head = owners_.owner[g];
    // No article begins with the head of a section, or in the midst of items of news.
    if (sheet_.pieces[groups_[chain[0]].pieces[0]].subhead ||
        is_next_item(sheet_, groups_, owners_, chain[0]))
      for (std::uint32_t g = chain[0]; g != kNone && head == kNone; g = owners_.above[g])
        head = owners_.owner[g];
    const std::uint32_t at = head == kNone ? new_story(kNone) : story_for(head);
    for (std::uint32_t g : chain) story_of_[g] = at;
    chains_.resize(stories_.size());
    chains_[at].push_back(std::move(chain));
  }

  // By columns as they begin, from left to right, downwards in each. Links that rest on a text
  // which an engine could hardly read do not hold against that.
  void order_legs(std::uint32_t story) {
    constexpr float kColumn = 4;  // body glyphs: columns begin further apart
    std::vector<std::vector<std::uint32_t>> chains = std::move(chains_[story]);
    if (!is_legible(sheet_)) {
      std::vector<std::vector<std::uint32_t>> single;
      for (const auto& chain : chains)
        for (std::uint32_t g : chain) single.push_back({g});
      chains = std::move(single);
    }
    const auto first = [&](const std::vector<std::uint32_t>& chain) -> const Group& {
      return groups_[chain[0]];
    };
    std::stable_sort(chains.begin(), chains.end(),
                     [&](const auto& p, const auto& q) { return first(p).left < first(q).left; });
    for (auto begin = chains.begin(); begin != chains.end();) {
      auto end = begin;
      while (end != chains.end() && first(*end).left < first(*begin).left + kColumn * sheet_.size)
        ++end;
      std::stable_sort(begin, end, [&](const auto& p, const auto& q) {
        return first(p).box.top < first(q).box.top;
      });
      begin = end;
    }
    if (is_legible(sheet_)) chains = under_one_another(std::move(chains));
    for (const auto& chain : chains)
      stories_[story].legs.insert(stories_[story].legs.end(), chain.begin(), chain.end());
  }

  // What stands under a chain, in a narrower column, is read after it.
  std::vector<std::vector<std::uint32_t>> under_one_another(
      std::vector<std::vector<std::uint32_t>> chains) const {
    std::vector<std::uint32_t> chain_of(groups_.size(), kNone);
    for (std::uint32_t c = 0; c < chains.size(); ++c)
      for (std::uint32_t g : chains[c]) chain_of[g] = c;
    std::vector<bool> placed(chains.size(), false);
    const auto place_first = [&](auto is_next) {
      for (std::uint32_t c = 0; c < chains.size(); ++c)
        if (!placed[c] && is_next(c)) return c;
      return kNone;
    };
    std::vector<std::vector<std::uint32_t>> sorted;
    while (sorted.size() < chains.size()) {
      std::uint32_t next = place_first([&](std::uint32_t c) {
        const std::uint32_t above = owners_.above[chains[c][0]];
        const std::uint32_t over = above == kNone ? kNone : chain_of[above];
        return over == kNone || over == c || placed[over];
      });
      if (next == kNone) next = place_first([](std::uint32_t) { return true; });
      placed[next] = true;
      sorted.push_back(chains[next]);
    }
    return sorted;
  }

  // To its head's story, or to that of the nearest leg in its column.
  void add_caption(std::uint32_t g) {
    std::uint32_t at = kNone;
    if (owners_.owner[g] != kNone) at = story_of_head_[owners_.owner[g]];
    if (at == kNone) at = nearest_story(groups_[g].box);
    if (at == kNone) at = new_story(kNone);
    Story& story = stories_[at];
    (groups_[g].kind == GroupKind::kNote ? story.notes : story.captions).push_back(g);
  }

  // The leg right under a caption, or the one above its picture; not one under another headline.
  std::uint32_t nearest_story(const Box& caption) const {
    float best = 30 * sheet_.size;
    std::uint32_t at = kNone;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const Box& box = groups_[g].box;
      if (story_of_[g] == kNone || shared_x(caption, box) <= 0) continue;
      const bool under = box.top > caption.top;
      const std::uint32_t head = owners_.owner[g];
      if (under && head != kNone && owners_.heads[head].box.top > caption.top) continue;
      const float gap = -shared_y(caption, box);
      if (gap >= best || (under && gap > 5 * sheet_.size)) continue;
      best = gap;
      at = story_of_[g];
    }
    return at;
  }

  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& owners_;
  const std::vector<Link>& links_;
  std::vector<Story> stories_;
  std::vector<std::vector<std::vector<std::uint32_t>>> chains_;  // by story
  std::vector<std::uint32_t> story_of_, story_of_head_;
};

}  // namespace

std::vector<std::uint32_t> by_rows(const std::vector<Box>& starts) {
  std::vector<std::uint32_t> waiting(starts.size()), order;
  std::iota(waiting.begin(), waiting.end(), 0u);
  std::stable_sort(waiting.begin(), waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
    return starts[a].top != starts[b].top ? starts[a].top < starts[b].top
                                          : starts[a].left < starts[b].left;
  });
  if (starts.size() > 2000) return waiting;  // a page of scraps: quadratic time would serve nobody
  while (!waiting.empty()) {
    auto next = waiting.begin();
    for (auto at = waiting.begin(); at != waiting.end(); ++at) {
      if (starts[*at].top >= starts[*next].bottom) break;
      const float least = std::min(starts[*at].height(), starts[*next].height());
      if (starts[*at].right <= starts[*next].left &&
          shared_y(starts[*at], starts[*next]) > .3f * least)
        next = at;
    }
    order.push_back(*next);
    waiting.erase(next);
  }
  return order;
}

std::vector<Story> make_stories(const Sheet& sheet, const std::vector<Group>& groups,
                                const Owners& owners, const std::vector<Link>& links) {
  return Maker(sheet, groups, owners, links).run();
}

}  // namespace tonglan
