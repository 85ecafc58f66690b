#include "layout/page/sheet.h"

#include <algorithm>
#include <cmath>

#include "chinese/cells.h"
#include "chinese/characters.h"
#include "chinese/sections.h"
#include "layout/page/capitals.h"
#include "layout/page/edges.h"
#include "layout/page/insets.h"
#include "layout/page/reading.h"
#include "layout/page/sizes.h"

namespace tonglan {
namespace {

int count_characters(std::string_view text) {
  int n = 0;
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    n += kind_of(c.code) != Kind::kBlank;
  }
  return n;
}

// Whether glyphs' boxes hold their ink only: then those of marks are half as long as they are thick
// in text of that size.
std::vector<bool> boxes_of_ink(const Document& d, const std::vector<Set>& set) {
  std::vector<int> half(d.pages.size(), 0);
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const Line& line = d.lines[i];
    if (set[i] == Set::kUnknown) continue;
    const bool vertical = set[i] == Set::kVertical;
    for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
      const Glyph& glyph = d.glyphs[line.first_glyph + g];
      const std::string_view text = d.view(glyph.text);
      const Character c = decode(text.data(), text.data() + text.size());
      if (c.size != static_cast<int>(text.size()) || !is_chinese_mark(kind_of(c.code))) continue;
      const float length = vertical ? glyph.box.height() : glyph.box.width(),
                  thickness = vertical ? line.box.width() : line.box.height();
      half[line.page] += length < .6f * thickness ? 1 : -1;
    }
  }
  std::vector<bool> ink;
  for (int h : half) ink.push_back(h > 0);
  return ink;
}

// Boxes of ink leave out the empty halves of the cells of marks at a line's ends.
void fill_cells(const Document& d, const Sheet& sheet, const Line& line, const LineCells& cells,
                Piece& piece) {
  const auto empty = [&](std::uint32_t glyph) {
    const float length = reading_box(sheet, d.glyphs[glyph].box).width();
    return std::clamp(.9f * piece.size - length, 0.f, .6f * piece.size);
  };
  if (is_opening(cells.first)) piece.box.left -= empty(line.first_glyph);
  if (is_chinese_mark(cells.last) && !is_opening(cells.last))
    piece.box.right += empty(line.first_glyph + line.glyph_count - 1);
}

float confidence_of(const Document& d, const Line& line) {
  float sum = 0;
  for (std::uint32_t g = 0; g < line.glyph_count; ++g)
    sum += d.glyphs[line.first_glyph + g].confidence;
  return line.glyph_count == 0 || sum < 0 ? 1 : sum / static_cast<float>(line.glyph_count);
}

// By page: the share of glyphs with a confidence that have a good one.
std::vector<float> legibility(const Document& d, std::size_t pages) {
  constexpr float kSure = .6f;
  std::vector<std::uint32_t> known(pages, 0), sure(pages, 0);
  for (const Line& line : d.lines) {
    if (line.page >= pages) continue;
    for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
      const float confidence = d.glyphs[line.first_glyph + g].confidence;
      known[line.page] += confidence >= 0;
      sure[line.page] += confidence > kSure;
    }
  }
  std::vector<float> legible;
  for (std::size_t p = 0; p < pages; ++p)
    legible.push_back(known[p] == 0 ? 1
                                    : static_cast<float>(sure[p]) / static_cast<float>(known[p]));
  return legible;
}

// Puts together what stands on one line without a gutter between: sources cut visual lines at
// numbers, at changes of font, at every word.
std::vector<Piece> merge_visual_lines(const Sheet& sheet) {
  std::vector<Piece> pieces = sheet.pieces;
  const float body = sheet.size;
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return a.box.top != b.box.top ? a.box.top < b.box.top : a.box.left < b.box.left;
  });
  constexpr float kGap = .6f;           // glyphs; gutters are wider
  constexpr float kUnread = 1.5f;       // glyphs: a mark that was not read, and white space
  constexpr float kAfterNumber = 2.5f;  // body glyphs between the number of a section and its head
  const std::size_t n = pieces.size();
  std::vector<std::uint32_t> right(n, kNone);  // the piece next to it on its line
  std::vector<bool> has_left(n, false);
  Edges lefts(kEdgesNear * body), rights(kEdgesNear * body);
  Stretches across;
  for (const Piece& p : pieces) {
    lefts.add(p.box.left, p.box.top);
    rights.add(p.box.right, p.box.top);
    across.add({p.box.left, p.box.right, p.box.top});
  }
  lefts.sort();
  rights.sort();
  across.sort();
  // The lines above and below run across, and no others end there: it is white space inside a
  // column, where a mark was not read.
  const auto in_column = [&](const Piece& a, const Piece& b) {
    const float reach = kEdgesReach * body, next = 2.2f * body, near = 1.5f * body;
    const auto is_near = [&](float x) { return x > a.box.right - near && x < b.box.left + near; };
    return std::min(a.half_cells, b.half_cells) > 4 &&
           across.count(a.box.top, reach,
                        [&](const Stretch& s) { return is_near(s.from) || is_near(s.to); }) <= 2 &&
           across.crossing((a.box.right + b.box.left) / 2, a.box.top, next, 2 * body) >= 2;
  };
  // Other lines end and begin there too, and hardly one runs across: these are two columns. Where
  // there are many, one of the two lines may have taken in a piece of the rule between them.
  const auto in_gutter = [&](const Piece& a, const Piece& b) {
    const float reach = kEdgesReach * body;
    constexpr int kMany = 2 * Edges::kMost;
    const float right = a.box.right, left = b.box.left, y = a.box.top;
    const auto end = [&](float back) { return rights.count(right - back, y, reach, kMany); };
    const auto begin = [&](float on) { return lefts.count(left + on, y, reach, kMany); };
    bool witnessed = std::min(end(0), begin(0)) >= Edges::kMost;
    for (const float more : {.5f * body, body}) {
      witnessed |= std::max(std::min(end(more), begin(0)), std::min(end(0), begin(more))) >= kMany;
    }
    return witnessed &&
           across.crossing((a.box.right + b.box.left) / 2, a.box.top, reach, .5f * body) <= 2;
  };
  const auto numbers_section = [&](const Piece& a, const Piece& b) {
    return a.is_number && a.half_cells <= 6 && !b.is_number && b.half_cells >= 6 &&
           b.size > kSectionSize * body && b.size < kHeadlineSize * body;
  };
  const auto beside = [&](const Piece& a, const Piece& b) {  // b stands right of a
    const float size = std::min(a.size, b.size);
    const bool numbers = numbers_section(a, b);
    if (a.crosswise || b.crosswise) return false;
    if (std::max(a.size, b.size) > 1.35f * size && !numbers) return false;
    const float gap = b.box.left - a.box.right;
    const bool larger = size > 1.13f * body;
    const float most = numbers ? kAfterNumber * body : larger ? .45f * size : kGap * size;
    const auto is_close = [&] {
      return gap < most || (!numbers && !larger && gap < kUnread * size && in_column(a, b));
    };
    return gap > -.5f * size &&
           shared_y(a.box, b.box) > .6f * std::min(a.box.height(), b.box.height()) && is_close() &&
           !in_gutter(a, b) && !wall_between(sheet, a.box, b.box);
  };
  for (std::uint32_t i = 0; i < n; ++i) {
    for (std::uint32_t j = i + 1; j < n && pieces[j].box.top < pieces[i].box.bottom; ++j) {
      const bool i_left = pieces[i].box.left < pieces[j].box.left;
      const std::uint32_t a = i_left ? i : j, b = i_left ? j : i;
      if (has_left[b] || right[a] != kNone || !beside(pieces[a], pieces[b])) continue;
      right[a] = b;
      has_left[b] = true;
    }
  }
  std::vector<Piece> merged;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (has_left[i]) continue;
    Piece whole = std::move(pieces[i]);
    for (std::uint32_t at = right[i]; at != kNone; at = right[at]) {
      const Piece& rest = pieces[at];
      if (rest.half_cells > whole.half_cells) whole.size = rest.size;
      whole.lines.insert(whole.lines.end(), rest.lines.begin(), rest.lines.end());
      whole.box = united_box(whole.box, rest.box);
      whole.half_cells += rest.half_cells;
      whole.marks.end = rest.marks.end;
      whole.ends_sentence = rest.ends_sentence;
      whole.has_stop |= rest.has_stop;
      whole.names_issue |= rest.names_issue;
      whole.numbered |= whole.is_number && !rest.is_number;
      whole.is_number &= rest.is_number;
      whole.doubtful &= rest.doubtful;
    }
    merged.push_back(std::move(whole));
  }
  return merged;
}

// A rule on a level between the two, over both `a` and `b` for half of the narrower one's width.
bool rule_at(const Sheet& sheet, const Box& upper, const Box& lower, const Box& a, const Box& b) {
  const float slack = .3f * sheet.size;
  const float least = .5f * std::min(lower.width(), upper.width());
  return std::any_of(sheet.rules.begin(), sheet.rules.end(), [&](const Box& rule) {
    return rule.top > upper.bottom - slack && rule.bottom < lower.top + slack &&
           shared_x(rule, a) > least && shared_x(rule, b) > least;
  });
}

// A picture with a pale part may have been found in two: they end on one side in one line, and no
// text that can be read stands in the place of both.
void join_pictures(Sheet& sheet) {
  constexpr float kApart = 2, kOneLine = .5f, kStandsIn = .3f;
  std::vector<Box>& pictures = sheet.pictures;
  const auto are_one = [&](const Box& a, const Box& b) {
    const float line = kOneLine * sheet.size;
    const float x = shared_x(a, b), y = shared_y(a, b);
    const bool below = x > 0 && y > -kApart * sheet.size &&
                       std::min(std::fabs(a.left - b.left), std::fabs(a.right - b.right)) < line;
    const bool beside = y > 0 && x > -kApart * sheet.size &&
                        std::min(std::fabs(a.top - b.top), std::fabs(a.bottom - b.bottom)) < line;
    const Box both = united_box(a, b);
    return (below || beside) &&
           std::none_of(sheet.pieces.begin(), sheet.pieces.end(), [&](const Piece& p) {
             return !p.doubtful && shared_x(p.box, both) > kStandsIn * p.box.width() &&
                    shared_y(p.box, both) > kStandsIn * p.box.height();
           });
  };
  for (std::size_t i = 0; i < pictures.size(); ++i)
    for (std::size_t k = i + 1; k < pictures.size();) {
      if (!are_one(pictures[i], pictures[k])) {
        ++k;
        continue;
      }
      pictures[i] = united_box(pictures[i], pictures[k]);
      pictures.erase(pictures.begin() + static_cast<std::ptrdiff_t>(k));
      k = i + 1;
    }
}

}  // namespace

void leave_out_frames(Sheet& sheet) {
  const float slack = .8f * sheet.size;
  for (std::vector<Box>* rules : {&sheet.rules, &sheet.walls})
    std::erase_if(*rules, [&](const Box& rule) {
      return std::any_of(sheet.pictures.begin(), sheet.pictures.end(), [&](const Box& picture) {
        return rule.left > picture.left - slack && rule.right < picture.right + slack &&
               rule.top > picture.top - slack && rule.bottom < picture.bottom + slack;
      });
    });
}

Box united_box(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

bool rule_between(const Sheet& sheet, const Box& upper, const Box& lower) {
  return rule_at(sheet, upper, lower, lower, lower);
}

bool rule_across(const Sheet& sheet, const Box& upper, const Box& lower) {
  return rule_at(sheet, upper, lower, upper, lower);
}

bool wall_between(const Sheet& sheet, const Box& left, const Box& right) {
  const float slack = .3f * std::min(left.height(), right.height());
  return std::any_of(sheet.walls.begin(), sheet.walls.end(), [&](const Box& wall) {
    return wall.left > left.right - slack && wall.right < right.left + slack &&
           shared_y(wall, left) > 0 && shared_y(wall, right) > 0;
  });
}

bool is_parted(const Sheet& sheet, const Box& left, const Box& right) {
  constexpr float kPast = 4;  // body glyphs
  const float slack = .5f * sheet.size, past = kPast * sheet.size;
  const float from = std::min(left.top, right.top), to = std::max(left.bottom, right.bottom);
  return std::any_of(sheet.walls.begin(), sheet.walls.end(), [&](const Box& wall) {
    return wall.left > left.right - slack && wall.right < right.left + slack &&
           shared_y(wall, left) > .5f * left.height() &&
           shared_y(wall, right) > .5f * right.height() &&
           (wall.top < from - past || wall.bottom > to + past);
  });
}

// A line that nobody has read (layout alone) holds as many characters as its shape has room for.
int characters_of(const Document& document, const Line& line) {
  if (line.text.size() > 0) return count_characters(document.view(line));
  const auto [across, along] = std::minmax({line.box.width(), line.box.height()});
  return std::max(1, static_cast<int>(std::lround(along / std::max(across, 1.f))));
}

std::vector<Sheet> make_sheets(const Document& document, std::string_view direction, bool insets) {
  const Set forced = direction == "vertical"     ? Set::kVertical
                     : direction == "horizontal" ? Set::kHorizontal
                                                 : Set::kUnknown;
  const std::size_t pages = document.pages.size();
  std::vector<float> vertical(pages, 0);  // characters set vertically minus horizontally
  std::vector<float> width(pages, 0);
  std::vector<Set> set(document.lines.size(), Set::kUnknown);
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= pages) continue;
    const int characters = characters_of(document, line);
    set[i] = set_of(document, line, characters, forced);
    if (set[i] != Set::kUnknown)
      vertical[line.page] +=
          static_cast<float>(set[i] == Set::kVertical ? characters : -characters);
    width[line.page] = std::max(width[line.page], line.box.right);
  }
  std::vector<Sheet> sheets(pages);
  std::vector<bool> is_vertical;
  std::vector<std::uint32_t> sheet_of;  // by line
  for (std::uint32_t p = 0; p < pages; ++p) {
    is_vertical.push_back(forced == Set::kUnknown ? vertical[p] > 0 : forced == Set::kVertical);
    sheets[p].page = p;
    sheets[p].turned = is_vertical[p];
    sheets[p].width = std::max(width[p], document.pages[p].width);
  }
  for (const Line& line : document.lines) sheet_of.push_back(line.page);
  if (forced == Set::kUnknown && insets) {
    for (const Inset& inset : find_insets(document, set, is_vertical)) {
      for (const std::uint32_t line : inset.lines)
        sheet_of[line] = static_cast<std::uint32_t>(sheets.size());
      Sheet sheet;
      sheet.page = inset.page;
      sheet.turned = inset.vertical;
      sheet.width = sheets[inset.page].width;
      sheet.inset = inset.box;
      sheets.push_back(sheet);
    }
  }
  set_straight(document, sheets, set, sheet_of);
  for (Sheet& sheet : sheets) {
    for (const Separator& s : document.pages[sheet.page].separators)
      if (s.rule)
        (s.vertical == sheet.turned ? sheet.rules : sheet.walls)
            .push_back(reading_box(sheet, s.box));
    for (const Box& picture : document.pages[sheet.page].pictures)
      sheet.pictures.push_back(reading_box(sheet, picture));
  }
  const std::vector<bool> ink = boxes_of_ink(document, set);
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= pages) continue;
    Sheet& sheet = sheets[sheet_of[i]];
    const std::string_view text = document.view(line);
    const LineCells cells = measure_cells(text);
    Piece piece;
    piece.lines = {i};
    piece.box = reading_box(document, sheet, line);
    const bool upright = set[i] == Set::kUnknown ? sheet.turned : set[i] == Set::kVertical;
    piece.crosswise = upright != sheet.turned;
    piece.size =
        std::max(1.f, glyph_size(document, line, upright,
                                 piece.crosswise ? piece.box.width() : piece.box.height()));
    if (ink[line.page] && !piece.crosswise && line.glyph_count > 1)
      fill_cells(document, sheet, line, cells, piece);
    piece.half_cells = static_cast<float>(text.empty() ? 2 * characters_of(document, line)
                                                       : std::max(1, cells_length(cells, {})));
    piece.marks = find_marks(text);
    piece.ends_sentence = is_stop(cells.inner) || cells.inner == Kind::kEllipsis;
    piece.has_stop = cells.stops + cells.commas > 0;
    piece.is_number = is_page_number(text);
    piece.names_issue = names_issue(text);
    piece.names_paper = names_paper(text);
    piece.numbered = starts_section(text);
    piece.doubtful = cells.han < 2 && !text.empty();
    piece.confidence = confidence_of(document, line);
    sheet.pieces.push_back(piece);
  }
  const std::vector<float> legible = legibility(document, pages);
  for (Sheet& sheet : sheets) {
    sheet.legible = legible[sheet.page];
    steady_sizes(sheet.pieces);
    sheet.size = body_size(sheet.pieces);
    join_pictures(sheet);
    leave_out_frames(sheet);
    sheet.pieces = merge_visual_lines(sheet);
    sheet.noise = size_noise(sheet);
    sheet.advance = sheet.size > 0 ? body_advance(sheet) : 0;
    join_capitals(document, sheet);
  }
  return sheets;
}

}  // namespace tonglan
