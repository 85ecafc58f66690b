#include "support/page_damage.h"

#include <algorithm>
#include <cmath>

#include "support/random.h"

namespace tonglan {
namespace {

double grey_at(const Pixels& p, double x, double y, double outside) {
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= p.width || top + 1 >= p.height) return outside;
  const double u = x - left, v = y - top;
  const std::uint8_t* a = p.row(top) + left;
  const std::uint8_t* b = p.row(top + 1) + left;
  return (a[0] * (1 - u) + a[1] * u) * (1 - v) + (b[0] * (1 - u) + b[1] * u) * v;
}

// Turned about the centre, the rows bent in one long wave.
Pixels bent(const Pixels& from, const Damage& d, double phase) {
  if (d.skew == 0 && d.warp == 0) return from;
  Pixels to = from;
  const double angle = d.skew * M_PI / 180, cosine = std::cos(angle), sine = std::sin(angle);
  const double cx = from.width / 2., cy = from.height / 2.;
  for (int y = 0; y < to.height; ++y) {
    for (int x = 0; x < to.width; ++x) {
      const double u = cx + cosine * (x - cx) + sine * (y - cy);
      const double v = cy - sine * (x - cx) + cosine * (y - cy);
      const double shift = d.warp * std::sin(2 * M_PI * (u / from.width * 1.3 + phase));
      to.row(y)[x] = static_cast<std::uint8_t>(grey_at(from, u, v + shift, 255) + .5);
    }
  }
  return to;
}

// A box filter twice in each direction is near enough to what a lens does. `radius` may be a
// fraction: the outer pixels count so much.
void blur_line(std::vector<float>& line, double radius) {
  const int whole = static_cast<int>(radius);
  const auto rest = static_cast<float>(radius - whole);
  const int n = static_cast<int>(line.size());
  std::vector<float> out(line.size());
  for (int i = 0; i < n; ++i) {
    float sum = 0;
    for (int k = -whole - 1; k <= whole + 1; ++k) {
      const float weight = std::abs(k) > whole ? rest : 1;
      sum += weight * line[static_cast<std::size_t>(std::clamp(i + k, 0, n - 1))];
    }
    out[static_cast<std::size_t>(i)] = sum / (static_cast<float>(2 * whole + 1) + 2 * rest);
  }
  line.swap(out);
}

Pixels blurred(Pixels p, double radius) {
  if (radius <= 0) return p;
  std::vector<float> line(static_cast<std::size_t>(p.width));
  for (int y = 0; y < p.height; ++y) {
    std::copy_n(p.row(y), p.width, line.begin());
    blur_line(line, radius);
    for (int x = 0; x < p.width; ++x)
      p.row(y)[x] = static_cast<std::uint8_t>(line[static_cast<std::size_t>(x)] + .5f);
  }
  line.resize(static_cast<std::size_t>(p.height));
  for (int x = 0; x < p.width; ++x) {
    for (int y = 0; y < p.height; ++y) line[static_cast<std::size_t>(y)] = p.row(y)[x];
    blur_line(line, radius);
    for (int y = 0; y < p.height; ++y)
      p.row(y)[x] = static_cast<std::uint8_t>(line[static_cast<std::size_t>(y)] + .5f);
  }
  return p;
}

void scatter_speckles(Pixels& p, double each_million, Random& random) {
  const auto count = static_cast<int>(each_million * p.width * p.height / 1e6);
  for (int i = 0; i < count; ++i) {
    const int x = random.between(0, p.width - 1), y = random.between(0, p.height - 1);
    const int size = random.between(1, 3), grey = random.between(0, 110);
    for (int v = y; v < std::min(p.height, y + size); ++v)
      for (int u = x; u < std::min(p.width, x + size); ++u)
        p.row(v)[u] = static_cast<std::uint8_t>(grey);
  }
}

// The bed of the scanner beside the page, left or right, and a little above.
void darken_border(Pixels& p, double share, Random& random) {
  if (share <= 0) return;
  const int wide = static_cast<int>(share * p.width), high = wide / 3;
  const bool left = random.chance(.5);
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x)
      if (y < high || (left ? x < wide : x >= p.width - wide))
        p.row(y)[x] = static_cast<std::uint8_t>(random.between(18, 46));
}

}  // namespace

Damage damage_of(int strength, float cell, std::uint64_t seed) {
  Random random(seed + 77);
  Damage d;
  const auto either_way = [&](double most) { return random.between(-most, most); };
  if (strength == 1) {
    d = {either_way(.3), 0, .6, 25, 240, .05, 0, 4, 2, 0};
  } else if (strength == 2) {
    d = {either_way(1),
         .1 * cell,
         .9,
         45,
         225,
         random.between(.12, .25),
         random.between(.08, .16),
         10,
         40,
         0};
  } else if (strength >= 3) {
    d = {either_way(2),
         random.between(.3, .7) * cell,
         1.2,
         75,
         195,
         random.between(.2, .35),
         random.between(.12, .22),
         14,
         90,
         random.between(.004, .012)};
  }
  return d;
}

Pixels damaged(const Pixels& clean, const Damage& d, std::uint64_t seed) {
  Random random(seed);
  const double phase = random.unit(), light_x = random.unit(), light_y = random.unit();
  Pixels p = blurred(bent(clean, d, phase), d.blur);
  const Pixels behind = d.show_through > 0 ? blurred(clean, 2 * d.blur + 1) : Pixels{};
  for (int y = 0; y < p.height; ++y) {
    for (int x = 0; x < p.width; ++x) {
      double light = p.row(y)[x] / 255.;
      if (d.show_through > 0)
        light *= 1 - d.show_through * (1 - behind.row(y)[p.width - 1 - x] / 255.);
      const double dx = static_cast<double>(x) / p.width - light_x;
      const double dy = static_cast<double>(y) / p.height - light_y;
      double grey = (d.ink + (d.paper - d.ink) * light) * (1 - d.uneven * (dx * dx + dy * dy));
      // Three uniform numbers make a bell that is near enough, with a deviation of a half.
      if (d.noise > 0) grey += 2 * d.noise * (random.unit() + random.unit() + random.unit() - 1.5);
      p.row(y)[x] = static_cast<std::uint8_t>(std::clamp(grey, 0., 255.) + .5);
    }
  }
  scatter_speckles(p, d.speckles, random);
  darken_border(p, d.border, random);
  return p;
}

Point damaged_point(Point clean, int width, int height, const Damage& d, std::uint64_t seed) {
  const double phase = Random(seed).unit();
  const double shift = d.warp * std::sin(2 * M_PI * (clean.x / width * 1.3 + phase));
  const double angle = d.skew * M_PI / 180, cosine = std::cos(angle), sine = std::sin(angle);
  const double x = clean.x - width / 2., y = clean.y - shift - height / 2.;
  return {float(width / 2. + cosine * x - sine * y), float(height / 2. + sine * x + cosine * y)};
}

}  // namespace tonglan
