// Where each character stands: an LSTM says roughly when it saw one, the ink says where it is.
//
// Method: the line is cut at n - 1 places into its n glyphs. Cuts prefer places without ink; pieces
// prefer to be as wide as their kind of character is set, and to lie where the engine saw them. The
// cheapest set of cuts is found by dynamic programming, as in segmentation-based recognisers.
#pragma once

#include "ocr/engine.h"
#include "pixels.h"

namespace tonglan {

// Boxes become those of the glyphs' own ink. A glyph for which no ink is left gets an empty box at
// its place: the engine made it up. `em`: advance of a full-width character in pixels of the crop.
ReadLine fit_glyph_boxes(ReadLine line, const Pixels& crop, Direction direction, float em);

inline bool has_ink(const ReadGlyph& glyph) { return glyph.box.right > glyph.box.left; }

}  // namespace tonglan
