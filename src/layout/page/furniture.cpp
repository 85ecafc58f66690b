#include "layout/page/furniture.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr float kRunningHead = 5;  // body glyphs from its top to the rule under it, at most
constexpr float kHeadSize = 1.6f;  // body glyphs; a headline may be larger
constexpr float kNameplate = 12;   // body glyphs from the top of the paper's name to that rule
constexpr float kBesideName = 6;   // body glyphs from that name to its date, at most
constexpr float kLongestName = 12;  // half-cells: of a newspaper; headlines are longer
constexpr int kEntries = 3;         // of an index beside that name, at least ...
constexpr float kIndexTitle = 3;    // ... and body glyphs above them for its title
constexpr float kApart = 3;        // body glyphs between two parts of a running head
// Of a side of the page's frame: the share of the page's length that it takes, in body glyphs how
// level its parts are, and how far from it a line outside may begin.
constexpr float kSideOfFrame = .75f, kLevelOfFrame = 1.5f, kMargin = 6;
constexpr std::size_t kOutside = 12;  // one line in so many may stand outside
constexpr float kNoSpeck = 4;         // half-cells

bool are_level(const Box& a, const Box& b) {
  return shared_y(a, b) > .3f * std::min(a.height(), b.height());
}

// The box as it is where `side` of the page lies at the top: 0 the top, then clockwise.
Box with_side_up(const Box& b, int side) {
  switch (side) {
    case 1:
      return {b.top, -b.right, b.bottom, -b.left};
    case 2:
      return {b.left, -b.bottom, b.right, -b.top};
    case 3:
      return {b.top, b.left, b.bottom, b.right};
    default:
      return b;
  }
}

// Boxes of a sheet's pieces, and the rules along one side of the page, with that side up.
struct SideUp {
  std::vector<Box> boxes, rules;
};

SideUp with_side_up(const Sheet& sheet, int side) {
  SideUp up;
  for (const Piece& p : sheet.pieces) up.boxes.push_back(with_side_up(p.box, side));
  for (const Box& r : side % 2 == 0 ? sheet.rules : sheet.walls)
    up.rules.push_back(with_side_up(r, side));
  return up;
}

// What stands beside a nameplate and lists the articles of the paper, is text.
std::vector<bool> without_index(const Sheet& sheet, const SideUp& top, std::vector<bool> head) {
  Box index = {1e9f, 1e9f, -1e9f, -1e9f};
  int entries = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const Piece& p = sheet.pieces[i];
    if (!head[i] || p.names_issue || p.half_cells <= kLongestName ||
        p.size > kHeadSize * sheet.size)
      continue;
    index = united_box(index, top.boxes[i]);
    ++entries;
  }
  if (entries < kEntries) return head;
  index.top -= kIndexTitle * sheet.size;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (shared_x(index, top.boxes[i]) > 0 && shared_y(index, top.boxes[i]) > 0) head[i] = false;
  return head;
}

// Short lines over a rule at the page's top: name and volume of a journal, title of a chapter, or
// the nameplate of a newspaper with its date and number. `top`: the page's top side, as it is
// printed; vertical text begins at another, but only nameplates are looked for there.
std::vector<bool> find_running_head(const Sheet& sheet, const SideUp& top, bool nameplate_only) {
  std::vector<bool> none(sheet.pieces.size(), false);
  Box all = {1e9f, 1e9f, -1e9f, -1e9f};
  for (const Box& box : top.boxes) all = united_box(all, box);
  const Box* rule = nullptr;  // the uppermost wide one
  for (const Box& r : top.rules)
    if (r.width() > .6f * all.width() && (rule == nullptr || r.top < rule->top)) rule = &r;
  if (rule == nullptr || rule->top - all.top > kNameplate * sheet.size) return none;
  std::vector<bool> head = none;
  std::vector<std::size_t> parts;
  float largest = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (top.boxes[i].bottom > rule->top + .5f * sheet.size) continue;
    head[i] = true;
    parts.push_back(i);
    largest = std::max(largest, sheet.pieces[i].size);
  }
  const auto any = [&](auto is) { return std::any_of(parts.begin(), parts.end(), is); };
  if (parts.empty() || 3 * parts.size() > head.size() ||
      any([&](std::size_t i) { return sheet.pieces[i].ends_sentence; }))
    return none;
  const auto is_headline = [&](std::size_t i) {
    const Piece& p = sheet.pieces[i];
    return p.size > kHeadSize * sheet.size && p.half_cells > kLongestName && !p.names_issue;
  };
  // A mark in a short name (财经·视点) may be misread.
  const auto is_text = [&](std::size_t i) {
    return sheet.pieces[i].has_stop && sheet.pieces[i].half_cells > kLongestName;
  };
  const bool is_nameplate = any([&](std::size_t i) { return sheet.pieces[i].names_issue; }) &&
                            !any([&](std::size_t i) { return is_text(i) || is_headline(i); });
  if (is_nameplate) return without_index(sheet, top, std::move(head));
  if (nameplate_only || rule->top - all.top > kRunningHead * sheet.size ||
      any([&](std::size_t i) { return top.boxes[i].width() > .6f * all.width(); }))
    return none;
  const bool apart = any([&](std::size_t a) {
    return any([&](std::size_t b) {
      return are_level(top.boxes[a], top.boxes[b]) &&
             top.boxes[b].left - top.boxes[a].right > kApart * sheet.size;
    });
  });
  return largest < (apart ? kHeadSize : 1 + size_tolerance(sheet)) * sheet.size ? head : none;
}

// Share of the length of `all` that rules on the level of `rule` take.
float coverage(const std::vector<Box>& rules, const Box& rule, const Box& all, float size) {
  std::vector<Box> level;
  for (const Box& r : rules)
    if (std::fabs(r.top - rule.top) < kLevelOfFrame * size) level.push_back(r);
  std::sort(level.begin(), level.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
  float covered = 0, reach = all.left;
  for (const Box& r : level) {
    const float right = std::min(r.right, all.right);
    covered += std::max(0.f, right - std::max(reach, r.left));
    reach = std::max(reach, right);
  }
  return covered / std::max(1.f, all.width());
}

// One line, here and there with others level with it, between a side of the page's frame and the
// edge of the paper: the date, a slogan. `boxes`, `rules`: with that side up.
std::vector<bool> find_outside(const Sheet& sheet, const std::vector<Box>& boxes,
                               const std::vector<Box>& rules) {
  const std::vector<bool> none(boxes.size(), false);
  std::vector<float> bottoms;  // of all lines but specks, in order
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (sheet.pieces[i].half_cells >= kNoSpeck) bottoms.push_back(boxes[i].bottom);
  std::sort(bottoms.begin(), bottoms.end());
  for (const Box& rule : rules) {
    const float edge = rule.top + .5f * sheet.size;
    const auto above =
        std::size_t(std::lower_bound(bottoms.begin(), bottoms.end(), edge) - bottoms.begin());
    if (above == 0 || kOutside * above > boxes.size()) continue;
    std::vector<bool> outside = none;
    std::vector<const Box*> lines;
    Box inside = {1e9f, 1e9f, -1e9f, -1e9f};
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      outside[i] = boxes[i].bottom < edge;
      if (!outside[i]) inside = united_box(inside, boxes[i]);
      if (outside[i] && sheet.pieces[i].half_cells >= kNoSpeck) lines.push_back(&boxes[i]);
    }
    if (coverage(rules, rule, inside, sheet.size) < kSideOfFrame) continue;
    const bool near = std::all_of(lines.begin(), lines.end(), [&](const Box* line) {
      return line->top > rule.top - kMargin * sheet.size;
    });
    const bool single = std::all_of(lines.begin(), lines.end(), [&](const Box* a) {
      return std::none_of(lines.begin(), lines.end(),
                          [&](const Box* b) { return a != b && shared_x(*a, *b) > sheet.size; });
    });
    if (near && single) return outside;
  }
  return none;
}

// On all four sides: on a page of vertical text the date stands above it, not where it begins.
std::vector<bool> find_outside(const Sheet& sheet) {
  std::vector<bool> outside(sheet.pieces.size(), false);
  for (int side = 0; side < 4; ++side) {
    const SideUp up = with_side_up(sheet, side);
    const std::vector<bool> here = find_outside(sheet, up.boxes, up.rules);
    for (std::size_t i = 0; i < here.size(); ++i) outside[i] = outside[i] || here[i];
  }
  return outside;
}

// The name of a newspaper in large letters with its date beside it, wherever they stand: in a box
// at the right end of a page of vertical text, for one.
void mark_nameplates(const Sheet& sheet, std::vector<bool>& furniture) {
  for (std::size_t i = 0; i < sheet.pieces.size(); ++i) {
    const Piece& name = sheet.pieces[i];
    if (!name.names_paper || name.size < kHeadSize * sheet.size) continue;
    for (std::size_t k = 0; k < sheet.pieces.size(); ++k) {
      const Piece& date = sheet.pieces[k];
      const float apart = std::max(-shared_x(name.box, date.box), -shared_y(name.box, date.box));
      if (k == i || !date.names_issue || date.has_stop || apart > kBesideName * sheet.size)
        continue;
      furniture[i] = furniture[k] = true;
    }
  }
}

}  // namespace

std::vector<bool> find_furniture(const Sheet& sheet) {
  if (sheet.inset) return std::vector<bool>(sheet.pieces.size(), false);
  std::vector<bool> furniture = find_running_head(sheet, with_side_up(sheet, 0), false);
  const auto add = [&](const std::vector<bool>& more) {
    for (std::size_t i = 0; i < furniture.size(); ++i) furniture[i] = furniture[i] || more[i];
  };
  constexpr int kLeft = 3;  // where the top of a page of vertical text lies, read along its lines
  if (sheet.turned) add(find_running_head(sheet, with_side_up(sheet, kLeft), true));
  add(find_outside(sheet));
  mark_nameplates(sheet, furniture);
  float top = 1e9f, bottom = -1e9f;  // of the running text: what has marks inside
  for (std::size_t i = 0; i < furniture.size(); ++i) {
    const Piece& p = sheet.pieces[i];
    const bool runs = p.has_stop && p.half_cells >= 8 && p.size <= kHeadSize * sheet.size;
    if (furniture[i] || p.marks.start == StartMark::kFolio || !runs) continue;
    top = std::min(top, p.box.top);
    bottom = std::max(bottom, p.box.bottom);
  }
  const auto outside = [&](const Box& box) { return box.bottom <= top || box.top >= bottom; };
  // A number is that of the page where it is the only one on its level, first or last of all.
  const auto numbers_page = [&](const Piece& number) {
    std::size_t beyond = 0;
    for (const Piece& p : sheet.pieces) {
      if (&p != &number && p.is_number && are_level(p.box, number.box)) return false;
      beyond +=
          number.box.top >= bottom ? p.box.top > number.box.bottom : p.box.bottom < number.box.top;
    }
    return beyond <= 1;
  };
  std::vector<Box> bands;
  for (const Piece& p : sheet.pieces) {
    if (!outside(p.box) || bands.size() >= 16) continue;
    if (p.marks.start != StartMark::kFolio && !(p.is_number && numbers_page(p))) continue;
    bands.push_back(p.box);
    if (p.is_number && p.box.top >= bottom) bands.back().bottom = 1e9f;  // and what is under it
  }
  for (std::size_t i = 0; i < furniture.size(); ++i) {
    const Box& box = sheet.pieces[i].box;
    furniture[i] = furniture[i] ||
                   (outside(box) && std::any_of(bands.begin(), bands.end(),
                                                [&](const Box& b) { return are_level(box, b); }));
  }
  return furniture;
}

}  // namespace tonglan
