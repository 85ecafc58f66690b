// The invisible text of a page: where each character begins and how wide it is.
//
// A program that takes text out of a PDF looks at the gaps between characters to guess where blanks
// stand. So characters leave none: each is stretched (Tz) to where the next begins, and a blank of
// the text is a character too, with a width that can't be missed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chinese/characters.h"
#include "write/box/regions.h"
#include "write/pdf_parts.h"

namespace tonglan {
namespace {

constexpr double kUnknown = -std::numeric_limits<double>::infinity();
constexpr double kLeastAdvance = .04;  // em
constexpr double kLeastBlank = .3;     // em
constexpr double kDescent = .2;        // em from the bottom of a line's box up to its baseline
constexpr double kLeastSize = 1;       // points

struct Cell {
  char32_t character = 0;
  double units = 1;                         // of width, where the boxes do not say
  double begin = kUnknown, end = kUnknown;  // pixels along the line
};

bool is_set(const Box& b) { return b.right > b.left && b.bottom > b.top; }

// The characters of a word, over its box where it has one.
void append_cells(const LinePiece& piece, bool vertical, std::vector<Cell>& cells) {
  const std::size_t first = cells.size();
  double units = 0;
  const char* const end = piece.text.data() + piece.text.size();
  for (const char* p = piece.text.data(); p < end;) {
    const Character c = decode(p, end);
    Cell cell;
    cell.character = c.code == kBadByte ? 0xFFFD : c.code;
    cell.units = is_narrow(kind_of(c.code)) ? .5 : 1;
    units += cell.units;
    cells.push_back(cell);
    p += c.size;
  }
  if (!piece.glyph || !is_set(piece.glyph->box)) return;
  const Box& box = piece.glyph->box;
  double at = vertical ? box.top : box.left;
  const double step = ((vertical ? box.bottom : box.right) - at) / units;
  for (std::size_t i = first; i < cells.size(); ++i) {
    cells[i].begin = at;
    at += step * cells[i].units;
    cells[i].end = at;
  }
}

// Runs of characters without a box share the room between their neighbours, or up to the ends of
// the line.
void fill_unknown(std::vector<Cell>& cells, double begin, double end) {
  for (std::size_t i = 0; i < cells.size();) {
    if (cells[i].begin != kUnknown) {
      ++i;
      continue;
    }
    std::size_t last = i;
    double units = 0;
    while (last < cells.size() && cells[last].begin == kUnknown) units += cells[last++].units;
    double at = i > 0 ? cells[i - 1].end : begin;
    const double step = std::max(0., (last < cells.size() ? cells[last].begin : end) - at) / units;
    for (; i < last; ++i) {
      cells[i].begin = at;
      at += step * cells[i].units;
      cells[i].end = at;
    }
  }
}

std::vector<Cell> cells_of(const Document& d, const Line& line, const Box& box, bool vertical) {
  std::vector<Cell> cells;
  const SpelledLine spelled = spell_line(d, line, [](const Box& b) { return b; });
  for (const LinePiece& piece : spelled.pieces) {
    if (piece.blank_before) cells.push_back({U' ', .5, kUnknown, kUnknown});
    append_cells(piece, vertical, cells);
  }
  fill_unknown(cells, vertical ? box.top : box.left, vertical ? box.bottom : box.right);
  return cells;
}

// A line whose place is not known stands in the page's corner, small: it must be found, not seen.
Box box_of(const Line& line, double scale) {
  if (is_set(line.box)) return line.box;
  const auto point = static_cast<float>(1 / scale);
  return {0, 0, 100 * point, point};
}

void append_line(const Document& d, const Line& line, double page_height, double scale,
                 CodeBook& codes, std::string& out) {
  const Box box = box_of(line, scale);
  const bool vertical = is_vertical(d, line) && is_set(line.box);
  const std::vector<Cell> cells = cells_of(d, line, box, vertical);
  if (cells.empty()) return;
  const double size = std::max(kLeastSize, (vertical ? box.width() : box.height()) * scale);
  auto to = std::back_inserter(out);
  if (vertical)
    fmt::format_to(to, "0 -1 1 0 {:.2f} {:.2f} Tm\n", box.left * scale + kDescent * size,
                   page_height - cells[0].begin * scale);
  else
    fmt::format_to(to, "1 0 0 1 {:.2f} {:.2f} Tm\n", cells[0].begin * scale,
                   page_height - box.bottom * scale + kDescent * size);
  double at = cells[0].begin * scale;  // points along the line, as a viewer counts them
  int shown_stretch = -1;
  std::size_t shown_font = kNone;
  bool open = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double end = i + 1 < cells.size() ? cells[i + 1].begin : cells[i].end;
    const double least = cells[i].character == U' ' ? kLeastBlank : kLeastAdvance;
    const double advance = std::max(least * size, end * scale - at);
    const int stretch = static_cast<int>(std::lround(100 * advance / size));
    at += stretch * size / 100;
    const CodeBook::Code code = codes.code_of(cells[i].character);
    if (open && (stretch != shown_stretch || code.font != shown_font)) {
      out += ">Tj\n";
      open = false;
    }
    if (code.font != shown_font) fmt::format_to(to, "/F{} {:.2f} Tf ", code.font, size);
    if (stretch != shown_stretch) fmt::format_to(to, "{} Tz ", stretch);
    if (!open) out += '<';
    fmt::format_to(to, "{:04X}", code.code);
    open = true;
    shown_stretch = stretch;
    shown_font = code.font;
  }
  out += ">Tj\n";
}

}  // namespace

std::string page_text(const Document& d, std::uint32_t page, double scale, CodeBook& codes) {
  std::string out = "BT 3 Tr\n";
  const double height = d.pages[page].height * scale;
  std::size_t mark = 0;
  for (const std::uint32_t i : d.order) {
    if (d.lines[i].page != page) continue;
    fmt::format_to(std::back_inserter(out), "/Span<</MCID {}>>BDC\n", mark++);
    append_line(d, d.lines[i], height, scale, codes, out);
    out += "EMC\n";
  }
  return out + "ET\n";
}

}  // namespace tonglan
