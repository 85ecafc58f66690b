#include "write/json_text.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "chinese/characters.h"

namespace tonglan {
namespace {

void append_escape(char32_t unit, std::string& out) {
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(unit));
}

void append_wide(const char* p, Character c, bool ascii, std::string& out) {
  if (c.code == kBadByte) {
    append_escape(0xDC00 + static_cast<unsigned char>(*p), out);
  } else if (!ascii) {
    out.append(p, c.size);
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
      const Character c = decode(text.data() + i, text.data() + text.size());
      append_wide(text.data() + i, c, ascii, out);
      i += c.size;
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
