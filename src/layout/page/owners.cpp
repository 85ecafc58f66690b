#include "layout/page/owners.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "layout/page/labels.h"
#include "layout/page/levels.h"
#include "layout/page/sizes.h"

namespace tonglan {
namespace {

constexpr float kUnderHead = 3.5f;  // body glyphs: from a head to an abstract in small type

// The lower edge of everything seen so far, from left to right: what one sees looking up.
class Skyline {
 public:
  struct Seen {
    std::uint32_t item;
    float shared;  // length along x
  };

  Skyline() { parts_[-1e9f] = kNone; }

  std::vector<Seen> look_up(float left, float right) const {
    std::vector<Seen> seen;
    auto at = std::prev(parts_.upper_bound(left));
    for (; at != parts_.end() && at->first < right; ++at) {
      const auto next = std::next(at);
      const float end = next == parts_.end() ? right : std::min(right, next->first);
      if (at->second == kNone) continue;
      const float shared = end - std::max(left, at->first);
      const auto known = std::find_if(seen.begin(), seen.end(),
                                      [&](const Seen& s) { return s.item == at->second; });
      if (known == seen.end())
        seen.push_back({at->second, shared});
      else
        known->shared += shared;
    }
    return seen;
  }

  void put(float left, float right, std::uint32_t item) {
    if (!(left < right)) return;
    const std::uint32_t behind = std::prev(parts_.upper_bound(right))->second;
    parts_.erase(parts_.lower_bound(left), parts_.upper_bound(right));
    parts_[left] = item;
    parts_[right] = behind;
  }

 private:
  std::map<float, std::uint32_t> parts_;  // from this x on, this item
};

class Finder {
 public:
  Finder(const Sheet& sheet, std::vector<Group>& groups) : sheet_(sheet), groups_(groups) {}

  Owners run() {
    o_.heads = find_heads(sheet_, groups_);
    const std::vector<std::uint32_t> order = downwards(groups_);
    o_.head_of.assign(groups_.size(), kNone);
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h)
      for (std::uint32_t g : o_.heads[h].groups) o_.head_of[g] = h;
    o_.owner.assign(groups_.size(), kNone);
    o_.above.assign(groups_.size(), kNone);
    free_abstracts(order);
    look_up(order);
    const std::vector<bool> notes = free_notes();
    o_ = own_levels(sheet_, groups_, std::move(o_), notes);
    o_ = join_labels(sheet_, groups_, std::move(o_));
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const std::uint32_t over = o_.above[g];
      if (over != kNone && o_.owner[g] != kNone && o_.owner[over] != o_.owner[g])
        o_.above[g] = kNone;
    }
    o_.flows = find_flow();
    return std::move(o_);
  }

 private:
  bool is_leg(std::uint32_t g) const { return groups_[g].kind == GroupKind::kText; }

  // Small type right under a head, and what goes on under that, is text and no caption.
  void free_abstracts(const std::vector<std::uint32_t>& order) {
    constexpr float kRuns = 40, kEntry = 8;  // half-cells of its first line: an abstract, a keyword
    std::vector<Box> above;
    for (const Head& head : o_.heads) above.push_back(head.box);
    const auto heads = static_cast<std::ptrdiff_t>(above.size());
    for (const std::uint32_t g : order) {
      Group& group = groups_[g];
      if (group.kind != GroupKind::kSmall) continue;
      const Piece& first = sheet_.pieces[group.pieces[0]];
      if (first.crosswise || first.marks.start == StartMark::kCaption) continue;
      if (first.half_cells < kEntry) continue;
      const auto from = above.begin() + (first.half_cells < kRuns ? heads : 0);
      const bool under = std::any_of(from, above.end(), [&](const Box& box) {
        return group.box.top > box.top && group.box.top - box.bottom < kUnderHead * sheet_.size &&
               shared_x(box, group.box) > 0;
      });
      if (!under) continue;
      group.kind = GroupKind::kText;
      above.push_back(group.box);
    }
  }

  // Items of the skyline: groups, then heads.
  void look_up(const std::vector<std::uint32_t>& order) {
    Skyline skyline;
    const auto count = static_cast<std::uint32_t>(groups_.size());
    for (std::uint32_t g : order) {
      const Group& group = groups_[g];
      if (o_.head_of[g] != kNone && o_.heads[o_.head_of[g]].beside) continue;
      if (o_.head_of[g] != kNone) {
        skyline.put(group.box.left, group.box.right, count + o_.head_of[g]);
        continue;
      }
      if (group.kind == GroupKind::kFurniture) continue;
      const float width = group.right - group.left;
      float leg_bottom = -1e9f, head_bottom = -1e9f, leg_share = 0, head_share = 0;
      for (const Skyline::Seen& seen : skyline.look_up(group.left, group.right)) {
        const bool is_head = seen.item >= count;
        const Box& box = is_head ? o_.heads[seen.item - count].box : groups_[seen.item].box;
        if (seen.shared < .2f * width && seen.shared < .5f * box.width()) continue;
        float& bottom = is_head ? head_bottom : leg_bottom;
        if (box.bottom <= bottom) continue;
        bottom = box.bottom;
        (is_head ? head_share : leg_share) = seen.shared / width;
        (is_head ? o_.owner : o_.above)[g] = is_head ? seen.item - count : seen.item;
      }
      // A scrap between does not hide a headline over most of the leg.
      const bool scrap = head_share > .5f && leg_share < .5f;
      if (head_bottom < leg_bottom && !scrap) o_.owner[g] = kNone;
      if (o_.owner[g] != kNone && is_shut_off(o_.heads[o_.owner[g]].box, group))
        o_.owner[g] = kNone;
      if (o_.owner[g] != kNone) o_.above[g] = kNone;
      if (group.kind == GroupKind::kText) skyline.put(group.left, group.right, g);
    }
  }

  // Whether a rule past the leg's column ends the head's article above it: what stands between
  // them, a short text or a caption, is all of it.
  bool is_shut_off(const Box& head, const Group& leg) const {
    constexpr float kWider = 1.5f;  // of the leg's width
    const auto stands_over = [&](const Group& g, const Box& rule) {
      return (g.kind == GroupKind::kText || g.kind == GroupKind::kSmall) &&
             g.box.top > head.bottom && g.box.bottom < rule.bottom &&
             2 * shared_x(g.box, leg.box) > leg.box.width() && shared_x(g.box, head) > 0;
    };
    return std::any_of(sheet_.rules.begin(), sheet_.rules.end(), [&](const Box& rule) {
      return rule.top > head.bottom && rule.bottom < leg.box.top &&
             rule.width() > kWider * (leg.right - leg.left) &&
             shared_x(rule, leg.box) > .9f * leg.box.width() &&
             std::any_of(groups_.begin(), groups_.end(),
                         [&](const Group& g) { return stands_over(g, rule); });
    });
  }

  // A boxed note, narrower than a column and with a headline of its own, is nobody's leg. By group.
  std::vector<bool> free_notes() {
    std::vector<bool> notes(groups_.size(), false);
    std::vector<float> widths;
    for (const Group& g : groups_)
      if (g.kind == GroupKind::kText && g.column_known) widths.push_back(g.right - g.left);
    if (widths.empty()) return notes;
    const float usual = median(widths);
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!is_leg(g) || !starts_with_heading(sheet_, groups_[g])) continue;
      if (groups_[g].right - groups_[g].left > usual - .8f * sheet_.size) continue;
      o_.owner[g] = kNone;
      notes[g] = true;
    }
    return notes;
  }

  bool find_flow() const {
    struct Extent {
      float left = 1e9f, right = -1e9f;
      float widest = 0;  // of its legs
    };
    std::vector<Extent> extent(o_.heads.size());
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!is_leg(g) || o_.owner[g] == kNone) continue;
      Extent& e = extent[o_.owner[g]];
      e.left = std::min(e.left, groups_[g].left);
      e.right = std::max(e.right, groups_[g].right);
      e.widest = std::max(e.widest, groups_[g].right - groups_[g].left);
    }
    // Text without a headline begins at the top of a column where articles flow; half-way down it
    // has its headline beside it.
    int at_top = 0, half_way = 0;
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
      if (is_leg(g) && o_.owner[g] == kNone) ++(o_.above[g] == kNone ? at_top : half_way);
    int single = 0, wide = 0;
    for (const Extent& e : extent)
      if (e.right > e.left) ++(e.right - e.left < 1.5f * e.widest ? single : wide);
    return single + wide == 0 ? sheet_.turned
                              : single > 2 * wide && (sheet_.turned || half_way <= at_top);
  }

  const Sheet& sheet_;
  std::vector<Group>& groups_;
  Owners o_;
};

}  // namespace

Owners find_owners(const Sheet& sheet, std::vector<Group>& groups) {
  return Finder(sheet, groups).run();
}

}  // namespace tonglan
