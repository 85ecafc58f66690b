// A page set straight: lines that run askew or in waves, on paper that was scanned so, made level.
//
// The slope of a line is that of the middles of its glyphs, or of what the source says of its
// baseline or outline. The page is turned by the slope that most lines share; what is left is
// gathered in a coarse grid, smoothed, and summed up along the lines to how far the paper is bent
// down at each place; then the same for the edges of columns, downwards. Where a page is straight
// nothing is changed at all.
#pragma once

#include <vector>

#include "document.h"

namespace tonglan {

// How far the paper is bent to one side of an axis, at the nodes of a grid.
struct Bend {
  float cell = 0;  // pixels between nodes; 0: nothing is bent
  Point corner;    // the first node
  int columns = 0, rows = 0;
  std::vector<float> by;  // pixels
};

struct Flattening {
  float angle = 0;  // radians, clockwise: of the lines before the page is turned
  Point middle;     // the page is turned about this point
  Bend down;        // y that is too much, on the turned page
  Bend aside;       // x that is too much, on a page with level lines; grid with x and y exchanged

  bool changes() const { return angle != 0 || down.cell > 0 || aside.cell > 0; }
};

// The points that a line of text runs through, in reading direction; none where the source says
// no more than its box.
using Track = std::vector<Point>;

// `size`: of a glyph, about, in pixels. All in reading coordinates, y downwards.
Flattening find_flattening(const std::vector<Track>& tracks, float size);

// Adds how far columns lean: `lines` are boxes of long lines that are level already. Two lines of
// one width under each other have the same edges on straight paper.
void find_leaning(Flattening& flattening, std::vector<Box> lines, float size);

Point flat_point(const Flattening& flattening, Point p);
// Of a box that was drawn round a sloping line or glyph: the box without the slope.
Box flat_box(const Flattening& flattening, const Box& box);

}  // namespace tonglan
