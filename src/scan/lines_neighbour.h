// What a scan shows of the neighbouring page.
//
// A bound volume on a scanner's glass shows a strip of the page on the other side of the gutter.
// Its lines are cut off by the picture's edge, and say nothing.
#pragma once

#include <vector>

#include "scan/scan.h"

namespace tonglan {

// Takes out of `lines` (of the cleaned page) those of a strip at the left or right edge of the
// source picture, `width` pixels wide: many, all cut off by the edge, much shorter than the page's
// own, with white between. Returns how many there were.
int leave_out_neighbour(std::vector<TextLine>& lines, const Transform& to_source, float width,
                        float glyph);

}  // namespace tonglan
