// Columns in text that has no boxes: the measure (how many half-cells a full line holds) at every
// line, and the habits of the setting.
//
// The measure is piecewise constant: it changes between articles and sometimes inside one. It is
// found for all lines together by dynamic programming over (line, measure), where "unwrapped text,
// a paragraph a line" is one more state beside the measures.
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Fills Line::length and Line::measure of all lines (0 where lines are not cut by a column or too
// few to tell) and returns what was learned. Blank lines and indents are only read.
Measured measure_lines(Document& document);

// The same for lines in reading order whose length and measure their boxes gave (layout/page.h). The
// first of the pieces of a visual line takes the length of all.
Measured measure_boxed_lines(Document& document);

}  // namespace tonglan
