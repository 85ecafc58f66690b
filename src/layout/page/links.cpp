#include "layout/page/links.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "chinese/characters.h"
#include "layout/page/leg_ends.h"

namespace tonglan {
namespace {

constexpr float kGutter = 3.5f;  // body glyphs between neighbouring columns, at most
constexpr float kStack = 14;     // body glyphs: a picture or a caption between two legs of a column
constexpr float kBack = 28;      // body glyphs from the last column of a band back to its first
// Nats against text from above a headline going on under its legs (less where much is misread), and
// against text going on above its own headline.
constexpr float kPastHead = 3;
constexpr float kAboveHead = 3;    // body glyphs: text beside a headline begins no higher
constexpr float kUnderHead = 5;    // body glyphs: ... and under a picture no lower than that
constexpr float kPictureGap = 4;   // body glyphs from a picture to a leg, a caption between
constexpr float kLineLost = 2.5f;  // body glyphs between two legs of a column: lines were lost
constexpr float kLevel = 1.5f;     // body glyphs: legs that begin side by side
constexpr float kColumn = 3.8f;    // nats for a column whose middle was not read
constexpr float kOverRule = 5;     // nats against a leg on the other side of a rule
constexpr float kMidColumn = 2;    // nats against a column entered below its top
constexpr float kNever = -1e9f;

struct Candidate {
  std::uint32_t before = kNone;
  float score = 0;
  float text = 0;  // the part of the score that the two ends' wording makes up
};

class Linker {
 public:
  Linker(const Document& d, const Sheet& sheet, const std::vector<Group>& groups,
         const Owners& owners, const BigramCounts& bigrams)
      : d_(d), sheet_(sheet), groups_(groups), owners_(owners), bigrams_(bigrams) {}

  std::vector<Link> run() {
    prepare();
    find_starts_beside();
    for (std::uint32_t b : legs_) collect(b);
    decide();
    return std::move(links_);
  }

 private:
  bool is_leg(std::uint32_t g) const { return groups_[g].kind == GroupKind::kText; }

  void prepare() {
    const std::size_t n = groups_.size();
    links_.resize(n);
    candidates_.resize(n);
    followers_.resize(n);
    below_.assign(n, kNone);
    ends_.resize(n);
    for (std::uint32_t g = 0; g < n; ++g) {
      stack_top_.push_back(groups_[g].box.top);
      if (!is_leg(g)) continue;
      legs_.push_back(g);
      ends_[g] = ends_of(d_, sheet_, groups_[g]);
      if (owners_.above[g] != kNone) below_[owners_.above[g]] = g;
    }
    has_indents_ = has_indents(sheet_, groups_);
    foot_.resize(n);
    if (owners_.flows)
      for (std::uint32_t g : legs_) foot_[g] = is_foot(g);
    stack_owner_ = owners_.owner;
    downwards_ = legs_;
    std::stable_sort(downwards_.begin(), downwards_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return groups_[a].box.top < groups_[b].box.top;
    });
    for (std::uint32_t g : downwards_) {
      const std::uint32_t over = owners_.above[g];
      if (over == kNone) continue;
      if (stack_owner_[g] == kNone) stack_owner_[g] = stack_owner_[over];
      // Not past what may be the place of a headline that was not read, or of another article.
      if (white_between(groups_[over].box, groups_[g].box) < kStack * sheet_.size ||
          lost_between(over, g))
        stack_top_[g] = std::min(stack_top_[g], stack_top_[over]);
    }
    passed_.assign(n, false);
    for (std::uint32_t g : legs_) passed_[g] = is_passed(g);
    by_right_ = legs_;
    std::stable_sort(by_right_.begin(), by_right_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return groups_[a].right < groups_[b].right;
    });
    first_of_head_.assign(owners_.heads.size(), kNone);
    for (std::uint32_t g : legs_) {
      const std::uint32_t h = owners_.owner[g];
      if (h == kNone) continue;
      std::uint32_t& first = first_of_head_[h];
      if (first == kNone || groups_[g].left < groups_[first].left - sheet_.size ||
          (groups_[g].left < groups_[first].left + sheet_.size &&
           groups_[g].box.top < groups_[first].box.top))
        first = g;
    }
  }

  // Where the first leg under a headline goes on with a sentence, its article begins beside the
  // headline: in the next column to the left.
  void find_starts_beside() {
    begins_beside_.assign(groups_.size(), false);
    if (!has_indents_) return;
    for (std::uint32_t f : first_of_head_) {
      if (f == kNone || ends_[f].starts_indented || ends_[f].starts_heading) continue;
      auto at = std::upper_bound(by_right_.begin(), by_right_.end(), groups_[f].left + sheet_.size,
                                 [&](float x, std::uint32_t g) { return x < groups_[g].right; });
      for (int n = 0; at != by_right_.begin() && n < 40; ++n) {
        --at;
        if (groups_[f].left - groups_[*at].right > kGutter * sheet_.size) break;
        if (owners_.owner[*at] != kNone || !ends_[*at].starts_indented) continue;
        if (place(*at, f) > kNever / 2) begins_beside_[*at] = true;
      }
    }
  }

  // What the text says for b going on where a stops.
  float continuity(std::uint32_t a, std::uint32_t b) const {
    const LegEnds &x = ends_[a], &y = ends_[b];
    const bool unfinished = !x.ends_sentence && x.ends_full;
    const bool finished = !x.ends_full;
    if (y.starts_heading) return finished ? -2.5f : -4;
    if (!has_indents_) return unfinished ? 1.f : 0.f;
    const float score = goes_on(x, y);
    if (y.starts_indented) return y.starts_report ? score - 1.5f : score;
    if (unfinished && kind_of(x.last) == Kind::kHan && kind_of(y.first) == Kind::kHan)
      return score + (bigrams_.contains(x.last, y.first) ? .7f : -.3f);
    return score;
  }

  float widths_agree(const Group& a, const Group& b) const {
    const float difference = std::fabs((a.right - a.left) - (b.right - b.left));
    return difference < .7f * sheet_.size ? .4f : difference < 2 * sheet_.size ? -.3f : -1.2f;
  }

  // Where a leg begins, or the picture that it stands under.
  float top_with_picture(const Group& leg) const {
    float top = leg.box.top;
    for (const Box& picture : sheet_.pictures) {
      const float gap = leg.box.top - picture.bottom;
      if (gap > -sheet_.size && gap < kPictureGap * sheet_.size &&
          2 * shared_x(picture, leg.box) > leg.box.width())
        top = std::min(top, picture.top);
    }
    return top;
  }

  // From a leg down to the next of its column, less the pictures between.
  float white_between(const Box& upper, const Box& lower) const {
    float white = lower.top - upper.bottom;
    for (const Box& picture : sheet_.pictures) {
      const float top = std::max(picture.top, upper.bottom),
                  bottom = std::min(picture.bottom, lower.top);
      if (bottom > top && 2 * shared_x(picture, lower) > lower.width()) white -= bottom - top;
    }
    return white;
  }

  // Score of b read after a by their places; kNever where it cannot be.
  float place(std::uint32_t a, std::uint32_t b) const {
    const Group &x = groups_[a], &y = groups_[b];
    const std::uint32_t ha = owners_.owner[a], hb = owners_.owner[b];
    float score = widths_agree(x, y);
    if (hb != kNone && ha == kNone && stack_owner_[a] == hb) {
      score += 2;  // under a picture in a column of the same head
    } else if (ha != kNone && hb != kNone) {
      if (ha != hb) return kNever;
      score += 3;
    } else if (hb != kNone) {
      // Text from outside flows under a headline only from beside it.
      const Box& head = owners_.heads[hb].box;
      const float top = top_with_picture(x);
      const bool too_low = x.box.top > head.bottom &&
                           (top == x.box.top || top > head.bottom + kUnderHead * sheet_.size);
      if (x.right > y.left + sheet_.size || too_low ||
          x.box.top < head.top - kAboveHead * sheet_.size)
        return kNever;
    }
    // What hangs under the legs of one headline is no place for text that ends above it.
    const std::uint32_t over = stack_owner_[b];
    if (hb == kNone && over != kNone && over != stack_owner_[a] &&
        x.box.bottom <= owners_.heads[over].box.top)
      score -= trust_ * kPastHead;
    if (passed_[b] && owners_.above[b] != a) score -= kMidColumn;
    const bool bottom = below_[a] == kNone;  // nothing follows in a's column before a head
    if (owners_.above[b] == a) {
      const float gap = white_between(x.box, y.box) / sheet_.size;
      if (rule_across(sheet_, x.box, y.box)) return score - kOverRule;
      if (gap < 1.2f) return score + 7;  // a line's distance: one leg after all
      if (lost_between(a, b)) return score + kColumn - .03f * gap;
      const float cost = is_legible(sheet_) ? .12f : .03f;
      return score + 3 - std::min(5.f, cost * std::max(0.f, gap - 2));
    }
    if (y.left >= x.right - sheet_.size) {
      score += bottom ? 2.5f : .8f;
      if (rule_across(sheet_, x.box, y.box) || rule_across(sheet_, y.box, x.box))
        score -= kOverRule;
      if (owners_.walls_part && is_parted(sheet_, x.box, y.box)) score -= kOverRule;
      const float gap = (y.left - x.right) / sheet_.size;
      if (gap > kGutter) score -= .6f * (gap - kGutter);
      if (std::fabs(x.box.top - y.box.top) < kLevel * sheet_.size) score += 1;
      const bool level = shared_y(x.box, y.box) > 0;
      // A text goes on no higher than its headline.
      const std::uint32_t under = stack_owner_[a];
      if (under != kNone && hb == kNone && !owners_.flows &&
          y.box.top < owners_.heads[under].box.top - kAboveHead * sheet_.size)
        score -= kPastHead;
      // Tiers run on from the foot of one column to the top of the next, past other articles.
      if (owners_.flows && hb == kNone) {
        score += foot_[a] && y.box.top <= x.box.top + sheet_.size ? 1.5f : -1;
      } else if (!level) {
        score -= y.box.top > x.box.bottom ? 3 : 1;
        // Nobody looks for the rest of an article high above the top of its first columns.
        const float above = (stack_top_[a] - y.box.bottom) / sheet_.size;
        if (above > 2) score -= std::min(6.f, .25f * above);
      }
      return score;
    }
    if (y.box.top >= x.box.bottom) {  // back to the left, below
      const float back = (x.left - y.right) / sheet_.size;
      return score - (hb == kNone ? 2 : 0) - std::clamp(.08f * (back - kBack), 0.f, 4.f);
    }
    return kNever;
  }

  // Whether a column of its article runs on past what parts `b` from the leg above it: then so does
  // its own.
  bool is_passed(std::uint32_t b) const {
    const std::uint32_t over = owners_.above[b];
    if (over == kNone || owners_.flows) return false;
    if (stack_owner_[over] != stack_owner_[b] || owners_.owner[b] != kNone) return false;
    const float from = groups_[over].box.bottom - sheet_.size,
                to = groups_[b].box.top + sheet_.size;
    return std::any_of(legs_.begin(), legs_.end(), [&](std::uint32_t g) {
      return stack_owner_[g] == stack_owner_[b] && groups_[g].box.top < from &&
             groups_[g].box.bottom > to;
    });
  }

  // Nothing stands below it in its column but the page's edge.
  bool is_foot(std::uint32_t a) const {
    const Group& x = groups_[a];
    for (std::uint32_t g : legs_)
      if (groups_[g].box.top > x.box.bottom && shared_x(groups_[g].box, x.box) > 0) return false;
    return true;
  }

  float start(std::uint32_t b) const {
    const std::uint32_t h = owners_.owner[b];
    float score = -2;
    if (h != kNone) score = first_of_head_[h] == b ? 4 : -1;
    if (ends_[b].starts_heading)
      score += 3;
    else if (has_indents_)
      score += trust_ * (ends_[b].starts_indented ? 1 : -2.5f);
    if (ends_[b].starts_report) score += 1.5f;
    if (begins_beside_[b] || is_next_item(sheet_, groups_, owners_, b)) score += 5;
    return score;
  }

  // Lines of one column that were not read: the ends of what is left say nothing. Where the legs
  // beside begin on the same level, it may have been a headline.
  bool lost_between(std::uint32_t a, std::uint32_t b) const {
    const Group &x = groups_[a], &y = groups_[b];
    if (is_legible(sheet_) || owners_.above[b] != a) return false;
    if (y.box.top - x.box.bottom < kLineLost * sheet_.size) return false;
    const float level = kLevel * sheet_.size;
    auto at =
        std::lower_bound(downwards_.begin(), downwards_.end(), y.box.top - level,
                         [&](std::uint32_t g, float top) { return groups_[g].box.top < top; });
    for (; at != downwards_.end() && groups_[*at].box.top < y.box.top + level; ++at) {
      const Group& z = groups_[*at];
      const float gap = std::max(z.left - y.right, y.left - z.right) / sheet_.size;
      if (gap > -1 && gap < kGutter) return false;
    }
    return true;
  }

  void collect(std::uint32_t b) {
    const Group& y = groups_[b];
    std::vector<Candidate>& list = candidates_[b];
    const auto offer = [&](std::uint32_t a) {
      if (a == b) return;
      const float score = place(a, b);
      if (score <= kNever / 2) return;
      const float text = lost_between(a, b) ? 0 : trust_ * continuity(a, b);
      list.push_back({a, score + text, text});
    };
    if (owners_.above[b] != kNone) offer(owners_.above[b]);
    // Legs that end left of b, nearest first; a few suffice.
    auto at = std::upper_bound(by_right_.begin(), by_right_.end(), y.left + sheet_.size,
                               [&](float x, std::uint32_t g) { return x < groups_[g].right; });
    for (int n = 0; at != by_right_.begin() && n < 40; ++n) {
      --at;
      if (y.left - groups_[*at].right > 40 * sheet_.size) break;
      if (*at != owners_.above[b]) offer(*at);
    }
    if (owners_.owner[b] != kNone || owners_.above[b] != kNone) offer_band_above(b, offer);
    list.push_back({kNone, start(b), 0});
    std::stable_sort(list.begin(), list.end(),
                     [](const Candidate& p, const Candidate& q) { return p.score > q.score; });
    if (list.size() > 12) {
      // The start stays a candidate whatever its rank.
      const auto begin = std::find_if(list.begin() + 12, list.end(),
                                      [](const Candidate& c) { return c.before == kNone; });
      if (begin != list.end()) list[11] = *begin;
      list.resize(12);
    }
    for (const Candidate& c : list)
      if (c.before != kNone) followers_[c.before].push_back(b);
  }

  // Legs right of b that end above it: the end of a band over a wide picture.
  template <class Offer>
  void offer_band_above(std::uint32_t b, Offer offer) const {
    const Group& y = groups_[b];
    int n = 0;
    for (auto at = std::upper_bound(by_right_.begin(), by_right_.end(), y.right,
                                    [&](float x, std::uint32_t g) { return x < groups_[g].right; });
         at != by_right_.end() && n < 40; ++at, ++n) {
      const Group& x = groups_[*at];
      if (x.left > y.right - sheet_.size && x.box.bottom <= y.box.top &&
          y.box.top - x.box.bottom < 20 * sheet_.size)
        offer(*at);
    }
  }

  std::uint32_t root(std::uint32_t g) {
    while (chain_[g] != g) g = chain_[g] = chain_[chain_[g]];
    return g;
  }

  bool possible(std::uint32_t a, std::uint32_t b) {
    if (taken_[a]) return false;
    const std::uint32_t ra = root(a), rb = root(b);
    if (ra == rb) return false;
    return chain_owner_[ra] == kNone || chain_owner_[rb] == kNone ||
           chain_owner_[ra] == chain_owner_[rb];
  }

  // Best and second of what is still possible; impossible candidates are dropped.
  float regret(std::uint32_t b) {
    std::vector<Candidate>& list = candidates_[b];
    std::erase_if(list,
                  [&](const Candidate& c) { return c.before != kNone && !possible(c.before, b); });
    return list.size() < 2 ? 100 : list[0].score - list[1].score;
  }

  void decide() {
    const std::size_t n = groups_.size();
    taken_.assign(n, false);
    chain_.resize(n);
    std::iota(chain_.begin(), chain_.end(), 0u);
    chain_owner_ = owners_.owner;
    std::vector<bool> done(n, false);
    struct Entry {
      float regret;
      std::uint32_t leg;
      bool operator<(const Entry& o) const {
        return regret != o.regret ? regret < o.regret : leg > o.leg;
      }
    };
    std::priority_queue<Entry> queue;
    for (std::uint32_t b : legs_) queue.push({regret(b), b});
    while (!queue.empty()) {
      const Entry top = queue.top();
      queue.pop();
      const std::uint32_t b = top.leg;
      if (done[b]) continue;
      const float now = regret(b);
      if (now != top.regret) {
        queue.push({now, b});
        continue;
      }
      done[b] = true;
      const Candidate best = candidates_[b].front();
      links_[b] = {best.before, now, best.score - best.text, best.text};
      if (best.before == kNone) continue;
      taken_[best.before] = true;
      const std::uint32_t ra = root(best.before), rb = root(b);
      chain_[rb] = ra;
      if (chain_owner_[ra] == kNone) chain_owner_[ra] = chain_owner_[rb];
      for (std::uint32_t other : followers_[best.before])
        if (!done[other]) queue.push({regret(other), other});
    }
  }

  const Document& d_;
  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& owners_;
  const BigramCounts& bigrams_;
  // What ends say counts for less where an engine could hardly read them.
  const float trust_ = std::clamp(2.5f * sheet_.legible - 1.5f, .2f, 1.f);
  bool has_indents_ = false;
  std::vector<bool> passed_;         // by group: entered from the leg above it
  std::vector<bool> begins_beside_;  // by group
  std::vector<std::uint32_t> legs_, downwards_, by_right_, below_, first_of_head_;
  std::vector<std::uint32_t> stack_owner_;  // by group: its owner, or that of the legs above it
  std::vector<bool> foot_;                  // by group, on a page that flows: see is_foot()
  std::vector<float> stack_top_;            // by group: where the legs above it begin
  std::vector<LegEnds> ends_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<std::vector<std::uint32_t>> followers_;
  std::vector<Link> links_;
  std::vector<bool> taken_;
  std::vector<std::uint32_t> chain_, chain_owner_;
};

}  // namespace

std::vector<Link> link_legs(const Document& document, const Sheet& sheet,
                            const std::vector<Group>& groups, const Owners& owners,
                            const BigramCounts& bigrams) {
  return Linker(document, sheet, groups, owners, bigrams).run();
}

}  // namespace tonglan
