#include "layout/page/labels.h"

#include <algorithm>

namespace tonglan {
namespace {

constexpr float kSmaller = .85f;  // a label's glyphs, of the headline's
constexpr float kGap = 3;         // body glyphs between two legs, at most
constexpr float kFlush = .7f;     // advances: what begins or ends so near an edge reaches it
constexpr float kSaying = 8;      // half-cells: a shorter line does not say how it is set

struct Legs {
  std::uint32_t first = kNone;  // the leftmost leg, of those the highest
  std::uint32_t last = kNone;   // the rightmost one, of those the lowest
};

class Labels {
 public:
  Labels(const Sheet& sheet, const std::vector<Group>& groups, const Owners& owners)
      : sheet_(sheet), groups_(groups), o_(owners), legs_(owners.heads.size()) {
    std::vector<std::vector<std::uint32_t>> owned(owners.heads.size());
    for (std::uint32_t g = 0; g < groups.size(); ++g)
      if (groups[g].kind == GroupKind::kText && owners.owner[g] != kNone)
        owned[owners.owner[g]].push_back(g);
    for (std::size_t h = 0; h < owned.size(); ++h)
      if (!owned[h].empty()) legs_[h] = ends_of(owned[h]);
  }

  bool is_label_of(std::uint32_t label, std::uint32_t head) const {
    const Head& a = o_.heads[label];
    const Head& b = o_.heads[head];
    if (label == head || a.beside || b.beside || a.groups.size() != 1) return false;
    const std::uint32_t leg = legs_[label].last, next = legs_[head].first;
    if (leg == kNone || next == kNone || !stand_together(legs_[label].first, leg)) return false;
    const float gap = groups_[next].left - groups_[leg].right;
    return size_of(a) < kSmaller * size_of(b) && a.box.right <= b.box.left &&
           shared_y(a.box, b.box) > 0 && gap > 0 && gap < kGap * sheet_.size &&
           shared_y(groups_[leg].box, groups_[next].box) > 0 &&
           !wall_between(sheet_, groups_[leg].box, groups_[next].box) && ends_open(groups_[leg]) &&
           begins_open(groups_[next]);
  }

 private:
  bool stand_together(std::uint32_t a, std::uint32_t b) const {
    return std::abs(groups_[a].left - groups_[b].left) < sheet_.size;
  }
  Legs ends_of(const std::vector<std::uint32_t>& legs) const {
    const auto by_left = [&](std::uint32_t a, std::uint32_t b) {
      return groups_[a].left < groups_[b].left;
    };
    const auto [leftmost, rightmost] = std::minmax_element(legs.begin(), legs.end(), by_left);
    Legs ends{*leftmost, *rightmost};
    for (const std::uint32_t g : legs) {
      const float top = groups_[g].box.top;
      if (stand_together(g, *leftmost) && top < groups_[ends.first].box.top) ends.first = g;
      if (stand_together(g, *rightmost) && top > groups_[ends.last].box.top) ends.last = g;
    }
    return ends;
  }
  float size_of(const Head& head) const {
    float size = 0;
    for (const std::uint32_t g : head.groups) size = std::max(size, groups_[g].size);
    return size;
  }
  bool ends_open(const Group& leg) const {
    const Piece& last = sheet_.pieces[leg.pieces.back()];
    return !last.ends_sentence && last.half_cells >= kSaying &&
           leg.right - last.box.right < kFlush * sheet_.advance;
  }
  bool begins_open(const Group& leg) const {
    const Piece& first = sheet_.pieces[leg.pieces.front()];
    return first.half_cells >= kSaying && first.box.left - leg.left < kFlush * sheet_.advance;
  }

  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& o_;
  std::vector<Legs> legs_;  // by head
};

}  // namespace

Owners join_labels(const Sheet& sheet, const std::vector<Group>& groups, Owners owners) {
  const auto count = static_cast<std::uint32_t>(owners.heads.size());
  std::vector<std::uint32_t> becomes(count);
  {
    const Labels labels(sheet, groups, owners);
    for (std::uint32_t h = 0; h < count; ++h) {
      becomes[h] = h;
      for (std::uint32_t other = 0; other < count && becomes[h] == h; ++other)
        if (labels.is_label_of(h, other)) becomes[h] = other;
    }
  }
  // A label is nobody's headline.
  const std::vector<std::uint32_t> sought = becomes;
  for (std::uint32_t h = 0; h < count; ++h)
    if (sought[sought[h]] != sought[h]) becomes[h] = h;

  std::vector<Head> kept;
  std::vector<std::uint32_t> place(count, kNone);
  for (std::uint32_t h = 0; h < count; ++h) {
    if (becomes[h] != h) continue;
    place[h] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(owners.heads[h]);
  }
  for (std::uint32_t h = 0; h < count; ++h) {
    if (becomes[h] == h) continue;
    Head& head = kept[place[h] = place[becomes[h]]];
    head.groups.insert(head.groups.begin(), owners.heads[h].groups.begin(),
                       owners.heads[h].groups.end());
    std::stable_sort(head.groups.begin(), head.groups.end(), [&](std::uint32_t a, std::uint32_t b) {
      return groups[a].box.top < groups[b].box.top;
    });
    head.box = united_box(head.box, owners.heads[h].box);
  }
  owners.heads = std::move(kept);
  for (std::vector<std::uint32_t>* of : {&owners.head_of, &owners.owner})
    for (std::uint32_t& h : *of)
      if (h != kNone) h = place[h];
  return owners;
}

}  // namespace tonglan
