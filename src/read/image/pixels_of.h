// From Leptonica's pictures to ours, and the eight ways in which a camera may have been held.
#pragma once

#include "pixels.h"

struct Pix;

namespace tonglan {

// Grey where the picture has no colour channels, else RGB. Alpha goes over white;
// `alpha_in_colours`: they are multiplied by it already (TIFF). `pix` stays the caller's.
Pixels pixels_of(Pix* pix, bool alpha_in_colours);

// Turns and mirrors so that EXIF's orientation 1 .. 8 becomes 1, upright.
Pixels upright(Pixels pixels, int orientation);

}  // namespace tonglan
