// A picture in memory, and the way from one picture to another. The decoder, the scan room, the
// engines and the overlay share these; what works on them (Leptonica, OpenCV, Tesseract, cairo)
// stays inside its room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "document.h"

namespace tonglan {

// Rows from the top, no padding; channels 1 (grey, 0 = black) or 3 (red, green, blue).
struct Pixels {
  int width = 0;
  int height = 0;
  int channels = 1;
  float dpi = 0;  // 0 where the file does not say
  std::vector<std::uint8_t> bytes;

  bool empty() const { return bytes.empty(); }
  std::size_t row_size() const { return std::size_t(width) * channels; }
  const std::uint8_t* row(int y) const { return bytes.data() + y * row_size(); }
  std::uint8_t* row(int y) { return bytes.data() + y * row_size(); }
};

// Takes points of a cleaned page back to its source image: an offset by the bent-line grid first,
// then an affine map. Both are in pixels; the default changes nothing.
//   x' = x + bend(x, y).x, y' = y + bend(x, y).y      (bilinear between grid nodes)
//   source = (a x' + b y' + c, d x' + e y' + f)
struct Transform {
  float a = 1, b = 0, c = 0;
  float d = 0, e = 1, f = 0;
  float cell = 0;  // pixels of the cleaned page from node to node; 0: nothing is bent
  int columns = 0, rows = 0;
  std::vector<Point> bend;  // rows x columns nodes, node (i, j) at (j * cell, i * cell)
};

// The picture turned clockwise by 0, 90, 180 or 270 degrees.
Pixels turned(const Pixels& picture, int degrees);

// The way back from a page that was cleaned from a turned picture, to the picture before that.
// `width`, `height`: of the picture before it was turned by `degrees`.
Transform before_turning(Transform transform, int degrees, float width, float height);

Point point_in_source(const Transform& transform, Point cleaned);
// The same backwards; exact to a small part of a pixel, if the bend is gentle.
Point point_in_cleaned(const Transform& transform, Point source);

// The upright box round the four corners of `cleaned` in the source image.
Box box_in_source(const Transform& transform, const Box& cleaned);

}  // namespace tonglan
