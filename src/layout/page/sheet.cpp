#include "layout/page/sheet.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chinese/cells.h"
#include "chinese/characters.h"
#include "layout/page/edges.h"

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
float glyph_size(const Document& d, const Line& line, bool vertical, float thickness) {
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

// Whether glyphs' boxes hold their ink only: then those of marks are half as long as they are thick
// in text of that size.
std::vector<bool> boxes_of_ink(const Document& d, const std::vector<Sheet>& sheets,
                               const std::vector<Set>& set) {
  std::vector<int> half(sheets.size(), 0);
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

// One way to tell the sizes of lines, next to the sizes they are now thought to have.
struct Gauge {
  float scale = 1;   // what it must be multiplied with
  float spread = 0;  // relative: how much it differs from line to line in running text
};

Gauge gauge(const std::vector<Piece>& pieces, float (*of)(const Piece&)) {
  std::vector<float> ratios;
  for (const Piece& p : pieces)
    if (!p.crosswise && p.half_cells >= 12) ratios.push_back(p.size / of(p));
  if (ratios.empty()) return {1, 1};
  const float scale = median(ratios);
  std::vector<float> values;
  for (const Piece& p : pieces)
    if (!p.crosswise && p.half_cells >= 12) values.push_back(scale * of(p));
  const float middle = median(values);
  for (float& v : values) v = std::fabs(v / middle - 1);
  return {scale, median(values)};
}

// An engine's boxes of characters can be badly cut; so can its lines' boxes, and it loses
// characters. Where thickness and advance of a line agree, its size lies between them, nearer to
// the one that is steadier on this page; else it is the median of what all three say.
void steady_sizes(std::vector<Piece>& pieces) {
  const auto thickness = [](const Piece& p) { return p.box.height(); };
  const auto advance = [](const Piece& p) { return 2 * p.box.width() / p.half_cells; };
  const Gauge by_thickness = gauge(pieces, thickness), by_advance = gauge(pieces, advance);
  constexpr float kLeast = .002f, kLeastAdvance = .02f;  // justified lines differ by so much
  const float noise = std::min(.1f, by_thickness.spread);
  const float agreed = std::max(.3f, 5 * noise), spaced = .15f + 3.5f * noise;
  for (Piece& p : pieces) {
    if (p.crosswise || p.half_cells < 8) continue;
    const float a = p.size, b = by_thickness.scale * thickness(p),
                c = by_advance.scale * advance(p);
    if (std::log(c / b) > spaced && std::log(c / b) < .7f) {
      p.size = b;  // its letters are spaced out to fill the line
    } else if (std::fabs(std::log(b / c)) < agreed) {
      // A mark at its end that fills half its cell weighs more on a short line.
      const float spread = by_advance.spread * std::max(1.f, 20 / p.half_cells) + kLeastAdvance;
      const float wb = 1 / std::pow(by_thickness.spread + kLeast, 2.f), wc = 1 / (spread * spread);
      p.size = (wb * b + wc * c) / (wb + wc);
    } else {
      p.size = std::max(std::min(a, b), std::min(std::max(a, b), c));
    }
  }
}

// Of short lines nothing but their thickness is known: the noise is that of thickness.
float size_noise(const Sheet& sheet) {
  std::vector<float> thickness, differences;
  for (const Piece& p : sheet.pieces)
    if (!p.crosswise && p.half_cells >= 8 && std::fabs(p.size / sheet.size - 1) < .4f)
      thickness.push_back(p.box.height());
  if (thickness.empty()) return 0;
  const float middle = median(thickness);
  for (float t : thickness) differences.push_back(std::fabs(t / middle - 1));
  return median(differences);
}

float body_advance(const Sheet& sheet) {
  std::vector<float> advances;
  for (const Piece& p : sheet.pieces)
    if (!p.crosswise && p.half_cells >= 12 && std::fabs(p.size / sheet.size - 1) < .25f)
      advances.push_back(2 * p.box.width() / p.half_cells);
  return advances.empty() ? sheet.size : median(advances);
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
  constexpr float kGap = .6f;  // glyphs; gutters are wider
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
  // Other lines end and begin there too, and hardly one runs across: these are two columns.
  const auto in_gutter = [&](const Piece& a, const Piece& b) {
    const float reach = kEdgesReach * body;
    const int witnesses = std::min(rights.count(a.box.right, a.box.top, reach),
                                   lefts.count(b.box.left, b.box.top, reach));
    return witnesses >= Edges::kMost &&
           across.crossing((a.box.right + b.box.left) / 2, a.box.top, reach, .5f * body) <= 2;
  };
  const auto beside = [&](const Piece& a, const Piece& b) {  // b stands right of a
    const float size = std::min(a.size, b.size);
    if (a.crosswise || b.crosswise || std::max(a.size, b.size) > 1.35f * size) return false;
    const float gap = b.box.left - a.box.right;
    const float most = size > 1.13f * body ? .45f * size : kGap * size;
    return gap < most && gap > -.5f * size &&
           shared_y(a.box, b.box) > .6f * std::min(a.box.height(), b.box.height()) &&
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
      whole.doubtful &= rest.doubtful;
    }
    merged.push_back(std::move(whole));
  }
  return merged;
}

Point turned_point(const Sheet& sheet, Point p) {
  return sheet.turned ? Point{p.y, sheet.width - p.x} : p;
}

Box turned_box(const Sheet& sheet, const Box& box) {
  if (!sheet.turned) return box;
  return {box.top, sheet.width - box.right, box.bottom, sheet.width - box.left};
}

bool is_chinese(std::string_view text) {
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    if (kind_of(c.code) != Kind::kHan) return false;
  }
  return !text.empty();
}

// The middles of a line's Chinese characters, which are square, or what the source says.
Track track_of(const Document& d, const Sheet& sheet, const Line& line) {
  Track track;
  const auto add = [&](const Point& p) { track.push_back(turned_point(sheet, p)); };
  for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[line.first_glyph + g];
    if (!is_chinese(d.view(glyph.text))) continue;
    add({(glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2});
  }
  if (track.size() < 3 && line.origin != kNone) {
    track.clear();
    const LineOrigin& origin = d.origins[line.origin];
    const std::vector<Point>& o = origin.outline;
    for (const Point& p : origin.baseline) add(p);
    if (track.size() < 2 && o.size() == 4) {
      add({(o[0].x + o[3].x) / 2, (o[0].y + o[3].y) / 2});
      add({(o[1].x + o[2].x) / 2, (o[1].y + o[2].y) / 2});
    }
  }
  std::stable_sort(track.begin(), track.end(),
                   [](const Point& a, const Point& b) { return a.x < b.x; });
  return track;
}

void flatten(const Document& d, std::vector<Sheet>& sheets, const std::vector<Set>& set) {
  std::vector<std::vector<Track>> tracks(sheets.size());
  std::vector<std::vector<float>> sizes(sheets.size());
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const Line& line = d.lines[i];
    if (set[i] == Set::kUnknown) continue;
    Sheet& sheet = sheets[line.page];
    if ((set[i] == Set::kVertical) != sheet.turned) continue;
    Track track = track_of(d, sheet, line);
    if (track.size() < 2) continue;
    const Box& box = line.glyph_count > 0 ? d.glyphs[line.first_glyph].box : line.box;
    sizes[line.page].push_back(std::max(1.f, std::min(box.width(), box.height())));
    tracks[line.page].push_back(std::move(track));
  }
  std::vector<float> size(sheets.size(), 0);
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    if (tracks[p].empty()) continue;
    size[p] = median(sizes[p]);
    sheets[p].flattening = find_flattening(tracks[p], size[p]);
  }
  std::vector<std::vector<Box>> boxes(sheets.size());
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const std::uint32_t page = d.lines[i].page;
    if (set[i] == Set::kUnknown || size[page] <= 0) continue;
    const Box box = reading_box(d, sheets[page], d.lines[i]);
    if (box.width() > 5 * size[page] && box.height() < 2 * size[page]) boxes[page].push_back(box);
  }
  for (std::size_t p = 0; p < sheets.size(); ++p)
    if (size[p] > 0) find_leaning(sheets[p].flattening, std::move(boxes[p]), size[p]);
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

bool wall_between(const Sheet& sheet, const Box& left, const Box& right) {
  const float slack = .3f * std::min(left.height(), right.height());
  return std::any_of(sheet.walls.begin(), sheet.walls.end(), [&](const Box& wall) {
    return wall.left > left.right - slack && wall.right < right.left + slack &&
           shared_y(wall, left) > 0 && shared_y(wall, right) > 0;
  });
}

Box reading_box(const Sheet& sheet, const Box& box) {
  return flat_box(sheet.flattening, turned_box(sheet, box));
}

Box reading_box(const Document& document, const Sheet& sheet, const Line& line) {
  if (!sheet.flattening.changes()) return turned_box(sheet, line.box);
  // A long line's box says nothing of where its ends are across a slope; its glyphs' boxes do. How
  // thick it is they say badly: that is the box's own height without what it rises.
  if (line.glyph_count >= 2) {
    Box box = {1e9f, 0, -1e9f, 0};
    float most = -1e9f, least = 1e9f, thickest = 0;
    for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
      const Box source = turned_box(sheet, document.glyphs[line.first_glyph + g].box);
      const Box flat = flat_box(sheet.flattening, source);
      box.left = std::min(box.left, flat.left);
      box.right = std::max(box.right, flat.right);
      const float rise = (source.top + source.bottom - flat.top - flat.bottom) / 2;
      most = std::max(most, rise);
      least = std::min(least, rise);
      thickest = std::max(thickest, flat.height());
    }
    const Box source = turned_box(sheet, line.box);
    const float height = source.height();
    const float thickness =
        std::clamp(height - (most - least), .4f * std::min(height, thickest), height);
    const float middle = (source.top + source.bottom - most - least) / 2;
    return {box.left, middle - thickness / 2, box.right, middle + thickness / 2};
  }
  if (line.origin != kNone && document.origins[line.origin].outline.size() == 4) {
    Box box = {1e9f, 1e9f, -1e9f, -1e9f};
    for (const Point& corner : document.origins[line.origin].outline) {
      const Point p = flat_point(sheet.flattening, turned_point(sheet, corner));
      box = united_box(box, {p.x, p.y, p.x, p.y});
    }
    if (box.width() > 0 && box.height() > 0) return box;
  }
  return reading_box(sheet, line.box);
}

// A line that nobody has read (layout alone) holds as many characters as its shape has room for.
int characters_of(const Document& document, const Line& line) {
  if (line.text.size() > 0) return count_characters(document.view(line));
  const auto [across, along] = std::minmax({line.box.width(), line.box.height()});
  return std::max(1, static_cast<int>(std::lround(along / std::max(across, 1.f))));
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
    const int characters = characters_of(document, line);
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
  }
  flatten(document, sheets, set);
  for (Sheet& sheet : sheets) {
    for (const Separator& s : document.pages[sheet.page].separators)
      if (s.rule)
        (s.vertical == sheet.turned ? sheet.rules : sheet.walls)
            .push_back(reading_box(sheet, s.box));
    for (const Box& picture : document.pages[sheet.page].pictures)
      sheet.pictures.push_back(reading_box(sheet, picture));
  }
  const std::vector<bool> ink = boxes_of_ink(document, sheets, set);
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= sheets.size()) continue;
    Sheet& sheet = sheets[line.page];
    const std::string_view text = document.view(line);
    const LineCells cells = measure_cells(text);
    Piece piece;
    piece.lines = {i};
    piece.box = reading_box(document, sheet, line);
    const bool is_vertical = set[i] == Set::kUnknown ? sheet.turned : set[i] == Set::kVertical;
    piece.crosswise = is_vertical != sheet.turned;
    piece.size =
        std::max(1.f, glyph_size(document, line, is_vertical,
                                 piece.crosswise ? piece.box.width() : piece.box.height()));
    if (ink[line.page] && !piece.crosswise && line.glyph_count > 1)
      fill_cells(document, sheet, line, cells, piece);
    piece.half_cells = static_cast<float>(
        text.empty() ? 2 * characters_of(document, line) : std::max(1, cells_length(cells, {})));
    piece.marks = find_marks(text);
    piece.ends_sentence = is_stop(cells.inner) || cells.inner == Kind::kEllipsis;
    piece.has_stop = cells.stops + cells.commas > 0;
    piece.doubtful = cells.han < 2 && !text.empty();
    piece.confidence = confidence_of(document, line);
    sheet.pieces.push_back(piece);
  }
  const std::vector<float> legible = legibility(document, sheets.size());
  for (Sheet& sheet : sheets) {
    sheet.legible = legible[sheet.page];
    steady_sizes(sheet.pieces);
    sheet.size = body_size(sheet.pieces);
    sheet.pieces = merge_visual_lines(sheet);
    sheet.noise = size_noise(sheet);
    sheet.advance = sheet.size > 0 ? body_advance(sheet) : 0;
  }
  return sheets;
}

}  // namespace tonglan
