#include "layout/page/capitals.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kLeast = 1.7f, kMost = 6;  // a capital is high
constexpr float kBeside = 1.6f;            // from it to the lines beside it, at most
constexpr float kSlack = .35f;             // that lines may stand out above or below it
constexpr float kUnder = 1.6f;             // from it to the next line, at most
constexpr float kFlush = .8f;              // between two edges at one place
constexpr float kRagged = 2.5f;            // between the ends of lines, where marks hang
// Of the body's size: lines of it.
constexpr float kSmaller = .75f, kLarger = 1.35f;

bool is_line_of_text(const Sheet& sheet, const Piece& p) {
  return !p.crosswise && p.size > kSmaller * sheet.size && p.size < kLarger * sheet.size;
}

bool may_be_capital(const Sheet& sheet, const Piece& p) {
  const float height = p.box.height();
  return !p.crosswise && p.half_cells <= 2 && height > kLeast * sheet.size &&
         height < kMost * sheet.size && p.box.width() > .5f * height &&
         p.box.width() < 1.4f * height;
}

// Downwards; empty if `capital` is none.
std::vector<Piece*> lines_beside(Sheet& sheet, const Piece& capital) {
  std::vector<Piece*> beside;
  float right = 0;
  for (Piece& p : sheet.pieces) {
    const float gap = p.box.left - capital.box.right;
    const float middle = (p.box.top + p.box.bottom) / 2, slack = kSlack * sheet.size;
    if (!is_line_of_text(sheet, p) || gap < -slack || gap > kBeside * sheet.size) continue;
    if (middle < capital.box.top - slack || middle > capital.box.bottom + slack) continue;
    beside.push_back(&p);
    right = std::max(right, p.box.right);
  }
  const bool goes_on = std::any_of(sheet.pieces.begin(), sheet.pieces.end(), [&](const Piece& p) {
    const float under = p.box.top - capital.box.bottom;
    return is_line_of_text(sheet, p) && under > -kSlack * sheet.size &&
           under < kUnder * sheet.size &&
           std::fabs(p.box.left - capital.box.left) < kFlush * sheet.size &&
           p.box.right > right - kRagged * sheet.size;
  });
  if (beside.size() < 2 || !goes_on) return {};
  std::sort(beside.begin(), beside.end(),
            [](const Piece* a, const Piece* b) { return a->box.top < b->box.top; });
  return beside;
}

}  // namespace

void join_capitals(const Document& document, Sheet& sheet) {
  for (Piece& capital : sheet.pieces) {
    if (!may_be_capital(sheet, capital)) continue;
    const std::vector<Piece*> beside = lines_beside(sheet, capital);
    if (beside.empty()) continue;
    for (Piece* line : beside) line->box.left = capital.box.left;
    Piece& first = *beside[0];
    first.box.left += 2 * sheet.advance;
    first.half_cells += capital.half_cells;
    first.lines.insert(first.lines.begin(), capital.lines.begin(), capital.lines.end());
    std::string text;
    for (const std::uint32_t line : first.lines) text += document.view(document.lines[line]);
    first.marks = find_marks(text);
    first.doubtful = false;
    capital.lines.clear();
  }
  std::erase_if(sheet.pieces, [](const Piece& p) { return p.lines.empty(); });
}

}  // namespace tonglan
