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
constexpr float kApart = 3;        // body glyphs between two parts of a running head
// Of a side of the page's frame: the share of the page's length that it takes, in body glyphs how
// level its parts are, and how far from it a line outside may begin.
constexpr float kSideOfFrame = .75f, kLevelOfFrame = 1.5f, kMargin = 6;
constexpr std::size_t kOutside = 12;  // one line in so many may stand outside
constexpr float kNoSpeck = 4;         // half-cells

bool are_level(const Box& a, const Box& b) {
  return shared_y(a, b) > .3f * std::min(a.height(), b.height());
}

Box extent_of(const Sheet& sheet) {
  Box all = {1e9f, 1e9f, -1e9f, -1e9f};
  for (const Piece& p : sheet.pieces) all = united_box(all, p.box);
  return all;
}

// Short lines over a rule at the page's top: name and volume of a journal, title of a chapter, or the
// nameplate of a newspaper with its date and number.
std::vector<bool> find_running_head(const Sheet& sheet) {
  std::vector<bool> none(sheet.pieces.size(), false);
  const Box all = extent_of(sheet);
  const Box* rule = nullptr;  // the uppermost wide one
  for (const Box& r : sheet.rules)
    if (r.width() > .6f * all.width() && (rule == nullptr || r.top < rule->top)) rule = &r;
  if (rule == nullptr || rule->top - all.top > kNameplate * sheet.size) return none;
  std::vector<bool> head = none;
  std::vector<const Piece*> parts;
  float largest = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const Piece& p = sheet.pieces[i];
    if (p.box.bottom > rule->top + .5f * sheet.size) continue;
    head[i] = true;
    parts.push_back(&p);
    largest = std::max(largest, p.size);
  }
  const auto any = [&](auto is) { return std::any_of(parts.begin(), parts.end(), is); };
  if (parts.empty() || 3 * parts.size() > head.size() ||
      any([](const Piece* p) { return p->ends_sentence; }))
    return none;
  const bool is_nameplate =
      any([](const Piece* p) { return p->names_issue; }) && !any([&](const Piece* p) {
        return p->has_stop || (is_display_size(p->size, sheet) && p->half_cells > kLongestName);
      });
  if (is_nameplate) return head;
  if (rule->top - all.top > kRunningHead * sheet.size ||
      any([&](const Piece* p) { return p->box.width() > .6f * all.width(); }))
    return none;
  const bool apart = any([&](const Piece* a) {
    return any([&](const Piece* b) {
      return are_level(a->box, b->box) && b->box.left - a->box.right > kApart * sheet.size;
    });
  });
  return largest < (apart ? kHeadSize : 1 + size_tolerance(sheet)) * sheet.size ? head : none;
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
    std::vector<Box> boxes, rules;
    for (const Piece& p : sheet.pieces) boxes.push_back(with_side_up(p.box, side));
    for (const Box& r : side % 2 == 0 ? sheet.rules : sheet.walls)
      rules.push_back(with_side_up(r, side));
    const std::vector<bool> here = find_outside(sheet, boxes, rules);
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
  std::vector<bool> furniture = find_running_head(sheet);
  const std::vector<bool> beyond_frame = find_outside(sheet);
  for (std::size_t i = 0; i < furniture.size(); ++i) furniture[i] = furniture[i] || beyond_frame[i];
  mark_nameplates(sheet, furniture);
  float top = 1e9f, bottom = -1e9f;  // of the running text: what has marks inside
  for (std::size_t i = 0; i < furniture.size(); ++i) {
    const Piece& p = sheet.pieces[i];
    if (furniture[i] || p.marks.start == StartMark::kFolio || !p.has_stop || p.half_cells < 8)
      continue;
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
