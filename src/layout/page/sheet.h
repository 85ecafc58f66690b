// One page as layout sees it: its lines as pieces in reading coordinates, measured in body glyphs.
//
// Reading coordinates: text runs to the right and lines follow downwards. A page of vertical text is
// turned once, so that its right-to-left tiers become top-to-bottom columns, and everything after
// this file is written for one direction only. All distances that anyone compares are in multiples
// of `size`, the glyph size of the running text: the most frequent one, by characters.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/marks.h"
#include "document.h"

namespace tonglan {

struct Piece {
  std::uint32_t line = 0;  // index into Document::lines
  Box box;                 // reading coordinates
  float size = 0;          // glyph size, pixels
  float half_cells = 0;    // of the text
  LineMarks marks;
  bool ends_sentence = false;
  bool has_stop = false;   // a full stop or comma anywhere
  bool crosswise = false;  // set against the page's direction: a vertical headline beside text
};

struct Sheet {
  std::uint32_t page = 0;
  bool turned = false;
  float width = 0;      // of the source page: needed to turn boxes
  float size = 0;       // body glyph size, pixels
  float advance = 0;    // pixels from one full-width character to the next in running text
  std::vector<Piece> pieces;
  std::vector<Box> pictures;  // reading coordinates
  std::vector<Separator> rules;  // reading coordinates; white gutters left out
};

// The box in reading coordinates of a page that is `width` pixels wide.
Box to_reading(const Box& box, bool turned, float width);

// The sheets of all pages, by page. Lines without a box are on none.
std::vector<Sheet> make_sheets(const Document& document);

}  // namespace tonglan
