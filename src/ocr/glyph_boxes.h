// Where each character stands: an LSTM says roughly when it saw one, the ink says where it is.
#pragma once

#include "ocr/engine.h"
#include "pixels.h"

namespace tonglan {

// Cuts the crop between neighbouring glyphs where it has least ink, and draws each glyph's box
// round the ink between its cuts. Glyphs that are out of order, or have no ink, keep their box.
ReadLine fit_glyph_boxes(ReadLine line, const Pixels& crop, Direction direction);

}  // namespace tonglan
