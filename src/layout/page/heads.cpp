#include "layout/page/heads.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tonglan {
namespace {

constexpr float kHeadGap = 1.3f;     // of the larger glyph: between kicker, headline and deck
constexpr float kBylineGap = 2.5f;   // of the byline's glyphs: between a headline and the byline
constexpr float kAddressGap = 1.5f;  // of its glyphs: between a name and what is under it
constexpr float kLargerHead = 1.3f;  // of a kicker no larger than the text: its headline's glyphs
constexpr float kSameLine = .15f;    // relative difference of two upright lines of one headline
constexpr float kUprightGap = 1;     // of their glyphs: between them
// More are scraps, and take quadratic time.
constexpr std::size_t kMostHeads = 2000, kMostUpright = 500;

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

// Lines of one headline set across the page's direction, side by side: vertical ones are read from
// the right.
void join_upright_lines(const Sheet& sheet, std::vector<Group>& groups) {
  const auto is_upright = [&](const Group& g) {
    return g.kind == GroupKind::kDisplay && sheet.pieces[g.pieces[0]].crosswise;
  };
  std::vector<std::uint32_t> order;
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    if (is_upright(groups[g])) order.push_back(g);
  if (order.size() > kMostUpright) return;
  const auto middle = [&](std::uint32_t g) { return groups[g].box.left + groups[g].box.right; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sheet.turned ? middle(a) < middle(b) : middle(a) > middle(b);
  });
  const auto parted = [&](const Box& a, const Box& b, float slack) {
    return std::any_of(sheet.walls.begin(), sheet.walls.end(), [&](const Box& wall) {
      return wall.left > std::min(a.right, b.right) - slack &&
             wall.right < std::max(a.left, b.left) + slack && shared_y(wall, a) > 0 &&
             shared_y(wall, b) > 0;
    });
  };
  for (auto next = order.begin(); next != order.end(); ++next) {
    Group& line = groups[*next];
    for (auto before = order.begin(); before != next; ++before) {
      Group& head = groups[*before];
      if (head.pieces.empty()) continue;
      const Box& last = sheet.pieces[head.pieces.back()].box;
      const float size = std::max(head.size, line.size), gap = -shared_x(last, line.box);
      if (std::fabs(head.size - line.size) > kSameLine * size || gap < -.3f * size ||
          gap > kUprightGap * size || parted(last, line.box, .3f * size) ||
          shared_y(last, line.box) < .5f * std::min(last.height(), line.box.height()))
        continue;
      head.pieces.insert(head.pieces.end(), line.pieces.begin(), line.pieces.end());
      head.box = united_box(head.box, line.box);
      line.pieces.clear();
      break;
    }
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
}

// A line no larger than the text in the middle right above a headline names its series: a kicker.
void add_small_kickers(const Sheet& sheet, std::vector<Group>& groups, std::vector<Head>& heads) {
  if (heads.size() > kMostHeads) return;
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    Group& line = groups[g];
    if (!may_be_byline(sheet, line) || sheet.pieces[line.pieces[0]].marks.end == EndMark::kCredit)
      continue;
    const auto is_under = [&](const Head& head) {
      const float gap = head.box.top - line.box.bottom;
      const float off_centre =
          std::fabs(line.box.left + line.box.right - head.box.left - head.box.right) / 2;
      return !head.beside && groups[head.groups[0]].size > kLargerHead * line.size &&
             groups[head.groups[0]].kind == GroupKind::kDisplay && gap > -.3f * line.size &&
             gap < kHeadGap * line.size && off_centre < sheet.size &&
             line.box.width() < head.box.width();
    };
    const auto head = std::find_if(heads.begin(), heads.end(), is_under);
    if (head == heads.end()) continue;
    // Not the last line of a text above.
    const bool free = std::none_of(groups.begin(), groups.end(), [&](const Group& above) {
      const float gap = line.box.top - above.box.bottom;
      return &above != &line && above.kind != GroupKind::kFurniture && gap > -line.size &&
             gap < kHeadGap * line.size && shared_x(above.box, line.box) > 0 &&
             !rule_between(sheet, above.box, line.box);
    });
    if (!free) continue;
    line.kind = GroupKind::kDisplay;
    head->groups.insert(head->groups.begin(), g);
    head->box = united_box(head->box, line.box);
  }
}

}  // namespace

std::vector<std::uint32_t> downwards(const std::vector<Group>& groups) {
  std::vector<std::uint32_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups[a].box.top != groups[b].box.top ? groups[a].box.top < groups[b].box.top
                                                  : groups[a].box.left < groups[b].box.left;
  });
  return order;
}

std::vector<Head> find_heads(const Sheet& sheet, std::vector<Group>& groups) {
  split_names(sheet, groups);
  join_upright_lines(sheet, groups);
  std::vector<Head> heads;
  std::vector<std::uint32_t> open;
  for (std::uint32_t g : downwards(groups)) {
    Group& group = groups[g];
    const bool name = may_be_byline(sheet, group);
    const bool byline = group.kind == GroupKind::kByline || name;
    bool address = false;
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
      address = true;
      break;
    }
    if (address) continue;
    if (group.kind != GroupKind::kDisplay && !byline) continue;
    if (sheet.pieces[group.pieces[0]].crosswise) {
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
  }
  add_small_kickers(sheet, groups, heads);
  return heads;
}

}  // namespace tonglan
