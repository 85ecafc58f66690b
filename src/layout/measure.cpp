#include "layout/measure.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

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

// Blanks between Chinese and numbers are this document's habit: every tenth line has one inside.
bool sets_numbers_apart(const std::vector<LineCells>& cells) {
  const auto with = std::count_if(cells.begin(), cells.end(),
                                  [](const LineCells& c) { return c.thin > 1; });
  return static_cast<std::size_t>(with) * 10 >= cells.size();
}

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

// Finds runs of pieces that add up to a full line, or to an indented one. Returns for each line
// whether it goes on with the visual line of the one before.
std::vector<std::uint8_t> find_pieces(const std::vector<Line>& lines,
                                      const std::vector<LineCells>& cells, bool numbers_apart) {
  std::vector<std::uint8_t> piece(lines.size(), 0);
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
  return piece;
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

// Where the document is known to be cut so, also the pieces of lines that are not full: the next
// piece would have fitted, and nothing but a number's end stands at the cut.
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

// Counts each piece with the visual line it belongs to: the first piece carries the cells of all.
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

bool may_not_start(Kind k) {
  return k == Kind::kStop || k == Kind::kComma || k == Kind::kPause || k == Kind::kColon ||
         k == Kind::kClose || k == Kind::kCloseQuote;
}

bool ends_sentence(const LineCells& c) { return is_stop(c.inner); }

void learn_kinsoku(const std::vector<LineCells>& cells, Setting& setting) {
  std::size_t against = 0;
  for (const LineCells& c : cells) against += may_not_start(c.first);
  setting.kinsoku = against * 100 <= cells.size();
}

void learn_indents(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                   Setting& setting) {
  std::array<std::uint32_t, 16> indents = {};
  for (const Line& l : lines) ++indents[std::min<int>(l.indent, 15)];
  setting.base_indent =
      static_cast<std::uint16_t>(std::max_element(indents.begin(), indents.end()) - indents.begin());
  // How much less the first line after a clear paragraph end holds: 0, 1 or 2 cells.
  struct Count {
    float by_cells[3] = {};
  };
  std::vector<Count> by_measure(kMaxMeasure + 1);
  Count all;
  std::uint32_t firsts = 0, indented = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line &a = lines[i - 1], &b = lines[i];
    if (a.measure == 0 || a.measure != b.measure) continue;
    if (!ends_sentence(cells[i - 1]) || a.length + 4 > a.measure) continue;
    const int slack = b.measure - b.length;
    if (slack < 0 || slack > 5 || cells[i].loose > 0) continue;
    ++firsts;
    indented += b.indent >= setting.base_indent + 2;
    by_measure[b.measure].by_cells[slack / 2] += 1;
    all.by_cells[slack / 2] += 1;
  }
  setting.indent_kept = indented > 0 && indented * 10 >= firsts * 3;
  // Two cells is the rule; narrow old columns have one.
  const auto pick = [](const Count& c, int measure) {
    const float two = c.by_cells[2] + (measure >= 20 ? 1.5f : .8f);
    const float one = c.by_cells[1] + .3f;
    if (c.by_cells[0] > two && c.by_cells[0] > one) return 0;
    return two >= one ? 4 : 2;
  };
  for (int m = 0; m <= kMaxMeasure; ++m) {
    const Count& own = by_measure[m];
    const bool enough = own.by_cells[0] + own.by_cells[1] + own.by_cells[2] >= 5;
    const Count& counted = enough ? own : all;
    const int indent = pick(counted, m);
    const float total = counted.by_cells[0] + counted.by_cells[1] + counted.by_cells[2];
    setting.first_indent[m] = static_cast<std::uint8_t>(indent);
    setting.indent_sure[m] = total >= 4 && counted.by_cells[indent / 2] >= .75f * total;
  }
}

void learn_blanks(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                  Setting& setting) {
  std::size_t blanks = 0, known = 0, at_end = 0, ends = 0, ends_with_blank = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& a = lines[i - 1];
    const bool blank = lines[i].blank_before > 0;
    blanks += blank;
    if (a.measure == 0) continue;
    const int room = a.measure - a.length - cells[i].head - (setting.kinsoku ? cells[i].head_marks : 0);
    const bool ended = room >= 2 && !is_letter_spaced(cells[i - 1]);
    if (blank) {
      ++known;
      at_end += ended || (ends_sentence(cells[i - 1]) && room >= -2);
    }
    if (ended && ends_sentence(cells[i - 1])) {
      ++ends;
      ends_with_blank += blank;
    }
  }
  if (blanks == 0) return;
  const bool complete = 2 * ends_with_blank >= ends;
  if (blanks * 10 >= (lines.size() - 1) * 9) {
    setting.blank_trust = BlankTrust::kEverywhere;
  } else if (known == 0 || 20 * at_end >= 17 * known) {
    setting.blank_trust = complete ? BlankTrust::kHighComplete : BlankTrust::kHigh;
  } else if (2 * at_end >= known) {
    setting.blank_trust = complete ? BlankTrust::kLowComplete : BlankTrust::kLow;
  } else {
    setting.blank_trust = BlankTrust::kNoise;
  }
}

void learn_stops(const std::vector<LineCells>& cells, Setting& setting) {
  std::size_t stops = 0, commas = 0;
  for (const LineCells& c : cells) stops += c.stops, commas += c.commas;
  setting.stop_habit = stops * 33 < commas  ? StopHabit::kNone
                       : stops * 8 < commas ? StopHabit::kFew
                                            : StopHabit::kUsual;
}

void learn_raggedness(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                      Setting& setting) {
  std::size_t inside = 0, early = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& a = lines[i - 1];
    if (a.measure == 0 || a.measure != lines[i].measure || lines[i].blank_before > 0) continue;
    if (cells[i - 1].last != Kind::kHan || cells[i].first != Kind::kHan) continue;
    if (cells[i - 1].has_blank || cells[i - 1].narrow > 0) continue;
    const int room = a.measure - a.length - 2 - (setting.kinsoku ? cells[i].head_marks : 0);
    if (room < -4 || room > 1) continue;
    ++inside;
    early += room >= 0;
  }
  setting.raggedness = early * 100 <= inside   ? Raggedness::kTight
                       : early * 12 <= inside ? Raggedness::kSome
                                              : Raggedness::kLoose;
}

void learn_justification(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                         Setting& setting) {
  std::size_t full = 0, spaced = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int slack = lines[i].measure - lines[i].length;
    if (lines[i].measure == 0 || slack < -2 || slack > 4) continue;
    ++full;
    spaced += cells[i].loose > 0 && !is_letter_spaced(cells[i]);
  }
  setting.justified_by_blanks = spaced * 50 > full;
}

Measured measure_words(const Document& document) {
  Measured m;
  m.cells.reserve(document.lines.size());
  m.marks.reserve(document.lines.size());
  m.bigrams = BigramSet(document.text.size());
  for (const Line& l : document.lines) {
    m.cells.push_back(measure_cells(document.view(l), m.bigrams));
    m.marks.push_back(find_marks(document.view(l)));
  }
  m.setting.widths = learn_widths(m.cells);
  return m;
}

// Side by side in one block.
bool share_visual_line(const Document& document, const Line& a, const Line& b) {
  if (a.block == kNone || a.block != b.block) return false;
  const bool vertical = document.blocks[a.block].direction == Direction::kVertical;
  const float first = vertical ? a.box.width() : a.box.height();
  const float second = vertical ? b.box.width() : b.box.height();
  const float shared = vertical
                           ? std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left)
                           : std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top);
  return shared > .5f * std::min(first, second);
}

void learn_setting(const std::vector<Line>& lines, Measured& m) {
  learn_kinsoku(m.cells, m.setting);
  learn_indents(lines, m.cells, m.setting);
  learn_blanks(lines, m.cells, m.setting);
  learn_stops(m.cells, m.setting);
  learn_raggedness(lines, m.cells, m.setting);
  learn_justification(lines, m.cells, m.setting);
}

// Lines longer than any column, lines that end where sentences do and are not equally long, or such
// lines with one blank line between them.
bool is_uncut(const Document& document, const Measured& measured) {
  constexpr int kWidestColumn = 84;  // half-cells
  constexpr int kWide = 60, kShort = 40;
  // Half-cells of lines: all; that end a sentence; those longer than any column; verse and tables,
  // which keep their indents and blank lines.
  std::size_t all = 0, ended = 0, unwrapped = 0, stacked = 0;
  bool parted = true;  // all others by one blank line each
  int longest = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (line.role == Role::kVerbatim || line.role == Role::kTable) continue;
    if ((i > 0 && line.blank_before != 1) || line.indent > 0) {
      if (line.length <= kShort)
        stacked += line.length;
      else
        parted = false;
    }
    const LineCells& c = measured.cells[i];
    // Old newspapers end sentences with 、 too; few column lines as long as this have a mark there.
    const bool any = measured.setting.stop_habit != StopHabit::kUsual || line.length > kWide;
    const bool ends = ends_sentence(c) || (any && is_chinese_mark(c.last));
    all += line.length;
    longest = std::max<int>(longest, line.length);
    if (ends) ended += line.length;
    if (ends && line.length > kWidestColumn) unwrapped += line.length;
  }
  if (4 * unwrapped >= 3 * all || (parted && 4 * stacked < all && 2 * ended >= all)) return true;
  const auto as_long = static_cast<std::size_t>(
      std::count_if(document.lines.begin(), document.lines.end(),
                    [&](const Line& line) { return line.length + 4 >= longest; }));
  return document.lines.size() >= 4 && 20 * ended >= 19 * all && 2 * as_long < document.lines.size();
}

}  // namespace

bool is_whole(const Document& document, const Measured& measured) {
  if (is_uncut(document, measured)) return true;
  const std::vector<Line>& lines = document.lines;
  std::size_t singles = 0, groups = 0, cut = 0, single_length = 0, group_length = 0;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t j = i + 1;  // lines i .. j - 1 stand together
    while (j < lines.size() && lines[j].blank_before == 0) ++j;
    if (j - i > 1) {  // verse, a list, a table
      ++groups;
      for (; i < j; ++i) group_length += lines[i].length;
      continue;
    }
    const Line& line = lines[i];
    const int slack = line.measure - line.length;
    if (line.indent > 0) return false;
    ++singles;
    single_length += line.length;
    cut += line.measure > 0 && slack >= -2 && slack <= 2 && !ends_sentence(measured.cells[i]);
    i = j;
  }
  return singles > groups && single_length > group_length && 4 * cut < singles;
}

Measured measure_lines(Document& document) {
  Measured m = measure_words(document);
  std::vector<Line>& lines = document.lines;
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].length = static_cast<std::uint16_t>(
        std::min(cells_length(m.cells[i], m.setting.widths), 0xFFFF));
  const bool apart = sets_numbers_apart(m.cells);
  m.piece = find_pieces(lines, m.cells, apart);
  find_measures(lines, m.cells, m.piece);
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
