#include "layout/page/flatten.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tonglan {
namespace {

constexpr float kStretch = 8;                 // glyphs of a line whose slope is taken as one
constexpr float kLeastTurn = .0015f;          // radians: less leaves all columns where they are
constexpr float kLeastBend = .25f;            // glyphs
constexpr float kSteepest = .15f;             // radians against the page: steeper is no line of it
constexpr float kSmoothX = 8, kSmoothY = 20;  // glyphs: the smallest wave that is followed
constexpr float kSameWidth = .3f;             // glyphs: two lines of one width
constexpr int kMostNodes = 128;               // of a row or column of the grid

struct Slope {
  Point at;
  float angle = 0;   // radians
  float length = 0;  // pixels
};

// Least squares over points first .. last - 1.
Slope fit(const Track& track, std::size_t first, std::size_t last) {
  const auto n = static_cast<float>(last - first);
  float x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t i = first; i < last; ++i) x += track[i].x / n, y += track[i].y / n;
  for (std::size_t i = first; i < last; ++i) {
    xx += (track[i].x - x) * (track[i].x - x);
    xy += (track[i].x - x) * (track[i].y - y);
  }
  if (!(xx > 0)) return {};
  return {{x, y}, std::atan(xy / xx), track[last - 1].x - track[first].x};
}

std::vector<Slope> slopes_of(const std::vector<Track>& tracks, float size) {
  std::vector<Slope> slopes;
  for (const Track& track : tracks) {
    for (std::size_t first = 0; first < track.size();) {
      std::size_t last = first + 1;
      while (last < track.size() && (track[last].x - track[first].x < kStretch * size)) ++last;
      if (last < track.size()) ++last;
      const Slope slope = fit(track, first, last);
      if (slope.length > 2.5f * size) slopes.push_back(slope);
      first = last == track.size() ? last : last - 1;
    }
  }
  return slopes;
}

float usual_angle(std::vector<Slope> slopes) {
  std::sort(slopes.begin(), slopes.end(),
            [](const Slope& a, const Slope& b) { return a.angle < b.angle; });
  float all = 0, sum = 0;
  for (const Slope& s : slopes) all += s.length;
  for (const Slope& s : slopes)
    if ((sum += s.length) >= all / 2) return s.angle;
  return 0;
}

Point turn(const Flattening& f, Point p) {
  if (f.angle == 0) return p;
  const float c = std::cos(f.angle), s = std::sin(f.angle);
  const float x = p.x - f.middle.x, y = p.y - f.middle.y;
  return {f.middle.x + c * x + s * y, f.middle.y - s * x + c * y};
}

// A grid of sums, smoothed along one axis by a bell.
void smooth(std::vector<float>& grid, int columns, int rows, bool along_x, float sigma) {
  const int reach = static_cast<int>(std::ceil(2 * sigma));
  std::vector<float> bell;
  for (int k = -reach; k <= reach; ++k)
    bell.push_back(std::exp(-.5f * static_cast<float>(k * k) / (sigma * sigma)));
  const std::vector<float> from = grid;
  const int count = along_x ? columns : rows;
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x) {
      const int at = along_x ? x : y;
      float sum = 0;
      for (int k = std::max(-reach, -at); k <= reach && at + k < count; ++k)
        sum +=
            bell[static_cast<std::size_t>(k + reach)] *
            from[static_cast<std::size_t>(along_x ? y * columns + x + k : (y + k) * columns + x)];
      grid[static_cast<std::size_t>(y * columns + x)] = sum;
    }
}

// Slopes along x become heights along y.
// `prior`: pixels of straight line that stand against them, for a few lines alone bend no paper.
Bend find_bend(const std::vector<Slope>& slopes, float size, float prior) {
  Bend f;
  Box area = {1e9f, 1e9f, -1e9f, -1e9f};
  for (const Slope& s : slopes)
    area = {std::min(area.left, s.at.x - s.length), std::min(area.top, s.at.y),
            std::max(area.right, s.at.x + s.length), std::max(area.bottom, s.at.y)};
  const float extent = std::max(area.width(), area.height());
  const float cell = std::max(4 * size, extent / (kMostNodes - 2));
  f.corner = {area.left, area.top};
  f.columns = static_cast<int>(area.width() / cell) + 2;
  f.rows = static_cast<int>(area.height() / cell) + 2;
  const auto nodes = static_cast<std::size_t>(f.columns * f.rows);
  std::vector<float> sum(nodes, 0), weight(nodes, 0);
  for (const Slope& s : slopes) {
    if (std::fabs(s.angle) > kSteepest) continue;
    const auto x = static_cast<int>(std::lround((s.at.x - f.corner.x) / cell)),
               y = static_cast<int>(std::lround((s.at.y - f.corner.y) / cell));
    const auto node = static_cast<std::size_t>(y * f.columns + x);
    sum[node] += s.length * std::tan(s.angle);
    weight[node] += s.length;
  }
  for (std::vector<float>* grid : {&sum, &weight}) {
    smooth(*grid, f.columns, f.rows, true, std::max(.5f, kSmoothX * size / cell));
    smooth(*grid, f.columns, f.rows, false, std::max(.5f, kSmoothY * size / cell));
  }
  // Sum the slopes up along each row.
  f.by.assign(nodes, 0);
  float most = 0;
  for (int y = 0; y < f.rows; ++y) {
    float height = 0, mean = 0, all = 1e-6f, before = 0;
    for (int x = 0; x < f.columns; ++x) {
      const auto node = static_cast<std::size_t>(y * f.columns + x);
      const float slope = sum[node] / (weight[node] + prior);
      height += x == 0 ? 0 : .5f * (before + slope) * cell;
      before = slope;
      f.by[node] = height;
      mean += height * weight[node];
      all += weight[node];
    }
    for (int x = 0; x < f.columns; ++x) {
      const auto node = static_cast<std::size_t>(y * f.columns + x);
      f.by[node] -= mean / all;
      if (weight[node] > prior) most = std::max(most, std::fabs(f.by[node]));
    }
  }
  if (most >= kLeastBend * size) f.cell = cell;
  return f;
}

float bent_at(const Bend& f, Point p) {
  if (f.cell <= 0) return 0;
  const float x = std::clamp((p.x - f.corner.x) / f.cell, 0.f, static_cast<float>(f.columns - 1)),
              y = std::clamp((p.y - f.corner.y) / f.cell, 0.f, static_cast<float>(f.rows - 1));
  const int i = std::min(static_cast<int>(x), f.columns - 2),
            j = std::min(static_cast<int>(y), f.rows - 2);
  const float u = x - static_cast<float>(i), v = y - static_cast<float>(j);
  const float* at = &f.by[static_cast<std::size_t>(j * f.columns + i)];
  const float upper = at[0] + u * (at[1] - at[0]),
              lower = at[f.columns] + u * (at[f.columns + 1] - at[f.columns]);
  return upper + v * (lower - upper);
}

}  // namespace

Flattening find_flattening(const std::vector<Track>& tracks, float size) {
  Flattening f;
  std::vector<Slope> slopes = slopes_of(tracks, size);
  if (slopes.size() < 5 || !(size > 0)) return f;
  const float angle = usual_angle(slopes);
  if (std::fabs(angle) > kLeastTurn) {
    f.angle = angle;
    for (const Slope& s : slopes) f.middle.x += s.at.x, f.middle.y += s.at.y;
    f.middle.x /= static_cast<float>(slopes.size());
    f.middle.y /= static_cast<float>(slopes.size());
    for (Slope& s : slopes) s.at = turn(f, s.at), s.angle -= angle;
  }
  f.down = find_bend(slopes, size, 2 * kStretch * size);
  return f;
}

void find_leaning(Flattening& flattening, std::vector<Box> lines, float size) {
  if (!(size > 0)) return;
  std::sort(lines.begin(), lines.end(), [](const Box& a, const Box& b) {
    return a.top != b.top ? a.top < b.top : a.left < b.left;
  });
  std::map<long, Box> last;  // by left edge: the lowest line so far
  std::vector<Slope> slopes;
  for (const Box& b : lines) {
    const long key = std::lround(b.left / (2 * size));
    for (long k = key - 1; k <= key + 1; ++k) {
      const auto found = last.find(k);
      if (found == last.end()) continue;
      const Box& a = found->second;
      const float step = b.top - a.top, left = b.left - a.left, right = b.right - a.right;
      if (step < .7f * size || step > 3 * size) continue;
      if (std::fabs(left - right) > kSameWidth * size || std::fabs(left) > size) continue;
      // x and y exchanged.
      slopes.push_back({{(a.top + b.bottom) / 2, (b.left + b.right) / 2},
                        std::atan((left + right) / 2 / step),
                        step});
    }
    last[key] = b;
  }
  if (slopes.size() < 10) return;
  flattening.aside = find_bend(slopes, size, 5 * size);
}

Point flat_point(const Flattening& flattening, Point p) {
  p = turn(flattening, p);
  p.y -= bent_at(flattening.down, p);
  p.x -= bent_at(flattening.aside, {p.y, p.x});
  return p;
}

Box flat_box(const Flattening& f, const Box& box) {
  if (!f.changes()) return box;
  const Point middle = {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
  const Point at = flat_point(f, middle);
  // How steep it is here, over the box's own length.
  const float half = std::max(.5f, box.width() / 2);
  const Point from = turn(f, {middle.x - half, middle.y}),
              to = turn(f, {middle.x + half, middle.y});
  const float bend = (bent_at(f.down, to) - bent_at(f.down, from)) / (2 * half);
  const float angle = std::min(.7f, std::fabs(f.angle + std::atan(bend)));
  const float c = std::cos(angle), s = std::sin(angle);
  // A box w by h that is turned fills w c + h s by w s + h c.
  const float width = box.width(), height = box.height(), whole = c * c - s * s;
  float w = width, h = height;
  if (whole > .1f) {
    w = std::clamp((width * c - height * s) / whole, .4f * width, 1.5f * width);
    h = std::clamp((height * c - width * s) / whole, .3f * std::min(height, w), height);
  }
  return {at.x - w / 2, at.y - h / 2, at.x + w / 2, at.y + h / 2};
}

}  // namespace tonglan
