#include <algorithm>
#include <cctype>

#include "chinese/spacing.h"
#include "write/formats.h"

namespace tonglan {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Length of "12." or "12)" at the start; 0 where there is none.
std::size_t ordinal_size(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && is_digit(line[i])) ++i;
  const bool marked = i > 0 && i < line.size() && (line[i] == '.' || line[i] == ')');
  const bool ends = i + 1 == line.size() || (i + 1 < line.size() && line[i + 1] == ' ');
  return marked && ends ? i : 0;
}

bool starts_block(std::string_view line) {
  if (line.empty()) return false;
  const char c = line[0];
  if (c == '>' || c == '#' || c == '|' || c == '~') return true;
  if (c == '-' || c == '+') return line.size() == 1 || line[1] == ' ' || line[1] == c;
  return c == '=' && line.find_first_not_of('=') == line.npos;
}

// Escapes what Markdown would take for syntax; a reader of the rendered page sees the text.
std::string escaped(std::string_view line) {
  std::string out;
  out.reserve(line.size() + 8);
  const std::size_t ordinal = ordinal_size(line);
  if (starts_block(line)) out.push_back('\\');
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool inline_mark = c == '*' || c == '_' || c == '`' || c == '<' || c == '\\';
    if (inline_mark || (ordinal > 0 && i == ordinal)) out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string spelled(const Document& document, const Paragraph& paragraph) {
  std::string text;
  append_paragraph(document, paragraph, text);
  return text;
}

void append_fenced(std::string_view text, std::string& out) {
  std::size_t longest = 0;
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = text[i] == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  out.append(fence).append("\n").append(text).append("\n").append(fence);
}

void append_block(const Document& document, const Paragraph& paragraph, std::string& out) {
  const std::string text = spelled(document, paragraph);
  switch (paragraph.role) {
    case Role::kHeadline:
      out.append("# ").append(escaped(text));
      break;
    case Role::kSubhead:
      out.append("## ").append(escaped(text));
      break;
    case Role::kKicker:
    case Role::kDeck:
      out.append("**").append(escaped(text)).append("**");
      break;
    case Role::kByline:
    case Role::kCredit:
      out.append("*").append(escaped(text)).append("*");
      break;
    case Role::kCaption:
      out.append("> ").append(escaped(text));
      break;
    case Role::kVerbatim:
    case Role::kTable:
      append_fenced(text, out);
      break;
    default:
      out.append(escaped(text));
  }
}

// A heading, fence, quote, list or table row that Markdown readers would see.
bool looks_like_markdown(const Document& document) {
  return std::any_of(document.lines.begin(), document.lines.end(), [&](const Line& line) {
    const std::string_view text = document.view(line);
    const std::size_t hashes = std::min(text.find_first_not_of('#'), text.size());
    const bool heading = hashes >= 1 && hashes <= 6 && text.substr(hashes).starts_with(" ");
    return heading || text.starts_with("```") || text.starts_with("> ") || text.starts_with("- ") ||
           text.starts_with("* ") || text.starts_with("|");
  });
}

}  // namespace

void write_markdown(const Document& document, std::string& out) {
  if (document.untouched && (document.paragraphs.empty() || looks_like_markdown(document))) {
    append_text(document, out);
    return;
  }
  bool first = true;
  for (const Paragraph& paragraph : document.paragraphs) {
    if (!first) out.push_back('\n');
    first = false;
    append_block(document, paragraph, out);
    out.push_back('\n');
  }
}

}  // namespace tonglan
