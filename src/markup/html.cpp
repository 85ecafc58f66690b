#include "markup/html.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "markup/xml.h"

namespace tonglan {
namespace {

struct Entity {
  std::string_view name, utf8;
};
// The ones that OCR programs and editors write. Sorted.
constexpr std::array kEntities = {
    Entity{"amp", "&"},        Entity{"apos", "'"},        Entity{"bull", "\u2022"},
    Entity{"copy", "\u00A9"},  Entity{"deg", "\u00B0"},    Entity{"emsp", "\u2003"},
    Entity{"ensp", "\u2002"},  Entity{"gt", ">"},          Entity{"hellip", "\u2026"},
    Entity{"laquo", "\u00AB"}, Entity{"ldquo", "\u201C"},  Entity{"lsquo", "\u2018"},
    Entity{"lt", "<"},         Entity{"mdash", "\u2014"},  Entity{"middot", "\u00B7"},
    Entity{"nbsp", "\u00A0"},  Entity{"ndash", "\u2013"},  Entity{"para", "\u00B6"},
    Entity{"quot", "\""},      Entity{"raquo", "\u00BB"},  Entity{"rdquo", "\u201D"},
    Entity{"reg", "\u00AE"},   Entity{"rsquo", "\u2019"},  Entity{"sect", "\u00A7"},
    Entity{"shy", "\u00AD"},   Entity{"thinsp", "\u2009"}, Entity{"times", "\u00D7"},
    Entity{"yen", "\u00A5"},
};

constexpr std::array<std::string_view, 11> kVoidTags = {
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "wbr"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void append_code_point(char32_t c, std::string& out) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto byte = [&](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

// `body` stands between & and ;. False where it means nothing: then it is text.
bool append_entity(std::string_view body, std::string& out) {
  if (body.starts_with('#')) {
    body.remove_prefix(1);
    const bool hex = body.starts_with('x') || body.starts_with('X');
    if (hex) body.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(body.data(), body.data() + body.size(), code, hex ? 16 : 10);
    if (error != std::errc() || end != body.data() + body.size()) return false;
    append_code_point(code, out);
    return true;
  }
  const auto* const found =
      std::lower_bound(kEntities.begin(), kEntities.end(), body,
                       [](const Entity& e, std::string_view name) { return e.name < name; });
  if (found == kEntities.end() || found->name != body) return false;
  out += found->utf8;
  return true;
}

std::string read_name(std::string_view html, std::size_t& at) {
  std::string name;
  while (at < html.size() && !is_space(html[at]) && html[at] != '>' && html[at] != '/' &&
         html[at] != '=') {
    name += lower(html[at++]);
  }
  return name;
}

void skip_spaces(std::string_view html, std::size_t& at) {
  while (at < html.size() && is_space(html[at])) ++at;
}

std::string read_value(std::string_view html, std::size_t& at) {
  std::size_t begin = at, end = at;
  if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
    begin = at + 1;
    end = std::min(html.find(html[at], begin), html.size());
    at = std::min(end + 1, html.size());
  } else {
    while (end < html.size() && !is_space(html[end]) && html[end] != '>') ++end;
    at = end;
  }
  return decode_entities(html.substr(begin, end - begin));
}

// At '<' of a tag.
HtmlToken read_tag(std::string_view html, std::size_t& at) {
  HtmlToken token;
  token.offset = at++;
  token.kind = HtmlToken::Kind::kOpen;
  if (html[at] == '/') {
    token.kind = HtmlToken::Kind::kClose;
    ++at;
  }
  token.name = read_name(html, at);
  token.name.erase(0, token.name.find(':') + 1);
  for (;;) {
    skip_spaces(html, at);
    if (at >= html.size()) break;
    if (html[at] == '>') {
      ++at;
      break;
    }
    if (html[at] == '/' || html[at] == '=') {
      token.closed = html[at++] == '/';
      continue;
    }
    token.closed = false;
    std::string name = read_name(html, at);
    skip_spaces(html, at);
    std::string value;
    if (at < html.size() && html[at] == '=') {
      skip_spaces(html, ++at);
      value = read_value(html, at);
    }
    token.attributes.emplace_back(std::move(name), std::move(value));
  }
  if (std::find(kVoidTags.begin(), kVoidTags.end(), token.name) != kVoidTags.end()) {
    token.closed = true;
  }
  return token;
}

bool starts_tag(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '<') return false;
  const char c = lower(rest[1] == '/' && rest.size() > 2 ? rest[2] : rest[1]);
  return c >= 'a' && c <= 'z';
}

// Behind the end of what begins here and is no content, or 0.
std::size_t end_of_markup(std::string_view html, std::size_t at) {
  const std::string_view rest = html.substr(at);
  const auto behind = [&](std::string_view mark) {
    const std::size_t end = html.find(mark, at);
    return end == std::string_view::npos ? html.size() : end + mark.size();
  };
  if (rest.starts_with("<!--")) return behind("-->");
  if (rest.starts_with("<!")) refuse_declarations(html, at);
  if (rest.starts_with("<?") || rest.starts_with("<!")) return behind(">");
  return 0;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t amp = text.find('&');
    out += text.substr(0, amp);
    if (amp == std::string_view::npos) break;
    text.remove_prefix(amp);
    const std::size_t end = text.substr(0, 12).find(';');
    if (end != std::string_view::npos && append_entity(text.substr(1, end - 1), out)) {
      text.remove_prefix(end + 1);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string_view HtmlToken::attribute(std::string_view wanted) const {
  for (const auto& [name, value] : attributes) {
    if (name == wanted) return value;
  }
  return {};
}

HtmlToken next_token(std::string_view html, std::size_t& at) {
  while (at < html.size()) {
    if (starts_tag(html.substr(at))) {
      HtmlToken token = read_tag(html, at);
      const bool raw = token.name == "script" || token.name == "style";
      if (raw && token.kind == HtmlToken::Kind::kOpen && !token.closed) {
        at = std::min(html.find("</" + token.name, at), html.size());
      }
      return token;
    }
    HtmlToken token;
    token.offset = at;
    token.kind = HtmlToken::Kind::kText;
    if (html.substr(at).starts_with("<![CDATA[")) {
      const std::size_t end = std::min(html.find("]]>", at), html.size());
      token.text = html.substr(at + 9, end - std::min(end, at + 9));
      at = std::min(end + 3, html.size());
      return token;
    }
    if (const std::size_t end = end_of_markup(html, at)) {
      at = end;
      continue;
    }
    const std::size_t end = std::min(html.find('<', at + 1), html.size());
    token.text = decode_entities(html.substr(at, end - at));
    at = end;
    return token;
  }
  return {};
}

}  // namespace tonglan
