#include "ocr/drawn_line.h"

#include <cairo/cairo.h>

#include <algorithm>
#include <memory>

#include "support/code_points.h"

namespace tonglan {
namespace {

Box ink_of(const Pixels& page) {
  Box ink{float(page.width), float(page.height), 0, 0};
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      if (page.row(y)[x] > 128) continue;
      ink = {std::min(ink.left, float(x)), std::min(ink.top, float(y)),
             std::max(ink.right, float(x + 1)), std::max(ink.bottom, float(y + 1))};
    }
  }
  return ink;
}

}  // namespace

DrawnLine draw_line(const std::string& text, int em, Direction direction) {
  const std::u32string characters = code_points(text);
  const bool vertical = direction == Direction::kVertical;
  const int length = int(characters.size() + 2) * em;
  const int width = vertical ? 3 * em : length, height = vertical ? length : 3 * em;

  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy);
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()),
                                                           cairo_destroy);
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_set_source_rgb(cairo.get(), 0, 0, 0);
  cairo_select_font_face(cairo.get(), "AR PL UMing CN", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo.get(), em);
  double x = em, y = 1.85 * em;
  for (const char32_t c : characters) {
    const std::string character = utf8(std::u32string(1, c));
    cairo_text_extents_t extents;
    cairo_text_extents(cairo.get(), character.c_str(), &extents);
    cairo_move_to(cairo.get(), x, y);
    cairo_show_text(cairo.get(), character.c_str());
    (vertical ? y : x) += vertical ? em : extents.x_advance;
  }
  cairo_surface_flush(surface.get());

  DrawnLine out;
  out.page.width = width;
  out.page.height = height;
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int row = 0; row < height; ++row) {
    for (int column = 0; column < width; ++column) {
      out.page.bytes.push_back(data[row * stride + 4 * column]);
    }
  }
  out.line.box = ink_of(out.page);
  out.line.direction = direction;
  out.line.glyph = float(em);
  return out;
}

}  // namespace tonglan
