// Pixels in, boxes out: what stands where on a page image.
//
// The road: clean (size of the body glyphs, orientation, skew, frame, uneven light, bent lines) →
// separators and pictures → lines of text. Characters are not read here, and columns, roles and
// order are not decided here: layout/ does that with the text in hand.
//
// All lengths are in body glyphs, never in pixels.
#pragma once

#include <vector>

#include "document.h"
#include "options.h"
#include "pixels.h"

namespace tonglan {

// The place of one character in a vertical line.
struct TextCell {
  Box box;  // pixels of the cleaned page: as wide as the line, as long as its characters' advance
  Box ink;  // what of the line's ink stands in it; never empty
};

// One line of text, or one cell of a letter-spaced headline's row: never over a column gutter.
struct TextLine {
  Box box;  // pixels of the cleaned page: the ink, without margin
  Direction direction = Direction::kHorizontal;
  float glyph = 0;        // size of its characters in pixels, across the writing direction
  bool reversed = false;  // white on black
  float confidence = 1;   // that this is text
  // Of a vertical line, downwards; empty where they are not known.
  std::vector<TextCell> cells = {};

  bool is_vertical() const { return direction == Direction::kVertical; }
  // Of the ink: along the line, and across it.
  float length() const { return is_vertical() ? box.height() : box.width(); }
  float height() const { return is_vertical() ? box.width() : box.height(); }
};

struct ScannedPage {
  Page page;            // size, dpi, skew, glyph, separators, pictures; pixels of `grey`
  Pixels grey;          // the cleaned page: upright, straight, one channel; ink dark on light
  Pixels binary;        // the same, 0 = ink, 255 = paper, rules and pictures erased
  Transform to_source;  // from the cleaned page to the source image
  int number = 1;       // of the image's pages, from the left: debug pictures are named after it
  int turned = 0;       // degrees clockwise that the source was turned: 0, 90, 180, 270
  std::vector<TextLine> lines;  // in no particular order
  std::vector<Warning> warnings;
};

// The pages of one image: one, or two where it is a double-page spread, in the order in which
// they are read: the right one first where most of the text is vertical, else the left one. Boxes
// of both go back to the one source. A picture of each stage goes to options.debug if that is not
// empty. Never throws for odd pixels: an empty page has no lines.
std::vector<ScannedPage> scan_image(const Pixels& image, const ScanOptions& options);

}  // namespace tonglan
