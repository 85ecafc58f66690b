// Folds: a newspaper was folded before it was bound or filmed, and the crease runs over the whole
// page as a shade, through lines and headlines, narrower than any tile that light is measured on.
//
// A rule is as straight and as long, but text keeps off it; a crease runs through text.
//
// Method: the paper's level in windows as narrow as a pixel and as long as a line and its white,
// so that each sees paper; the darkest path of such windows across the page, by dynamic
// programming (as seams are found: Avidan and Shamir, "Seam carving", 2007); and the light along
// it divided by its own profile.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

// `even`: from even_light(); the paper under a crease becomes as light as that beside it. `glyph`:
// size of the body characters, pixels.
void lighten_folds(cv::Mat& even, float glyph);

}  // namespace tonglan
