// Draws pages of journals, magazines and books: one article that flows through all columns, with
// what spans them at the top, as a Document with perfect boxes and the truth beside it.
//
// A pure function of (articles, settings, seed). The text of some articles is strung together, each
// under a numbered section head; it fills the columns from the left. A page may begin or end inside
// a paragraph, like those of a book.
#pragma once

#include <cstdint>
#include <vector>

#include "support/page_press.h"

namespace tonglan {

struct JournalSettings {
  int columns = 2;
  int measure = 22;    // cells of a column
  int depth = 36;      // lines that a column holds
  float cell = 30;     // pixels
  float leading = .6;  // cells between two lines
  float gutter = 2;    // cells
  bool title = false;  // title, author, affiliation, abstract and its entries over all columns
  bool lead = false;   // title, and a paragraph of larger type over all columns
  bool sections = true;
  float section_size = 1.25f;  // cells; of section heads: two lines hang behind the number
  bool footnotes = false;      // under a short rule at the foot of the first column
  bool figure = false;         // at the top of the last column, with its caption
  bool wide_figure = false;    // over all columns at the page's foot, with its caption
  bool balanced = false;       // columns end on one level
  bool running_head = true;    // and a rule under it
  bool rules = true;           // the Document has the rules, too
  double size_noise = 0;       // relative; an engine's boxes
};

// The kinds that figures are given for.
struct JournalKind {
  const char* name;
  JournalSettings settings;
};
const std::vector<JournalKind>& journal_kinds();

PrintedPage print_journal(const std::vector<ArticleText>& articles, const JournalSettings& settings,
                          std::uint64_t seed);

}  // namespace tonglan
