// A printed page as a picture: type, rules, frames and pictures in black on white, every character
// inside the box that the truth gives it.
#pragma once

#include <cstdint>

#include "pixels.h"
#include "support/page_press.h"

namespace tonglan {

// Grey, one pixel a pixel of the page. Body type is a Ming face, display type a Gothic one.
// `seed`: of the pictures' motifs. Throws Error (status 3) where a font is missing; it names the
// Debian package.
Pixels paint_page(const PrintedPage& page, std::uint64_t seed);

}  // namespace tonglan
