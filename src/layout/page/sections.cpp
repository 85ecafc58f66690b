#include "layout/page/sections.h"

#include <cmath>

namespace tonglan {
namespace {

constexpr float kHeadLines = .9f;  // of its glyphs: white between two lines of a head, at most
constexpr float kSameSize = .1f;   // relative, beside the page's noise
constexpr float kLongest = 80;     // half-cells of one line

bool may_be_head(const Sheet& sheet, const Piece& p) {
  const float noise = std::min(.1f, sheet.noise);
  return !p.crosswise && !p.ends_sentence && p.half_cells <= kLongest &&
         p.size > (kSectionSize + noise) * sheet.size && p.size < kHeadlineSize * sheet.size;
}

// The second line of a head hangs behind the number of the first.
bool goes_on(const Sheet& sheet, const Piece& head, const Piece& p) {
  const float gap = p.box.top - head.box.bottom, behind = p.box.left - head.box.left;
  return may_be_head(sheet, p) && !p.numbered && gap > -.5f * head.size &&
         gap < kHeadLines * head.size && behind > .5f * head.size && behind < 6 * head.size &&
         p.box.left < head.box.right && p.box.right < head.box.right + 2 * head.size &&
         std::fabs(p.size / head.size - 1) < kSameSize + sheet.noise;
}

bool is_indented(const Sheet& sheet, const Group& leg, const Piece& p) {
  const float indent = (p.box.left - leg.left) / sheet.advance;
  return indent > 1.2f && indent < 2.8f;
}

// Paragraphs of the page are indented.
bool has_indents(const Sheet& sheet, const std::vector<Group>& groups) {
  constexpr std::size_t kOneIn = 20;
  std::size_t lines = 0, indented = 0;
  for (const Group& g : groups) {
    if (g.kind != GroupKind::kText || !g.column_known) continue;
    lines += g.pieces.size();
    for (const std::uint32_t p : g.pieces) indented += is_indented(sheet, g, sheet.pieces[p]);
  }
  return kOneIn * indented > lines;
}

}  // namespace

void mark_large_subheads(Sheet& sheet) {
  for (Piece& first : sheet.pieces) {
    if (!first.numbered || !may_be_head(sheet, first)) continue;
    first.subhead = true;
    const Piece* last = &first;
    for (int n = 0; n < 2; ++n) {
      Piece* next = nullptr;
      for (Piece& p : sheet.pieces)
        if (&p != last && !p.subhead && goes_on(sheet, *last, p) &&
            (next == nullptr || p.box.top < next->box.top))
          next = &p;
      if (next == nullptr) break;
      next->subhead = true;
      last = next;
    }
  }
}

void mark_flush_subheads(Sheet& sheet, const std::vector<Group>& groups) {
  constexpr std::size_t kMostLines = 3;
  if (!has_indents(sheet, groups)) return;
  for (const Group& leg : groups) {
    if (leg.kind != GroupKind::kText || !leg.column_known) continue;
    const auto piece = [&](std::size_t i) -> Piece& { return sheet.pieces[leg.pieces[i]]; };
    for (std::size_t i = 0; i < leg.pieces.size(); ++i) {
      if (!piece(i).numbered || piece(i).subhead) continue;
      if (std::fabs(piece(i).box.left - leg.left) > .5f * sheet.size) continue;
      const bool may_begin = i == 0 || piece(i - 1).ends_sentence || piece(i - 1).subhead;
      if (!may_begin) continue;
      // Up to the first line of a paragraph, or the next head; a sentence is no head.
      std::size_t end = i + 1;
      const auto begins = [&](std::size_t k) {
        return is_indented(sheet, leg, piece(k)) || piece(k).numbered;
      };
      while (end < leg.pieces.size() && end - i <= kMostLines && !begins(end)) ++end;
      if (end == leg.pieces.size() || end - i > kMostLines || piece(end - 1).ends_sentence)
        continue;
      for (std::size_t k = i; k < end; ++k) piece(k).subhead = true;
    }
  }
}

}  // namespace tonglan
