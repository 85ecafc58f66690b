// A document in reading order, cut into the pieces that formats with boxes speak of.
//
// A region is a stretch of the reading order that stands on one page, in one block, with one role,
// in one article. A block that is read in two goes becomes two regions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document.h"

namespace tonglan {

struct Region {
  std::uint32_t page = 0;
  std::uint32_t block = kNone;
  std::uint32_t article = kNone;  // counted in reading order
  Role role = Role::kBody;
  Box box;
  std::string id;  // unique in the document, fit for XML
  std::vector<std::uint32_t> lines;
  std::vector<std::uint32_t>
      paragraphs;              // of each line, counted in reading order; kNone: undecided
  std::vector<Point> outline;  // where the block is one region and has more than a box
  std::string language;        // of the block; lines inherit it
};

// Names for everything that is written: the source's own, where XML takes it and it is still free.
class Names {
 public:
  // All names that the document brings are kept for their owners.
  explicit Names(const Document& document);
  // For what needs no name: the owner's own one, or none.
  std::string take_own(const std::string& own);
  // The owner's own name, or one made from `fallback`.
  std::string take(const std::string& own, const std::string& fallback);

 private:
  std::unordered_set<std::string> reserved_, given_;
};

// How a format spells boxes: so the box round some of them is the box round those that are read
// back.
using Rounding = Box (*)(const Box&);

// Of all pages, or of one.
std::vector<Region> regions_of(const Document& document, Names& names, Rounding rounded,
                               std::uint32_t page = kNone);

// Of the paragraphs that regions count: what each is, where its region is running text.
std::vector<Role> paragraph_roles(const Document& document, const std::vector<Region>& regions);

// A stretch of a line that has a box, or none.
struct LinePiece {
  std::string_view text;
  const Glyph* glyph = nullptr;  // null: characters without a box
  bool blank_before = false;
  std::uint32_t wide_before = 0;  // how many of the blanks before it are full-width
  Box box;
};
// Pieces first .. last - 1 of a line: what the source calls a word, or letters with no blank
// between them; any other Chinese character is a word. Blanks that the line's Spacing takes out are
// out.
struct Word {
  std::uint32_t first = 0, last = 0;
  bool blank_before = false;
  std::uint32_t wide_before = 0;
  bool boxed = true;  // all of it
  std::string_view text;
  Box box;
  float confidence = -1;  // mean of its pieces, to a ten-thousandth
  std::string id;         // the source's; empty: none
};
// `spelled` holds the line as it is written; the pieces point into the document.
struct SpelledLine {
  std::string spelled;
  std::vector<LinePiece> pieces;
  std::vector<Word> words;
};
// A piece as a word of its own: where only a part of its word has a box.
Word word_of_piece(const Document& document, const SpelledLine& line, std::uint32_t piece);
SpelledLine spell_line(const Document& document, const Line& line, Rounding rounded);

bool has_size(const Box& box);
// The box round both; one without a size counts for nothing.
Box box_round(const Box& a, const Box& b);

// For formats that have whole pixels only, and none below zero: at least a pixel wide and high,
// where the box is set.
Box whole_pixels(const Box& box);

// A document that was made from text is written as one page without a size.
std::uint32_t page_count(const Document& document);

// Empty where the line's block has the same.
std::string own_language(const LineOrigin& origin, const Region& region);

// What the source said of the line, or nothing.
const LineOrigin& origin_of(const Document& document, const Line& line);
bool is_vertical(const Document& document, const Line& line);

}  // namespace tonglan
