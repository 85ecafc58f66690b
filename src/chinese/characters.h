// What kind of character this is, as a typesetter of Chinese newspapers sees it.
//
// One byte a character from a table over the Basic Multilingual Plane, so that the hot loops cost a
// load a character. The table is filled from sorted ranges (characters.cpp); a test compares it with
// ICU's properties.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

// An ideograph as the hot loops carry it: its UTF-8 bytes, the first in the lowest byte. Any other
// character of the Basic Multilingual Plane has such a key too; 0 is none.
using HanKey = std::uint32_t;

constexpr HanKey han_key(char32_t c) {
  return (0xE0 | c >> 12) | (0x80 | (c >> 6 & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16;
}

// The key of the ideograph at p if it is one of U+4E00..9FFF, which two characters in three are;
// else 0, and decode() tells. No decoding, one load.
inline HanKey common_han_at(const char* p, const char* end) {
  if (std::endian::native != std::endian::little || end - p < 4) return 0;
  std::uint32_t bytes;
  std::memcpy(&bytes, p, 4);
  const std::uint32_t lead = (bytes & 0xFF) << 8 | (bytes >> 8 & 0xFF);  // E4 B8 .. E9 BF
  const bool han = (bytes & 0xC0C000) == 0x808000 && lead - 0xE4B8 <= 0xE9BF - 0xE4B8;
  return han ? bytes & 0xFFFFFF : 0;
}

// The last character of text; of an empty one, a blank of no bytes.
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
// Stands at the start of no line of running text, as typesetters have it (避头).
constexpr bool is_no_start(Kind k) {
  return k == Kind::kStop || k == Kind::kComma || k == Kind::kPause || k == Kind::kColon ||
         k == Kind::kClose || k == Kind::kCloseQuote;
}
// Ends a sentence by itself.
constexpr bool is_stop(Kind k) { return k == Kind::kStop || k == Kind::kAsciiStop; }

}  // namespace tonglan
