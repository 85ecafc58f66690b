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

// The character at p; p < end. Malformed bytes come one at a time as kBadByte.
inline Character decode(const char* p, const char* end) {
  const auto b = [](const char* q) { return static_cast<unsigned char>(*q); };
  const unsigned c = b(p);
  if (c < 0x80) return {c, 1};
  const auto tail = [&](int i) { return (b(p + i) & 0xC0) == 0x80; };
  if (c >= 0xE0 && c < 0xF0 && end - p >= 3 && tail(1) && tail(2)) {
    const char32_t u = (c & 0x0F) << 12 | (b(p + 1) & 0x3Fu) << 6 | (b(p + 2) & 0x3Fu);
    if (u >= 0x800 && (u < 0xD800 || u > 0xDFFF)) return {u, 3};
  } else if (c >= 0xC2 && c < 0xE0 && end - p >= 2 && tail(1)) {
    return {(c & 0x1F) << 6 | (b(p + 1) & 0x3Fu), 2};
  } else if (c >= 0xF0 && c < 0xF5 && end - p >= 4 && tail(1) && tail(2) && tail(3)) {
    const char32_t u =
        (c & 0x07) << 18 | (b(p + 1) & 0x3Fu) << 12 | (b(p + 2) & 0x3Fu) << 6 | (b(p + 3) & 0x3Fu);
    if (u >= 0x10000 && u < 0x110000) return {u, 4};
  }
  return {kBadByte, 1};
}

// The last character of text, which is not empty.
Character decode_last(std::string_view text);

// Set in a full-width cell beside which a line end leaves no trace.
inline bool is_chinese(Kind k) {
  return k == Kind::kHan || (k >= Kind::kStop && k <= Kind::kMiddleDot);
}
inline bool is_chinese_mark(Kind k) { return k >= Kind::kStop && k <= Kind::kMiddleDot; }
inline bool is_quote(Kind k) { return k == Kind::kOpenQuote || k == Kind::kCloseQuote; }
inline bool is_narrow(Kind k) {
  return (k >= Kind::kDigit && k <= Kind::kAsciiOther);
}
inline bool is_opening(Kind k) {
  return k == Kind::kOpen || k == Kind::kOpenQuote || k == Kind::kAsciiOpen;
}
inline bool is_closing(Kind k) {
  return k == Kind::kClose || k == Kind::kCloseQuote || k == Kind::kAsciiClose;
}
// Ends a sentence by itself.
inline bool is_stop(Kind k) { return k == Kind::kStop || k == Kind::kAsciiStop; }

}  // namespace tonglan
