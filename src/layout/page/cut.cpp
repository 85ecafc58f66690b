#include "layout/page/cut.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "chinese/characters.h"
#include "layout/page/edges.h"

namespace tonglan {
namespace {

constexpr float kWide = .7f;    // body glyphs: gaps that may be a gutter on few lines' word
constexpr float kColumnGap = 1.4f;  // ... on the word of one side; a mark not read leaves less
constexpr float kNarrow = .2f;  // ... and on many lines' word
constexpr int kFew = 2, kMany = Edges::kMost;
constexpr int kGrid = 8;  // lines on the whole page that end and begin at a gutter of its grid

struct Cut {
  std::uint32_t line;
  std::uint32_t glyph;  // the first of the new piece, within the line
};

bool is_mark(const Document& d, std::uint32_t glyph) {
  return is_chinese_mark(kind_of(decode_last(d.view(d.glyphs[glyph].text)).code));
}

// White space inside lines: a gutter, where it stands under one another and hardly a line runs on.
class Gaps {
 public:
  Gaps(const Document& d, const Sheet& sheet) : near_(kEdgesNear * sheet.size) {
    for (const Piece& p : sheet.pieces) {
      if (p.crosswise) continue;
      lines_.add({p.box.left, p.box.right, p.box.top});
      for (std::uint32_t at : p.lines) {
        const Line& line = d.lines[at];
        float from = 1e9f;
        for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
          const Box box = reading_box(sheet, d.glyphs[line.first_glyph + g].box);
          if (box.left - from > kHole * sheet.size) gaps_.add({from, box.left, p.box.top});
          from = g == 0 ? box.right : std::max(from, box.right);
        }
      }
    }
    lines_.sort();
    gaps_.sort();
  }

  bool is_gutter(float from, float to, float y, float reach) const {
    const float x = (from + to) / 2;
    const int white = gaps_.count(y, reach, [&](const Stretch& g) {
      return g.from < x + near_ / 2 && g.to > x - near_ / 2 &&
             std::fabs((g.from + g.to) / 2 - x) < 2 * near_;
    });
    return white > kFew && 10 * white >= 7 * lines_.crossing(x, y, reach, near_);
  }

 private:
  static constexpr float kHole = .45f;  // body glyphs
  float near_;
  Stretches lines_, gaps_;
};

// Specks that an engine read as a line's first or last characters: few, doubtful, and far from the
// others. Where the line must be cut: after the first, before the last; 0 for not at all.
std::pair<std::uint32_t, std::uint32_t> loose_ends(const Document& d, const Sheet& sheet,
                                                   const Line& line) {
  constexpr float kFar = 1.3f, kDoubtful = .6f;
  const std::uint32_t n = line.glyph_count;
  if (n < 6) return {0, 0};
  const auto box = [&](std::uint32_t g) {
    return reading_box(sheet, d.glyphs[line.first_glyph + g].box);
  };
  const auto doubtful = [&](std::uint32_t first, std::uint32_t last) {
    float sum = 0;
    for (std::uint32_t g = first; g < last; ++g) sum += d.glyphs[line.first_glyph + g].confidence;
    return sum >= 0 && sum < kDoubtful * static_cast<float>(last - first);
  };
  std::pair<std::uint32_t, std::uint32_t> cuts = {0, 0};
  const std::uint32_t most = std::max(2u, n / 4);
  for (std::uint32_t k = 1; k <= most; ++k) {
    if (box(k).left - box(k - 1).right > kFar * sheet.size && doubtful(0, k)) cuts.first = k;
    if (box(n - k).left - box(n - k - 1).right > kFar * sheet.size && doubtful(n - k, n))
      cuts.second = n - k;
  }
  return cuts;
}

// A rule or a speck between two columns, read as a character; no newspaper prints a bar in a line.
bool stands_in_gutter(const Document& d, const Sheet& sheet, std::uint32_t glyph,
                      const Edges& lefts, const Edges& rights) {
  constexpr float kDoubtful = .6f;
  const Glyph& g = d.glyphs[glyph];
  const std::string_view text = d.view(g.text);
  const bool is_bar = text == "|" || text == "｜";
  if (!is_bar && (g.confidence < 0 || g.confidence > kDoubtful)) return false;
  const Box before = reading_box(sheet, d.glyphs[glyph - 1].box),
            after = reading_box(sheet, d.glyphs[glyph + 1].box);
  const float reach = kEdgesReach * sheet.size, y = before.top;
  const auto [fewer, more] =
      std::minmax({lefts.count(after.left, y, reach), rights.count(before.right, y, reach)});
  return after.left - before.right > kWide * sheet.size && (is_bar ? more : fewer) >= kMany;
}

// Two headlines side by side that an engine read as one line: white space much wider than a blank
// of that size, and than what is between the other characters. A letter-spaced headline has as much
// between all of them.
void part_headlines(const Document& d, const Sheet& sheet, std::uint32_t at, float size,
                    std::vector<Cut>& cuts) {
  constexpr float kBlank = 1.5f, kUsual = 3;
  const Line& line = d.lines[at];
  if (line.glyph_count < 4) return;
  std::vector<float> gaps;
  float reach = reading_box(sheet, d.glyphs[line.first_glyph].box).right;
  for (std::uint32_t g = 1; g < line.glyph_count; ++g) {
    const Box box = reading_box(sheet, d.glyphs[line.first_glyph + g].box);
    gaps.push_back(box.left - reach);
    reach = std::max(reach, box.right);
  }
  std::vector<float> sorted = gaps;
  std::sort(sorted.begin(), sorted.end());
  const float usual = std::max(0.f, sorted[sorted.size() / 2]);
  for (std::uint32_t g = 1; g < line.glyph_count; ++g)
    if (gaps[g - 1] > kBlank * size && gaps[g - 1] > kUsual * usual) cuts.push_back({at, g});
}

// A deck or kicker of two phrases: in the middle right under or over a headline that runs past the
// white space from `from` to `to`.
bool is_under_headline(const Sheet& sheet, const Piece& p, float from, float to) {
  constexpr float kLarger = 1.15f, kNear = 1.3f;
  const float middle = (p.box.left + p.box.right) / 2;
  return std::any_of(sheet.pieces.begin(), sheet.pieces.end(), [&](const Piece& head) {
    return head.size >= kLarger * p.size && head.crosswise == p.crosswise && head.box.left < from &&
           head.box.right > to &&
           std::fabs((head.box.left + head.box.right) / 2 - middle) < sheet.size &&
           std::fabs(shared_y(head.box, p.box)) <= kNear * head.size;
  });
}

// Whether the white from `from` to `to` in a line is at the edge of a picture beside or right above
// it: there text that runs round the picture ends, and the caption begins.
bool is_at_picture(const Sheet& sheet, const Box& line, float from, float to) {
  constexpr float kUnder = 2.5f, kOff = .4f;  // body glyphs
  return std::any_of(sheet.pictures.begin(), sheet.pictures.end(), [&](const Box& picture) {
    const auto is_edge = [&](float x) {
      return x > from - kOff * sheet.size && x < to + kOff * sheet.size;
    };
    return line.bottom > picture.top && line.top < picture.bottom + kUnder * sheet.size &&
           (is_edge(picture.left) || is_edge(picture.right));
  });
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
  const Gaps gaps(d, sheet);
  const float reach = kEdgesReach * sheet.size;
  for (const Piece& p : sheet.pieces) {
    if (p.crosswise || p.marks.start == StartMark::kByline) continue;
    if (p.size > 1.4f * sheet.size) {
      for (std::uint32_t at : p.lines) part_headlines(d, sheet, at, p.size, cuts);
      continue;
    }
    // What runs across a gutter begins where columns begin, or indented; what is centred over two
    // columns does not.
    const bool from_column = lefts.count(p.box.left, p.box.top, reach) > kFew ||
                             lefts.count(p.box.left - 2 * sheet.advance, p.box.top, reach) >= kFew;
    for (std::uint32_t at : p.lines) {
      const Line& line = d.lines[at];
      const auto [head, tail] = loose_ends(d, sheet, line);
      for (std::uint32_t g = 1; g < line.glyph_count; ++g) {
        if (g == head || g == tail) {
          cuts.push_back({at, g});
          continue;
        }
        if (g + 1 < line.glyph_count && from_column &&
            stands_in_gutter(d, sheet, line.first_glyph + g, lefts, rights)) {
          cuts.push_back({at, g});
          cuts.push_back({at, g + 1});
          ++g;
          continue;
        }
        const Box before = reading_box(sheet, d.glyphs[line.first_glyph + g - 1].box),
                  after = reading_box(sheet, d.glyphs[line.first_glyph + g].box);
        const float from = before.right, to = after.left;
        if (to - from < kNarrow * sheet.size) continue;
        if (!from_column && is_under_headline(sheet, p, from, to)) continue;
        // Half the cell of a mark is empty, before an opening one and behind others.
        const bool mark = is_mark(d, line.first_glyph + g - 1) || is_mark(d, line.first_glyph + g);
        const float wide = (mark ? kWide + .5f : kWide) * sheet.size;
        if (to - from > wide &&
            (wall_between(sheet, before, after) || gaps.is_gutter(from, to, p.box.top, reach) ||
             is_at_picture(sheet, p.box, from, to))) {
          cuts.push_back({at, g});
          continue;
        }
        // The line itself is not among the witnesses: its edges are elsewhere.
        const int witnesses =
            std::min(lefts.count(to, p.box.top, reach), rights.count(from, p.box.top, reach));
        if (from_column && witnesses >= (to - from < wide ? kMany : kFew)) {
          cuts.push_back({at, g});
          continue;
        }
        // Where one of the two parts is a whole line of a column, and a column's lines begin or end
        // on the other side as well, the text beside it may have too few lines to tell.
        const auto is_column = [&](float left, float right) {
          return std::min(lefts.count(left, p.box.top, reach),
                          rights.count(right, p.box.top, reach)) >= kMany;
        };
        if (from_column && to - from > std::max(wide, kColumnGap * sheet.size) &&
            (is_column(to, p.box.right) || is_column(p.box.left, from))) {
          cuts.push_back({at, g});
          continue;
        }
        // Newspapers set all their columns on one grid: a gutter far up or down speaks as well.
        if (to - from < wide) continue;
        constexpr float kPage = 1e9f;
        const int on_grid = std::min(lefts.count(to, p.box.top, kPage, kGrid),
                                     rights.count(from, p.box.top, kPage, kGrid));
        const bool on_column =
            lefts.count(p.box.left, p.box.top, kPage, kGrid) >= kGrid ||
            lefts.count(p.box.left - 2 * sheet.advance, p.box.top, kPage, kGrid) >= kGrid;
        if (on_grid >= kGrid && on_column) cuts.push_back({at, g});
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
  cuts.erase(std::unique(
                 cuts.begin(), cuts.end(),
                 [](const Cut& a, const Cut& b) { return a.line == b.line && a.glyph == b.glyph; }),
             cuts.end());
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
