#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "markup/xml_writer.h"
#include "overlay/background.h"
#include "overlay/drawing.h"

namespace tonglan {
namespace {

std::string escaped(const std::string& text) {
  std::string out;
  append_escaped(text, out);
  return out;
}

std::string paint(const char* what, const Colour& c) {
  if (c.alpha <= 0) return fmt::format(" {}=\"none\"", what);
  const auto part = [](float x) { return static_cast<int>(std::lround(255 * x)); };
  std::string out =
      fmt::format(" {}=\"#{:02x}{:02x}{:02x}\"", what, part(c.red), part(c.green), part(c.blue));
  if (c.alpha < 1) out += fmt::format(" {}-opacity=\"{:.2f}\"", what, c.alpha);
  return out;
}

std::string style_of(const Mark& s) {
  std::string out = paint("fill", s.fill);
  if (s.stroke.alpha > 0)
    out += paint("stroke", s.stroke) + fmt::format(" stroke-width=\"{:.2f}\"", s.stroke_width);
  return out;
}

std::string base64(const std::string& bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned word = 0;
    for (std::size_t k = i; k < i + 3; ++k)
      word = word << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0);
    for (int shift = 18; shift >= 0; shift -= 6) out += kDigits[word >> shift & 63];
  }
  const std::size_t missing = (3 - bytes.size() % 3) % 3;
  return out.replace(out.size() - missing, missing, missing, '=');
}

void append_curve(const Mark& s, std::string& out) {
  const Point &a = s.points[0], &b = s.points[1], &c = s.points[2], &e = s.points[3];
  fmt::format_to(std::back_inserter(out),
                 "<path d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"{}/>\n", a.x,
                 a.y, b.x, b.y, c.x, c.y, e.x, e.y, style_of(s));
  if (!s.arrow) return;
  const float angle = std::atan2(e.y - c.y, e.x - c.x), length = 3.2f * s.stroke_width;
  fmt::format_to(std::back_inserter(out),
                 "<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z\"{}/>\n", e.x, e.y,
                 e.x - length * std::cos(angle - .45f), e.y - length * std::sin(angle - .45f),
                 e.x - length * std::cos(angle + .45f), e.y - length * std::sin(angle + .45f),
                 paint("fill", s.stroke));
}

void append_mark(const Mark& s, std::string& out) {
  auto to = std::back_inserter(out);
  switch (s.kind) {
    case Mark::Kind::kBox:
      fmt::format_to(
          to,
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{:.1f}\"{}/>\n",
          s.box.left, s.box.top, std::max(0.f, s.box.width()), std::max(0.f, s.box.height()),
          s.corner, style_of(s));
      break;
    case Mark::Kind::kDisc:
      fmt::format_to(to, "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"{}/>\n", s.box.left,
                     s.box.top, s.corner, style_of(s));
      break;
    case Mark::Kind::kCurve:
      append_curve(s, out);
      break;
    case Mark::Kind::kText:
      fmt::format_to(to, "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\"{}{}{}>{}</text>\n",
                     s.box.left, s.box.top + .35f * s.size, s.size,
                     s.centred ? " text-anchor=\"middle\"" : "",
                     s.bold ? " font-weight=\"bold\"" : "", paint("fill", s.fill), escaped(s.text));
      break;
  }
}

}  // namespace

std::string draw_svg(const Document& document, const OverlayOptions& options) {
  const Drawing drawing = make_drawing(document, options);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\">\n"
      "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n",
      drawing.width, drawing.height);
  if (!options.image.empty()) {
    const Surface image = surface_of(shrunk(options.image, static_cast<int>(options.width)));
    out += fmt::format(
        "<image href=\"data:image/png;base64,{}\" width=\"{:.0f}\" height=\"{:.0f}\"/>\n",
        base64(encode_png(image.get())), drawing.image_width, drawing.image_height);
  }
  for (const Mark& s : drawing.marks) append_mark(s, out);
  return out + "</svg>\n";
}

}  // namespace tonglan
