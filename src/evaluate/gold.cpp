// See gold.h.
#include "evaluate/gold.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "chinese/characters.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using nlohmann::json;

bool is_white(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

// How many bytes at p, where no whole character stands, are the start of one: they count as one
// U+FFFD together (Unicode, "substitution of maximal subparts").
std::size_t bad_bytes(const char* p, const char* end) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(p[i]); };
  const unsigned lead = byte(0);
  std::size_t length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 1;
  if (lead >= 0xF0 && lead < 0xF5) length = 4;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  std::size_t i = 1;
  while (i < length && p + i < end && byte(i) >= low && byte(i) <= high) {
    ++i;
    low = 0x80;
    high = 0xBF;
  }
  return i;
}

std::u32string squeezed(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 3);
  const char* end = utf8.data() + utf8.size();
  for (const char* p = utf8.data(); p < end;) {
    const Character c = decode(p, end);
    if (c.code == kBadByte) {
      out += U'\uFFFD';
      p += bad_bytes(p, end);
      continue;
    }
    if (!is_white(c.code)) out += c.code;
    p += c.size;
  }
  return out;
}

std::string_view without_heading_mark(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  const bool heading =
      marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
  return heading ? line.substr(marks + 1) : line;
}

// A line's text or paragraph's lines, each a paragraph of the output.
void add_lines(std::string_view text, const OutParagraph& kind, Output& output) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of("\r\n", from), text.size());
    OutParagraph paragraph = kind;
    paragraph.text = squeezed(without_heading_mark(text.substr(from, to - from)));
    if (!paragraph.text.empty()) output.paragraphs.push_back(std::move(paragraph));
    from = to + 1;
  }
}

std::vector<Succession> successions_of(const json& lines) {
  std::map<int, std::vector<const json*>> by_article;
  for (const json& line : lines) {
    const std::string role = line.value("role", "");
    const bool running = role == "body" || role == "subhead";
    if (running && line.value("article", -1) >= 0) {
      by_article[line.at("article").get<int>()].push_back(&line);
    }
  }
  std::vector<Succession> out;
  for (const auto& [article, members] : by_article) {
    for (std::size_t i = 0; i + 1 < members.size(); ++i) {
      const json& a = *members[i];
      const json& b = *members[i + 1];
      const bool vertical = a.value("vertical", false);
      const std::size_t axis = vertical ? 0 : 1;
      const auto from = a.at("bbox").at(axis).get<double>();
      const auto to = b.at("bbox").at(axis).get<double>();
      out.push_back({squeezed(a.at("text").get<std::string>()),
                     squeezed(b.at("text").get<std::string>()), vertical ? to > from : to < from,
                     a.at("para") == b.at("para")});
    }
  }
  return out;
}

// JSON whose paragraphs tell role and article; none if the text is not that.
std::optional<Output> structured_output(const std::string& text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string::npos || text[start] != '{') return std::nullopt;
  const json document = json::parse(text, nullptr, false);
  if (!document.is_object()) return std::nullopt;
  Output out;
  const auto add = [&](const json& paragraph, int article) {
    OutParagraph kind{paragraph.value("role", ""), {}, article};
    out.has_roles = out.has_roles || !kind.role.empty();
    out.has_articles = out.has_articles || article >= 0;
    add_lines(paragraph.at("text").get<std::string>(), kind, out);
  };
  try {
    if (document.contains("paragraphs")) {
      for (const json& paragraph : document.at("paragraphs")) {
        const bool known =
            paragraph.contains("article") && paragraph.at("article").is_number_integer();
        add(paragraph, known ? paragraph.at("article").get<int>() : -1);
      }
      return out;
    }
    int article = 0;
    for (const json& member : document.at("articles")) {
      for (const json& paragraph : member.at("paragraphs")) add(paragraph, article);
      ++article;
    }
    return out;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

Gold read_gold(const std::string& text, const std::string& name) {
  Gold gold;
  try {
    const json document = json::parse(text);
    for (const json& article : document.at("articles")) {
      for (const json& paragraph : article.at("paragraphs")) {
        gold.paragraphs.push_back({paragraph.value("role", ""),
                                   squeezed(paragraph.at("text").get<std::string>()),
                                   gold.articles});
      }
      ++gold.articles;
    }
    if (document.contains("lines")) {
      const json& lines = document.at("lines");
      for (const json& line : lines) {
        if (line.value("role", "") == "furniture") {
          gold.furniture.push_back(squeezed(line.at("text").get<std::string>()));
        }
      }
      gold.successions = successions_of(lines);
    }
  } catch (const json::exception& e) {
    throw Error(2, name +
                       ": not a truth file (JSON with articles of paragraphs with role and "
                       "text): " +
                       e.what());
  }
  return gold;
}

Output read_output(const std::string& text) {
  if (auto structured = structured_output(text)) return std::move(*structured);
  Output out;
  add_lines(text, {}, out);
  return out;
}

}  // namespace tonglan
