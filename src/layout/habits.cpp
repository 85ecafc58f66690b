#include "layout/habits.h"

#include <algorithm>
#include <array>

namespace tonglan {
namespace {

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

}  // namespace

void learn_setting(const std::vector<Line>& lines, Measured& m) {
  learn_kinsoku(m.cells, m.setting);
  learn_indents(lines, m.cells, m.setting);
  learn_blanks(lines, m.cells, m.setting);
  learn_stops(m.cells, m.setting);
  learn_raggedness(lines, m.cells, m.setting);
  learn_justification(lines, m.cells, m.setting);
}

}  // namespace tonglan
