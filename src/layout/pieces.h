// Visual lines that an extractor cut in two where the font changes, behind a number:
// 脆弱。2007 | 年，在; vertical lines dumped one character a line; drop capitals. The pieces are put together again before anything is measured.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Blanks between Chinese and numbers are this document's habit: every tenth line has one inside.
bool sets_numbers_apart(const std::vector<LineCells>& cells);

// Finds runs of pieces that add up to a full line, or to an indented one, runs of lines of one
// character, and drop capitals. Returns for each line
// whether it goes on with the visual line of the one before. Needs Line::length.
std::vector<std::uint8_t> find_pieces(const Document& document, const Measured& measured,
                                      bool numbers_apart);

// Where the document is known to be cut so, adds the pieces of lines that are not full: the next
// piece would have fitted, and nothing but a number's end stands at the cut. Needs Line::measure.
void find_short_pieces(const std::vector<Line>& lines, const std::vector<LineCells>& cells,
                       bool numbers_apart, std::vector<std::uint8_t>& piece);

// Counts each piece with the visual line it belongs to: the first piece carries the cells, the
// length and the end mark of all.
void merge_pieces(std::vector<Line>& lines, Measured& measured);

}  // namespace tonglan
