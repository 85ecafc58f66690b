#include "layout/page/levels.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr float kLevel = 1.2f;     // body glyphs: legs that begin on one level
constexpr float kSameLevel = .5f;  // body glyphs: and that begin where the same headline ends
constexpr float kFar = 4;          // body glyphs below the level of a head's text
constexpr float kFlank = 2;        // body glyphs: from a headline's top to that of text beside it
constexpr float kBanner = 8;       // body glyphs: length of a headline across vertical text
constexpr float kBeside = .1f;     // misfit of a leg beside an upright headline
constexpr float kGutter = 3.5f;    // body glyphs: two legs this far apart are neighbours
constexpr float kOverlap = .5f;    // body glyphs: so far neighbours may run into one another
constexpr float kLongestByline = 24;  // half-cells
constexpr float kBylineGap = 1.2f;    // body glyphs under it
constexpr float kNoLevel = 1e9f;      // of a head without legs

// From the left edge of the first leg to the right edge of the last.
struct Extent {
  float left = 1e9f, right = -1e9f;
  void add(const Group& leg) {
    left = std::min(left, leg.left);
    right = std::max(right, leg.right);
  }
};

class Levels {
 public:
  Levels(const Sheet& sheet, const std::vector<Group>& groups, Owners owners,
         const std::vector<bool>& notes)
      : sheet_(sheet), groups_(groups), o_(std::move(owners)), notes_(notes) {}

  Owners run() {
    top_.resize(groups_.size());
    for (std::uint32_t g : downwards(groups_)) {
      if (groups_[g].kind != GroupKind::kText) continue;
      legs_.push_back(g);
      top_[g] = top_with_byline(g);
    }
    std::stable_sort(legs_.begin(), legs_.end(), [&](auto a, auto b) { return top_[a] < top_[b]; });
    seen_ = o_.owner;
    own_.resize(o_.heads.size());
    level_.assign(o_.heads.size(), kNoLevel);
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h)
      if (o_.heads[h].beside) level_[h] = o_.heads[h].box.top;
    for (std::uint32_t g : legs_)
      if (o_.owner[g] != kNone) take(o_.owner[g], g);
    free_far();
    o_.walls_part = walls_part();
    take_under_banners();
    while (take_beside()) {
    }
    take_flanks();
    for (int round = 0; round < 4 && divide(); ++round) {
    }
    for (const std::uint32_t g : legs_)
      if (top_[g] < groups_[g].box.top && o_.owner[o_.above[g]] == kNone)
        o_.owner[o_.above[g]] = o_.owner[g];
    return std::move(o_);
  }

 private:
  // Where a leg begins, or the line right above it that says who wrote it.
  float top_with_byline(std::uint32_t leg) const {
    const std::uint32_t over = o_.above[leg];
    const Group& g = groups_[leg];
    if (over == kNone || groups_[over].pieces.size() > 1) return g.box.top;
    const Piece& line = sheet_.pieces[groups_[over].pieces[0]];
    const bool byline = !line.has_stop && line.half_cells <= kLongestByline &&
                        g.box.top - line.box.bottom < kBylineGap * sheet_.size;
    return byline ? line.box.top : g.box.top;
  }

  void take(std::uint32_t h, std::uint32_t leg) {
    o_.owner[leg] = h;
    own_[h].push_back(leg);
    level_[h] = std::min(level_[h], top_[leg]);
  }

  Extent extent(std::uint32_t h) const {
    Extent e;
    if (const Box& box = o_.heads[h].box; o_.heads[h].beside) e = {box.left, box.right};
    for (std::uint32_t g : own_[h]) e.add(groups_[g]);
    return e;
  }

  // How far a headline is from where it would stand over these legs, of their width.
  float misfit(std::uint32_t h, Extent e) const {
    const Box& box = o_.heads[h].box;
    const float centred = std::fabs(box.left + box.right - e.left - e.right) / 2;
    const float flush = std::fabs(box.left - e.left) + .5f * sheet_.size;
    return std::min(centred, flush) / std::max(1.f, e.right - e.left);
  }

  // Where legs of a head begin, from and to, as far as its own tell.
  std::pair<float, float> level(std::uint32_t h) const {
    const float foot = o_.heads[h].box.bottom;
    // A picture may stand at the top of all its own legs.
    const float start = usual_start(h);
    const bool known = o_.heads[h].beside || start < foot + 4 * sheet_.size;
    if (!known) return {foot - .5f * sheet_.size, foot + 3 * sheet_.size};
    return {start - kLevel * sheet_.size, start + kLevel * sheet_.size};
  }

  // Where its legs begin; a deck of the text's size may have been taken for the first line of one.
  float usual_start(std::uint32_t h) const {
    if (o_.heads[h].beside || own_[h].size() < 3) return level_[h];
    std::vector<float> tops;
    for (const std::uint32_t g : own_[h]) tops.push_back(top_[g]);
    std::sort(tops.begin(), tops.end());
    const bool alone =
        tops[1] - tops[0] > kLevel * sheet_.size && tops[2] - tops[1] < kSameLevel * sheet_.size;
    return alone ? tops[1] : level_[h];
  }

  // What stands above a leg ends above the head.
  bool is_open(std::uint32_t leg, const Head& head) const {
    std::uint32_t over = o_.above[leg];
    if (top_[leg] < groups_[leg].box.top) over = o_.above[over];
    return !notes_[leg] &&
           (over == kNone || groups_[over].box.bottom <= head.box.top + sheet_.size);
  }

  bool may_own(std::uint32_t h, std::uint32_t leg) const {
    const auto [from, to] = level(h);
    const float top = top_[leg];
    return top >= from && top <= to && is_open(leg, o_.heads[h]) && !is_behind_wall(h, leg);
  }

  // The legs that begin between two heights.
  template <class Visit>
  void visit_legs(float from, float to, Visit visit) const {
    auto at = std::lower_bound(legs_.begin(), legs_.end(), from,
                               [&](std::uint32_t g, float y) { return top_[g] < y; });
    for (; at != legs_.end() && top_[*at] <= to; ++at) visit(*at);
  }

  // A leg that a head sees far below where its text begins, past a picture, and that begins level
  // with the legs of another head beside it, is the other's.
  void free_far() {
    const auto is_far = [&](std::uint32_t g) {
      return top_[g] > level_[o_.owner[g]] + kFar * sheet_.size;
    };
    const float same = kSameLevel * sheet_.size;
    std::vector<std::uint32_t> freed;
    for (std::uint32_t a : legs_) {
      if (o_.owner[a] == kNone || !is_far(a)) continue;
      const Group& x = groups_[a];
      bool others = false;
      visit_legs(top_[a] - same, top_[a] + same, [&](std::uint32_t b) {
        const Group& y = groups_[b];
        const float gap = std::max(y.left - x.right, x.left - y.right) / sheet_.size;
        const std::uint32_t h = o_.owner[b];
        others |= gap > -kOverlap && gap < kGutter && h != kNone && h != o_.owner[a] &&
                  !o_.heads[h].beside && !is_far(b);
      });
      if (others) freed.push_back(a);
    }
    for (std::uint32_t g : freed) {
      std::erase(own_[o_.owner[g]], g);
      o_.owner[g] = seen_[g] = kNone;
    }
  }

  bool starts_indented(std::uint32_t leg) const {
    const Box& first = sheet_.pieces[groups_[leg].pieces.front()].box;
    return first.left - groups_[leg].left > 1.2f * sheet_.advance;
  }

  bool starts_report(std::uint32_t leg) const {
    const StartMark start = sheet_.pieces[groups_[leg].pieces.front()].marks.start;
    return start == StartMark::kLead || start == StartMark::kByline;
  }

  // Whether a head with legs left of `leg` may go on beside itself there.
  bool may_go_on_at(std::uint32_t leg) const {
    const Group& g = groups_[leg];
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      const Extent e = extent(h);
      const float gap = (g.left - e.right) / sheet_.size;
      if (gap > -kOverlap && gap < kGutter && top_[leg] < level_[h] + kLevel * sheet_.size &&
          top_[leg] > o_.heads[h].box.top - kFlank * sheet_.size)
        return true;
    }
    return false;
  }

  // A headline in the middle of its text: the legs on both sides begin level with the headline
  // itself, and it stands in the middle of all.
  void take_flanks() {
    if (sheet_.turned) return;
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      const Head& head = o_.heads[h];
      const Extent e = extent(h);
      if (head.beside || e.right < e.left) continue;
      std::uint32_t left = kNone, right = kNone;
      visit_legs(head.box.top - kFlank * sheet_.size, head.box.top + kFlank * sheet_.size,
                 [&](std::uint32_t leg) {
                   const Group& g = groups_[leg];
                   if (o_.owner[leg] != kNone || !is_open(leg, head)) return;
                   const float before = (e.left - g.right) / sheet_.size;
                   const float after = (g.left - e.right) / sheet_.size;
                   if (before > -kOverlap && before < kGutter) left = leg;
                   if (after > -kOverlap && after < kGutter) right = leg;
                 });
      if (left == kNone || right == kNone) continue;
      const float apart = top_[left] - top_[right];
      const float off_centre =
          head.box.left + head.box.right - groups_[left].left - groups_[right].right;
      if (std::fabs(apart) > kSameLevel * sheet_.size || std::fabs(off_centre) > 3 * sheet_.size)
        continue;
      if (!starts_indented(left) || starts_report(right) || may_go_on_at(left)) continue;
      o_.owner[left] = o_.owner[right] = seen_[left] = seen_[right] = h;
      own_[h].insert(own_[h].end(), {left, right});
    }
  }

  // A headline across the top of vertical text, set in its middle or flush: the first leg under it
  // that has no head is its own.
  void take_under_banners() {
    if (!sheet_.turned) return;
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      const Head& head = o_.heads[h];
      if (!head.beside || head.box.height() < kBanner * sheet_.size) continue;
      for (const std::uint32_t leg : legs_) {
        const Group& g = groups_[leg];
        const float gap = (g.left - head.box.right) / sheet_.size;
        if (o_.owner[leg] != kNone || !is_open(leg, head)) continue;
        if (gap < -kOverlap || gap > 2 * kGutter) continue;
        if (2 * shared_y(g.box, head.box) < std::min(g.box.height(), head.box.height())) continue;
        take(h, leg);
        break;
      }
    }
  }

  bool walls_part() const {
    constexpr int kPairs = 3, kOneIn = 6;
    int pairs = 0, walled = 0;
    for (const auto& own : own_)
      for (const std::uint32_t a : own)
        for (const std::uint32_t b : own) {
          const float gap = (groups_[b].left - groups_[a].right) / sheet_.size;
          if (gap < -kOverlap || gap > kGutter) continue;
          ++pairs;
          walled += is_parted(sheet_, groups_[a].box, groups_[b].box);
        }
    return pairs >= kPairs && kOneIn * walled <= pairs;
  }

  // Whether a wall stands between a leg and the nearest of a head's own on that side.
  bool is_behind_wall(std::uint32_t h, std::uint32_t leg) const {
    const Group& b = groups_[leg];
    return o_.walls_part && std::any_of(own_[h].begin(), own_[h].end(), [&](std::uint32_t g) {
             const Group& a = groups_[g];
             const float gap = std::max(b.left - a.right, a.left - b.right) / sheet_.size;
             return gap > -kOverlap && gap < kGutter &&
                    (a.left < b.left ? is_parted(sheet_, a.box, b.box)
                                     : is_parted(sheet_, b.box, a.box));
           });
  }

  // Heads take the free legs beside their own, one on each side at most, the best fit first.
  bool take_beside() {
    struct Offer {
      float misfit;
      std::uint32_t head, leg;
    };
    std::vector<Offer> offers;
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      const Extent e = extent(h);
      if (e.right < e.left) continue;
      const bool beside = o_.heads[h].beside;
      const auto [from, to] = level(h);
      visit_legs(from, to, [&](std::uint32_t leg) {
        const Group& b = groups_[leg];
        if (o_.owner[leg] != kNone || (beside && b.left < e.right)) return;
        const float gap = std::max(b.left - e.right, e.left - b.right) / sheet_.size;
        if (gap < -kOverlap || gap > (beside ? 2 * kGutter : kGutter)) return;
        if (!is_open(leg, o_.heads[h]) || is_behind_wall(h, leg)) return;
        Extent with = e;
        with.add(b);
        offers.push_back({beside ? kBeside : misfit(h, with), h, leg});
      });
    }
    std::stable_sort(offers.begin(), offers.end(),
                     [](const Offer& a, const Offer& b) { return a.misfit < b.misfit; });
    for (const Offer& offer : offers)
      if (o_.owner[offer.leg] == kNone) take(offer.head, offer.leg);
    return !offers.empty();
  }

  // Wherever legs of two heads are neighbours. Returns whether any leg changed hands.
  bool divide() {
    bool changed = false;
    for (std::uint32_t a : legs_) {
      const Group& x = groups_[a];
      visit_legs(top_[a] - kLevel * sheet_.size, top_[a] + kLevel * sheet_.size,
                 [&](std::uint32_t b) {
                   const float gap = (groups_[b].left - x.right) / sheet_.size;
                   const std::uint32_t left = o_.owner[a], right = o_.owner[b];
                   if (gap < -kOverlap || gap > kGutter || left == right) return;
                   if (left == kNone || right == kNone) return;
                   changed |= divide(left, right);
                 });
    }
    return changed;
  }

  // Divides the legs between those that two heads see as both heads fit best.
  bool divide(std::uint32_t left, std::uint32_t right) {
    if (o_.heads[left].beside || o_.heads[right].beside) return false;
    Extent x, y;  // without what is to be divided
    std::vector<std::uint32_t> between, kept_left, kept_right;
    float from = -1e9f, to = 1e9f;  // the edges of what they see
    for (std::uint32_t g : own_[left])
      if (seen_[g] != kNone) from = std::max(from, groups_[g].right);
    for (std::uint32_t g : own_[right])
      if (seen_[g] != kNone) to = std::min(to, groups_[g].left);
    for (std::uint32_t h : {left, right})
      for (std::uint32_t g : own_[h]) {
        const bool is_between = seen_[g] == kNone && groups_[g].left > from - sheet_.size &&
                                groups_[g].right < to + sheet_.size;
        (is_between ? between : h == left ? kept_left : kept_right).push_back(g);
        if (!is_between) (h == left ? x : y).add(groups_[g]);
      }
    std::stable_sort(between.begin(), between.end(), [&](std::uint32_t a, std::uint32_t b) {
      return groups_[a].left < groups_[b].left;
    });
    const auto is_left = [&](std::uint32_t g) { return o_.owner[g] == left; };
    std::size_t now = 0;
    while (now < between.size() && is_left(between[now])) ++now;
    if (between.empty() ||
        std::any_of(between.begin() + std::ptrdiff_t(now), between.end(), is_left))
      return false;
    const auto cost = [&](std::size_t cut) {
      Extent a = x, b = y;
      for (std::size_t i = 0; i < between.size(); ++i) (i < cut ? a : b).add(groups_[between[i]]);
      return misfit(left, a) + misfit(right, b);
    };
    std::size_t best = now;
    for (std::size_t cut = now; cut-- > 0 && may_own(right, between[cut]);)
      if (cost(cut) < cost(best)) best = cut;
    for (std::size_t cut = now; cut < between.size() && may_own(left, between[cut]); ++cut)
      if (cost(cut + 1) < cost(best)) best = cut + 1;
    if (best == now) return false;
    for (const std::uint32_t h : {left, right}) {
      own_[h].clear();
      level_[h] = kNoLevel;
    }
    for (const std::uint32_t g : kept_left) take(left, g);
    for (const std::uint32_t g : kept_right) take(right, g);
    for (std::size_t i = 0; i < between.size(); ++i) take(i < best ? left : right, between[i]);
    return true;
  }

  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  Owners o_;
  const std::vector<bool>& notes_;
  std::vector<std::uint32_t> legs_;              // downwards
  std::vector<float> top_;                       // by group: where a leg begins
  std::vector<std::uint32_t> seen_;              // by group: the head seen from it
  std::vector<std::vector<std::uint32_t>> own_;  // by head: its legs
  std::vector<float> level_;                     // by head: where its text begins
};

}  // namespace

Owners own_levels(const Sheet& sheet, const std::vector<Group>& groups, Owners owners,
                  const std::vector<bool>& notes) {
  return Levels(sheet, groups, std::move(owners), notes).run();
}

}  // namespace tonglan
