// From the engine's symbols to the line as it is printed: blanks and marks.
//
// Tesseract puts blanks between Chinese characters, reads full-width marks as half-width ones, and
// confuses “ with ”. What it read is not text yet, but a reading, and the gaps between the glyphs
// know better: an opening quote has its blank before it, a closing one behind it.
#pragma once

#include "ocr/engine.h"

namespace tonglan {

// `em`: advance of a full-width character in the pixels of the boxes.
ReadLine spell(const ReadLine& read, Direction direction, float em);

}  // namespace tonglan
