#include "layout/page/furniture.h"

#include <algorithm>

namespace tonglan {
namespace {

constexpr float kRunningHead = 5;  // body glyphs from its top to the rule under it, at most
constexpr float kHeadSize = 1.6f;  // body glyphs; a headline may be larger
constexpr float kApart = 3;        // body glyphs between two parts of a running head

bool are_level(const Box& a, const Box& b) {
  return shared_y(a, b) > .3f * std::min(a.height(), b.height());
}

Box extent_of(const Sheet& sheet) {
  Box all = {1e9f, 1e9f, -1e9f, -1e9f};
  for (const Piece& p : sheet.pieces) all = united_box(all, p.box);
  return all;
}

// Short lines over a rule at the page's top: name and volume of a journal, title of a chapter.
std::vector<bool> find_running_head(const Sheet& sheet) {
  std::vector<bool> none(sheet.pieces.size(), false);
  const Box all = extent_of(sheet);
  const Box* rule = nullptr;  // the uppermost wide one
  for (const Box& r : sheet.rules)
    if (r.width() > .6f * all.width() && (rule == nullptr || r.top < rule->top)) rule = &r;
  if (rule == nullptr || rule->top - all.top > kRunningHead * sheet.size) return none;
  std::vector<bool> head = none;
  std::vector<const Piece*> parts;
  float largest = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const Piece& p = sheet.pieces[i];
    if (p.box.bottom > rule->top + .5f * sheet.size) continue;
    if (p.ends_sentence || p.box.width() > .6f * all.width()) return none;
    head[i] = true;
    parts.push_back(&p);
    largest = std::max(largest, p.size);
  }
  if (parts.empty() || 3 * parts.size() > head.size()) return none;
  const bool apart = std::any_of(parts.begin(), parts.end(), [&](const Piece* a) {
    return std::any_of(parts.begin(), parts.end(), [&](const Piece* b) {
      return are_level(a->box, b->box) && b->box.left - a->box.right > kApart * sheet.size;
    });
  });
  return largest < (apart ? kHeadSize : 1 + size_tolerance(sheet)) * sheet.size ? head : none;
}

}  // namespace

std::vector<bool> find_furniture(const Sheet& sheet) {
  std::vector<bool> furniture = find_running_head(sheet);
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
