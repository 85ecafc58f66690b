#include <algorithm>
#include <cmath>
#include <memory>

#include "overlay/background.h"
#include "overlay/drawing.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct FreeContext {
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using Context = std::unique_ptr<cairo_t, FreeContext>;

void paint(cairo_t* c, const Colour& colour, float stroke_width) {
  cairo_set_source_rgba(c, colour.red, colour.green, colour.blue, colour.alpha);
  if (stroke_width > 0) {
    cairo_set_line_width(c, stroke_width);
    cairo_stroke_preserve(c);
  } else {
    cairo_fill_preserve(c);
  }
}

void finish_path(cairo_t* c, const Mark& s) {
  if (s.fill.alpha > 0) paint(c, s.fill, 0);
  if (s.stroke.alpha > 0) paint(c, s.stroke, s.stroke_width);
  cairo_new_path(c);
}

void trace_box(cairo_t* c, const Box& b, float corner) {
  const float side = std::max(0.f, std::min(b.width(), b.height()));
  const double r = std::min(corner, side / 2);
  cairo_new_sub_path(c);
  cairo_arc(c, b.right - r, b.top + r, r, -M_PI / 2, 0);
  cairo_arc(c, b.right - r, b.bottom - r, r, 0, M_PI / 2);
  cairo_arc(c, b.left + r, b.bottom - r, r, M_PI / 2, M_PI);
  cairo_arc(c, b.left + r, b.top + r, r, M_PI, 3 * M_PI / 2);
  cairo_close_path(c);
}

void paint_curve(cairo_t* c, const Mark& s) {
  const Point &a = s.points[0], &b = s.points[1], &d = s.points[2], &e = s.points[3];
  cairo_move_to(c, a.x, a.y);
  cairo_curve_to(c, b.x, b.y, d.x, d.y, e.x, e.y);
  paint(c, s.stroke, s.stroke_width);
  cairo_new_path(c);
  if (!s.arrow) return;
  const float angle = std::atan2(e.y - d.y, e.x - d.x), length = 3.2f * s.stroke_width;
  cairo_move_to(c, e.x, e.y);
  for (float turn : {-.45f, .45f})
    cairo_line_to(c, e.x - length * std::cos(angle + turn), e.y - length * std::sin(angle + turn));
  cairo_close_path(c);
  paint(c, s.stroke, 0);
  cairo_new_path(c);
}

void paint_text(cairo_t* c, const Mark& s) {
  cairo_select_font_face(c, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                         s.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(c, s.size);
  cairo_text_extents_t extents;
  cairo_text_extents(c, s.text.c_str(), &extents);
  cairo_set_source_rgba(c, s.fill.red, s.fill.green, s.fill.blue, s.fill.alpha);
  cairo_move_to(c, s.box.left - (s.centred ? extents.x_advance / 2 : 0), s.box.top + .35f * s.size);
  cairo_show_text(c, s.text.c_str());
  cairo_new_path(c);
}

void paint_mark(cairo_t* c, const Mark& s) {
  switch (s.kind) {
    case Mark::Kind::kBox:
      trace_box(c, s.box, s.corner);
      finish_path(c, s);
      break;
    case Mark::Kind::kDisc:
      cairo_arc(c, s.box.left, s.box.top, s.corner, 0, 2 * M_PI);
      finish_path(c, s);
      break;
    case Mark::Kind::kCurve:
      paint_curve(c, s);
      break;
    case Mark::Kind::kText:
      paint_text(c, s);
      break;
  }
}

void paint_image(cairo_t* c, const OverlayOptions& options, const Drawing& drawing) {
  if (options.image.empty()) return;
  const Surface image = surface_of(shrunk(options.image, static_cast<int>(options.width)));
  cairo_save(c);
  cairo_scale(c, drawing.image_width / cairo_image_surface_get_width(image.get()),
              drawing.image_height / cairo_image_surface_get_height(image.get()));
  cairo_set_source_surface(c, image.get(), 0, 0);
  cairo_pattern_set_extend(cairo_get_source(c), CAIRO_EXTEND_PAD);  // no fading at its edges
  cairo_rectangle(c, 0, 0, cairo_image_surface_get_width(image.get()),
                  cairo_image_surface_get_height(image.get()));
  cairo_fill(c);
  cairo_restore(c);
}

}  // namespace

std::string draw_png(const Document& document, const OverlayOptions& options) {
  const Drawing drawing = make_drawing(document, options);
  const double scale = options.width / drawing.width;
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(options.width),
                                 static_cast<int>(std::ceil(drawing.height * scale))));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    throw Error(2, document.source + ": the overlay is too large for an image");
  const Context context(cairo_create(surface.get()));
  cairo_t* const c = context.get();
  cairo_set_source_rgb(c, 1, 1, 1);
  cairo_paint(c);
  cairo_scale(c, scale, scale);
  paint_image(c, options, drawing);
  for (const Mark& s : drawing.marks) paint_mark(c, s);
  return encode_png(surface.get());
}

}  // namespace tonglan
