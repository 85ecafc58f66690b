// What an overlay shows, as a list of marks in page pixels, back to front.
#pragma once

#include <string>
#include <vector>

#include "overlay/overlay.h"

namespace tonglan {

struct Colour {
  float red = 0, green = 0, blue = 0, alpha = 0;  // 0..1; alpha 0: not painted
};

struct Mark {
  enum class Kind : std::uint8_t { kBox, kDisc, kCurve, kText };
  Kind kind = Kind::kBox;
  Colour fill, stroke;
  float stroke_width = 0;
  float corner = 0;  // radius: of a box's corners, or of the disc
  Box box;           // kBox; kDisc and kText: left and top are the middle, or the text's left end
  std::vector<Point> points;  // kCurve: start, two control points, end
  bool arrow = false;         // kCurve: a head at its end
  bool bold = false;
  float size = 0;        // kText: height of the type
  bool centred = false;  // kText: about its point
  std::string text;
};

struct Drawing {
  float width = 0, height = 0;              // page pixels, the legend included
  float image_width = 0, image_height = 0;  // of the page itself
  std::vector<Mark> marks;
};

Drawing make_drawing(const Document& document, const OverlayOptions& options);

}  // namespace tonglan
