// A part of the page with even light: ink black, paper white.
#pragma once

#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

// What becomes white: paper up to so many `sigmas` of its noise darker than usual, as it is at more
// than `away` (in glyphs, a pixel at least) from ink. In dense print the haze between strokes is as
// dark as its thinnest strokes, and no noise.
struct Whitening {
  float away = 0;
  float sigmas = 1;
};

// The pixels of `area`, which lies within the page: grey, freed of shade, stains and noise.
// `glyph`: size of its characters in pixels; `blur`: sigma of the smoothing, in glyphs.
// `may_be_reversed`: white on dark is turned.
cv::Mat evenly_lit(const Pixels& page, const cv::Rect& area, float glyph, float blur,
                   const Whitening& whitening, bool may_be_reversed);

}  // namespace tonglan
