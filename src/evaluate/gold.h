// What is compared: the truth of a page, and what a program made of it.
//
// Everything is kept without white space: blanks and line ends are what repair may change. Texts
// are code points, so that lengths and distances count characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tonglan {

struct GoldParagraph {
  std::string role;
  std::u32string text;
  int article = 0;
};

// A line's end and the start of the line that follows it in the truth.
struct Succession {
  std::u32string end, start;
  bool hard = false;  // a column or tier break lies between
  bool same_paragraph = false;
};

struct Gold {
  std::vector<GoldParagraph> paragraphs;  // in reading order
  int articles = 0;
  std::vector<std::u32string> furniture;  // folios, running heads: right in the output or out of it
  std::vector<Succession> successions;    // empty where the truth has no lines
};

struct OutParagraph {
  std::string role;  // empty where the output tells none
  std::u32string text;
  int article = -1;  // -1 where the output tells none
};

struct Output {
  std::vector<OutParagraph> paragraphs;
  bool has_roles = false;
  bool has_articles = false;
};

// {"articles": [{"paragraphs": [{"role", "text"}]}], "lines": [{"role", "text", "article", "para",
// "vertical", "bbox"}] (optional)}. Throws Error (status 2), its message led by name.
Gold read_gold(const std::string& json, const std::string& name);

// Plain text or Markdown: a paragraph a line. Or tonglan's JSON document, or JSON in the shape of
// the gold: then roles and articles can be compared as well. Bytes that are not UTF-8 count as
// U+FFFD. Any text is an output.
Output read_output(const std::string& text);

}  // namespace tonglan
