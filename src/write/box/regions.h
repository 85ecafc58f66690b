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
  std::uint32_t article = kNone;
  Role role = Role::kBody;
  Box box;
  std::string id;  // unique in the document, fit for XML
  std::vector<std::uint32_t> lines;
  std::vector<std::uint32_t> paragraphs;  // of each line; kNone where none are decided
};

// Names for everything that is written: the source's own, where XML takes it and it is still free.
class Names {
 public:
  // All names that the document brings are kept for their owners.
  explicit Names(const Document& document);
  // The owner's own name, or one made from `fallback`.
  std::string take(const std::string& own, const std::string& fallback);

 private:
  std::unordered_set<std::string> reserved_, given_;
};

std::vector<Region> regions_of(const Document& document, Names& names);

// A word of a line as it is written: blanks that the line's Spacing takes out are out.
struct Word {
  std::string_view text;
  const Glyph* glyph = nullptr;  // null: characters without a box
  bool blank_before = false;
};
// `spelled` holds the line as it is written; the pieces point into the document.
struct SpelledLine {
  std::string spelled;
  std::vector<Word> pieces;
};
SpelledLine spell_line(const Document& document, const Line& line);

// What the source said of the line, or nothing.
const LineOrigin& origin_of(const Document& document, const Line& line);
bool is_vertical(const Document& document, const Line& line);

}  // namespace tonglan
