#include "layout/measure.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "layout/habits.h"
#include "layout/pieces.h"

namespace tonglan {
namespace {

// States of the dynamic program: 0 is unwrapped text, s >= 1 a measure of 2 s + 4 half-cells.
constexpr int kStates = 64;
constexpr int kLastState = 61;
constexpr int measure_of(int state) { return state == 0 ? 0 : 2 * state + 4; }

constexpr int kScale = 64;  // score units a nat
constexpr int kSwitch = 8 * kScale;
constexpr int kLongest = kMaxMeasure + 10;

std::int16_t score(double probability) {
  return static_cast<std::int16_t>(std::lround(std::log(probability) * kScale));
}

// Scores of a line's length under each state. The shares were read off set columns: half of the
// lines are full, a tenth are first lines (two cells less), kinsoku shortens some by a cell, a
// paragraph's last line has any length, and a headline may be longer than the column.
struct Emission {
  std::array<std::array<std::int16_t, kStates>, kLongest + 1> by_length;
  std::array<std::array<std::int16_t, kStates>, kLongest + 1> letter_spaced;
};

double length_probability(int slack, int measure) {
  switch (slack) {
    case 0: return .50;
    case 1: return .08;
    case 2: return .10;
    case 3: return .03;
    case 4: return .10;
    case 5:
    case 6: return .02;
    case -1:
    case -2: return .03;
    case -3:
    case -4: return .01;
    default: return slack > 0 ? .24 / measure : .01 / 40;
  }
}

Emission make_emission() {
  Emission e;
  const std::int16_t never = score(1e-9);
  for (int length = 0; length <= kLongest; ++length) {
    auto& row = e.by_length[length];
    auto& loose = e.letter_spaced[length];
    row.fill(never);
    loose.fill(never);
    row[0] = score(length > kMaxMeasure ? .5 : .01);
    loose[0] = score(.02);
    for (int s = 1; s <= kLastState; ++s) {
      const int m = measure_of(s);
      row[s] = score(length_probability(m - length, m));
      // Spread out to the full measure: its own length says only that it fitted.
      loose[s] = score(m >= length && m <= 2 * length + 4 ? .3 : .002);
    }
  }
  return e;
}

const Emission& emission() {
  static const Emission e = make_emission();
  return e;
}

// What the line's end says for unwrapped text against a column: nearly every paragraph ends with a
// mark, one column line in five does.
int unwrapped_bonus(const LineCells& c) {
  if (is_stop(c.inner) || c.last == Kind::kCloseQuote) return kScale * 19 / 10;
  if (is_chinese_mark(c.last)) return 0;
  return -kScale * 12 / 10;
}
// One bit a state: the low bit of bytes[i] becomes bit i.
std::uint64_t pack_bits(const std::uint8_t (&bytes)[kStates]) {
  std::uint64_t bits = 0;
  for (int i = 0; i < kStates; i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + i, 8);
    bits |= ((eight * 0x0102040810204080ull) >> 56) << i;
  }
  return bits;
}

// Viterbi over (line, state); fills Line::measure.
void find_measures(std::vector<Line>& lines, const std::vector<LineCells>& cells,
                   const std::vector<std::uint8_t>& piece) {
  struct Trace {
    std::uint64_t switched;  // bit s: the best way into state s came from `best`
    std::uint8_t best;
  };
  const Emission& e = emission();
  std::vector<Trace> trace(lines.size());
  alignas(64) std::int16_t value[kStates] = {};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& table = is_letter_spaced(cells[i]) ? e.letter_spaced : e.by_length;
    if (piece[i]) {  // counted with the line it is a piece of
      trace[i] = {0, 0};
      continue;
    }
    int length = lines[i].length;
    for (std::size_t j = i + 1; j < lines.size() && piece[j]; ++j) length += lines[j].length;
    const std::int16_t* row = table[std::min(length, kLongest)].data();
    std::int16_t top = value[0];
    for (int s = 1; s < kStates; ++s) top = std::max(top, value[s]);
    alignas(64) std::uint8_t moved[kStates], is_top[kStates];
    for (int s = 0; s < kStates; ++s) {
      // Scores are kept relative to the best state, so that they stay small.
      const std::int16_t stay = value[s] - top;
      is_top[s] = stay == 0;
      moved[s] = stay < -kSwitch;
      value[s] = std::max<std::int16_t>(stay, -kSwitch) + row[s];
    }
    value[0] += unwrapped_bonus(cells[i]);
    trace[i] = {pack_bits(moved),
                static_cast<std::uint8_t>(std::countr_zero(pack_bits(is_top)))};
  }
  int s = static_cast<int>(std::max_element(value, value + kLastState + 1) - value);
  for (std::size_t i = lines.size(); i-- > 0;) {
    lines[i].measure = static_cast<std::uint16_t>(measure_of(s));
    if (trace[i].switched >> s & 1) s = trace[i].best;
  }
}

// A column without a single full line is none: short lines alone fit many measures.
void forget_unsupported(std::vector<Line>& lines, const std::vector<LineCells>& cells,
                        const std::vector<std::uint8_t>& piece) {
  for (std::size_t i = 0; i < lines.size();) {
    const int measure = lines[i].measure;
    bool full = false;
    std::size_t j = i;
    for (; j < lines.size() && lines[j].measure == measure; ++j)
      full |= lines[j].length + 2 >= measure || is_letter_spaced(cells[j]) || piece[j];
    if (!full)
      for (std::size_t k = i; k < j; ++k) lines[k].measure = 0;
    i = j;
  }
}

// The widths under which most neighbouring lines come out equally long.
Widths learn_widths(const std::vector<LineCells>& cells) {
  constexpr Widths kChoices[] = {{2, 2}, {2, 1}, {1, 1}};
  std::array<std::size_t, 3> equal = {};
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const LineCells &a = cells[i - 1], &b = cells[i];
    if (a.marks == b.marks && a.quotes == b.quotes) continue;  // says nothing about widths
    if (a.loose > 0 || b.loose > 0) continue;
    for (int k = 0; k < 3; ++k)
      equal[k] += cells_length(a, kChoices[k]) == cells_length(b, kChoices[k]);
  }
  int best = 0;
  // Full width is the rule; anything else needs a clear lead.
  for (int k = 1; k < 3; ++k)
    if (equal[k] > equal[best] + 2 + equal[best] / 4) best = k;
  return kChoices[best];
}

Measured measure_words(const Document& document) {
  Measured m;
  m.cells.reserve(document.lines.size());
  m.marks.reserve(document.lines.size());
  m.bigrams = BigramCounts(document.text.size());
  for (const Line& l : document.lines) {
    m.cells.push_back(measure_cells(document.view(l), m.bigrams));
    m.marks.push_back(find_marks(document.view(l)));
  }
  m.setting.widths = learn_widths(m.cells);
  return m;
}

// Side by side in one block, and no phrase by itself.
bool share_visual_line(const Document& document, const Line& a, const Line& b) {
  if (a.block == kNone || a.block != b.block || b.blank_before > 0) return false;
  const bool vertical = document.blocks[a.block].direction == Direction::kVertical;
  const float first = vertical ? a.box.width() : a.box.height();
  const float second = vertical ? b.box.width() : b.box.height();
  const float shared = vertical
                           ? std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left)
                           : std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top);
  return shared > .5f * std::min(first, second);
}

}  // namespace

Measured measure_lines(Document& document) {
  Measured m = measure_words(document);
  std::vector<Line>& lines = document.lines;
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].length = static_cast<std::uint16_t>(
        std::min(cells_length(m.cells[i], m.setting.widths), 0xFFFF));
  const bool apart = sets_numbers_apart(m.cells);
  m.piece = find_pieces(document, m, apart);
  find_measures(lines, m.cells, m.piece);
  forget_unsupported(lines, m.cells, m.piece);
  find_short_pieces(lines, m.cells, apart, m.piece);
  merge_pieces(lines, m);
  learn_setting(lines, m);
  return m;
}

Measured measure_boxed_lines(Document& document) {
  Measured m = measure_words(document);
  m.piece.assign(document.lines.size(), 0);
  for (std::size_t i = 1; i < document.lines.size(); ++i)
    m.piece[i] = share_visual_line(document, document.lines[i - 1], document.lines[i]);
  merge_pieces(document.lines, m);
  learn_setting(document.lines, m);
  return m;
}

}  // namespace tonglan
