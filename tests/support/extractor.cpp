// See extractor.h.
#include "support/extractor.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "support/code_points.h"

namespace tonglan {
namespace {

bool is_running(const SetLine& line) {
  return line.truth.state == LineState::kFirst || line.truth.state == LineState::kContinue;
}

// A place behind a number, where the font changes and extractors cut; 0 if there is none.
std::size_t place_beside_number(const SetLine& line, Random& random) {
  std::vector<std::size_t> places;
  for (std::size_t i = 1; i < line.atoms.size(); ++i) {
    const char32_t last = line.atoms[i - 1].back();
    const bool before = is_digit(last) || last == U'%';
    if (before && !is_latin(line.atoms[i].front())) places.push_back(i);
  }
  return places.empty() ? 0 : random.pick(places);
}

bool shows_gap(const std::u32string& left, const std::u32string& right, bool spread, bool digits,
               const TypesetSettings& settings, Random& random) {
  const char32_t a = left.back();
  const char32_t b = right.front();
  if (is_blank(a) || is_blank(b) || (is_latin(a) && is_latin(b))) return false;
  if (settings.blank_after_quotes && (a == U'“' || a == U'”')) return true;
  if (settings.blank_between_latin_and_mark && is_latin(a) && is_full_mark(b)) {
    return random.chance(0.8);
  }
  if (digits && (is_latin(a) ? is_han(b) : is_han(a) && is_latin(b))) return random.chance(0.9);
  if (!spread || (is_full_mark(a) && !settings.spread_after_marks)) return false;
  return random.chance(settings.spread_gaps);
}

}  // namespace

std::vector<SetLine> refragmented(std::vector<SetLine> lines, const TypesetSettings& settings,
                                  Random& random) {
  std::vector<SetLine> out;
  for (SetLine& line : lines) {
    const bool goes_on = !out.empty() && line.truth.state == LineState::kContinue &&
                         !line.truth.resumes && is_running(out.back()) && !out.back().column_end;
    if (goes_on && random.chance(settings.glue_lines)) {
      SetLine& last = out.back();
      last.atoms.insert(last.atoms.end(), line.atoms.begin(), line.atoms.end());
      last.slack = std::min(last.slack, line.slack);
      last.column_end = line.column_end;
      continue;
    }
    out.push_back(std::move(line));
    SetLine& whole = out.back();
    if (!is_running(whole) || !random.chance(settings.cut_at_number)) continue;
    const std::size_t at = place_beside_number(whole, random);
    if (at == 0) continue;
    SetLine rest = whole;
    rest.atoms.erase(rest.atoms.begin(), rest.atoms.begin() + static_cast<std::ptrdiff_t>(at));
    rest.indent = 0;
    rest.truth.state = LineState::kContinue;
    rest.truth.resumes = false;
    whole.atoms.resize(at);
    whole.column_end = false;
    out.push_back(std::move(rest));
  }
  return out;
}

std::u32string extracted(const SetLine& line, const TypesetSettings& settings, Random& random) {
  std::u32string out;
  if (settings.indent_kept == IndentKept::kIdeographic) {
    out.append(static_cast<std::size_t>(line.indent / 2), U'\u3000');
  } else if (settings.indent_kept == IndentKept::kAscii) {
    out.append(static_cast<std::size_t>(line.indent), U' ');
  }
  if (line.truth.state == LineState::kVerbatim) {
    for (const std::u32string& atom : line.atoms) out += atom;
    return out;
  }
  const bool running = is_running(line);
  const bool spread =
      line.spaced ||
      (running && random.chance(line.slack > 0 ? settings.spread_lines : settings.spread_others));
  const double digit_chance = settings.digit_blanks * (running && line.slack > 0 ? 1 : 0.4);
  const bool digits = running && random.chance(digit_chance);
  for (std::size_t i = 0; i < line.atoms.size(); ++i) {
    const bool gap = i > 0 && (line.spaced || shows_gap(line.atoms[i - 1], line.atoms[i], spread,
                                                        digits, settings, random));
    if (gap) out += U' ';
    out += line.atoms[i];
  }
  while (!out.empty() && is_blank(out.back())) out.pop_back();
  return out;
}

std::vector<int> blank_lines(const std::vector<SetLine>& lines, const TypesetSettings& settings,
                             Random& random) {
  const BlankLines& p = settings.blank_lines;
  std::vector<int> blanks(lines.size() + 2, 0);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const LineTruth& truth = lines[i].truth;
    const bool same_block =
        truth.state == lines[i - 1].truth.state && truth.state == LineState::kVerbatim;
    const bool breaks = truth.state != LineState::kContinue &&
                        truth.state != LineState::kDisplayContinue && !same_block && !truth.resumes;
    if (breaks) {
      if (!random.chance(p.at_breaks)) continue;
      const bool moved = random.chance(p.displaced);
      const std::size_t at = !moved ? i : random.chance(0.5) ? i - 1 : i + 1;
      const bool new_article = truth.article != lines[i - 1].truth.article;
      blanks[std::max<std::size_t>(at, 1)] = new_article && random.chance(0.2) ? 2 : 1;
    } else {
      double chance = same_block ? p.elsewhere / 2 : p.elsewhere;
      if (lines[i - 1].column_end) chance = std::max(chance, p.at_column_ends);
      if (is_opening_mark(lines[i].atoms.front().front())) {
        chance = std::max(chance, p.before_openings);
      }
      if (random.chance(chance)) blanks[i] = 1;
    }
  }
  blanks.resize(lines.size());
  return blanks;
}

namespace {

// The article's running text in columns of equal length, the last one shorter, row by row.
void read_across(std::vector<std::uint32_t>& order, std::size_t first, std::size_t last,
                 std::size_t columns) {
  const std::vector<std::uint32_t> column(order.begin() + static_cast<std::ptrdiff_t>(first),
                                          order.begin() + static_cast<std::ptrdiff_t>(last));
  const std::size_t rows = (column.size() + columns - 1) / columns;
  for (std::size_t row = 0, to = first; row < rows; ++row)
    for (std::size_t i = row; i < column.size(); i += rows) order[to++] = column[i];
}

}  // namespace

std::vector<std::uint32_t> dumped_order(const std::vector<SetLine>& lines,
                                        const TypesetSettings& settings) {
  std::vector<std::uint32_t> order(lines.size());
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t first = 0; first < lines.size();) {
    const auto inside = [&](std::size_t i) {
      return is_running(lines[i]) && lines[i].truth.article == lines[first].truth.article;
    };
    std::size_t last = first;
    while (last < lines.size() && inside(last)) ++last;
    if (settings.interleave > 1)
      read_across(order, first, last, static_cast<std::size_t>(settings.interleave));
    first = std::max(last, first + 1);
  }
  return order;
}

}  // namespace tonglan
