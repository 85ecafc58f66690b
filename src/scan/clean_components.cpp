#include "scan/clean_components.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

// Eight pixels at once, the first in the lowest byte.
std::uint64_t eight_at(const std::uint8_t* pixels) {
  std::uint64_t eight = 0;
  for (int k = 0; k < 8; ++k) eight |= std::uint64_t(pixels[k]) << (8 * k);
  return eight;
}

// The first pixel from x on that is ink, or is none; `width` if there is none.
int first_of(bool ink, const std::uint8_t* row, int x, int width) {
  for (; x + 8 <= width; x += 8) {
    std::uint64_t eight = eight_at(row + x);
    // The lowest 0 of them sets its byte's highest bit, and none below does.
    if (!ink) eight = (eight - 0x0101010101010101) & ~eight & 0x8080808080808080;
    if (eight != 0) return x + std::countr_zero(eight) / 8;
  }
  while (x < width && (row[x] != 0) != ink) ++x;
  return x;
}

void append_runs(const std::uint8_t* row, int width, int y, std::vector<InkRun>& runs) {
  for (int x = 0;;) {
    const int left = first_of(true, row, x, width);
    if (left == width) return;
    x = first_of(false, row, left, width);
    runs.push_back({y, left, x, int(runs.size())});
  }
}

int root_of(std::vector<InkRun>& runs, int i) {
  while (runs[i].component != i) {
    runs[i].component = runs[runs[i].component].component;
    i = runs[i].component;
  }
  return i;
}

void unite(std::vector<InkRun>& runs, int a, int b) {
  a = root_of(runs, a);
  b = root_of(runs, b);
  if (a != b) runs[std::max(a, b)].component = std::min(a, b);
}

}  // namespace

Components components_of(const cv::Mat& ink) {
  Components found;
  std::vector<InkRun>& runs = found.runs;
  std::size_t above = 0, above_end = 0;
  for (int y = 0; y < ink.rows; ++y) {
    const std::size_t first = runs.size();
    append_runs(ink.ptr(y), ink.cols, y, runs);
    for (std::size_t i = first; i < runs.size(); ++i) {
      while (above < above_end && runs[above].right < runs[i].left) ++above;
      for (std::size_t k = above; k < above_end && runs[k].left <= runs[i].right; ++k) {
        unite(runs, int(k), int(i));
      }
    }
    above = first;
    above_end = runs.size();
  }
  // A root is the first run of its component, so that it is met before the others.
  for (std::size_t i = 0; i < runs.size(); ++i) {
    InkRun& run = runs[i];
    if (run.component == int(i)) {
      run.component = int(found.items.size());
      found.items.push_back({run.left, run.y, run.right, run.y + 1, 0});
    } else {
      run.component = runs[run.component].component;
    }
    Component& c = found.items[run.component];
    c.left = std::min(c.left, run.left);
    c.right = std::max(c.right, run.right);
    c.bottom = run.y + 1;
    c.area += run.right - run.left;
  }
  return found;
}

float hull_area(const cv::Mat& mask) {
  std::vector<cv::Point> points, hull;
  cv::findNonZero(mask, points);
  if (points.empty()) return 0;
  cv::convexHull(points, hull);
  // It runs through the middles of pixels: half of those on the rim are left out.
  return float(cv::contourArea(hull) + cv::arcLength(hull, true) / 2 + 1);
}

}  // namespace tonglan
