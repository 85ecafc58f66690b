#include "layout/page/owners.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

namespace tonglan {
namespace {

constexpr float kHeadGap = 1.3f;     // of the larger glyph: between kicker, headline and deck
constexpr float kBylineGap = 2.5f;   // of the byline's glyphs: between a headline and the byline
constexpr float kAddressGap = 1.5f;  // of its glyphs: between a name and what is under it
constexpr float kUnderHead = 3.5f;   // body glyphs: from a head to an abstract in small type
constexpr float kLevel = 1.2f;       // body glyphs: legs that begin on one level
constexpr float kBeside = .1f;       // misfit of a leg beside an upright headline
constexpr float kGutter = 3.5f;      // body glyphs: two legs this far apart are neighbours

std::vector<std::uint32_t> downwards(const std::vector<Group>& groups) {
  std::vector<std::uint32_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups[a].box.top != groups[b].box.top ? groups[a].box.top < groups[b].box.top
                                                  : groups[a].box.left < groups[b].box.left;
  });
  return order;
}

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

// A name alone on a line, known by its place in the middle under a headline only.
bool may_be_byline(const Sheet& sheet, const Group& g) {
  if (g.kind != GroupKind::kText || g.pieces.size() != 1) return false;
  const Piece& p = sheet.pieces[g.pieces[0]];
  return !p.has_stop && !p.crosswise && p.half_cells <= 24;
}

// Where somebody works, or what he is: centred lines under a name, in small type or in brackets.
bool may_be_address(const Sheet& sheet, const Group& g, const Head& head) {
  if (g.kind != GroupKind::kText && g.kind != GroupKind::kSmall) return false;
  if (g.pieces.size() > 3) return false;
  const float middle = (head.box.left + head.box.right) / 2;
  const float left = sheet.pieces[g.pieces[0]].box.left;
  bool ragged = g.pieces.size() == 1;
  for (const std::uint32_t at : g.pieces) {
    const Piece& p = sheet.pieces[at];
    if (p.crosswise || p.ends_sentence || p.half_cells > 80) return false;
    if (std::fabs((p.box.left + p.box.right) / 2 - middle) > p.size) return false;
    ragged |= std::fabs(p.box.left - left) > p.size;
  }
  return ragged;
}

// The same at the top of a leg in whose column it happens to stand: neither flush nor indented as
// paragraphs are, before a line that is. It becomes a group of its own.
void split_names(const Sheet& sheet, std::vector<Group>& groups) {
  const auto offset = [&](const Group& g, std::size_t i) {
    return (sheet.pieces[g.pieces[i]].box.left - g.left) / sheet.advance;
  };
  const std::size_t n = groups.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (groups[i].kind != GroupKind::kText || groups[i].pieces.size() < 3) continue;
    Group name = groups[i];
    name.pieces.resize(1);
    name.box = sheet.pieces[name.pieces[0]].box;
    const float first = offset(groups[i], 0), second = offset(groups[i], 1);
    if (!may_be_byline(sheet, name) || first < .5f || std::fabs(first - 2) < .4f ||
        std::fabs(second - 2) > .4f || groups[i].right - name.box.right < 1.5f * sheet.advance)
      continue;
    const bool under_head = std::any_of(groups.begin(), groups.end(), [&](const Group& head) {
      const float gap = name.box.top - head.box.bottom;
      return head.kind == GroupKind::kDisplay && shared_x(head.box, name.box) > 0 &&
             gap > -.5f * name.size && gap < kBylineGap * name.size;
    });
    if (!under_head) continue;
    name.column_known = false;
    Group& rest = groups[i];
    rest.pieces.erase(rest.pieces.begin());
    rest.box = sheet.pieces[rest.pieces[0]].box;
    for (std::uint32_t p : rest.pieces) rest.box = united_box(rest.box, sheet.pieces[p].box);
    groups.push_back(std::move(name));
  }
}

std::vector<Head> build_heads(const Sheet& sheet, std::vector<Group>& groups,
                              const std::vector<std::uint32_t>& order,
                              std::vector<std::uint32_t>& head_of) {
  std::vector<Head> heads;
  std::vector<std::uint32_t> open;
  for (std::uint32_t g : order) {
    Group& group = groups[g];
    const bool name = may_be_byline(sheet, group);
    const bool byline = group.kind == GroupKind::kByline || name;
    for (const std::uint32_t h : open) {
      Head& head = heads[h];
      const float gap = group.box.top - head.box.bottom;
      if (name || groups[head.groups.back()].kind != GroupKind::kByline ||
          gap < -.5f * group.size || gap > kAddressGap * group.size ||
          !may_be_address(sheet, group, head))
        continue;
      group.kind = GroupKind::kByline;
      head.groups.push_back(g);
      head.box = united_box(head.box, group.box);
      head_of[g] = h;
      break;
    }
    if (head_of[g] != kNone) continue;
    if (group.kind != GroupKind::kDisplay && !byline) continue;
    if (sheet.pieces[group.pieces[0]].crosswise) {
      head_of[g] = static_cast<std::uint32_t>(heads.size());
      heads.push_back({{g}, group.box, true});
      continue;
    }
    std::uint32_t found = kNone;
    std::size_t kept = 0;
    for (std::uint32_t h : open) {
      const Head& head = heads[h];
      const float gap = group.box.top - head.box.bottom;
      if (gap > 8 * group.size) continue;
      open[kept++] = h;
      const Group& last = groups[head.groups.back()];
      const float most =
          byline ? kBylineGap * group.size : kHeadGap * std::max(group.size, last.size);
      const float share =
          byline ? group.box.width() : std::min(group.box.width(), head.box.width());
      if (!byline && last.kind == GroupKind::kByline) continue;
      const float off_centre =
          std::fabs(group.box.left + group.box.right - head.box.left - head.box.right) / 2;
      if (name && (off_centre > group.size || gap < -.5f * group.size)) continue;
      if (gap <= most && shared_x(group.box, head.box) >= .5f * share) found = h;
      // An engine cut one headline in two that overlap.
      const float least = std::min(group.box.height(), head.box.height());
      if (!byline && shared_y(group.box, head.box) > .4f * least &&
          shared_x(group.box, head.box) > .3f * share)
        found = h;
    }
    open.resize(kept);
    if (found == kNone) {
      if (byline) {
        group.kind = GroupKind::kText;
        continue;
      }
      found = static_cast<std::uint32_t>(heads.size());
      heads.push_back({{}, group.box, false});
      open.push_back(found);
    }
    if (name) group.kind = GroupKind::kByline;
    heads[found].groups.push_back(g);
    heads[found].box = united_box(heads[found].box, group.box);
    head_of[g] = found;
  }
  return heads;
}

class Finder {
 public:
  Finder(const Sheet& sheet, std::vector<Group>& groups) : sheet_(sheet), groups_(groups) {}

  Owners run() {
    split_names(sheet_, groups_);
    const std::vector<std::uint32_t> order = downwards(groups_);
    o_.head_of.assign(groups_.size(), kNone);
    o_.owner.assign(groups_.size(), kNone);
    o_.above.assign(groups_.size(), kNone);
    o_.heads = build_heads(sheet_, groups_, order, o_.head_of);
    free_abstracts(order);
    look_up(order);
    free_notes();
    own_levels(order);
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
      if (o_.owner[g] != kNone) o_.above[g] = kNone;
      if (group.kind == GroupKind::kText) skyline.put(group.left, group.right, g);
    }
  }

  // A boxed note, narrower than a column and with a headline of its own, is nobody's leg.
  void free_notes() {
    std::vector<float> widths;
    for (const Group& g : groups_)
      if (g.kind == GroupKind::kText && g.column_known) widths.push_back(g.right - g.left);
    if (widths.empty()) return;
    std::nth_element(widths.begin(),
                     widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
    const float usual = widths[widths.size() / 2];
    note_.assign(groups_.size(), false);
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!is_leg(g) || !starts_with_heading(sheet_, groups_[g])) continue;
      if (groups_[g].right - groups_[g].left > usual - .8f * sheet_.size) continue;
      o_.owner[g] = kNone;
      note_[g] = true;
    }
  }

  struct Extent {
    float left = 1e9f, right = -1e9f;
    float level = 1e9f;  // where its text begins
    float widest = 0;    // of its legs
  };

  // What a headline gains by owning one more leg: headlines stand in the middle of their columns,
  // or flush with the first.
  float misfit(std::uint32_t h, float left, float right) const {
    const Box& box = o_.heads[h].box;
    const float centred = std::fabs(box.left + box.right - left - right) / 2;
    const float flush = std::fabs(box.left - left) + .5f * sheet_.size;
    return std::min(centred, flush) / std::max(1.f, right - left);
  }

  bool is_free(std::uint32_t leg, const Head& head) const {
    if (leg == kNone || o_.owner[leg] != kNone || (!note_.empty() && note_[leg])) return false;
    const std::uint32_t over = o_.above[leg];
    return over == kNone || groups_[over].box.bottom <= head.box.top + sheet_.size;
  }

  // Heads take the free legs beside their own that begin where their text begins, best fit first.
  void own_levels(const std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> legs;
    std::copy_if(order.begin(), order.end(), std::back_inserter(legs),
                 [&](std::uint32_t g) { return is_leg(g); });
    std::vector<Extent> extent(o_.heads.size());
    const auto take = [&](std::uint32_t h, std::uint32_t leg) {
      o_.owner[leg] = h;
      Extent& e = extent[h];
      e.left = std::min(e.left, groups_[leg].left);
      e.right = std::max(e.right, groups_[leg].right);
      e.level = std::min(e.level, groups_[leg].box.top);
    };
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h)
      if (const Box& box = o_.heads[h].box; o_.heads[h].beside)
        extent[h] = {box.left, box.right, box.top, 0};
    for (std::uint32_t g : legs)
      if (o_.owner[g] != kNone) take(o_.owner[g], g);
    struct Offer {
      float misfit;
      std::uint32_t head, leg;
    };
    for (bool again = true; again;) {
      again = false;
      std::vector<Offer> offers;
      for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
        const Extent& e = extent[h];
        const float foot = o_.heads[h].box.bottom;
        if (e.right < e.left) continue;
        // A picture may stand at the top of all its own legs.
        const bool beside = o_.heads[h].beside;
        const bool known = beside || e.level < foot + 4 * sheet_.size;
        const float from = known ? e.level - kLevel * sheet_.size : foot - .5f * sheet_.size;
        const float to = known ? e.level + kLevel * sheet_.size : foot + 3 * sheet_.size;
        auto at = std::lower_bound(legs.begin(), legs.end(), from, [&](std::uint32_t g, float y) {
          return groups_[g].box.top < y;
        });
        for (; at != legs.end() && groups_[*at].box.top <= to; ++at) {
          const Group& b = groups_[*at];
          const float gap = std::max(b.left - e.right, e.left - b.right) / sheet_.size;
          if (beside && b.left < e.right) continue;
          if (gap < -.5f || gap > (beside ? 2 * kGutter : kGutter) || !is_free(*at, o_.heads[h]))
            continue;
          offers.push_back(
              {beside ? kBeside : misfit(h, std::min(e.left, b.left), std::max(e.right, b.right)),
               h, *at});
        }
      }
      std::stable_sort(offers.begin(), offers.end(),
                       [](const Offer& a, const Offer& b) { return a.misfit < b.misfit; });
      for (const Offer& offer : offers) {
        if (o_.owner[offer.leg] != kNone) continue;
        take(offer.head, offer.leg);
        again = true;
      }
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
      if (o_.owner[g] != kNone) o_.above[g] = kNone;
  }

  bool find_flow() const {
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
  std::vector<bool> note_;
};

}  // namespace

Owners find_owners(const Sheet& sheet, std::vector<Group>& groups) {
  return Finder(sheet, groups).run();
}

}  // namespace tonglan
