// How lines and paragraphs are spelled out: which blanks of a line stay, and what stands at a join.
//
// Every writer and every self-check spells text through these functions, so that there is one
// answer to "what does this paragraph say".
#pragma once

#include <string>
#include <string_view>

#include "document.h"

namespace tonglan {

// Appends the line with the blanks its Spacing leaves in place.
void append_line(const Document& document, const Line& line, std::string& out);

// Appends the paragraph as one line; a verbatim paragraph or table keeps its line ends ('\n'
// between lines, none at the end; two blanks between cells of one row).
void append_paragraph(const Document& document, const Paragraph& paragraph, std::string& out);

// Appends the whole document in the project's plain text form: a paragraph a line, a blank line
// between paragraphs, '\n' at the end; the input itself where nothing had to be mended.
void append_text(const Document& document, std::string& out);

}  // namespace tonglan
