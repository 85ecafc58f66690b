// A line as the model likes to see it: cut out, freed of shade and noise, at one size; a vertical
// one with its characters side by side.
//
// What helps was measured on drawn pages with three grades of damage, whose true lines are known.
#pragma once

#include <string_view>
#include <vector>

#include "document.h"
#include "ocr/engine.h"
#include "pixels.h"
#include "scan/scan.h"

namespace tonglan {

// Of every crop: white round it, in glyphs, and pixels a side, at most: Tesseract refuses more.
inline constexpr float kCropPadding = .25f;
inline constexpr int kMostCropSide = 32'000;

// How a line is prepared.
struct CropStyle {
  float glyph = 28;   // pixels of the crop that a character takes
  float blur = .02f;  // sigma of the smoothing, in glyphs
};

// A mark that is a double quote by its shape, opening or closing: spelling tells which.
inline constexpr std::string_view kQuoteByShape = "＂";

// A character of a vertical line in a crop that runs from left to right.
struct PlacedCell {
  Box place;              // of its ink in the crop
  Box ink;                // of its ink on the page
  bool turned = false;    // it stands a quarter turn against the clock from how it stands there
  std::string_view mark;  // by its shape: kQuoteByShape, 、 or a bullet; empty for all else
};

struct LineCrop {
  Pixels pixels;                                 // grey; white paper
  Direction direction = Direction::kHorizontal;  // in which it is to be read
  float glyph = 0;                               // pixels that a character takes
  float scale = 1;                               // pixels of the crop for one of the page
  Point origin;                                  // of the crop on the page
  std::vector<PlacedCell> cells;  // from left to right; empty where all stands as on the page
};

// The line as it stands on the page. Never larger than 32,767 a side; empty where the line lies off
// the page.
LineCrop cut_line(const Pixels& page, const TextLine& line, const CropStyle& style);

// A vertical line whose cells are known, its characters set side by side: marks stand where a
// horizontal line has them. As it stands on the page where it would be wider than 32,767.
LineCrop set_side_by_side(const Pixels& page, const TextLine& line, const CropStyle& style);

// A crop of a horizontal line whose characters stand far apart, closed up: engines take a broad
// white for the line's end, or read nothing at all. Empty for running text, whose marks need the
// white about them.
LineCrop closed_up(const LineCrop& crop);

// How every line is read at first; also what a sample of lines is read for, so that it need not be
// read again (ocr/remembering.h).
LineCrop first_crop(const Pixels& page, const TextLine& line);

// A box of the crop on the page.
Box box_on_page(const LineCrop& crop, const Box& box);

// A reading of the cells' line, with its boxes on the page: every cell that is a quote or a pause
// by its shape is read as one, whatever was read there, if anything. Engines hardly know them where
// they stand alone.
ReadLine with_marks(const ReadLine& read, const std::vector<PlacedCell>& cells);

}  // namespace tonglan
