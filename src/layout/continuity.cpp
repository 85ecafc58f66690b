// See continuity.h. The numbers are rounded shares that were read off set columns.
#include "layout/continuity.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"

namespace tonglan {
namespace {

// All digits are one character, and all letters; characters outside the table count as one.
char32_t folded(char32_t c) {
  const Kind kind = kind_of(c);
  if (kind == Kind::kDigit) return U'0';
  if (kind == Kind::kLatin) return U'a';
  return c < 0x10000 ? c : 0xFFFF;
}

bool is_no_start(Kind k) {
  return k == Kind::kStop || k == Kind::kComma || k == Kind::kPause || k == Kind::kColon ||
         k == Kind::kClose || k == Kind::kCloseQuote;
}

bool ends_sentence(const LineCells& c) { return is_stop(c.inner) || c.inner == Kind::kColon; }

}  // namespace

Continuity::Continuity(const Document& document, const Measured& measured)
    : document_(document), measured_(measured), count_(0x10000), pairs_(document.text.size()) {
  first_.reserve(document.lines.size());
  last_.reserve(document.lines.size());
  for (const Line& line : document.lines) {
    const std::string_view text = document.view(line);
    char32_t first = 0, before = 0;
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
      const Character c = decode(p, end);
      p += c.size;
      if (kind_of(c.code) == Kind::kBlank) continue;
      const char32_t code = folded(c.code);
      if (before != 0) pairs_.add(before, code);
      if (first == 0) first = code;
      ++count_[code];
      ++total_;
      before = code;
    }
    first_.push_back(first);
    last_.push_back(before);
  }
}

// A first line is full two cells early; so a line of that length may be one that was ended, too.
// The document's own indent is learned from neighbouring lines, which may be no neighbours: two
// cells are the rule anyhow.
Continuity::Fill Continuity::fill(const VisualLine& a) const {
  constexpr int kIndent = 4;  // half-cells
  const Line& line = document_.lines[a.first];
  const int indent = measured_.setting.first_indent[std::min<int>(line.measure, kMaxMeasure)];
  const int slack = line.measure - line.length;
  const auto lacks = [&](int cells) { return slack >= cells - 1 && slack <= cells + 1; };
  if (lacks(kIndent) || (indent >= 2 && lacks(indent))) return Fill::kFirst;
  if (slack < -1 && !is_chinese_mark(measured_.cells[a.first].last)) return Fill::kOver;
  return slack < kIndent || is_letter_spaced(measured_.cells[a.first]) ? Fill::kFull : Fill::kShort;
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

// The chance of b after a, mixed from the pair and from b alone, against b alone.
float Continuity::seam_pair(const VisualLine& a, const VisualLine& b) const {
  constexpr float kMost = 3.5f;  // one seam never decides by itself
  const char32_t left = last_[a.last], right = first_[b.first];
  if (left == 0 || right == 0) return 0;
  const float before = static_cast<float>(count_[left]);
  const float expected = before * static_cast<float>(count_[right]) / static_cast<float>(total_);
  const float trust = .6f * before / (before + 4);
  const float seen = static_cast<float>(pairs_.count(left, right));
  return std::min(std::log(trust * seen / expected + 1 - trust), kMost);
}

float Continuity::seam_shape(const VisualLine& a, const VisualLine& b) const {
  const LineCells &above = measured_.cells[a.first], &below = measured_.cells[b.first];
  const Fill before = fill(a), after = fill(b);
  const bool stopped = ends_sentence(above);
  if (before == Fill::kShort) {  // more would have fitted: the line was ended
    if (is_no_start(below.first)) return -4;
    if (after == Fill::kFirst) return stopped ? 1.5f : 0;
    if (after == Fill::kFull) return stopped ? -2 : -1.5f;
    return stopped ? 0 : -.7f;
  }
  if (before == Fill::kFull && is_no_start(below.first) && stopped) return -1;
  if (before == Fill::kOver) return after == Fill::kFirst ? 1 : -.5f;
  if (after == Fill::kFirst) return stopped ? .7f : -1;
  return stopped || after != Fill::kFull ? 0 : .15f;
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
