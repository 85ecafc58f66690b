#include "write/json_text.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace tonglan {
namespace {

struct Decoded {
  char32_t code = 0;
  std::size_t size = 0;  // 0: no character begins here
};

Decoded decode_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t size = lead < 0x80   ? 1
                           : lead < 0xC2 ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size == 0 || size > text.size()) return {};
  if (size == 1) return {lead, 1};
  char32_t code = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool no_character = (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF;
  return overlong || no_character ? Decoded{} : Decoded{code, size};
}

void append_escape(char32_t unit, std::string& out) {
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(unit));
}

void append_wide(std::string_view text, Decoded c, bool ascii, std::string& out) {
  if (c.size == 0) {
    append_escape(0xDC00 + static_cast<unsigned char>(text[0]), out);
  } else if (!ascii) {
    out.append(text.substr(0, c.size));
  } else if (c.code < 0x10000) {
    append_escape(c.code, out);
  } else {
    append_escape(0xD800 + ((c.code - 0x10000) >> 10), out);
    append_escape(0xDC00 + ((c.code - 0x10000) & 0x3FF), out);
  }
}

}  // namespace

void append_json_string(std::string_view text, bool ascii, std::string& out) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b >= 0x80) {
      const Decoded c = decode_character(text.substr(i));
      append_wide(text.substr(i), c, ascii, out);
      i += c.size ? c.size : 1;
      continue;
    }
    ++i;
    switch (b) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (b < 0x20) {
          append_escape(b, out);
        } else {
          out.push_back(static_cast<char>(b));
        }
    }
  }
  out.push_back('"');
}

void append_json_number(double value, std::string& out) {
  const double rounded = std::isfinite(value) ? std::round(value * 1000) / 1000 : 0;
  fmt::format_to(std::back_inserter(out), "{}", rounded == 0 ? 0.0 : rounded);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
}

}  // namespace tonglan
