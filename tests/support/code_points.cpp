// See code_points.h.
#include "support/code_points.h"

namespace tonglan {
namespace {

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    }
    out += c;
    i += length;
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇' ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
bool is_latin(char32_t c) { return c > 0x20 && c < 0x7F; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_full_mark(char32_t c) {
  return in(U"，。、；：！？（）《》〈〉“”‘’「」『』【】〔〕…—·～", c);
}
bool is_opening_mark(char32_t c) { return in(U"“‘（《〈「『【〔([{", c); }
bool is_closing_quote(char32_t c) { return in(U"”’」』", c); }
bool never_starts_line(char32_t c) {
  return in(U"，。、；：！？）》〉”’」』】〕…—·％%,.;:!?)]}", c);
}
bool ends_sentence(char32_t c) { return in(U"。！？…", c); }
bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\u00A0' || c == U'\t'; }

}  // namespace tonglan
