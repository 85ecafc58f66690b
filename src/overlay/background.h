// The page's picture under an overlay, made small enough for a drawing.
#pragma once

#include <cairo.h>

#include <memory>
#include <string>

#include "pixels.h"

namespace tonglan {

struct FreeSurface {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;

// The picture at most `width` pixels wide: every pixel the mean of those that it stands for.
Pixels shrunk(const Pixels& image, int width);

// To paint with. Throws Error (status 2) where it is too large for cairo.
Surface surface_of(const Pixels& pixels);

// A PNG file.
std::string encode_png(cairo_surface_t* surface);

}  // namespace tonglan
