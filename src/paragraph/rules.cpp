#include "paragraph/rules.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/word_pairs.h"

namespace tonglan {
namespace {

using std::string_view;

// What closes a mark; 0 where nothing is opened. Quotes of both scripts, brackets of both widths.
constexpr std::array<std::array<char32_t, 2>, 12> kPairs = {{
    {U'（', U'）'},
    {U'(', U')'},
    {U'“', U'”'},
    {U'‘', U'’'},
    {U'《', U'》'},
    {U'〈', U'〉'},
    {U'「', U'」'},
    {U'『', U'』'},
    {U'【', U'】'},
    {U'〔', U'〕'},
    {U'〖', U'〗'},
    {U'［', U'］'},
}};

char32_t closes(char32_t open) {
  for (const auto& pair : kPairs)
    if (pair[0] == open) return pair[1];
  return 0;
}

bool is_closer(char32_t c) {
  for (const auto& pair : kPairs)
    if (pair[1] == c) return true;
  return false;
}

// The mark that would close the innermost one left open at the line's end; 0 if all are closed.
char32_t left_open(string_view text) {
  std::array<char32_t, 8> open{};
  std::size_t depth = 0;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    const Character c = decode(p, end);
    p += c.size;
    if (const char32_t closer = closes(c.code); closer != 0 && depth < open.size())
      open[depth++] = closer;
    else if (depth > 0 && open[depth - 1] == c.code)
      --depth;
  }
  return depth > 0 ? open[depth - 1] : 0;
}

// The first mark that closes what stood open before the line; 0 if it opens others first.
char32_t closed_first(string_view text) {
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    const Character c = decode(p, end);
    p += c.size;
    if (closes(c.code) != 0) return 0;
    if (is_closer(c.code)) return c.code;
  }
  return 0;
}

// Natural log-odds of the characters that line b goes on with line a.
float goes_on(const Document& document, const Measured& measured, std::uint32_t a,
              std::uint32_t b) {
  constexpr float kMost = 2, kSeen = 1;
  const LineCells &before = measured.cells[a], &after = measured.cells[b];
  if (is_no_start(after.first)) return kMost;
  if (is_stop(before.inner)) return -kMost;
  if (is_chinese_mark(before.last)) return 1;  // no headline ends so
  const std::string_view text = document.view(document.lines[b]);
  const char32_t left = decode_last(document.view(document.lines[a])).code;
  const char32_t right = decode(text.data(), text.data() + text.size()).code;
  const float seen = measured.bigrams.contains(left, right) ? kSeen : 0;
  return std::clamp(std::log(word_pair_ratio(left, right)) + seen, -kMost, kMost);
}

// ■ ● △ ◆ …, which stand before the items of a list. Numbers in circles stand inside sentences,
// too.
bool starts_item(string_view text) {
  if (text.empty()) return false;
  const char32_t first = decode(text.data(), text.data() + text.size()).code;
  return kind_of(first) == Kind::kBullet && !(first >= U'①' && first <= U'⓿');
}

// Where the （林安） begins with which the line ends: two or three ideographs in brackets; npos if
// it ends otherwise.
std::size_t signature_at(string_view text) {
  constexpr string_view kOpen = "（", kClose = "）";
  if (!text.ends_with(kClose)) return string_view::npos;
  const std::size_t open = text.rfind(kOpen);
  if (open == string_view::npos) return open;
  int han = 0;
  const char* const end = text.data() + text.size() - kClose.size();
  for (const char* p = text.data() + open + kOpen.size(); p < end; ++han) {
    const Character c = decode(p, end);
    if (kind_of(c.code) != Kind::kHan) return string_view::npos;
    p += c.size;
  }
  return han == 2 || han == 3 ? open : string_view::npos;
}

// A few characters in brackets at the right end of their line: a name, 未完, 下转.
bool stands_right(const Document& document, const Line& line, const LineCells& cells) {
  constexpr int kLongest = 18, kFromRight = 5;  // half-cells
  const std::string_view text = document.view(line);
  return line.block != kNone && line.measure > 0 && 5 * line.indent > 2 * line.measure &&
         line.length <= kLongest && line.indent + line.length + kFromRight >= line.measure &&
         (cells.first == Kind::kOpen || cells.first == Kind::kAsciiOpen) &&
         is_closing(kind_of(decode_last(text).code));
}

// Whether the line ends a sentence, with room for more than a word.
bool ends_short(const Line& line, const LineCells& cells) {
  constexpr int kRoom = 8;  // half-cells
  return line.measure > 0 && line.measure - line.length >= kRoom && is_stop(cells.inner);
}

}  // namespace

bool lists_items(const Document& document, const Measured& measured, const Chain& chain) {
  constexpr int kLeast = 3, kBehindStop = 3;  // one in so many
  int items = 0, behind_stop = 0;
  for (std::size_t k = 1; k < chain.lines.size(); ++k) {
    if (!starts_item(document.view(document.lines[chain.lines[k]]))) continue;
    ++items;
    behind_stop += is_stop(measured.cells[chain.lines[k - 1]].inner);
  }
  return items >= kLeast && kBehindStop * behind_stop >= items;
}

bool signs_inside(const Document& document, const Measured& measured) {
  constexpr int kLeast = 2;
  int found = 0;
  for (std::size_t i = 0; i < document.lines.size() && found < kLeast; ++i) {
    if (measured.cells[i].last != Kind::kClose) continue;
    const string_view text = document.view(document.lines[i]);
    const std::size_t at = signature_at(text);
    found +=
        at != string_view::npos && at > 0 && is_stop(kind_of(decode_last(text.substr(0, at)).code));
  }
  return found >= kLeast;
}

std::vector<std::uint8_t> find_beside_heads(const Document& document, const Measured& measured,
                                            const Chain& chain) {
  constexpr int kShortest = 6, kLongest = 10;  // half-cells: three to five characters
  constexpr std::size_t kMost = 8;             // lines; more are a column of their own
  constexpr int kHead = 6;        // the least that a head takes away; an indent is less
  constexpr float kAlone = 2;     // nats; one such place needs clear evidence
  constexpr float kHabit = -.5f;  // where they are many, their mean
  constexpr std::size_t kMany = 3;
  struct Place {
    std::size_t first, full;  // the short lines, and the full one below them
    float evidence;
  };
  std::vector<Place> places;
  float all = 0;
  bool clear = false;
  const std::size_t n = chain.lines.size();
  const auto line = [&](std::size_t k) -> const Line& { return document.lines[chain.lines[k]]; };
  const auto goes_on_below = [&](std::size_t k) {
    return k < n && line(k).blank_before == 0 && !chain.barrier[k];
  };
  for (std::size_t i = 0; i + 2 < n;) {
    const std::size_t first = i++;
    const int length = line(first).length;
    if (length < kShortest || length > kLongest) continue;
    // A digit is half as wide as the character whose place it takes.
    while (goes_on_below(i) && std::abs(line(i).length - length) <= 1) ++i;
    if (i - first < 2 || i - first > kMost || !goes_on_below(i)) continue;
    const int measure = line(i).measure;
    const bool full = std::abs(measure - line(i).length) <= 2;
    if (!full || 2 * length > measure + 2 || length + kHead > measure) continue;
    std::size_t begin = first;
    if (first > 0 && goes_on_below(first) && line(first - 1).blank_before > 0 &&
        line(first - 1).length + 2 == length)
      --begin;  // a first line that lacks an indent of one cell
    // The end of the text above may be as long as the lines below it.
    const auto cells = [&](std::size_t k) { return measured.cells[chain.lines[k]]; };
    if (is_chinese_mark(cells(begin).last)) ++begin;
    if (i - begin < 2 || cells(begin).last != Kind::kHan || is_letter_spaced(cells(begin)))
      continue;
    // A narrow column goes on.
    if (begin > 0 && line(begin).blank_before == 0 &&
        line(begin).measure == line(begin - 1).measure && line(begin).measure < measure)
      continue;
    float sum = 0;
    for (std::size_t k = begin; k < i; ++k)
      sum += goes_on(document, measured, chain.lines[k], chain.lines[k + 1]);
    places.push_back({begin, i, sum});
    all += sum;
    clear |= sum >= kAlone;
  }
  const bool habit =
      clear && places.size() >= kMany && all >= kHabit * static_cast<float>(places.size());
  std::vector<std::uint8_t> beside(n, kNotBeside);
  for (const Place& place : places) {
    if (!habit && place.evidence < kAlone) continue;
    beside[place.first] = habit ? kBesideFirst : kBesidePerhapsFirst;
    for (std::size_t k = place.first + 1; k <= place.full; ++k) beside[k] = kBesideGoesOn;
  }
  return beside;
}

std::vector<std::uint8_t> find_flush_blocks(const Document& document, const Measured& measured) {
  constexpr int kIndent = 3, kFull = 3;  // half-cells: an indent, at least; short of the measure
  constexpr int kLeastEnds = 2;
  struct Count {
    int lines = 0, full = 0, indented = 0, ends = 0;
  };
  std::vector<Count> counts(document.blocks.size());
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (line.block == kNone || line.measure == 0 || measured.piece[i]) continue;
    Count& c = counts[line.block];
    ++c.lines;
    c.full += line.measure - line.length <= kFull;
    c.indented += line.indent >= kIndent;
    c.ends += ends_short(line, measured.cells[i]);
  }
  std::vector<std::uint8_t> flush;
  for (const Count& c : counts)
    flush.push_back(c.indented == 0 && c.ends >= kLeastEnds && 2 * c.full >= c.lines);
  return flush;
}

bool is_misplaced_byline(const Document& document, const Measured& measured, std::uint32_t i) {
  constexpr int kIndent = 2;  // half-cells; a first line that holds so much less is none of these
  if (measured.marks[i].start != StartMark::kByline) return false;
  if (document.lines[i].block != kNone) return false;  // its box tells where it belongs
  if (i < 2 || i + 2 >= document.lines.size()) return false;
  const int measure = document.lines[i - 1].measure;
  if (measure == 0 || measured.setting.first_indent[std::min(measure, kMaxMeasure)] < kIndent)
    return false;
  const auto full = [&](std::uint32_t k) {
    const Line& line = document.lines[k];
    return line.role == Role::kBody && line.measure == measure && !measured.piece[k] &&
           std::abs(measure - line.length) <= 1;
  };
  return full(i - 1) && full(i + 1) && measured.cells[i - 1].last == Kind::kHan &&
         document.lines[i - 2].measure == measure && document.lines[i - 1].blank_before == 0 &&
         document.lines[i + 2].measure == measure;
}

Rule rule_at(const Document& document, const Measured& measured, const Chain& chain,
             std::size_t k) {
  constexpr int kSure = 12, kLikely = 6;  // nats
  const std::uint32_t a = chain.lines[k], b = chain.lines[k + 1];
  const LineCells &before = measured.cells[a], &after = measured.cells[b];
  const auto last_piece = [&](std::uint32_t i) {
    while (i + 1 < document.lines.size() && measured.piece[i + 1]) ++i;
    return i;
  };
  if (before.last == Kind::kOpen || before.last == Kind::kOpenQuote)
    return {"rule=open-end", kSure};
  if (before.balance > 0 && after.balance <= 0) {
    const char32_t open = left_open(document.view(document.lines[last_piece(a)]));
    if (open != 0 && open == closed_first(document.view(document.lines[b])))
      return {"rule=bracket", kLikely};
  }
  if (chain.signs_inside && document.lines[a].measure > 0 && after.first == Kind::kOpen &&
      is_stop(before.inner) && signature_at(document.view(document.lines[b])) == 0 &&
      document.lines[a].length + document.lines[b].length > document.lines[a].measure)
    return {"rule=signature", kSure, -kSure};
  if (!chain.signs_inside && stands_right(document, document.lines[b], after))
    return {"rule=right", -kSure};
  // An item begins behind what has ended; its first line, if full, goes on in mid-sentence.
  const Line &item = document.lines[a], &next = document.lines[b];
  const bool begins = starts_item(document.view(next));
  if (begins && (is_stop(before.inner) || chain.lists_items)) return {"rule=item", -kSure};
  if (!begins && item.measure > 0 && item.length + 1 >= item.measure && !is_stop(before.inner) &&
      next.indent == 0 && !next.blank_before && starts_item(document.view(item)))
    return {"rule=item", kLikely};
  if (item.block != kNone && item.block == next.block && chain.flush[item.block]) {
    if (is_stop(before.inner) && measured.marks[b].start == StartMark::kNumber)
      return {"rule=flush", -kSure};
    if (ends_short(item, before)) return {"rule=flush", -kLikely};
  }
  switch (chain.beside_head[k + 1]) {
    case kBesideGoesOn:
      return {"rule=beside-head", kLikely, -kSure};
    case kBesideFirst:
      return {"rule=beside-head", -kSure, -kSure};
    case kBesidePerhapsFirst:
      return {"rule=beside-head", 0, -kSure};
    default:
      return {};
  }
}

}  // namespace tonglan
