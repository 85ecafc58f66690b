// A line measured: how many characters of each width it has, and what stands at its two ends.
//
// Newspapers set the same mark at a full or at a half cell, so a line has no length until the
// document's widths are known. LineCells holds the counts; cells_length() turns them into half-cells
// under a given Widths, which layout/ learns from the document.
#pragma once

#include <cstdint>
#include <string_view>

#include "chinese/bigrams.h"
#include "chinese/characters.h"

namespace tonglan {

struct LineCells {
  std::uint16_t wide = 0;    // Chinese letters: two half-cells
  std::uint16_t marks = 0;   // ，。、（ ...: Widths::mark
  std::uint16_t quotes = 0;  // “ ” — … ·: Widths::quote
  std::uint16_t narrow = 0;  // digits, Latin, ASCII marks: one
  std::uint16_t thin = 0;    // blanks between a Chinese and a Latin character: about a third of a cell
  std::uint16_t loose = 0;   // gaps between two Chinese characters with a blank in them
  std::uint16_t tight = 0;   // and without
  std::uint16_t stops = 0;   // marks that end a sentence, inside the line or at its end
  std::uint16_t commas = 0;  // other punctuation inside the line or at its end
  std::uint16_t han = 0;     // ideographs and kana
  std::int8_t balance = 0;   // opening minus closing quotes and brackets
  std::uint8_t head = 0;     // half-cells of what can't be parted at the start: a word, a number, a
                             // character with the opening marks before it
  std::uint8_t head_marks = 0;  // half-cells of the marks behind it that may not start a line
  std::uint8_t tail = 2;        // half-cells of the word or number at the end
  Kind first = Kind::kBlank;
  Kind last = Kind::kBlank;
  Kind inner = Kind::kBlank;  // the last that is not a closing quote or bracket
  bool has_blank = false;     // a blank inside
  bool number_apart = false;  // ends with a number that a blank sets apart: 米饭 1.00
};

LineCells measure_cells(std::string_view text);

// The same, and counts the line's pairs of ideographs: one pass over the characters for both.
LineCells measure_cells(std::string_view text, BigramCounts& bigrams);

struct Widths {
  std::uint8_t mark = 2;
  std::uint8_t quote = 2;
};

// Half-cells of the line, without letter-spacing blanks.
inline int cells_length(const LineCells& c, Widths w) {
  return 2 * c.wide + w.mark * c.marks + w.quote * c.quotes + c.narrow + (2 * c.thin + 1) / 3;
}

// Spread out by blanks between its characters: at least every second gap holds one. A ratio, not a
// count, so that a byline keeps the blanks between its names.
inline bool is_letter_spaced(const LineCells& c) {
  return c.loose >= 2 ? 2 * c.loose >= c.loose + c.tight : c.loose == 1 && c.tight == 0;
}

}  // namespace tonglan
