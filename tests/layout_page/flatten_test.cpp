// Slopes and waves taken out of a page, on tracks drawn by hand.
#include "layout/page/flatten.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/random.h"

namespace tonglan {
namespace {

constexpr float kSize = 20;

// Lines of twelve characters in four columns; `bend` moves each point.
template <class Bend>
std::vector<Track> page(Bend bend) {
  std::vector<Track> tracks;
  for (int column = 0; column < 4; ++column)
    for (int row = 0; row < 40; ++row) {
      Track track;
      for (int k = 0; k < 12; ++k)
        track.push_back(bend(
            Point{static_cast<float>(column * 270 + k * 20), static_cast<float>(100 + row * 30)}));
      tracks.push_back(track);
    }
  return tracks;
}

TEST(Flatten, LeavesAStraightPageAlone) {
  EXPECT_FALSE(find_flattening(page([](Point p) { return p; }), kSize).changes());
  EXPECT_FALSE(find_flattening({}, kSize).changes());
  const Box box = {3, 5, 80, 25};
  const Box same = flat_box({}, box);
  EXPECT_EQ(same.left, box.left);
  EXPECT_EQ(same.bottom, box.bottom);
}

TEST(Flatten, NoiseIsNoSlope) {
  Random random(1);
  const Flattening f =
      find_flattening(page([&](Point p) {
                        return Point{p.x, p.y + static_cast<float>(random.between(-2., 2.))};
                      }),
                      kSize);
  EXPECT_LT(std::fabs(f.angle), .003f);
  EXPECT_EQ(f.down.cell, 0);
}

TEST(Flatten, TurnsThePageBack) {
  const float angle = .2f;
  const auto turn = [&](Point p) {
    return Point{std::cos(angle) * p.x - std::sin(angle) * p.y,
                 std::sin(angle) * p.x + std::cos(angle) * p.y};
  };
  const Flattening f = find_flattening(page(turn), kSize);
  EXPECT_NEAR(f.angle, angle, .002f);
  const Point left = flat_point(f, turn({0, 100})), right = flat_point(f, turn({1050, 100}));
  EXPECT_NEAR(left.y, right.y, 1);
  EXPECT_NEAR(right.x - left.x, 1050, 2);
}

TEST(Flatten, TakesTheSlopeOutOfABox) {
  const float angle = .1f;
  Flattening f;
  f.angle = angle;
  // A line of 400 by 20 pixels that was turned fills more than its own height.
  const float width = 400 * std::cos(angle) + 20 * std::sin(angle),
              height = 400 * std::sin(angle) + 20 * std::cos(angle);
  const Box box = flat_box(f, {100, 100, 100 + width, 100 + height});
  EXPECT_NEAR(box.width(), 400, 1);
  EXPECT_NEAR(box.height(), 20, 1);
}

TEST(Flatten, FollowsWaves) {
  const auto wave = [](Point p) {
    return Point{p.x, p.y + 20 * std::sin(p.x / 300) * (1 + p.y / 3000)};
  };
  const Flattening f = find_flattening(page(wave), kSize);
  EXPECT_GT(f.down.cell, 0);
  float worst = 0;
  for (float y : {200.f, 700.f, 1200.f}) {
    const float middle = flat_point(f, wave({500, y})).y;
    for (float x = 0; x <= 1040; x += 40)
      worst = std::max(worst, std::fabs(flat_point(f, wave({x, y})).y - middle));
  }
  EXPECT_LT(worst, .4f * kSize);
}

TEST(Flatten, FollowsLeaningColumns) {
  const auto lean = [](float y) { return 25 * std::sin(y / 250); };
  std::vector<Box> lines;
  for (int column = 0; column < 4; ++column)
    for (int row = 0; row < 40; ++row) {
      const auto y = static_cast<float>(100 + row * 30),
                 x = static_cast<float>(column * 270) + lean(y);
      lines.push_back({x, y, x + 240, y + 20});
    }
  Flattening f;
  find_leaning(f, lines, kSize);
  EXPECT_GT(f.aside.cell, 0);
  float least = 1e9f, most = -1e9f;
  for (float y = 200; y < 1200; y += 100) {
    const float x = flat_point(f, {270 + lean(y), y}).x;
    least = std::min(least, x);
    most = std::max(most, x);
  }
  EXPECT_LT(most - least, .6f * kSize);
  Flattening straight;
  for (Box& box : lines)
    box = {box.left - lean(box.top), box.top, box.right - lean(box.top), box.bottom};
  find_leaning(straight, lines, kSize);
  EXPECT_FALSE(straight.changes());
}

}  // namespace
}  // namespace tonglan
