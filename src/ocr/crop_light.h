// A part of the page with even light: ink black, paper white.
#pragma once

#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

// The pixels of `area`, which lies within the page: grey, freed of shade, stains and noise.
// `glyph`: size of its characters in pixels; `blur`: sigma of the smoothing, in glyphs.
// `may_be_reversed`: white on dark is turned.
cv::Mat evenly_lit(const Pixels& page, const cv::Rect& area, float glyph, float blur,
                   bool may_be_reversed);

}  // namespace tonglan
