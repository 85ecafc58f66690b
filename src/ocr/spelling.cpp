#include "ocr/spelling.h"

#include <algorithm>
#include <array>
#include <optional>

#include "chinese/characters.h"
#include "ocr/glyph_boxes.h"

namespace tonglan {
namespace {

// Gaps between the ink of neighbours, in ems.
constexpr float kLatinGap = .22f;     // two Latin words, for certain
constexpr float kLatinTight = .1f;    // one word, for certain
constexpr float kHanLatinGap = .45f;  // a blank set on purpose; typesetters add a quarter by habit
constexpr float kQuoteGap = .12f;     // by which the two sides of a quote must differ

struct Symbol {
  std::string text;
  Kind kind = Kind::kOther;
  bool blank_before = false;  // the engine's opinion
  Box box;
  float confidence = 0;
};

struct FullWidth {
  std::string_view half, full;
};
constexpr std::array kFullWidth = {
    FullWidth{",", "，"}, FullWidth{";", "；"}, FullWidth{":", "："}, FullWidth{"?", "？"},
    FullWidth{"!", "！"}, FullWidth{"(", "（"}, FullWidth{")", "）"},
};

Kind kind_of_text(std::string_view text) {
  return kind_of(decode(text.data(), text.data() + text.size()).code);
}

std::vector<Symbol> symbols_of(const ReadLine& read) {
  std::vector<Symbol> out;
  for (const ReadGlyph& g : read.glyphs) {
    if (!has_ink(g)) continue;
    Symbol s;
    s.text = read.text.substr(g.text.begin, g.text.size());
    s.kind = kind_of_text(s.text);
    s.blank_before = g.text.begin > 0 && read.text[g.text.begin - 1] == ' ';
    s.box = g.box;
    s.confidence = g.confidence;
    out.push_back(std::move(s));
  }
  return out;
}

// A mark beside a Chinese character, not inside a number, a time or a Latin phrase.
bool wants_full_width(const std::vector<Symbol>& s, std::size_t i) {
  const bool chinese_before = i > 0 && is_chinese(s[i - 1].kind);
  const bool chinese_after = i + 1 < s.size() && is_chinese(s[i + 1].kind);
  return chinese_before || chinese_after;
}

void widen_marks(std::vector<Symbol>& s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    for (const FullWidth& row : kFullWidth) {
      if (s[i].text != row.half || !wants_full_width(s, i)) continue;
      s[i].text = row.full;
      s[i].kind = kind_of_text(row.full);
    }
  }
}

// Blank between the ink of s[i - 1] and s[i], in pixels.
float gap_before(const std::vector<Symbol>& s, std::size_t i, Direction direction) {
  return direction == Direction::kVertical ? s[i].box.top - s[i - 1].box.bottom
                                           : s[i].box.left - s[i - 1].box.right;
}

void turn_quotes(std::vector<Symbol>& s, Direction direction, float em) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!is_quote(s[i].kind)) continue;
    const bool single = s[i].text == "‘" || s[i].text == "’";
    std::optional<bool> opens;
    if (s.size() > 1 && i == 0) {
      opens = true;  // no line begins with a closing quote
    } else if (s.size() > 1 && i + 1 == s.size()) {
      opens = false;
    } else if (s.size() > 1) {
      const float difference = gap_before(s, i, direction) - gap_before(s, i + 1, direction);
      if (std::abs(difference) > kQuoteGap * em) opens = difference > 0;
    }
    if (!opens) continue;
    s[i].text = *opens ? (single ? "‘" : "“") : (single ? "’" : "”");
    s[i].kind = *opens ? Kind::kOpenQuote : Kind::kCloseQuote;
  }
}

bool has_blank(const std::vector<Symbol>& s, std::size_t i, Direction direction, float em) {
  const Kind before = s[i - 1].kind, after = s[i].kind;
  if (is_chinese(before) && is_chinese(after)) return false;
  if (is_chinese_mark(before) || is_chinese_mark(after)) return false;
  const float gap = gap_before(s, i, direction) / em;
  if (is_chinese(before) || is_chinese(after)) return gap > kHanLatinGap;
  return gap > kLatinGap || (gap > kLatinTight && s[i].blank_before);
}

}  // namespace

ReadLine spell(const ReadLine& read, Direction direction, float em) {
  std::vector<Symbol> symbols = symbols_of(read);
  widen_marks(symbols);
  turn_quotes(symbols, direction, em);
  ReadLine out;
  out.confidence = read.confidence;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i > 0 && has_blank(symbols, i, direction, em)) out.text += ' ';
    ReadGlyph glyph;
    glyph.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += symbols[i].text;
    glyph.text.end = static_cast<std::uint32_t>(out.text.size());
    glyph.box = symbols[i].box;
    glyph.confidence = symbols[i].confidence;
    out.glyphs.push_back(glyph);
  }
  return out;
}

}  // namespace tonglan
