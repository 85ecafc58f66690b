// From any picture to ink on paper: one channel, even light, two levels.
//
// The light is measured on a grid of tiles, not per pixel: what a tile's paper looks like, and how
// its values spread, changes slowly over a page, so that two quick passes over the pixels are
// enough and no picture of sums is needed.
#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

// The level that paper has after even_light(); ink is near 0.
inline constexpr int kPaper = 240;

// The grey level below which `share` of the pixels that `histogram` counts lie.
int level_of(const std::array<int, 256>& histogram, float share);
// ... or of the picture's.
int level_of(const cv::Mat& picture, float share);

// One channel, 8 bits. Of colours, half is their lightness and half their darkest channel, so that
// coloured print is as dark as it looks on its paper.
cv::Mat grey_of(const Pixels& image);

// Paper to kPaper everywhere: shade, stains and yellowing go, ink keeps its share of the light.
// `tile`: pixels, about the size of a character. Dark areas (pictures, white on black) wider than
// `tile` take the light of the paper round them.
cv::Mat even_light(const cv::Mat& grey, int tile);

// Ink (255) and paper (0) of a picture with even light, in tiles of `tile` pixels. Amid text the
// threshold lies halfway between paper and the ink that the tile's spread of values speaks of;
// where values spread less than the page's text does (show-through, stains), it lies far below,
// after Wolf and Jolion, "Extraction and recognition of artificial text in multimedia documents"
// (2004).
cv::Mat find_ink(const cv::Mat& even, int tile);

}  // namespace tonglan
