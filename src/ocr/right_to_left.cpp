#include "ocr/right_to_left.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "chinese/characters.h"

namespace tonglan {
namespace {

// In pairs of characters: how much more must speak for right to left than against it, on a whole
// page and in one line of a page that says nothing else; and how many times more on a page.
constexpr int kEnough = 2, kTimes = 2;

char32_t code_of(const ReadLine& read, const ReadGlyph& g) {
  const char* p = read.text.data();
  return decode(p + g.text.begin, p + g.text.end).code;
}

bool is_han(char32_t code) { return kind_of(code) == Kind::kHan; }

using Pairs = std::set<std::pair<char32_t, char32_t>>;

// The neighbouring Chinese characters of a line, in pairs.
template <class Use>
void each_pair(const ReadLine& read, Use use) {
  for (std::size_t i = 1; i < read.glyphs.size(); ++i) {
    const char32_t a = code_of(read, read.glyphs[i - 1]), b = code_of(read, read.glyphs[i]);
    if (is_han(a) && is_han(b)) use(a, b);
  }
}

// What a line says of its direction: pairs for and against right to left.
struct Evidence {
  int to_left = 0, to_right = 0;
  int more() const { return to_left - to_right; }
};

Evidence evidence_of(const ReadLine& read, const Pairs& pairs) {
  Evidence found;
  each_pair(read, [&](char32_t a, char32_t b) {
    const bool onward = pairs.contains({a, b}), back = pairs.contains({b, a});
    found.to_right += onward && !back;
    found.to_left += back && !onward;
  });
  // A page's furniture may have no words in common with its text, but it has a date.
  const std::size_t year = read.text.find("年"), month = read.text.find("月"),
                    day = read.text.find("日", month == std::string::npos ? 0 : month);
  if (year != std::string::npos && month != std::string::npos) {
    const bool to_left = month < year;
    if (to_left) {
      found.to_left += kEnough;
    } else if (day != std::string::npos) {
      found.to_right += kEnough;
    }
  }
  return found;
}

// Letters and digits, and the marks inside a number, run to the right in any line.
bool runs_to_right(char32_t code) {
  const Kind kind = kind_of(code);
  return kind == Kind::kLatin || kind == Kind::kDigit || kind == Kind::kAsciiStop ||
         kind == Kind::kAsciiComma || kind == Kind::kAsciiOther;
}

ReadLine turned_round(const ReadLine& read) {
  ReadLine out;
  out.confidence = read.confidence;
  for (std::size_t end = read.glyphs.size(); end > 0;) {
    std::size_t begin = end - 1;
    if (runs_to_right(code_of(read, read.glyphs[begin])))
      while (begin > 0 && runs_to_right(code_of(read, read.glyphs[begin - 1]))) --begin;
    for (std::size_t i = begin; i < end; ++i) {
      ReadGlyph g = read.glyphs[i];
      const std::uint32_t from = i > begin ? read.glyphs[i - 1].text.end : g.text.begin;
      out.text += std::string_view(read.text).substr(from, g.text.begin - from);  // a blank
      const std::string_view text = std::string_view(read.text).substr(g.text.begin, g.text.size());
      g.text.begin = static_cast<std::uint32_t>(out.text.size());
      out.text += text;
      g.text.end = static_cast<std::uint32_t>(out.text.size());
      out.glyphs.push_back(g);
    }
    if (begin > 0 && read.glyphs[begin].text.begin > read.glyphs[begin - 1].text.end)
      out.text += ' ';
    end = begin;
  }
  return out;
}

}  // namespace

void put_right_to_left(std::span<const TextLine> lines, std::vector<ReadLine>& readings) {
  std::size_t vertical = 0, horizontal = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    (lines[i].is_vertical() ? vertical : horizontal) += readings[i].glyphs.size();
  if (horizontal == 0 || vertical <= horizontal) return;
  Pairs pairs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_vertical()) continue;
    each_pair(readings[i], [&](char32_t a, char32_t b) { pairs.insert({a, b}); });
  }
  std::vector<Evidence> evidence(lines.size());
  Evidence page;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].is_vertical()) continue;
    evidence[i] = evidence_of(readings[i], pairs);
    page.to_left += evidence[i].to_left;
    page.to_right += evidence[i].to_right;
  }
  const bool to_left = page.more() >= kEnough && page.to_left >= kTimes * page.to_right;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].is_vertical()) continue;
    if (evidence[i].more() > (to_left ? -kEnough : kEnough - 1))
      readings[i] = turned_round(readings[i]);
  }
}

}  // namespace tonglan
