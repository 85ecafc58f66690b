// A column drawn as text, with the true breaks marked: one line of the drawing is one line of the
// input.
//
//   > first line of a paragraph          - furniture: folio, editors, jump line
//   | goes on with the paragraph         : verbatim: verse, table, code, list
//   # display line: headline, byline     . an empty line of the input
//   = goes on with the display line
//
// One blank after the mark is not part of the line; blanks before the mark are not part of the
// drawing. A '|' goes on with the last '>' or '|' above it, whatever stands between. Drawings of the
// typesetter (text_art(Typeset)) can be read too: '+' is '|', furniture may be drawn '#', and an
// empty line stands for itself.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "options.h"

namespace tonglan {

// The text that is drawn.
std::string drawn_text(std::string_view art);

// Repairs the drawn text and returns the drawing and the result side by side, with the reasons of
// each wrong break; empty if all is as drawn.
std::string differences(std::string_view art, RepairOptions options = {});

inline ::testing::AssertionResult repairs_as_drawn(std::string_view art,
                                                   const RepairOptions& options = {}) {
  const std::string wrong = differences(art, options);
  if (wrong.empty()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << '\n' << wrong;
}

// The repaired text as the plain text writer spells it.
std::string repaired(std::string text, const RepairOptions& options = {});

// Is that the repaired text? A failure shows both as they are, where GoogleTest would show bytes.
inline ::testing::AssertionResult repairs_to(const std::string& text, const std::string& expected,
                                             const RepairOptions& options = {}) {
  const std::string found = repaired(text, options);
  if (found == expected) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "\nrepaired:\n" << found << "expected:\n" << expected;
}

// Paragraphs set in a column of `measure` cells with first lines indented by two, the indent
// stripped: drawn, and as the text alone.
std::string column_art(int measure, const std::vector<std::string>& paragraphs);
std::string column(int measure, const std::vector<std::string>& paragraphs);

// What should come out of it: a paragraph a line, a blank line between.
std::string whole(const std::vector<std::string>& paragraphs);

}  // namespace tonglan
