#include "scan/clean_glyph.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tonglan {
namespace {

constexpr float kSmallest = 5;  // pixels: of components that are counted
constexpr float kReadable = 9;  // pixels: what is smaller can't be told from noise
constexpr int kBinsAnOctave = 12;
constexpr int kOctaves = 7;            // 5 to 640 pixels
constexpr float kInkOfSquare = 0.92f;  // a character's larger side, of the square it is set in
constexpr float kLongestShape = 2.2f;  // of a character, side to side
constexpr float kLongestChain = 12;    // of characters that touch; longer is a rule
constexpr float kLeastInk = 0.12f;     // of its box: less is a frame or a curve
constexpr float kMostInk = 0.8f;       // of its box: more is a piece of a picture
constexpr float kWeight = 0.75f;       // power of its box's area that a component speaks with
constexpr int kEnoughCharacters = 60;
constexpr float kMostPeaked = 0.35f;  // of all area within the mode: clean text has more
constexpr float kMostParts = 8;       // parts and dots a character falls into, with all the dirt
constexpr float kDot = 0.07f;         // glyphs, side of the smallest dot
constexpr float kLoneDot = 0.16f;     // glyphs: may be a dot, if other ink is near
constexpr float kNear = 0.9f;         // glyphs

using Histogram = std::array<float, kBinsAnOctave * kOctaves>;

int bin_of(float size) {
  return int(std::floor(std::log2(size / kSmallest) * kBinsAnOctave + 0.5f));
}

bool may_be_character(const Component& c) {
  const float larger = float(std::max(c.width(), c.height()));
  const float smaller = float(std::min(c.width(), c.height()));
  return larger >= kSmallest && larger <= kLongestChain * smaller &&
         c.area >= kLeastInk * larger * smaller && c.area <= kMostInk * larger * smaller;
}

}  // namespace

GlyphSize glyph_size(const std::vector<Component>& components) {
  Histogram area{}, count{};
  float total = 0;
  for (const Component& c : components) {
    if (!may_be_character(c)) continue;
    const float larger = float(std::max(c.width(), c.height()));
    const float smaller = float(std::min(c.width(), c.height()));
    const auto add = [&](float side) {
      const int bin = bin_of(side);
      if (bin < 0 || bin >= int(area.size())) return;
      const float weight = std::pow(larger * smaller, kWeight);
      area[bin] += weight;
      count[bin] += larger / smaller;
      total += weight;
    };
    add(smaller);
    if (larger <= kLongestShape * smaller) add(larger);
  }
  if (total <= 0) return {};
  const auto around = [](const Histogram& h, int bin, int reach) {
    float sum = 0;
    for (int k = std::max(0, bin - reach); k <= std::min(int(h.size()) - 1, bin + reach); ++k) {
      sum += h[k];
    }
    return sum;
  };
  int best = 0;
  for (int bin = 0; bin < int(area.size()); ++bin) {
    if (around(area, bin, 1) > around(area, best, 1)) best = bin;
  }
  // The centre of the mode, finer than a bin.
  float weight = 0, moment = 0;
  for (int k = std::max(0, best - 2); k <= std::min(int(area.size()) - 1, best + 2); ++k) {
    weight += area[k];
    moment += area[k] * k;
  }
  GlyphSize found;
  found.size = kSmallest * std::exp2(moment / weight / kBinsAnOctave) / kInkOfSquare;
  const float many = std::min(1.f, around(count, best, 2) / kEnoughCharacters);
  // Noise too has a mode, but beside ever more that is smaller.
  const float small = 0.6f * found.size;
  const auto smaller =
      std::count_if(components.begin(), components.end(), [small](const Component& c) {
        return c.area > 2 && std::max(c.width(), c.height()) < small;
      });
  const float characters = around(count, best, 2);
  const float clear = std::min(1.f, kMostParts * characters / (characters + float(smaller)));
  const float peaked = std::min(1.f, around(area, best, 2) / total / kMostPeaked);
  found.confidence = found.size < kReadable ? 0 : many * peaked * clear;
  return found;
}

void remove_specks(cv::Mat& ink, const Components& components, float glyph) {
  const int cell = std::max(2, int(glyph * kNear / 2));
  const auto cell_of = [cell](int v) { return v / cell; };
  cv::Mat taken = cv::Mat::zeros(cell_of(ink.rows) + 1, cell_of(ink.cols) + 1, CV_8U);
  const auto side = [](const Component& c) { return float(std::max(c.width(), c.height())); };
  for (const Component& c : components.items) {
    if (side(c) < kLoneDot * glyph) continue;
    taken(cv::Range(cell_of(c.top), cell_of(c.bottom - 1) + 1),
          cv::Range(cell_of(c.left), cell_of(c.right - 1) + 1)) = 255;
  }
  const auto alone = [&](const Component& c) {
    const int i = cell_of((c.top + c.bottom) / 2), j = cell_of((c.left + c.right) / 2);
    const cv::Rect near = cv::Rect(j - 2, i - 2, 5, 5) & cv::Rect(0, 0, taken.cols, taken.rows);
    return cv::countNonZero(taken(near)) == 0;
  };
  std::vector<std::uint8_t> speck(components.items.size());
  for (std::size_t k = 0; k < speck.size(); ++k) {
    const Component& c = components.items[k];
    const float large = side(c);
    speck[k] = large < kDot * glyph || float(c.area) < kDot * kDot * glyph * glyph ||
               (large < kLoneDot * glyph && alone(c));
  }
  for (const InkRun& run : components.runs) {
    if (speck[run.component]) std::fill(ink.ptr(run.y) + run.left, ink.ptr(run.y) + run.right, 0);
  }
}

}  // namespace tonglan
