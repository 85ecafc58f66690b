#include "layout/pieces.h"

#include <algorithm>

namespace tonglan {
namespace {

// An extractor that cuts where the font changes cuts behind a number. A number behind a blank is
// rather a price or a score at the end of its own line.
bool cut_behind_number(const Line& line, const LineCells& before, const LineCells& cells,
                       bool numbers_apart) {
  if (before.number_apart && (!numbers_apart || cells.number_apart)) return false;
  return line.blank_before == 0 && line.indent == 0 && is_narrow(before.last) &&
         before.last != Kind::kAsciiClose && before.last != Kind::kHyphen &&
         cells.first != Kind::kDigit && cells.first != Kind::kLatin;
}

// Whether lines near line i are as long as this (half-cells): a full line, or an indented one. Kinsoku
// and squeezed marks make a half-cell more and two less.
bool is_full_nearby(const std::vector<Line>& lines, std::size_t i, int length) {
  constexpr std::size_t kNear = 12;
  constexpr int kLeast = 4;
  int full = 0;
  const std::size_t end = std::min(lines.size(), i + kNear + 1);
  for (std::size_t k = i - std::min(i, kNear); k < end; ++k) {
    const int over = lines[k].length - length;
    full += (over >= -1 && over <= 2) || (over >= 3 && over <= 6 && lines[k].length >= 12);
  }
  return full >= kLeast && length >= 8;
}

// Vertical text comes out of some programs one character a line: at least six such lines in a row
// are one line.
void find_columns_of_characters(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                                std::vector<std::uint8_t>& piece) {
  constexpr std::size_t kLeast = 6;
  const auto single = [&](std::size_t i) {
    return lines[i].length <= 2 && cells[i].narrow == 0 && cells[i].wide + cells[i].marks + cells[i].quotes == 1;
  };
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t j = i;
    while (j < lines.size() && single(j) && (j == i || lines[j].blank_before == 0)) ++j;
    if (j - i >= kLeast)
      for (std::size_t k = i + 1; k < j; ++k) piece[k] = 1;
    i = std::max(j, i + 1);
  }
}

// A drop capital comes out alone on a line: 石 | 浦镇…. The word it begins stands whole elsewhere.
void find_drop_capitals(const Document& document, const Measured& measured,
                        std::vector<std::uint8_t>& piece) {
  const std::vector<Line>& lines = document.lines;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const LineCells &capital = measured.cells[i], &next = measured.cells[i + 1];
    if (capital.han != 1 || lines[i].length != 2 || piece[i] || lines[i + 1].blank_before > 0) continue;
    if (next.first != Kind::kHan || next.han < 4) continue;
    const bool begins = i == 0 || lines[i].blank_before > 0 || is_stop(measured.cells[i - 1].inner);
    if (!begins) continue;
    const std::string_view text = document.view(lines[i + 1]);
    const char32_t first = decode(text.data(), text.data() + text.size()).code;
    if (measured.bigrams.contains(decode_last(document.view(lines[i])).code, first)) piece[i + 1] = 1;
  }
}

}  // namespace

bool sets_numbers_apart(const std::vector<LineCells>& cells) {
  const auto with = std::count_if(cells.begin(), cells.end(),
                                  [](const LineCells& c) { return c.thin > 1; });
  return static_cast<std::size_t>(with) * 10 >= cells.size();
}

std::vector<std::uint8_t> find_pieces(const Document& document, const Measured& measured,
                                      bool numbers_apart) {
  const std::vector<Line>& lines = document.lines;
  const std::vector<LineCells>& cells = measured.cells;
  std::vector<std::uint8_t> piece(lines.size(), 0);
  find_columns_of_characters(lines, cells, piece);
  for (std::size_t i = 0; i + 1 < lines.size();) {
    if (!cut_behind_number(lines[i + 1], cells[i], cells[i + 1], numbers_apart)) {
      ++i;
      continue;
    }
    int together = lines[i].length;
    std::size_t j = i + 1;
    bool whole = is_full_nearby(lines, i, together);
    std::size_t end = i;  // the last line of the longest run that adds up
    for (; !whole && j < lines.size() && together <= kMaxMeasure &&
           cut_behind_number(lines[j], cells[j - 1], cells[j], numbers_apart);
         ++j) {
      together += lines[j].length;
      if (is_full_nearby(lines, i, together)) end = j, whole = true;
    }
    for (std::size_t k = i + 1; k <= end; ++k) piece[k] = 1;
    i = end + 1;
  }
  find_drop_capitals(document, measured, piece);
  return piece;
}

void find_short_pieces(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                       bool numbers_apart, std::vector<std::uint8_t>& piece) {
  if (std::count(piece.begin(), piece.end(), 1) < 2) return;
  int filled = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int measure = lines[i].measure;
    if (i > 0 && !piece[i] && measure > 0 && filled + 4 <= measure &&
        filled + lines[i].length <= measure + 1 && cut_behind_number(lines[i], cells[i - 1], cells[i], numbers_apart) &&
        cells[i - 1].last != Kind::kAsciiStop)
      piece[i] = 1;
    filled = piece[i] ? filled + lines[i].length : lines[i].length;
  }
}

void merge_pieces(std::vector<Line>& lines, Measured& m) {
  for (std::size_t i = lines.size(); i-- > 1;) {
    if (!m.piece[i]) continue;
    LineCells& whole = m.cells[i - 1];
    const LineCells& rest = m.cells[i];
    whole.wide += rest.wide;
    whole.marks += rest.marks;
    whole.quotes += rest.quotes;
    whole.narrow += rest.narrow;
    whole.thin += rest.thin;
    whole.loose += rest.loose;
    whole.tight += rest.tight;
    whole.stops += rest.stops;
    whole.commas += rest.commas;
    whole.han += rest.han;
    whole.balance = static_cast<std::int8_t>(whole.balance + rest.balance);
    whole.tail = rest.tail;
    whole.last = rest.last;
    whole.inner = rest.inner;
    whole.has_blank |= rest.has_blank;
    m.marks[i - 1].end = m.marks[i].end;
    lines[i - 1].length = static_cast<std::uint16_t>(lines[i - 1].length + lines[i].length);
  }
}

}  // namespace tonglan
