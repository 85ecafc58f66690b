// A line as the model likes to see it: cut out, freed of shade and noise, at one size.
//
// What helps was measured on drawn pages with three grades of damage, whose true lines are known.
#pragma once

#include "document.h"
#include "pixels.h"
#include "scan/scan.h"

namespace tonglan {

// How a line is prepared.
struct CropStyle {
  float glyph = 28;   // pixels of the crop that a character takes
  float blur = .02f;  // sigma of the smoothing, in glyphs
};

// How every line is read at first; also what a sample of lines is read for, so that it need not be
// read again (ocr/remembering.h).
CropStyle first_way(Direction direction);

struct LineCrop {
  Pixels pixels;    // grey; white paper
  float glyph = 0;  // pixels that a character takes
  float scale = 1;  // pixels of the crop for one of the page
  Point origin;     // of the crop on the page
};

// Never larger than 32,767 a side; empty where the line lies off the page.
LineCrop cut_line(const Pixels& page, const TextLine& line, const CropStyle& style);

// A box of the crop on the page.
Box box_on_page(const LineCrop& crop, const Box& box);

}  // namespace tonglan
