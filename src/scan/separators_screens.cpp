#include "scan/separators_screens.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kDot = 0.28f;         // sides of a dot, at most
constexpr float kPitch = 0.4f;        // from one dot to its neighbours in the screen, at most
constexpr float kOpposite = 0.25f;    // of that: neighbours at both sides are as far and in a line
constexpr int kPairs = 2;             // such neighbours: in the screen's two directions
constexpr int kLeastDots = 60;        // in a screen: fewer are an ornament's
constexpr float kDenseSide = 6;       // of a square that holds half so many
constexpr float kCell = 0.5f;         // side of a cell of the grid
constexpr int kAcross = 5;            // cells without dots, all black or all white, inside a picture
constexpr int kThinnest = 3;          // cells: a line of dots is a rule
constexpr float kManySizes = 1.6f;    // area of large dots to that of small ones, at least

struct Dot {
  cv::Point2f middle;
  float area = 0;
  float pitch = 0;  // to the next one
};

// Those among the small pieces that stand in a lattice.
std::vector<Dot> in_screen(const Components& pieces, cv::Size page, float glyph) {
  const float pitch = kPitch * glyph;
  const int columns = int(float(page.width) / pitch) + 1, rows = int(float(page.height) / pitch) + 1;
  std::vector<Dot> dots;
  for (const Component& c : pieces.items) {
    if (float(std::max(c.width(), c.height())) > kDot * glyph || c.area < 2) continue;
    dots.push_back({{float(c.left + c.right) / 2, float(c.top + c.bottom) / 2}, float(c.area)});
  }
  if (int(dots.size()) < kLeastDots) return {};
  const auto column = [&](const Dot& d) { return int(d.middle.x / pitch); };
  const auto row = [&](const Dot& d) { return int(d.middle.y / pitch); };
  std::vector<std::vector<int>> grid(std::size_t(columns) * std::size_t(rows));
  for (int i = 0; i < int(dots.size()); ++i)
    grid[std::size_t(row(dots[i]) * columns + column(dots[i]))].push_back(i);
  std::vector<Dot> screen;
  std::vector<cv::Point2f> around;
  for (int i = 0; i < int(dots.size()); ++i) {
    around.clear();
    float nearest = pitch;
    for (int y = std::max(0, row(dots[i]) - 1); y <= std::min(rows - 1, row(dots[i]) + 1); ++y) {
      for (int x = std::max(0, column(dots[i]) - 1);
           x <= std::min(columns - 1, column(dots[i]) + 1); ++x) {
        for (const int j : grid[std::size_t(y * columns + x)]) {
          const cv::Point2f to = dots[j].middle - dots[i].middle;
          const auto distance = float(cv::norm(to));
          if (j == i || distance > pitch) continue;
          around.push_back(to);
          nearest = std::min(nearest, distance);
        }
      }
    }
    int pairs = 0;
    for (std::size_t a = 0; a < around.size(); ++a) {
      for (std::size_t b = a + 1; b < around.size(); ++b)
        pairs += cv::norm(around[a] + around[b]) < kOpposite * cv::norm(around[a]);
    }
    if (pairs < kPairs) continue;
    screen.push_back(dots[i]);
    screen.back().pitch = nearest;
  }
  return screen;
}

// Without a pitch where there are few dots.
Screen screen_of(const cv::Rect& box, const std::vector<Dot>& dots) {
  std::vector<float> areas, pitches;
  for (const Dot& d : dots) {
    if (!box.contains(cv::Point(d.middle))) continue;
    areas.push_back(d.area);
    pitches.push_back(d.pitch);
  }
  if (int(areas.size()) < kLeastDots) return {box, 0, false};
  std::sort(areas.begin(), areas.end());
  std::sort(pitches.begin(), pitches.end());
  const bool many_sizes = areas[areas.size() * 9 / 10] >= kManySizes * areas[areas.size() / 10];
  return {box, pitches[pitches.size() / 2], many_sizes};
}

// Whether so many dots stand together anywhere: noise all over a page makes a lattice here and
// there.
bool are_dense(const std::vector<Dot>& dots, cv::Size page, float glyph) {
  const float side = kDenseSide * glyph;
  cv::Mat counts =
      cv::Mat::zeros(int(float(page.height) / side) + 1, int(float(page.width) / side) + 1, CV_32S);
  return std::any_of(dots.begin(), dots.end(), [&](const Dot& d) {
    return ++counts.at<int>(int(d.middle.y / side), int(d.middle.x / side)) >= kLeastDots / 2;
  });
}

}  // namespace

std::vector<Screen> find_screens(const cv::Mat& ink, const Components& pieces, float glyph) {
  std::vector<Dot> dots = in_screen(pieces, ink.size(), glyph);
  if (int(dots.size()) < kLeastDots || !are_dense(dots, ink.size(), glyph)) return {};
  const std::vector<Dot> holes = in_screen(components_of(255 - ink), ink.size(), glyph);
  const int cell = std::max(1, int(std::lround(kCell * glyph)));
  cv::Mat held = cv::Mat::zeros(ink.rows / cell + 1, ink.cols / cell + 1, CV_8U);
  for (const std::vector<Dot>* all : {&std::as_const(dots), &holes}) {
    for (const Dot& d : *all)
      held.at<std::uint8_t>(int(d.middle.y) / cell, int(d.middle.x) / cell) = 255;
  }
  cv::morphologyEx(held, held, cv::MORPH_CLOSE, cv::Mat::ones(kAcross, kAcross, CV_8U));
  cv::morphologyEx(held, held, cv::MORPH_OPEN, cv::Mat::ones(kThinnest, kThinnest, CV_8U));
  std::vector<Screen> screens;
  for (const Component& c : components_of(held).items) {
    const cv::Rect area = cv::Rect(c.left * cell, c.top * cell, c.width() * cell,
                                   c.height() * cell) &
                          cv::Rect(0, 0, ink.cols, ink.rows);
    const Screen screen = screen_of(area, dots);
    if (screen.pitch > 0) screens.push_back(screen);
  }
  return screens;
}

}  // namespace tonglan
