// What a gap between two runs is: a blank inside a line, or the gutter between two columns.
#pragma once

#include <vector>

#include "scan/lines_rows.h"

namespace tonglan {

// Of the characters beside it: a gutter past many lines may be that narrow.
inline constexpr float kNarrowGutter = 0.5f;
// Body glyphs: a piece that stands apart in a gutter that goes on may be that large.
inline constexpr float kStrayPiece = 0.75f;

// A vertical strip of white, and what stands beside it.
struct Corridor {
  int left = 0, right = 0, top = 0, bottom = 0;
  int rows = 0;    // lines that end at it and lines that begin at it: the lesser number
  int others = 0;  // lines of another size beside it
};

struct Gap {
  int left_run = 0, right_run = 0;
  PixelBox between;  // the two runs
  PixelBox box;      // its widest white
  float size = 0;    // of the characters beside it, pixels
};

// What `gap` is; a gutter brings its strip along, so that runs which bridge it can be told.
struct Judged {
  bool gutter = false;
  Corridor corridor;  // rows == 0: the gap was not judged by a corridor
};

// Its line runs the other way: nothing beside it goes on with it.
bool is_crosswise(const PieceRun& run);

// Too small to say where a row is: punctuation, a dot, noise. (一 is wide enough.) `size`: of the
// characters of its line, pixels.
bool is_mark(const PieceRun& run, float size);

// The usual white between two lines, pixels.
int usual_white(const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph);

// `usual`: white between two lines; `gutters`: strips that were seen beside other lines before.
Judged judge(const Gap& gap, const std::vector<PieceRun>& runs, const BoxGrid& grid, float glyph,
             int usual, const std::vector<PixelBox>& gutters);

}  // namespace tonglan
