#include "ocr/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chinese/characters.h"
#include "ocr/crop.h"
#include "ocr/glyph_boxes.h"

namespace tonglan {
namespace {

// Gaps between the ink of neighbours, in ems.
constexpr float kLatinGap = .35f;     // two Latin words, for certain
constexpr float kLatinTight = .1f;    // one word, for certain
constexpr float kHanLatinGap = .45f;  // a blank set on purpose; typesetters add a quarter by habit
constexpr float kRuleWidth = .2f;     // a bar's ink, at most
constexpr float kQuoteGap = .12f;     // by which the two sides of a quote must differ

// Ink of small marks, in ems; kLow is a part of the line's height.
constexpr float kQuoteWidth = .28f;  // a double quote in a vertical line is as wide, a comma never
constexpr float kMarkHeight = .45f;
constexpr float kStopSize = .18f;  // a full stop's ring; a comma is thinner
constexpr float kRound = .75f;     // of the longer side: a stop's ring, not a comma with its tail
constexpr float kLow = .55f;
constexpr float kSingle = .22f;   // width of a single quote, at most
constexpr float kDouble = .28f;   // of a double one, at least
constexpr float kHalves = .2f;    // between the two halves of a double quote
constexpr float kDashGap = .06f;  // between the two halves of a dash

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

bool is_mostly_chinese(const std::vector<Symbol>& s) {
  const auto chinese = [](const Symbol& symbol) { return is_chinese(symbol.kind); };
  return 2 * std::size_t(std::count_if(s.begin(), s.end(), chinese)) > s.size();
}

// A mark beside a Chinese character, not inside a number, a time or a Latin phrase. After a number
// at the end of a line it is the sentence's; only a comma may still be the number's.
bool wants_full_width(const std::vector<Symbol>& s, std::size_t i) {
  if (i > 0 && is_chinese(s[i - 1].kind)) return true;
  if (i + 1 < s.size()) return is_chinese(s[i + 1].kind);
  const bool in_number = i > 0 && s[i].text == "," && s[i - 1].kind == Kind::kDigit;
  return i > 0 && !in_number && is_mostly_chinese(s);
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

// A comma or full stop that was read as a quote, an apostrophe or a star: the ink tells them apart
// by its place and size.
void mend_low_marks(std::vector<Symbol>& s, Direction direction, float em) {
  static constexpr std::array<std::string_view, 11> kDoubtful = {".", "'", "\"", "`",  "*", "“",
                                                                 "”", "‘", "’",  "〝", "〞"};
  float top = 0, bottom = 0;
  for (const Symbol& symbol : s) {
    if (&symbol == &s[0] || symbol.box.top < top) top = symbol.box.top;
    bottom = std::max(bottom, symbol.box.bottom);
  }
  for (std::size_t i = 1; i < s.size(); ++i) {
    if (!is_chinese(s[i - 1].kind)) continue;
    if (std::find(kDoubtful.begin(), kDoubtful.end(), s[i].text) == kDoubtful.end()) continue;
    const float width = s[i].box.width() / em, height = s[i].box.height() / em;
    const bool is_mark = direction == Direction::kVertical
                             ? width < kQuoteWidth
                             : (s[i].box.top + s[i].box.bottom) / 2 > top + kLow * (bottom - top);
    if (!is_mark || height > kMarkHeight) continue;
    const bool is_round = std::min(width, height) > kRound * std::max(width, height);
    s[i].text = is_round && height >= kStopSize ? "。" : "，";
    s[i].kind = kind_of_text(s[i].text);
  }
}

// Single quotes of horizontal lines that were read as double ones, and double ones as single, or as
// two that stand closer than two ever do.
void mend_quotes_by_width(std::vector<Symbol>& s, float em) {
  const auto is_mark = [&](std::size_t i) {
    const bool straight = s[i].text == "'" || s[i].text == "\"";
    return (is_quote(s[i].kind) || straight) && s[i].box.height() < kMarkHeight * em &&
           wants_full_width(s, i);
  };
  const auto is_slim = [&](std::size_t i) { return s[i].box.width() < kSingle * em; };
  const auto opens_by_gaps = [&](std::size_t i) {
    if (i == 0 || i + 1 == s.size()) return i == 0;
    return gap_before(s, i, Direction::kHorizontal) > gap_before(s, i + 1, Direction::kHorizontal);
  };
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!is_mark(i)) continue;
    Symbol& mark = s[i];
    // A straight one opens what is nearer to it.
    const bool opens = is_quote(mark.kind) ? mark.kind == Kind::kOpenQuote : opens_by_gaps(i);
    if (i + 1 < s.size() && is_mark(i + 1) && is_slim(i) && is_slim(i + 1) &&
        gap_before(s, i + 1, Direction::kHorizontal) < kHalves * em) {
      mark.box.right = s[i + 1].box.right;
      mark.box.top = std::min(mark.box.top, s[i + 1].box.top);
      mark.box.bottom = std::max(mark.box.bottom, s[i + 1].box.bottom);
      s.erase(s.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      mark.text = opens ? "“" : "”";
    } else if (is_slim(i)) {
      mark.text = opens ? "‘" : "’";
    } else if (mark.box.width() > kDouble * em && (mark.text == "‘" || mark.text == "’")) {
      mark.text = opens ? "“" : "”";
    }
    mark.kind = kind_of_text(mark.text);
  }
}

// A round bracket that was read as an angle one: what closes it says which it is.
void mend_brackets(std::vector<Symbol>& s) {
  const auto is_round = [](std::string_view text) { return text == ")" || text == "）"; };
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i].text != "〈") continue;
    const auto closing =
        std::find_if(s.begin() + static_cast<std::ptrdiff_t>(i) + 1, s.end(),
                     [](const Symbol& t) { return is_closing(t.kind) && !is_quote(t.kind); });
    if (closing != s.end() && is_round(closing->text)) s[i].text = "（";
  }
}

// A dash of two cells is read as two 一 or as one and a dash. Where its ink does not run through,
// as in many faces, what stands about it tells: in numbers 一 stands twice for itself, before some
// verbs 一一 is a word, and after some characters the first 一 ends one (唯一一次, 之一——).
void mend_dashes(std::vector<Symbol>& s, Direction direction, float em) {
  static constexpr std::u32string_view kNumbers = U"〇零一二三四五六七八九十百千年";
  static constexpr std::u32string_view kVerbs = U"对對列介答记記解落道告辨回说說举舉陈陳指核握送展";
  static constexpr std::u32string_view kEndWithOne =
      U"唯惟统統单單专專第归歸划劃其万萬逐之期周週初图圖表";
  const auto is_one = [&](std::size_t i) { return s[i].text == "一"; };
  const auto is_dash = [&](std::size_t i) { return is_one(i) || s[i].text == "—"; };
  const auto is_any_of = [&](std::size_t i, std::u32string_view these) {
    const std::string& text = s[i].text;
    return these.find(decode(text.data(), text.data() + text.size()).code) != these.npos;
  };
  const auto are_ones = [&](std::size_t i) {
    if (i > 0 && is_one(i) && (is_any_of(i - 1, kNumbers) || is_any_of(i - 1, kEndWithOne)))
      return true;
    return is_one(i) && is_one(i + 1) && i + 2 < s.size() &&
           (is_any_of(i + 2, kNumbers) || is_any_of(i + 2, kVerbs));
  };
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    if (!is_dash(i) || !is_dash(i + 1)) continue;
    if (gap_before(s, i + 1, direction) > kDashGap * em && are_ones(i)) continue;
    for (const std::size_t part : {i, i + 1}) {
      s[part].text = "—";
      s[part].kind = kind_of_text("—");
    }
    ++i;
  }
}

// A straight quote beside Chinese text, or one of its own kind, becomes one that can be turned.
bool is_turnable(const std::vector<Symbol>& s, std::size_t i) {
  return is_quote(s[i].kind) || s[i].text == kQuoteByShape ||
         (s[i].text == "\"" && wants_full_width(s, i));
}

// How much speaks for an opening quote at s[i]; below 0, for a closing one.
float opening_evidence(const std::vector<Symbol>& s, std::size_t i, Direction direction, float em) {
  float evidence = s[i].kind == Kind::kOpenQuote ? .5f : s[i].kind == Kind::kCloseQuote ? -.5f : 0;
  // No line begins with a closing quote but one of nothing else than closing marks.
  if (i == 0) {
    const bool closes = s.size() > 1 && is_no_start(s[1].kind) && !is_quote(s[1].kind);
    return closes ? evidence - 2 : evidence + 2;
  }
  if (i + 1 == s.size()) return evidence - 2;
  const float difference = gap_before(s, i, direction) - gap_before(s, i + 1, direction);
  if (std::abs(difference) > kQuoteGap * em) evidence += difference > 0 ? 1.f : -1.f;
  const Kind before = s[i - 1].kind, after = s[i + 1].kind;
  // Single quotes come after the double ones, whose sides are known.
  if (s[i].text == "‘" || s[i].text == "’") {
    if (s[i - 1].text == "“") evidence += 1;
    if (s[i + 1].text == "”") evidence -= 1;
  }
  if (before == Kind::kColon) evidence += 1;
  if (after == Kind::kComma || after == Kind::kStop || after == Kind::kPause) evidence -= 1;
  return evidence;
}

// Opening and closing quotes take turns on a line; which comes first is what most speaks for.
// Single quotes stand inside double ones and take turns of their own.
void turn_quotes(std::vector<Symbol>& s, Direction direction, float em) {
  for (const bool single : {false, true}) {
    std::vector<std::size_t> quotes;
    float opens_first = .25f;  // with nothing else to tell, a line begins outside a quotation
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (!is_turnable(s, i) || (s[i].text == "‘" || s[i].text == "’") != single) continue;
      const float sign = quotes.size() % 2 == 0 ? 1.f : -1.f;
      opens_first += sign * opening_evidence(s, i, direction, em);
      quotes.push_back(i);
    }
    bool opens = opens_first > 0;
    for (const std::size_t i : quotes) {
      s[i].text = opens ? (single ? "‘" : "“") : (single ? "’" : "”");
      s[i].kind = opens ? Kind::kOpenQuote : Kind::kCloseQuote;
      opens = !opens;
    }
  }
}

// The edge of a column rule beside the line, read as a bar.
void drop_rules(std::vector<Symbol>& s, float em) {
  const auto is_rule = [&](const Symbol& symbol) {
    return symbol.text == "|" && symbol.box.width() < kRuleWidth * em;
  };
  if (s.size() > 1 && is_rule(s.back())) s.pop_back();
  if (s.size() > 1 && is_rule(s.front())) s.erase(s.begin());
}

bool has_blank(const std::vector<Symbol>& s, std::size_t i, Direction direction, float em) {
  const Kind before = s[i - 1].kind, after = s[i].kind;
  if (is_chinese(before) && is_chinese(after)) return false;
  if (is_chinese_mark(before) || is_chinese_mark(after)) return false;
  // 25. 5 and 25 .5 are numbers in a wide face.
  const auto is_point = [&](std::size_t k) {
    return k > 0 && k + 1 < s.size() && (s[k].text == "." || s[k].text == ",") &&
           s[k - 1].kind == Kind::kDigit && s[k + 1].kind == Kind::kDigit;
  };
  if (is_point(i - 1) || is_point(i)) return false;
  const float gap = gap_before(s, i, direction) / em;
  if (is_chinese(before) || is_chinese(after)) return gap > kHanLatinGap;
  return gap > kLatinGap || (gap > kLatinTight && s[i].blank_before);
}

bool is_lower(const Symbol& s) {
  return s.text.size() == 1 && s.text[0] >= 'a' && s.text[0] <= 'z';
}

// The models for Chinese take O for 0 and l for 1 inside Latin words. A word ends in a digit for
// good reasons (a model's number), and a digit among capitals may be one (B0C7).
void mend_digits_in_words(std::vector<Symbol>& s, Direction direction, float em) {
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    if (s[i].text != "0" && s[i].text != "1") continue;
    if (!is_lower(s[i + 1]) || has_blank(s, i + 1, direction, em)) continue;
    const bool begins = i == 0 || is_chinese(s[i - 1].kind) || has_blank(s, i, direction, em);
    const bool has_two = i + 2 < s.size() && is_lower(s[i + 2]);
    if (begins && !(s[i].text == "0" && has_two)) continue;  // 1st
    if (!begins && s[i - 1].kind != Kind::kLatin) continue;  // 10km
    s[i].text = s[i].text == "1" ? "l" : begins ? "O" : "o";
    s[i].kind = Kind::kLatin;
  }
}

}  // namespace

ReadLine spell(const ReadLine& read, Direction direction, float em) {
  std::vector<Symbol> symbols = symbols_of(read);
  drop_rules(symbols, em);
  widen_marks(symbols);
  mend_brackets(symbols);
  mend_low_marks(symbols, direction, em);
  if (direction == Direction::kHorizontal) mend_quotes_by_width(symbols, em);
  mend_dashes(symbols, direction, em);
  turn_quotes(symbols, direction, em);
  mend_digits_in_words(symbols, direction, em);
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
