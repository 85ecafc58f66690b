#include "markup/xml_writer.h"

#include <charconv>
#include <cmath>

#include "chinese/characters.h"

namespace tonglan {

std::string spell_number(float value) {
  char buffer[64];
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return error == std::errc() ? std::string(buffer, end) : "0";
}

std::string spell_whole(float value) { return std::to_string(std::lround(value)); }

std::string spell_percent(float share) {
  return spell_hundredths(std::round(share * 1e4f) / 100.0);
}

std::string spell_hundredths(double value) {
  char buffer[64];
  const double rounded = std::round(value * 100) / 100 + 0.0;  // no -0
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, rounded, std::chars_format::fixed);
  return error == std::errc() ? std::string(buffer, end) : "0";
}

void append_escaped(std::string_view text, std::string& out) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p < end) {
    const Character c = decode(p, end);
    switch (c.code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (c.code == kBadByte || (c.code < 0x20 && c.code != '\t' && c.code != '\n') ||
            (c.code & 0xFFFE) == 0xFFFE) {
          out += "\xEF\xBF\xBD";
        } else {
          out.append(p, c.size);
        }
    }
    p += c.size;
  }
}

void XmlWriter::tag(std::string_view name, const Attributes& attributes) {
  out.append(open.size(), ' ');
  out += '<';
  out += name;
  for (const auto& [key, value] : attributes) {
    if (value.empty()) continue;
    out += ' ';
    out += key;
    out += "=\"";
    append_escaped(value, out);
    out += '"';
  }
}

void XmlWriter::begin(std::string_view name, const Attributes& attributes) {
  tag(name, attributes);
  out += ">\n";
  open.emplace_back(name);
}

void XmlWriter::end() {
  const std::string name = std::move(open.back());
  open.pop_back();
  out.append(open.size(), ' ');
  out += "</" + name + ">\n";
}

void XmlWriter::empty(std::string_view name, const Attributes& attributes) {
  tag(name, attributes);
  out += "/>\n";
}

void XmlWriter::leaf(std::string_view name, const Attributes& attributes, std::string_view text) {
  tag(name, attributes);
  out += '>';
  append_escaped(text, out);
  out += "</";
  out += name;
  out += ">\n";
}

}  // namespace tonglan
