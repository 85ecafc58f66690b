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

}  // namespace

LineCells measure_cells(std::string_view text) {
  LineCells cells;
  const char* p = text.data();
  const char* const end = p + text.size();
  Kind before = Kind::kBlank;  // the last kind that was not a blank
  bool gap = false;            // a blank since then
  unsigned run = 0;            // narrow characters in a row
  while (p < end) {
    const Character c = decode(p, end);
    p += c.size;
    const Kind k = kind_of(c.code);
    if (k == Kind::kHan) {  // two thirds of all characters: the short way
      ++cells.wide;
      ++cells.han;
    } else {
      switch (k) {
        case Kind::kBlank:
          gap = true;
          continue;
        case Kind::kStop:
          ++cells.stops;
          ++cells.marks;
          break;
        case Kind::kComma:
        case Kind::kPause:
        case Kind::kColon:
          ++cells.commas;
          ++cells.marks;
          break;
        case Kind::kOpen:
          ++cells.marks;
          ++cells.balance;
          break;
        case Kind::kClose:
          ++cells.marks;
          --cells.balance;
          break;
        case Kind::kOpenQuote:
          ++cells.quotes;
          ++cells.balance;
          break;
        case Kind::kCloseQuote:
          ++cells.quotes;
          --cells.balance;
          break;
        case Kind::kDash:
        case Kind::kEllipsis:
        case Kind::kMiddleDot:
          ++cells.quotes;
          break;
        case Kind::kAsciiStop:
          ++cells.stops;
          ++cells.narrow;
          break;
        case Kind::kAsciiComma:
          ++cells.commas;
          ++cells.narrow;
          break;
        case Kind::kAsciiOpen:
          ++cells.balance;
          ++cells.narrow;
          break;
        case Kind::kAsciiClose:
          --cells.balance;
          ++cells.narrow;
          break;
        case Kind::kDigit:
        case Kind::kLatin:
        case Kind::kHyphen:
        case Kind::kAsciiOther:
          ++cells.narrow;
          break;
        default:
          ++cells.wide;
          break;
      }
    }
    if (before == Kind::kBlank) {
      cells.first = k;
    } else if (gap) {
      cells.has_blank = true;
      if (is_chinese(before) && is_chinese(k)) {
        ++cells.loose;
      } else if (is_chinese(before) != is_chinese(k)) {
        ++cells.thin;
      } else {
        ++cells.narrow;  // a blank between Latin words has a width of its own
      }
    } else if (is_chinese(before) && is_chinese(k)) {
      ++cells.tight;
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
    gap = false;
    before = k;
    if (!is_closing(k)) cells.inner = k;
  }
  cells.last = before;
  cells.tail = run > 0 ? clamp8(run) : 2;
  measure_head(text, cells);
  return cells;
}

}  // namespace tonglan
