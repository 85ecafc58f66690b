// What scanners and engines do to a page's boxes and characters, done to a perfect one.
//
// Each kind of damage has one number; 0 leaves it out. The truth is spoilt along with the page
// where the reader could not know better: lost lines and wrong characters are so in both.
#pragma once

#include <cstdint>

#include "support/page_press.h"

namespace tonglan {

struct Damage {
  bool ink = false;   // boxes hold the ink only: a line that ends with a stop is half a cell short
  double jitter = 0;  // glyphs: how far each edge of a line's box may be off
  double size = 0;    // relative: how far the height of a line's box may be off
  double skew = 0;    // degrees, clockwise
  double warp = 0;    // glyphs: height of waves, 90 glyphs long, over the page
  double lost = 0;    // share of lines
  double split = 0;   // share of lines cut into two or three pieces
  double merged = 0;  // share of lines that run on over the gutter into the line beside them
  double specks = 0;  // false boxes of one character, to each line
  double wrong = 0;   // share of characters that are read as others
  double unmarked = 0;  // share of punctuation that is not read at all
};

PrintedPage spoil(PrintedPage page, const Damage& damage, std::uint64_t seed);

}  // namespace tonglan
