#include "layout/page/leg_ends.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/marks.h"

namespace tonglan {

LegEnds ends_of(const Document& d, const Sheet& sheet, const Group& g) {
  const Piece& first = sheet.pieces[g.pieces.front()];
  const Piece& last = sheet.pieces[g.pieces.back()];
  LegEnds e;
  e.starts_indented = first.subhead || first.box.left - g.left > 1.2f * sheet.advance;
  e.starts_report =
      first.marks.start == StartMark::kLead || first.marks.start == StartMark::kByline;
  e.ends_full = g.right - last.box.right < 1.1f * sheet.advance;
  e.ends_sentence = last.ends_sentence;
  const std::string_view head = d.view(d.lines[first.lines.front()]);
  e.starts_heading = starts_with_heading(sheet, g) || opens_aside(head);
  e.first = decode(head.data(), head.data() + head.size()).code;
  e.last = decode_last(d.view(d.lines[last.lines.back()])).code;
  return e;
}

bool has_indents(const Sheet& sheet, const std::vector<Group>& groups) {
  constexpr std::size_t kOneIn = 40;
  std::size_t indented = 0, lines = 0;
  for (const Group& g : groups) {
    if (g.kind != GroupKind::kText) continue;
    for (const std::uint32_t p : g.pieces) {
      const float indent = sheet.pieces[p].box.left - g.left;
      indented += indent > 1.2f * sheet.advance && indent < 3.5f * sheet.advance;
      ++lines;
    }
  }
  return kOneIn * indented > lines;
}

float goes_on(const LegEnds& from, const LegEnds& to) {
  const bool unfinished = !from.ends_sentence && from.ends_full;
  const bool finished = !from.ends_full;
  if (to.starts_indented) return unfinished ? -3 : finished ? 1 : .3f;
  return unfinished ? 3 : finished ? -4 : .8f;
}

bool is_next_item(const Sheet& sheet, const std::vector<Group>& groups, const Owners& owners,
                  std::uint32_t g) {
  if (owners.flows || owners.above[g] == kNone) return false;
  const Group &above = groups[owners.above[g]], &leg = groups[g];
  constexpr float kGap = 2.5f, kSameColumn = .7f, kPastColumn = 1.5f;  // body glyphs
  const auto near = [&](float a, float b) { return std::fabs(a - b) < kSameColumn * sheet.size; };
  if (leg.box.top - above.box.bottom > kGap * sheet.size || !near(leg.left, above.left) ||
      !near(leg.right, above.right))
    return false;
  const float slack = kPastColumn * sheet.size;
  return std::any_of(sheet.rules.begin(), sheet.rules.end(), [&](const Box& rule) {
    return rule.top > above.box.bottom - .3f * sheet.size &&
           rule.bottom < leg.box.top + .3f * sheet.size && rule.left > leg.left - slack &&
           rule.right < leg.right + slack && 2 * shared_x(rule, leg.box) > leg.box.width();
  });
}

}  // namespace tonglan
