#include "layout/page/sheet.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chinese/cells.h"
#include "chinese/characters.h"

namespace tonglan {
namespace {

bool has_box(const Line& line) { return line.box.width() > 0 && line.box.height() > 0; }

int count_characters(std::string_view text) {
  int n = 0;
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    n += kind_of(c.code) != Kind::kBlank;
  }
  return n;
}

// What the source says, else the shape of the box. A single character says nothing.
enum class Set : std::uint8_t { kUnknown, kHorizontal, kVertical };
Set set_of(const Document& d, const Line& line, int characters, Set forced) {
  if (forced != Set::kUnknown) {
    const float along = forced == Set::kVertical ? line.box.height() : line.box.width();
    const float across = forced == Set::kVertical ? line.box.width() : line.box.height();
    if (characters < 2 || across <= 1.5f * along) return forced;
    return forced == Set::kVertical ? Set::kHorizontal : Set::kVertical;
  }
  if (line.origin != kNone && d.origins[line.origin].has_direction)
    return d.origins[line.origin].direction == Direction::kVertical ? Set::kVertical
                                                                    : Set::kHorizontal;
  if (characters < 2) return Set::kUnknown;
  if (line.box.height() > 1.5f * line.box.width()) return Set::kVertical;
  return Set::kHorizontal;
}

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// From the boxes of its Chinese characters, which are square, where it has some: a line's own box
// is as tall as its tallest speck.
float glyph_size(const Document& d, const Line& line, bool vertical) {
  const float thickness = vertical ? line.box.width() : line.box.height();
  std::vector<float> sizes;
  for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[line.first_glyph + g];
    const std::string_view text = d.view(glyph.text);
    int characters = 0;
    bool chinese = true;
    for (const char* p = text.data(); p < text.data() + text.size();) {
      const Character c = decode(p, text.data() + text.size());
      p += c.size;
      chinese &= kind_of(c.code) == Kind::kHan;
      ++characters;
    }
    if (!chinese || characters == 0) continue;
    const float across = vertical ? glyph.box.width() : glyph.box.height();
    const float advance = (vertical ? glyph.box.height() : glyph.box.width()) / characters;
    if (advance > 0) sizes.push_back(std::clamp(across, .8f * advance, 1.25f * advance));
  }
  return sizes.size() < 2 ? thickness : std::min(thickness, median(sizes));
}

// The most frequent size by characters, in steps of four percent, neighbours counted half.
float body_size(const std::vector<Piece>& pieces) {
  std::map<int, float> weight;
  const auto step = [](float size) { return static_cast<int>(std::lround(std::log(size) / .04)); };
  for (const Piece& p : pieces) weight[step(p.size)] += p.half_cells;
  int best = 0;
  float most = -1;
  for (const auto& [at, own] : weight) {
    float sum = own;
    for (int beside : {at - 1, at + 1}) {
      const auto found = weight.find(beside);
      if (found != weight.end()) sum += found->second / 2;
    }
    if (sum > most) most = sum, best = at;
  }
  std::vector<float> sizes;
  for (const Piece& p : pieces)
    if (std::abs(step(p.size) - best) <= 1) sizes.push_back(p.size);
  return sizes.empty() ? 0 : median(sizes);
}

float ratio(const std::vector<Piece>& pieces, float (*of)(const Piece&)) {
  std::vector<float> ratios;
  for (const Piece& p : pieces)
    if (!p.crosswise && p.half_cells >= 12) ratios.push_back(p.size / of(p));
  return ratios.empty() ? 1 : median(ratios);
}

// An engine's boxes of characters can be badly cut; so can its lines' boxes, and it loses
// characters. The size is the median of what the three say, each in the same scale.
void steady_sizes(std::vector<Piece>& pieces) {
  const auto thickness = [](const Piece& p) { return p.box.height(); };
  const auto advance = [](const Piece& p) { return 2 * p.box.width() / p.half_cells; };
  const float by_thickness = ratio(pieces, thickness), by_advance = ratio(pieces, advance);
  for (Piece& p : pieces) {
    if (p.crosswise || p.half_cells < 8) continue;
    const float a = p.size, b = by_thickness * thickness(p), c = by_advance * advance(p);
    p.size = std::max(std::min(a, b), std::min(std::max(a, b), c));
  }
}

float size_noise(const Sheet& sheet) {
  std::vector<float> differences;
  for (const Piece& p : sheet.pieces)
    if (p.half_cells >= 8 && std::fabs(p.size / sheet.size - 1) < .4f)
      differences.push_back(std::fabs(p.size / sheet.size - 1));
  return differences.empty() ? 0 : median(differences);
}

float body_advance(const Sheet& sheet) {
  std::vector<float> advances;
  for (const Piece& p : sheet.pieces)
    if (!p.crosswise && p.half_cells >= 12 && std::fabs(p.size / sheet.size - 1) < .25f)
      advances.push_back(2 * p.box.width() / p.half_cells);
  return advances.empty() ? sheet.size : median(advances);
}

// Puts together what stands on one line without a gutter between: sources cut visual lines at
// numbers, at changes of font, at every word.
std::vector<Piece> merge_visual_lines(std::vector<Piece> pieces, float body) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return a.box.top != b.box.top ? a.box.top < b.box.top : a.box.left < b.box.left;
  });
  constexpr float kGap = .6f;  // glyphs; gutters are wider
  const std::size_t n = pieces.size();
  std::vector<std::uint32_t> right(n, kNone);  // the piece next to it on its line
  std::vector<bool> has_left(n, false);
  const auto beside = [&](const Piece& a, const Piece& b) {  // b stands right of a
    const float size = std::min(a.size, b.size);
    if (a.crosswise || b.crosswise || std::max(a.size, b.size) > 1.35f * size) return false;
    const float gap = b.box.left - a.box.right;
    const float most = size > 1.13f * body ? .45f * size : kGap * size;
    return gap < most && gap > -.5f * size &&
           shared_y(a.box, b.box) > .6f * std::min(a.box.height(), b.box.height());
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
    }
    merged.push_back(std::move(whole));
  }
  return merged;
}

}  // namespace

Box united_box(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

bool rule_between(const Sheet& sheet, const Box& upper, const Box& lower) {
  const float slack = .3f * sheet.size;
  return std::any_of(sheet.rules.begin(), sheet.rules.end(), [&](const Box& rule) {
    return rule.top > upper.bottom - slack && rule.bottom < lower.top + slack &&
           shared_x(rule, lower) > .5f * std::min(lower.width(), upper.width());
  });
}

Box to_reading(const Box& box, bool turned, float width) {
  if (!turned) return box;
  return {box.top, width - box.right, box.bottom, width - box.left};
}

std::vector<Sheet> make_sheets(const Document& document, std::string_view direction) {
  const Set forced = direction == "vertical"     ? Set::kVertical
                     : direction == "horizontal" ? Set::kHorizontal
                                                 : Set::kUnknown;
  std::vector<Sheet> sheets(document.pages.size());
  std::vector<float> vertical(sheets.size(), 0);  // characters set vertically minus horizontally
  std::vector<Set> set(document.lines.size(), Set::kUnknown);
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= sheets.size()) continue;
    const int characters = count_characters(document.view(line));
    set[i] = set_of(document, line, characters, forced);
    if (set[i] != Set::kUnknown)
      vertical[line.page] +=
          static_cast<float>(set[i] == Set::kVertical ? characters : -characters);
    sheets[line.page].width = std::max(sheets[line.page].width, line.box.right);
  }
  for (std::uint32_t p = 0; p < sheets.size(); ++p) {
    Sheet& sheet = sheets[p];
    const Page& page = document.pages[p];
    sheet.page = p;
    sheet.turned = forced == Set::kUnknown ? vertical[p] > 0 : forced == Set::kVertical;
    sheet.width = std::max(sheet.width, page.width);
    for (const Separator& s : page.separators) {
      if (s.rule && s.vertical == sheet.turned)
        sheet.rules.push_back(to_reading(s.box, sheet.turned, sheet.width));
    }
  }
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= sheets.size()) continue;
    Sheet& sheet = sheets[line.page];
    const std::string_view text = document.view(line);
    const LineCells cells = measure_cells(text);
    Piece piece;
    piece.lines = {i};
    piece.box = to_reading(line.box, sheet.turned, sheet.width);
    const bool is_vertical = set[i] == Set::kUnknown ? sheet.turned : set[i] == Set::kVertical;
    piece.crosswise = is_vertical != sheet.turned;
    piece.size = std::max(1.f, glyph_size(document, line, is_vertical));
    piece.half_cells = static_cast<float>(std::max(1, cells_length(cells, {})));
    piece.marks = find_marks(text);
    piece.ends_sentence = is_stop(cells.inner) || cells.inner == Kind::kEllipsis;
    piece.has_stop = cells.stops + cells.commas > 0;
    sheet.pieces.push_back(piece);
  }
  for (Sheet& sheet : sheets) {
    steady_sizes(sheet.pieces);
    sheet.size = body_size(sheet.pieces);
    sheet.pieces = merge_visual_lines(std::move(sheet.pieces), sheet.size);
    sheet.noise = size_noise(sheet);
    sheet.advance = sheet.size > 0 ? body_advance(sheet) : 0;
  }
  return sheets;
}

}  // namespace tonglan
