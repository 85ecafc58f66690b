// The output formats: a table, one row a format, and the writers behind it.
//
// A writer appends one document to a string; it reads the document and decides nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "document.h"
#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write/box/tsv.h"
#include "write/pdf.h"

namespace tonglan {

struct Format {
  std::string_view name;    // for -t
  std::string_view suffix;  // of files, with the dot
  void (*write)(const Document& document, std::string& out);
  // Documents in one file are set apart by an empty line; else each ends its own line.
  bool blank_line_between;
  // Nothing can follow the document in its file (XML, a table with a head).
  bool one_a_file = false;
  // Where a file holds one page only: writes the page of that index.
  void (*write_one_page)(const Document& document, std::uint32_t page, std::string& out) = nullptr;
};

// The plain text form (chinese/spacing.h): a paragraph a line, an empty line between.
void write_text(const Document& document, std::string& out);

// Markdown: headline "# ", subhead "## ", kicker and deck bold, byline and credit in italics,
// caption "> ", verbatim and tables in fences. Characters that Markdown would take for syntax are
// escaped. Text that came as Markdown and needed no mending is given back as it came.
void write_markdown(const Document& document, std::string& out);

// `tonglan-document/1`: everything the document holds, one object a line.
void write_json(const Document& document, std::string& out);

// {"id": ..., "text": ..., "metadata": {"source", "encoding", "articles", "doubtful"}}, one line.
// Paragraphs are set apart by an empty line; there is no line end behind the last one.
void write_jsonl(const Document& document, std::string& out);

// For each line end a line for people: the decision, its margin, the two texts side by side, the
// heaviest reasons. '?' marks the doubtful ones.
void write_explanation(const Document& document, std::string& out);

inline constexpr std::array<Format, 9> kFormats = {{
    {"txt", ".txt", write_text, true},
    {"md", ".md", write_markdown, true},
    {"json", ".json", write_json, false},
    {"jsonl", ".jsonl", write_jsonl, false},
    {"hocr", ".hocr", write_hocr, false, true},
    {"alto", ".alto.xml", write_alto, false, true},
    {"page", ".page.xml", write_page, false, true, write_page},
    {"tsv", ".tsv", write_tsv, false, true},
    {"pdf", ".pdf", write_pdf, false, true},
}};

inline constexpr Format kExplanation = {"explain", ".explain.txt", write_explanation, true};

// nullptr for an unknown name.
const Format* find_format(std::string_view name);

// "txt, md, json, ..."
std::string format_names();

// Decisions below this margin (log-odds) are counted and marked as doubtful: worse than 3 to 1.
inline constexpr float kDoubtfulMargin = 1.1f;
std::size_t count_doubtful(const Document& document);

}  // namespace tonglan
