#include "layout/page/cut.h"

#include <algorithm>

#include "chinese/characters.h"
#include "layout/page/edges.h"

namespace tonglan {
namespace {

constexpr float kWide = .7f;    // body glyphs: gaps that may be a gutter on few lines' word
constexpr float kNarrow = .2f;  // ... and on many lines' word
constexpr int kFew = 2, kMany = Edges::kMost;

struct Cut {
  std::uint32_t line;
  std::uint32_t glyph;  // the first of the new piece, within the line
};

bool is_mark(const Document& d, std::uint32_t glyph) {
  return is_chinese_mark(kind_of(decode_last(d.view(d.glyphs[glyph].text)).code));
}

void find_cuts(const Document& d, const Sheet& sheet, std::vector<Cut>& cuts) {
  if (sheet.size <= 0) return;
  Edges lefts(kEdgesNear * sheet.size), rights(kEdgesNear * sheet.size);
  for (const Piece& p : sheet.pieces) {
    lefts.add(p.box.left, p.box.top);
    rights.add(p.box.right, p.box.top);
  }
  lefts.sort();
  rights.sort();
  const float reach = kEdgesReach * sheet.size;
  for (const Piece& p : sheet.pieces) {
    if (p.crosswise || p.size > 1.4f * sheet.size || p.marks.start == StartMark::kByline) continue;
    // What runs across a gutter begins where columns begin, or indented; what is centred over two
    // columns does not.
    if (lefts.count(p.box.left, p.box.top, reach) <= kFew &&
        lefts.count(p.box.left - 2 * sheet.advance, p.box.top, reach) < kFew)
      continue;
    for (std::uint32_t at : p.lines) {
      const Line& line = d.lines[at];
      for (std::uint32_t g = 1; g < line.glyph_count; ++g) {
        const auto reading = [&](std::uint32_t k) {
          return reading_box(sheet, d.glyphs[line.first_glyph + k].box);
        };
        const float from = reading(g - 1).right, to = reading(g).left;
        if (to - from < kNarrow * sheet.size) continue;
        // The line itself is not among the witnesses: its edges are elsewhere.
        const int witnesses =
            std::min(lefts.count(to, p.box.top, reach), rights.count(from, p.box.top, reach));
        // Half the cell of a mark is empty, before an opening one and behind others.
        const bool mark = is_mark(d, line.first_glyph + g - 1) || is_mark(d, line.first_glyph + g);
        const float wide = (mark ? kWide + .5f : kWide) * sheet.size;
        if (witnesses >= (to - from < wide ? kMany : kFew)) cuts.push_back({at, g});
      }
    }
  }
}

// The part of a line from glyph `first` up to glyph `last`.
Line part_of(const Document& d, const Line& line, std::uint32_t first, std::uint32_t last) {
  Line part = line;
  if (first > 0) part.text.begin = d.glyphs[line.first_glyph + first].text.begin;
  if (last < line.glyph_count) part.text.end = d.glyphs[line.first_glyph + last].text.begin;
  while (part.text.end > part.text.begin && d.text[part.text.end - 1] == ' ') --part.text.end;
  part.first_glyph = line.first_glyph + first;
  part.glyph_count = last - first;
  part.box = d.glyphs[part.first_glyph].box;
  for (std::uint32_t g = 1; g < part.glyph_count; ++g)
    part.box = united_box(part.box, d.glyphs[part.first_glyph + g].box);
  return part;
}

}  // namespace

Document cut_at_gutters(Document document, const std::vector<Sheet>& sheets) {
  std::vector<Cut> cuts;
  for (const Sheet& sheet : sheets) find_cuts(document, sheet, cuts);
  if (cuts.empty()) return document;
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
    return a.line != b.line ? a.line < b.line : a.glyph < b.glyph;
  });
  std::vector<Line> lines;
  lines.reserve(document.lines.size() + cuts.size());
  auto cut = cuts.begin();
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    std::uint32_t first = 0;
    for (; cut != cuts.end() && cut->line == i; ++cut) {
      lines.push_back(part_of(document, line, first, cut->glyph));
      first = cut->glyph;
    }
    lines.push_back(first == 0 ? line : part_of(document, line, first, line.glyph_count));
  }
  document.lines = std::move(lines);
  return document;
}

}  // namespace tonglan
