// See continuity.h. The numbers are rounded shares that were read off set columns.
#include "layout/continuity.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/word_pairs.h"

namespace tonglan {
namespace {

// All digits are one character, and all letters; characters outside the table count as one.
char32_t folded(char32_t c) {
  const Kind kind = kind_of(c);
  if (kind == Kind::kDigit) return U'0';
  if (kind == Kind::kLatin) return U'a';
  return c < 0x10000 ? c : 0xFFFF;
}

// Counts need no more than this: a page has some thousand characters.
constexpr std::size_t kCounts = 1u << 13;
std::size_t place_of(char32_t c) { return c * 0x9E3779B1u >> 19; }

}  // namespace

bool ends_sentence(const LineCells& c) { return is_stop(c.inner) || c.inner == Kind::kColon; }

Continuity::Continuity(const Document& document, const Measured& measured, std::uint32_t begin,
                       std::uint32_t end_line)
    : document_(document),
      measured_(measured),
      offset_(begin),
      count_(kCounts),
      pairs_(begin < end_line
                 ? document.lines[end_line - 1].text.end - document.lines[begin].text.begin
                 : 0) {
  first_.reserve(end_line - begin);
  last_.reserve(end_line - begin);
  for (std::uint32_t i = begin; i < end_line; ++i) {
    const Line& line = document.lines[i];
    const std::string_view text = document.view(line);
    char32_t first = 0, before = 0;
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
      const Character c = decode(p, end);
      p += c.size;
      if (kind_of(c.code) == Kind::kBlank) continue;
      const char32_t code = folded(c.code);
      if (before != 0) pairs_.add(before, code);
      if (first == 0) first = code;
      ++count_[place_of(code)];
      ++total_;
      before = code;
    }
    first_.push_back(first);
    fill_.push_back(fill_of(document, measured, i));
    last_.push_back(before);
  }
}

// A first line is full two cells early; so a line of that length may be one that was ended, too.
// The document's own indent is learned from neighbouring lines, which may be no neighbours: two
// cells are the rule anyhow.
Fill fill_of(const Document& document, const Measured& measured, std::uint32_t at) {
  constexpr int kIndent = 4;  // half-cells
  const Line& line = document.lines[at];
  const LineCells& cells = measured.cells[at];
  const int indent = measured.setting.first_indent[std::min<int>(line.measure, kMaxMeasure)];
  const int slack = line.measure - line.length;
  const auto lacks = [&](int cells) { return slack >= cells - 1 && slack <= cells + 1; };
  if (lacks(kIndent) || (indent >= 2 && lacks(indent))) return Fill::kFirst;
  if (slack < -1 && !is_chinese_mark(cells.last)) return Fill::kOver;
  return slack < kIndent || is_letter_spaced(cells) ? Fill::kFull : Fill::kShort;
}

float first_line_odds(Fill a, bool ends_sentence) {
  if (a == Fill::kShort) return 2;
  return ends_sentence ? 1.5f : -1.7f;
}

bool Continuity::ends_paragraph(const VisualLine& a) const {
  const Line& line = document_.lines[a.first];
  const LineCells& c = measured_.cells[a.first];
  return line.measure > 0 && line.length + 4 <= line.measure && ends_sentence(c) &&
         !is_letter_spaced(c);
}

bool Continuity::begins_text(const VisualLine& a, const VisualLine& b) const {
  return fill(b) == Fill::kFirst && fill(a) >= Fill::kShort;
}

bool Continuity::may_be_display(const VisualLine& a) const {
  return a.together || (fill(a) >= Fill::kShort && !is_stop(measured_.cells[a.first].inner));
}

void Continuity::append_pairs(const VisualLine& a, std::vector<std::uint64_t>& pairs) const {
  for (std::uint32_t i = a.first; i <= a.last; ++i) {
    const std::string_view text = document_.view(document_.lines[i]);
    char32_t before = 0;
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
      const Character c = decode(p, end);
      p += c.size;
      const Kind kind = kind_of(c.code);
      if (kind == Kind::kBlank) continue;
      const char32_t code = kind == Kind::kHan ? c.code : 0;
      if (before != 0 && code != 0)
        pairs.push_back(static_cast<std::uint64_t>(before) << 32 | code);
      before = code;
    }
  }
}

// The chance of b after a against b alone: mixed from what the document has seen of the pair and
// from what a word list says of it.
float Continuity::seam_pair(const VisualLine& a, const VisualLine& b) const {
  constexpr float kMost = 3.5f, kLeast = -2.5f;  // one seam never decides by itself
  const char32_t left = last_[a.last - offset_], right = first_[b.first - offset_];
  if (left == 0 || right == 0) return 0;
  const float before = static_cast<float>(count_[place_of(left)]);
  const float expected =
      before * static_cast<float>(count_[place_of(right)]) / static_cast<float>(total_);
  const float general = word_pair_ratio(left, right);
  const float trust = general == 1 ? .6f * before / (before + 4) : .4f * before / (before + 12);
  const float seen = static_cast<float>(pairs_.count(left, right));
  return std::clamp(std::log(trust * seen / expected + (1 - trust) * general), kLeast, kMost);
}

float Continuity::seam_shape(const VisualLine& a, const VisualLine& b) const {
  constexpr float kDisplay = -2;  // they are no running text
  const LineCells &above = measured_.cells[a.first], &below = measured_.cells[b.first];
  const Fill before = fill(a), after = fill(b);
  const bool stopped = ends_sentence(above);
  if (may_be_display(a) || may_be_display(b)) return kDisplay;
  if (before == Fill::kShort) {  // more would have fitted: the line was ended
    if (is_no_start(below.first)) return -4;
    if (after == Fill::kFirst) return first_line_odds(before, stopped);
    return after == Fill::kFull ? -2.8f : -.2f;
  }
  if (before == Fill::kFull && is_no_start(below.first) && stopped) return -1;
  if (after == Fill::kFirst) return first_line_odds(before, stopped);
  if (stopped) return after == Fill::kFull ? -.7f : 0;
  return after == Fill::kFull ? .1f : 0;
}

float Continuity::score(const VisualLine& a, const VisualLine& b) const {
  const Line &before = document_.lines[a.first], &after = document_.lines[b.first];
  if (before.measure == 0 || after.measure == 0) return 0;
  const LineCells &above = measured_.cells[a.first], &below = measured_.cells[b.first];
  float sum = seam_shape(a, b);
  if (!ends_sentence(above) && fill(a) < Fill::kShort) sum += seam_pair(a, b);
  if (above.balance > 0) sum += below.balance < 0 ? 1.2f : -.4f;
  if (above.balance <= 0 && below.balance < 0) sum -= .3f;
  return sum;
}

}  // namespace tonglan
