#include "pixels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tonglan {
namespace {

// Bilinear between the four nodes round the point; outside the grid as at its edge.
Point bend_at(const Transform& t, Point p) {
  if (t.cell <= 0 || t.columns < 1 || t.rows < 1) return {0, 0};
  const float x = std::clamp(p.x / t.cell, 0.f, float(t.columns - 1));
  const float y = std::clamp(p.y / t.cell, 0.f, float(t.rows - 1));
  const int j = std::min(int(x), std::max(0, t.columns - 2));
  const int i = std::min(int(y), std::max(0, t.rows - 2));
  const int right = std::min(j + 1, t.columns - 1);
  const int below = std::min(i + 1, t.rows - 1);
  const float u = x - j, v = y - i;
  const auto node = [&](int row, int column) { return t.bend[row * t.columns + column]; };
  const Point nw = node(i, j), ne = node(i, right), sw = node(below, j), se = node(below, right);
  const auto mix = [&](float Point::*m) {
    return (nw.*m * (1 - u) + ne.*m * u) * (1 - v) + (sw.*m * (1 - u) + se.*m * u) * v;
  };
  return {mix(&Point::x), mix(&Point::y)};
}

}  // namespace

Point point_in_source(const Transform& t, Point cleaned) {
  const Point bend = bend_at(t, cleaned);
  const float x = cleaned.x + bend.x, y = cleaned.y + bend.y;
  return {t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f};
}

Point point_in_cleaned(const Transform& t, Point source) {
  const float determinant = t.a * t.e - t.b * t.d;
  const float x = source.x - t.c, y = source.y - t.f;
  const Point straight = {(t.e * x - t.b * y) / determinant, (t.a * y - t.d * x) / determinant};
  // The bend changes so slowly that a few steps find where it leads to.
  constexpr int kSteps = 4;
  Point cleaned = straight;
  for (int k = 0; k < kSteps; ++k) {
    const Point bend = bend_at(t, cleaned);
    cleaned = {straight.x - bend.x, straight.y - bend.y};
  }
  return cleaned;
}

Box box_in_source(const Transform& t, const Box& cleaned) {
  const Point corners[] = {point_in_source(t, {cleaned.left, cleaned.top}),
                           point_in_source(t, {cleaned.right, cleaned.top}),
                           point_in_source(t, {cleaned.left, cleaned.bottom}),
                           point_in_source(t, {cleaned.right, cleaned.bottom})};
  Box box = {corners[0].x, corners[0].y, corners[0].x, corners[0].y};
  for (const Point& p : corners) {
    box.left = std::min(box.left, p.x);
    box.top = std::min(box.top, p.y);
    box.right = std::max(box.right, p.x);
    box.bottom = std::max(box.bottom, p.y);
  }
  return box;
}

Pixels turned(const Pixels& picture, int degrees) {
  if (degrees == 0) return picture;
  Pixels out = picture;
  if (degrees != 180) std::swap(out.width, out.height);
  const int channels = picture.channels;
  for (int y = 0; y < out.height; ++y) {
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < out.width; ++x, to += channels) {
      const int from_x = degrees == 90 ? y : degrees == 180 ? picture.width - 1 - x
                                                            : picture.width - 1 - y;
      const int from_y = degrees == 90    ? picture.height - 1 - x
                         : degrees == 180 ? picture.height - 1 - y
                                          : x;
      std::copy_n(picture.row(from_y) + std::size_t(from_x) * channels, channels, to);
    }
  }
  return out;
}

Transform before_turning(Transform t, int degrees, float width, float height) {
  const Transform s = t;
  if (degrees == 90) {  // x, y lies at y, height - x
    t.a = s.d, t.b = s.e, t.c = s.f;
    t.d = -s.a, t.e = -s.b, t.f = height - s.c;
  } else if (degrees == 180) {
    t.a = -s.a, t.b = -s.b, t.c = width - s.c;
    t.d = -s.d, t.e = -s.e, t.f = height - s.f;
  } else if (degrees == 270) {  // x, y lies at width - y, x
    t.a = -s.d, t.b = -s.e, t.c = width - s.f;
    t.d = s.a, t.e = s.b, t.f = s.c;
  }
  return t;
}

}  // namespace tonglan
