// What kind of character this is, as a typesetter of Chinese newspapers sees it.
//
// One byte a character from a table over the Basic Multilingual Plane, so that the hot loops cost a
// load a character. The table is filled from sorted ranges (characters.cpp); a test compares it with
// ICU's properties.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tonglan {

enum class Kind : std::uint8_t {
  kBlank,       // space, tab, U+3000, no-break and zero-width blanks
  kControl,     // NUL and friends, bytes that aren't UTF-8
  kDigit,       // 0-9
  kLatin,       // letters of alphabets, one half-cell each
  kAsciiStop,   // . ! ?
  kAsciiComma,  // , ; :
  kAsciiOpen,   // ( [ { <
  kAsciiClose,  // ) ] } >
  kHyphen,      // - and soft hyphen, U+2010, U+2011
  kAsciiOther,  // % / @ & # ...
  kHan,         // ideographs, kana, bopomofo, full-width letters and digits
  kHangul,
  kStop,        // 。！？
  kComma,       // ，；
  kPause,       // 、
  kColon,       // ：
  kOpen,        // （《「『【〈〔
  kClose,       // ）》」』】〉〕
  kOpenQuote,   // “ ‘
  kCloseQuote,  // ” ’
  kDash,        // — – ― ～
  kEllipsis,    // … ‥
  kMiddleDot,   // · ・ ‧
  kBullet,      // △ ● ■ ① ...
  kOther,       // all else, one cell
};
inline constexpr int kKinds = 25;

struct Character {
  char32_t code;
  std::uint8_t size;  // bytes
};

struct KindTable {
  std::uint8_t kinds[0x10000];
};
extern const KindTable kKindTable;

inline Kind kind_of(char32_t c) {
  if (c < 0x10000) return static_cast<Kind>(kKindTable.kinds[c]);
  if (c >= 0x20000 && c < 0x32000) return Kind::kHan;
  return Kind::kOther;
}

inline constexpr char32_t kBadByte = 0xD800;  // decode()'s answer for a byte that isn't UTF-8

// decode() for all but the commonest characters.
Character decode_other(const char* p, const char* end);

// The character at p; p < end. Malformed bytes come one at a time as kBadByte.
inline Character decode(const char* p, const char* end) {
  const auto* b = reinterpret_cast<const unsigned char*>(p);
  if (b[0] < 0x80) return {b[0], 1};
  // U+1000..CFFF and U+E000..FFFF: nearly all that is not ASCII. E0 and ED begin shorter ranges.
  if (end - p >= 3 && (b[0] & 0xF0) == 0xE0 && ((b[1] & 0xC0) | (b[2] & 0xC0) >> 2) == 0xA0 &&
      b[0] != 0xE0 && b[0] != 0xED)
    return {static_cast<char32_t>((b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F)), 3};
  return decode_other(p, end);
}

// The last character of text, which is not empty.
Character decode_last(std::string_view text);

// Set in a full-width cell beside which a line end leaves no trace.
constexpr bool is_chinese(Kind k) {
  return k == Kind::kHan || (k >= Kind::kStop && k <= Kind::kMiddleDot);
}
constexpr bool is_chinese_mark(Kind k) { return k >= Kind::kStop && k <= Kind::kMiddleDot; }
constexpr bool is_quote(Kind k) { return k == Kind::kOpenQuote || k == Kind::kCloseQuote; }
constexpr bool is_narrow(Kind k) {
  return (k >= Kind::kDigit && k <= Kind::kAsciiOther);
}
constexpr bool is_opening(Kind k) {
  return k == Kind::kOpen || k == Kind::kOpenQuote || k == Kind::kAsciiOpen;
}
constexpr bool is_closing(Kind k) {
  return k == Kind::kClose || k == Kind::kCloseQuote || k == Kind::kAsciiClose;
}
// Ends a sentence by itself.
constexpr bool is_stop(Kind k) { return k == Kind::kStop || k == Kind::kAsciiStop; }

}  // namespace tonglan
