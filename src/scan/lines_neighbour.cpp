#include "scan/lines_neighbour.h"

#include <algorithm>
#include <optional>

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kAtEdge = 0.7f;       // from the edge to a line that is cut off there
constexpr float kWidest = 6;          // of a strip
constexpr float kGutter = 1;          // white between it and the page
constexpr float kRagged = 0.5f;       // how much its lines' inner ends may differ
constexpr float kOwnLine = 3;         // length of a line of the page's own, at least
constexpr std::size_t kFewest = 8;    // lines of a strip
constexpr float kNarrow = 0.5f;       // of the page's own lines
constexpr double kFlush = 0.9;        // of a strip's lines, end on one level inside
constexpr double kMostAstray = 0.05;  // of the page's lines beside it, that reach into it

float quantile(std::vector<float> values, double share) {
  const auto at = values.begin() + long(double(values.size() - 1) * share);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// Along the edge in question; x as if that were on the left.
struct Strip {
  float inner = 0;  // where it ends
  float top = 0, bottom = 0;
};

// `sign`: 1 for the left edge, -1 for the right; x of boxes is taken with it.
std::optional<Strip> find_strip(const std::vector<TextLine>& lines, const Transform& to_source,
                                float width, float glyph, float sign) {
  const auto outer = [&](const Box& b) { return sign > 0 ? b.left : -b.right; };
  const auto inner = [&](const Box& b) { return sign > 0 ? b.right : -b.left; };
  Strip strip;
  std::vector<float> ends, begins, lengths;
  for (const TextLine& line : lines) {
    const float x = sign > 0 ? line.box.left : line.box.right;
    const Point at = point_in_source(to_source, {x, (line.box.top + line.box.bottom) / 2});
    const float from_edge = sign > 0 ? at.x : width - at.x;
    if (line.box.width() > kOwnLine * glyph && !line.is_vertical())
      lengths.push_back(line.box.width());
    if (line.is_vertical() || from_edge > kAtEdge * glyph || line.box.width() > kWidest * glyph)
      continue;
    ends.push_back(inner(line.box));
    begins.push_back(outer(line.box));
    strip.top = ends.size() == 1 ? line.box.top : std::min(strip.top, line.box.top);
    strip.bottom = std::max(strip.bottom, line.box.bottom);
  }
  if (ends.size() < kFewest || lengths.empty()) return std::nullopt;
  strip.inner = quantile(ends, kFlush) + kRagged * glyph;
  const float across = strip.inner - quantile(begins, 0.5);
  if (across > kWidest * glyph || across > kNarrow * quantile(lengths, 0.5)) return std::nullopt;
  int beside = 0, astray = 0;
  for (const TextLine& line : lines) {
    if (line.box.bottom < strip.top || line.box.top > strip.bottom) continue;
    if (inner(line.box) <= strip.inner) continue;
    ++beside;
    astray += outer(line.box) < strip.inner + (kGutter - kRagged) * glyph;
  }
  if (double(astray) > kMostAstray * double(beside)) return std::nullopt;
  return strip;
}

}  // namespace

int leave_out_neighbour(std::vector<TextLine>& lines, const Transform& to_source, float width,
                        float glyph) {
  const std::size_t before = lines.size();
  for (const float sign : {1.f, -1.f}) {
    const std::optional<Strip> strip = find_strip(lines, to_source, width, glyph, sign);
    if (!strip) continue;
    std::erase_if(lines, [&](const TextLine& line) {
      return (sign > 0 ? line.box.right : -line.box.left) <= strip->inner &&
             line.box.bottom > strip->top && line.box.top < strip->bottom;
    });
  }
  return int(before - lines.size());
}

}  // namespace tonglan
