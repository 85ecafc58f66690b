#include "layout/page/scraps.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tonglan {
namespace {

constexpr float kRoom = 2.4f;    // body glyphs: less space between two lines holds one line of text
constexpr float kBeside = 3;     // body glyphs: how far a scrap may stick out of its leg
constexpr float kInside = .75f;  // of its width, at least, is inside

// A line or two whose size an engine mistook, or a subhead a little larger than the text.
bool is_scrap(const Sheet& sheet, const Group& g) {
  if (g.kind != GroupKind::kDisplay && g.kind != GroupKind::kSmall) return false;
  if (g.pieces.size() > 2) return false;
  if (sheet.pieces[g.pieces[0]].crosswise) return false;
  const float larger = g.size / sheet.size - 1;
  return is_noisy(sheet) ? larger > -.4f && larger < .8f
                         : larger > 0 && larger < 2 * size_tolerance(sheet);
}

// The lines of a leg right above and below a height: places in pieces; size() where none is below.
std::size_t first_below(const Sheet& sheet, const Group& leg, float y) {
  std::size_t at = 0;
  while (at < leg.pieces.size()) {
    const Box& box = sheet.pieces[leg.pieces[at]].box;
    if ((box.top + box.bottom) / 2 > y) break;
    ++at;
  }
  return at;
}

bool inside_column(const Box& box, const Group& leg, float slack) {
  const float shared = std::min(box.right, leg.right) - std::max(box.left, leg.left);
  return shared > kInside * box.width() && box.left > leg.left - slack &&
         box.right < leg.right + slack;
}

// Whether the group fills a place between two lines that holds no more than lines of text.
bool fills_room(const Sheet& sheet, const Group& g, float from, float to) {
  const float room = to - from, lines = static_cast<float>(g.pieces.size());
  const float overlap = g.box.height() - room;
  return room < (kRoom + 1.5f * (lines - 1)) * sheet.size || overlap > .5f * sheet.size;
}

bool may_be_scrap(const Sheet& sheet, const Group& g) {
  return !g.pieces.empty() && g.pieces.size() <= 2 &&
         (g.kind == GroupKind::kDisplay || g.kind == GroupKind::kSmall ||
          g.kind == GroupKind::kText) &&
         !sheet.pieces[g.pieces[0]].crosswise && sheet.pieces[g.pieces[0]].half_cells > 2;
}

bool as_wide(const Group& a, const Group& b) {
  constexpr float kNarrower = .7f;
  const auto [least, most] = std::minmax({a.right - a.left, b.right - b.left});
  return least > kNarrower * most;
}

// Of two groups of some lines each, one is so narrow that it is in a column of its own.
bool is_half_as_wide(const Group& a, const Group& b) {
  const auto [least, most] = std::minmax({a.box.width(), b.box.width()});
  return std::min(a.pieces.size(), b.pieces.size()) > 2 && least < .5f * most;
}

void put_in(Group& leg, std::size_t at, Group& g) {
  leg.pieces.insert(leg.pieces.begin() + static_cast<std::ptrdiff_t>(at), g.pieces.begin(),
                    g.pieces.end());
  leg.box = united_box(leg.box, g.box);
  g.pieces.clear();
}

}  // namespace

void close_legs(const Sheet& sheet, std::vector<Group>& groups) {
  std::vector<std::uint32_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups[a].box.top < groups[b].box.top;
  });
  const float slack = (is_noisy(sheet) ? 1.6f : .7f) * sheet.size;
  const auto inside = [&](const Box& part, const Box& leg) {
    return part.left > leg.left - slack && part.right < leg.right + slack;
  };
  // The text group that ends (or begins) right above (or below) a box.
  const auto beside = [&](const Group& g, bool under) {
    const float from = under ? g.box.bottom - .6f * sheet.size : g.box.top - 60 * sheet.size;
    const float to = under ? g.box.bottom + .9f * sheet.size : g.box.top;
    auto at = std::lower_bound(order.begin(), order.end(), from,
                               [&](std::uint32_t i, float y) { return groups[i].top < y; });
    std::uint32_t found = kNone;
    for (; at != order.end() && groups[*at].top <= to; ++at) {
      const Group& other = groups[*at];
      if (&other == &g || other.pieces.empty() || other.kind != GroupKind::kText) continue;
      const float gap = g.box.top - other.box.bottom;
      if (!under && (gap < -.6f * sheet.size || gap > .9f * sheet.size)) continue;
      if (inside(g.box, other.box) || (other.pieces.size() < 3 && inside(other.box, g.box)))
        found = *at;
    }
    return found;
  };
  for (Group& g : groups) g.top = g.box.top;
  for (std::uint32_t at : order) {
    Group& g = groups[at];
    if (g.pieces.empty() || !is_scrap(sheet, g)) continue;
    const std::uint32_t above = beside(g, false), below = beside(g, true);
    if (above == kNone || below == kNone || above == below) continue;
    Group &leg = groups[above], &rest = groups[below];
    if (!inside(leg.box, rest.box) && !inside(rest.box, leg.box)) continue;
    if (is_half_as_wide(leg, rest)) continue;
    for (Group* part : {&g, &rest}) {
      leg.pieces.insert(leg.pieces.end(), part->pieces.begin(), part->pieces.end());
      leg.box = united_box(leg.box, part->box);
      part->pieces.clear();
    }
    // What is above the next scrap is looked for by where it begins: the leg stands in for its
    // rest.
    std::swap(leg.pieces, rest.pieces);
    std::swap(leg.box, rest.box);
    rest.size = leg.size;
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
}

void take_in_scraps(const Sheet& sheet, std::vector<Group>& groups) {
  if (sheet.noise < .02f) return;
  std::vector<std::uint32_t> legs;
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    if (groups[g].kind == GroupKind::kText && groups[g].pieces.size() >= 3) legs.push_back(g);
  const float slack = kBeside * sheet.size;
  for (Group& g : groups) {
    if (!may_be_scrap(sheet, g)) continue;
    const float y = (g.box.top + g.box.bottom) / 2;
    Group *above = nullptr, *below = nullptr;
    for (std::uint32_t l : legs) {
      Group& leg = groups[l];
      if (leg.pieces.empty() || !inside_column(g.box, leg, slack)) continue;
      const std::size_t at = first_below(sheet, leg, y);
      if (at > 0 && at < leg.pieces.size()) {
        const float from = sheet.pieces[leg.pieces[at - 1]].box.bottom,
                    to = sheet.pieces[leg.pieces[at]].box.top;
        if (fills_room(sheet, g, from, to)) put_in(leg, at, g);
        break;
      }
      if (at > 0 && (above == nullptr || leg.box.bottom > above->box.bottom)) above = &leg;
      if (at == 0 && (below == nullptr || leg.box.top < below->box.top)) below = &leg;
    }
    if (g.pieces.empty() || above == nullptr || below == nullptr) continue;
    if (!inside_column(above->box, *below, slack) && !inside_column(below->box, *above, slack))
      continue;
    if (above->column_known && below->column_known && !as_wide(*above, *below)) continue;
    if (!fills_room(sheet, g, above->box.bottom, below->box.top)) continue;
    put_in(*above, above->pieces.size(), g);
    put_in(*above, above->pieces.size(), *below);
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
}

}  // namespace tonglan
