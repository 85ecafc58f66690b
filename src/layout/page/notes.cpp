#include "layout/page/notes.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr float kUnderRule = 2.5f;  // body glyphs from the rule to the first note
constexpr float kShort = .7f;       // of the column's width: longer rules part articles
constexpr float kLeastRule = 2;     // body glyphs
constexpr float kFoot = 6;          // body glyphs from the last note to the foot of the page's text
constexpr float kMost = .4f;        // of the height of the page's text
constexpr float kNoteSize = .96f;   // body glyphs: notes are smaller

bool may_be_note(const Sheet& sheet, const Group& g) {
  return (g.kind == GroupKind::kText || g.kind == GroupKind::kSmall) &&
         g.size < kNoteSize * sheet.size && !sheet.pieces[g.pieces[0]].crosswise;
}

// The leg above the short rule, beginning where the leg does, right under which a group stands.
const Group* leg_over_rule(const Sheet& sheet, const std::vector<Group>& groups, const Group& g) {
  for (const Box& rule : sheet.rules) {
    const float gap = g.box.top - rule.bottom;
    if (rule.width() < kLeastRule * sheet.size || shared_x(rule, g.box) <= 0) continue;
    if (gap < -.3f * sheet.size || gap > kUnderRule * sheet.size) continue;
    for (const Group& leg : groups)
      if (leg.kind == GroupKind::kText && leg.pieces.size() > 2 &&
          leg.box.bottom < rule.top + .3f * sheet.size &&
          std::fabs(leg.left - rule.left) < 1.5f * sheet.size &&
          rule.width() < kShort * (leg.right - leg.left) && g.box.right < leg.right + sheet.size)
        return &leg;
  }
  return nullptr;
}

}  // namespace

void find_notes(const Sheet& sheet, std::vector<Group>& groups) {
  Box page = {1e9f, 1e9f, -1e9f, -1e9f};
  for (const Group& g : groups)
    if (g.kind != GroupKind::kFurniture) page = united_box(page, g.box);
  for (std::size_t first = 0; first < groups.size(); ++first) {
    if (!may_be_note(sheet, groups[first])) continue;
    const Group* leg = leg_over_rule(sheet, groups, groups[first]);
    if (leg == nullptr) continue;
    const float left = leg->left, right = leg->right;
    const auto is_foot = [&](const std::vector<std::size_t>& part) {
      Box box = groups[first].box;
      for (const std::size_t i : part) box = united_box(box, groups[i].box);
      return box.bottom > page.bottom - kFoot * sheet.size && box.height() < kMost * page.height();
    };
    // All that stands under it in the column is a note, or none of it is.
    std::vector<std::size_t> column = {first};
    bool all = true;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const Group& g = groups[i];
      if (i == first || g.kind == GroupKind::kFurniture || g.box.top < groups[first].box.top ||
          shared_x(g.box, groups[first].box) <= 0)
        continue;
      all &=
          may_be_note(sheet, g) && (g.kind == GroupKind::kSmall || g.size < kNoteSize * sheet.size);
      column.push_back(i);
    }
    if (!all || !is_foot(column)) continue;
    for (const std::size_t i : column) {
      groups[i].kind = GroupKind::kNote;
      groups[i].left = std::min(groups[i].left, left);
      groups[i].right = std::max(groups[i].right, right);
    }
  }
}

}  // namespace tonglan
