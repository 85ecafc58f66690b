#include "chinese/spacing.h"

#include "chinese/characters.h"

namespace tonglan {
namespace {

// A mark that never wants a blank beside it. Quotes, dashes and dots do when Latin stands there:
// they are English marks too.
bool is_plain_mark(Kind k) {
  return k == Kind::kStop || k == Kind::kComma || k == Kind::kPause || k == Kind::kColon ||
         k == Kind::kOpen || k == Kind::kClose;
}

bool blank_stays(Kind before, Kind after, char32_t blank, Spacing spacing, HanLatinSpace han_latin) {
  const bool chinese_before = is_chinese(before), chinese_after = is_chinese(after);
  if (spacing == Spacing::kClose && (chinese_before || chinese_after)) return false;
  if (before == Kind::kOpenQuote && chinese_after) return false;
  if (chinese_before && after == Kind::kCloseQuote) return false;
  // A full-width blank was set on purpose: 特此通知。　某某局
  if (blank != 0x3000) {
    if (is_plain_mark(before) || is_plain_mark(after)) return false;
    if (is_chinese_mark(before) && chinese_after) return false;
    if (is_chinese_mark(after) && chinese_before) return false;
  }
  if (chinese_before != chinese_after && han_latin == HanLatinSpace::kStrip) return false;
  return true;
}

bool wants_blank(Kind before, Kind after) {
  const auto latin = [](Kind k) { return k == Kind::kLatin || k == Kind::kDigit; };
  return (before == Kind::kHan && latin(after)) || (latin(before) && after == Kind::kHan);
}

const char* line_start(const Document& document, const Line& line) {
  const char* const begin = document.text.data();
  const char* p = begin + line.text.begin;
  while (p > begin) {
    const std::string_view before(begin, static_cast<std::size_t>(p - begin));
    const Character c = decode_last(before.substr(before.size() - std::min<std::size_t>(4, before.size())));
    if (kind_of(c.code) != Kind::kBlank) break;
    p -= c.size;
  }
  return p;
}

// Verse, code and tables keep their line ends, the blank lines between them and their indents. Cells
// of one row that have boxes of their own stand two blanks apart: that is a table for the text road.
void append_verbatim(const Document& document, const Paragraph& paragraph, std::string& out) {
  for (std::uint32_t k = paragraph.first; k < paragraph.last; ++k) {
    const Line& line = document.lines[document.order[k]];
    const bool in_row = k > paragraph.first && paragraph.role == Role::kTable &&
                        k <= document.breaks.size() &&
                        document.breaks[k - 1].kind == BreakKind::kJoin;
    if (in_row) {
      out.append("  ").append(document.view(line));
      continue;
    }
    if (k > paragraph.first) out.append(1 + line.blank_before, '\n');
    const char* const start = line_start(document, line);
    out.append(start, document.text.data() + line.text.end);
  }
}

}  // namespace

void append_line(const Document& document, const Line& line, std::string& out) {
  const std::string_view text = document.view(line);
  if (line.spacing == Spacing::kVerbatim && document.han_latin_space == HanLatinSpace::kKeep) {
    out.append(text);
    return;
  }
  const char* p = text.data();
  const char* const end = p + text.size();
  const char* pending = nullptr;  // start of a run of blanks
  Character blank = {0, 0};
  Kind before = Kind::kBlank;
  while (p < end) {
    const Character c = decode(p, end);
    const Kind k = kind_of(c.code);
    if (k == Kind::kBlank) {
      if (pending == nullptr) pending = p, blank = c;
    } else {
      if (pending != nullptr) {
        if (line.spacing == Spacing::kVerbatim ||
            blank_stays(before, k, blank.code, line.spacing, document.han_latin_space))
          out.append(pending, p);
        pending = nullptr;
      } else if (document.han_latin_space == HanLatinSpace::kInsert && wants_blank(before, k)) {
        out.push_back(' ');
      }
      out.append(p, c.size);
      before = k;
    }
    p += c.size;
  }
}

void append_paragraph(const Document& document, const Paragraph& paragraph, std::string& out) {
  if (paragraph.role == Role::kVerbatim || paragraph.role == Role::kTable) {
    append_verbatim(document, paragraph, out);
    return;
  }
  for (std::uint32_t k = paragraph.first; k < paragraph.last; ++k) {
    append_line(document, document.lines[document.order[k]], out);
    if (k + 1 == paragraph.last) break;
    switch (document.breaks[k].joiner) {
      case Joiner::kNothing:
        break;
      case Joiner::kBlank:
        out.push_back(' ');
        break;
      case Joiner::kDropHyphen:
        out.resize(out.size() - decode_last(out).size);
        break;
    }
  }
}

void append_text(const Document& document, std::string& out) {
  if (document.untouched) {
    out.append(document.text);
    return;
  }
  bool first = true;
  for (const Paragraph& paragraph : document.paragraphs) {
    if (!first) out.push_back('\n');
    first = false;
    append_paragraph(document, paragraph, out);
    out.push_back('\n');
  }
}

}  // namespace tonglan
