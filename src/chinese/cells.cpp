#include "chinese/cells.h"

#include <algorithm>

namespace tonglan {
namespace {

std::uint8_t clamp8(unsigned n) { return static_cast<std::uint8_t>(std::min(n, 255u)); }

// Marks that may not start a line (kinsoku).
bool bound_left(Kind k) {
  return k == Kind::kStop || k == Kind::kComma || k == Kind::kPause || k == Kind::kColon ||
         k == Kind::kClose || k == Kind::kCloseQuote;
}

// Half-cells of the first part of the line that a typesetter could not have parted, and of the
// marks that hang on to it.
void measure_head(std::string_view text, LineCells& cells) {
  const char* p = text.data();
  const char* const end = p + text.size();
  unsigned head = 0, marks = 0;
  bool narrow = false, whole = false;
  while (p < end) {
    const Character c = decode(p, end);
    p += c.size;
    const Kind k = kind_of(c.code);
    if (whole) {
      if (!bound_left(k)) break;
      marks += 2;
    } else if (is_narrow(k)) {
      ++head;
      narrow = true;
    } else if (narrow) {
      if (!bound_left(k)) break;
      whole = true;
      marks += 2;
    } else {
      head += 2;
      if (k == Kind::kBlank || !is_opening(k)) whole = true;
    }
    if (head + marks > 120) break;
  }
  cells.head = clamp8(head);
  cells.head_marks = clamp8(marks);
}

// What each kind adds to the counts, eight bits a count, so that a character costs one addition.
enum Lane { kWide, kMark, kQuote, kNarrow, kStops, kCommas, kHan, kOpens };

struct LaneTable {
  std::uint64_t of[kKinds];
  bool chinese[kKinds];
};

constexpr LaneTable make_lanes() {
  LaneTable t{};
  const auto set = [&](Kind k, std::initializer_list<Lane> lanes) {
    for (Lane lane : lanes) t.of[static_cast<int>(k)] += std::uint64_t{1} << (8 * lane);
  };
  set(Kind::kHan, {kWide, kHan});
  for (Kind k : {Kind::kControl, Kind::kHangul, Kind::kBullet, Kind::kOther}) set(k, {kWide});
  for (Kind k : {Kind::kDigit, Kind::kLatin, Kind::kHyphen, Kind::kAsciiOther, Kind::kAsciiClose})
    set(k, {kNarrow});
  set(Kind::kAsciiStop, {kNarrow, kStops});
  set(Kind::kAsciiComma, {kNarrow, kCommas});
  set(Kind::kAsciiOpen, {kNarrow, kOpens});
  set(Kind::kStop, {kMark, kStops});
  for (Kind k : {Kind::kComma, Kind::kPause, Kind::kColon}) set(k, {kMark, kCommas});
  set(Kind::kOpen, {kMark, kOpens});
  set(Kind::kClose, {kMark});
  set(Kind::kOpenQuote, {kQuote, kOpens});
  for (Kind k : {Kind::kCloseQuote, Kind::kDash, Kind::kEllipsis, Kind::kMiddleDot}) set(k, {kQuote});
  for (int k = 0; k < kKinds; ++k) t.chinese[k] = is_chinese(static_cast<Kind>(k));
  return t;
}
constexpr LaneTable kLanes = make_lanes();

void add_lanes(std::uint64_t lanes, LineCells& cells) {
  const auto lane = [&](Lane l) { return static_cast<std::uint16_t>(lanes >> (8 * l) & 0xFF); };
  cells.wide += lane(kWide);
  cells.marks += lane(kMark);
  cells.quotes += lane(kQuote);
  cells.narrow += lane(kNarrow);
  cells.stops += lane(kStops);
  cells.commas += lane(kCommas);
  cells.han += lane(kHan);
  cells.balance = static_cast<std::int8_t>(std::clamp(cells.balance + lane(kOpens), -100, 100));
}

// Calls pair(a, b) for each two neighbouring ideographs.
template <class F>
LineCells measure(std::string_view text, F pair) {
  LineCells cells;
  HanKey han = 0;  // the ideograph just before
  const char* p = text.data();
  const char* const end = p + text.size();
  Kind before = Kind::kBlank;  // the last kind that was not a blank
  bool gap = false;            // a blank since then
  unsigned run = 0;            // narrow characters in a row
  unsigned tight = 0, closes = 0, counted = 0;
  unsigned more_han = 0;  // ideographs counted by the short way
  std::uint64_t lanes = 0;
  while (p < end) {
    // The short way for two characters in three: an ideograph right after another.
    if (before == Kind::kHan && !gap) {
      while (const HanKey next = common_han_at(p, end)) {
        ++more_han;
        pair(han, next);
        han = next;
        p += 3;
      }
    }
    const Character c = decode(p, end);
    p += c.size;
    const Kind k = kind_of(c.code);
    if (k == Kind::kBlank) {
      gap = true;
      continue;
    }
    const bool chinese = kLanes.chinese[static_cast<int>(k)];
    const bool chinese_before = kLanes.chinese[static_cast<int>(before)];
    lanes += kLanes.of[static_cast<int>(k)];
    if (++counted == 250) {  // before a lane runs over
      add_lanes(lanes, cells);
      lanes = counted = 0;
    }
    if (k == Kind::kHan) {
      const HanKey key = han_key(c.code);
      if (han != 0) pair(han, key);
      han = key;
    } else {
      han = 0;
    }
    if (gap) {  // never before the first character: the text has no blanks at its ends
      cells.has_blank = true;
      if (chinese_before && chinese) {
        ++cells.loose;
      } else if (chinese_before != chinese) {
        ++cells.thin;
      } else {
        ++cells.narrow;  // a blank between Latin words has a width of its own
      }
    } else {
      tight += chinese_before & chinese;
    }
    if (!is_narrow(k)) {
      run = 0;
      cells.number_apart = false;
    } else if (gap || run == 0) {
      run = 1;
      cells.number_apart = gap && k != Kind::kLatin;
    } else {
      ++run;
    }
    if (is_closing(k)) {
      ++closes;
    } else {
      cells.inner = k;
    }
    gap = false;
    before = k;
  }
  add_lanes(lanes, cells);
  const auto add_han = [&](std::uint16_t& count) {
    count = static_cast<std::uint16_t>(std::min(count + more_han, 0xFFFFu));
  };
  add_han(cells.wide);
  add_han(cells.han);
  tight += more_han;
  cells.tight = static_cast<std::uint16_t>(std::min(tight, 0xFFFFu));
  cells.balance = static_cast<std::int8_t>(
      std::clamp(cells.balance - static_cast<int>(std::min(closes, 1000u)), -100, 100));
  if (!text.empty()) {
    cells.first = kind_of(decode(text.data(), end).code);
    cells.last = before;
    measure_head(text, cells);
  }
  cells.tail = run > 0 ? clamp8(run) : 2;
  return cells;
}

}  // namespace

LineCells measure_cells(std::string_view text) {
  return measure(text, [](HanKey, HanKey) {});
}

LineCells measure_cells(std::string_view text, BigramCounts& bigrams) {
  return measure(text, [&](HanKey a, HanKey b) { bigrams.add(a, b); });
}

}  // namespace tonglan
