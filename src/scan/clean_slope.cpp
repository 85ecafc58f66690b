#include "scan/clean_slope.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

constexpr float kWidestSkew = 15;    // degrees
constexpr float kCoarseStep = 0.5f;  // degrees
constexpr float kFineStep = 0.05f;
constexpr float kFineReach = 1.0f;
constexpr float kAside = 2.0f;     // degrees
constexpr int kFiner = 8;          // samples a pixel, for fine angles
constexpr int kFitReach = 8;       // steps on both sides of the best, that settle the top
constexpr float kStrip = 0.5f;     // glyphs: width of one projection
constexpr float kBand = 16;        // glyphs: width over which lines are taken to go on (coarse)
constexpr float kGutter = 0.1f;    // of a strip's usual ink: no more stands between columns
constexpr int kMostStrips = 257;   // a band, whose sums are 16 bits wide
constexpr int kLanes = 8;          // of a sum
constexpr float kBlurred = 0.1f;   // a sharpness that chance gives to some angle
constexpr float kSureSkew = 0.5f;  // of the sharpness at the median angle, above it

// One direction of sight: along the picture's rows, or (turned) along its columns.
struct View {
  cv::Mat strips;  // strips.at(k, y * finer): mean ink of row y in the k-th strip; 16 bits
  int strip = 1;   // pixels wide
  int finer = 1;   // samples a pixel, of which the nearest is taken: what lies between two rows
                   // would blur, and slope 0 alone would not
  float sign = 1;  // of the slope that an angle clockwise gives
};

View view_of(const cv::Mat& picture, int strip, int finer, float sign) {
  strip = std::min(strip, picture.cols);
  const int count = picture.cols / strip;
  cv::Mat means;  // a whole number of pixels to one: that is many times faster
  cv::resize(picture.colRange(0, count * strip), means, {count, picture.rows}, 0, 0,
             cv::INTER_AREA);
  means = means.t();
  if (finer > 1) cv::resize(means, means, {means.cols * finer, count}, 0, 0, cv::INTER_LINEAR);
  View view = {{}, strip, finer, sign};
  means.convertTo(view.strips, CV_16U);
  return view;
}

// Strips first, first + 1, ..., last - 1, over which lines are taken to go on.
struct Band {
  int first, last;
};

std::vector<Band> bands_of(const View& view, int width) {
  std::vector<Band> bands;
  width = std::min(width, kMostStrips);
  for (int first = 0; first < view.strips.rows; first += width)
    bands.push_back({first, std::min(view.strips.rows, first + width)});
  return bands;
}

// The bands between white strips. Lines on both sides of a gutter are no continuation of each
// other: seen as one band they are sharpest at whatever slope happens to bring them together.
std::vector<Band> bands_between_gutters(const View& view) {
  const int count = view.strips.rows;
  std::vector<float> ink(count);
  for (int k = 0; k < count; ++k) ink[k] = float(cv::sum(view.strips.row(k))[0]);
  std::vector<float> sorted = ink;
  std::nth_element(sorted.begin(), sorted.begin() + count / 2, sorted.end());
  const float least = kGutter * sorted[count / 2];
  std::vector<Band> bands;
  for (int k = 0; k < count; ++k) {
    if (ink[k] <= least) continue;
    if (!bands.empty() && bands.back().last == k && k - bands.back().first < kMostStrips) {
      ++bands.back().last;
    } else {
      bands.push_back({k, k + 1});
    }
  }
  return bands;
}

// Sharpness of the projection along lines that fall by `slope` pixels a pixel: the squared steps
// from row to row, summed over the bands.
double sharpness(const View& view, const std::vector<Band>& bands, float slope) {
  const int height = view.strips.cols;
  std::vector<std::uint16_t> sum(height);
  double sharp = 0;
  for (const auto [first, last] : bands) {
    std::fill(sum.begin(), sum.end(), std::uint16_t(0));
    const float middle = float(first + last - 1) * 0.5f;
    for (int k = first; k < last; ++k) {
      const int shift =
          int(std::lround((float(k) - middle) * float(view.strip * view.finer) * slope));
      const int from = std::max(0, -shift), to = std::min(height, height - shift);
      const std::uint16_t* row = view.strips.ptr<std::uint16_t>(k) + shift;
      for (int y = from; y < to; ++y) sum[y] = std::uint16_t(sum[y] + row[y]);
    }
    // In lanes, which compilers may take at once: the order of a sum of floats is theirs to keep.
    std::array<float, kLanes> lanes{};
    const auto square_at = [&](int y) {
      const auto step = float(int(sum[y]) - int(sum[y - view.finer]));
      return step * step;
    };
    int y = view.finer;
    for (; y + kLanes <= height; y += kLanes) {
      for (int k = 0; k < kLanes; ++k) lanes[k] += square_at(y + k);
    }
    float band_sharp = std::accumulate(lanes.begin(), lanes.end(), 0.f);
    for (; y < height; ++y) band_sharp += square_at(y);
    sharp += band_sharp;
  }
  return sharp;
}

// Angles from, from + step, ...
struct Angles {
  float from = 0, step = 1;
  int count = 0;
  float at(int i) const { return from + i * step; }
};

Angles angles_round(float middle, float reach, float step) {
  const int side = int(std::lround(reach / step));
  return {middle - side * step, step, 2 * side + 1};
}

// Sharpness of all angles, of each view measured against its own median, less 1.
std::vector<float> profile_over(const std::vector<View>& views, float glyph, float band_glyphs,
                                const Angles& angles) {
  std::vector<float> all(angles.count, 0.f);
  for (const View& view : views) {
    const std::vector<Band> bands =
        bands_of(view, std::max(1, int(band_glyphs * glyph / view.strip)));
    std::vector<float> one(angles.count);
    for (int i = 0; i < angles.count; ++i) {
      const float slope = std::tan(angles.at(i) * float(CV_PI / 180));
      one[i] = float(sharpness(view, bands, view.sign * slope));
    }
    std::vector<float> sorted = one;
    std::nth_element(sorted.begin(), sorted.begin() + angles.count / 2, sorted.end());
    const float median = std::max(1e-3f, sorted[angles.count / 2]);
    for (int i = 0; i < angles.count; ++i) all[i] += one[i] / median - 1;
  }
  return all;
}

// Where the parabola through the best value and `reach` neighbours on both sides has its top.
float peak_of(const std::vector<float>& values, const Angles& angles, int reach) {
  const int best = int(std::max_element(values.begin(), values.end()) - values.begin());
  reach = std::min({reach, best, int(values.size()) - 1 - best});
  if (reach < 1) return angles.at(best);
  // Least squares of a + b u + c u^2 over u = -reach..reach, where odd sums vanish.
  double n = 0, u2 = 0, u4 = 0, v = 0, uv = 0, u2v = 0;
  for (int u = -reach; u <= reach; ++u) {
    const double value = values[best + u], square = double(u) * u;
    n += 1;
    u2 += square;
    u4 += square * square;
    v += value;
    uv += u * value;
    u2v += square * value;
  }
  const double curve = (n * u2v - u2 * v) / (n * u4 - u2 * u2);
  const double tilt = uv / u2;
  if (curve >= 0) return angles.at(best);
  return angles.at(best) +
         float(std::clamp(-tilt / (2 * curve), -double(reach), double(reach))) * angles.step;
}

// `picture` turned counter-clockwise about its middle.
cv::Mat turned_by(const cv::Mat& picture, float degrees) {
  const cv::Point2f middle(picture.cols * 0.5f, picture.rows * 0.5f);
  cv::Mat turned;
  cv::warpAffine(picture, turned, cv::getRotationMatrix2D(middle, degrees, 1), picture.size());
  return turned;
}

std::vector<View> views_of(const cv::Mat& picture, float glyph, int finer) {
  const int strip = std::max(1, int(std::lround(glyph * kStrip)));
  return {view_of(picture, strip, finer, 1), view_of(picture.t(), strip, finer, -1)};
}

}  // namespace

Slope skew_of(const cv::Mat& small, float glyph) {
  const Angles wide = angles_round(0, kWidestSkew, kCoarseStep);
  const std::vector<float> coarse = profile_over(views_of(small, glyph, 1), glyph, kBand, wide);
  const float about = peak_of(coarse, wide, 1);
  if (std::abs(about) >= kWidestSkew) return {};  // beyond what is seen, or nothing
  const Angles near = angles_round(0, kFineReach, kFineStep);
  Slope slope;
  slope.angle = about;
  for (const float aside : {-kAside, kAside}) {
    const std::vector<View> views = views_of(turned_by(small, about + aside), glyph, kFiner);
    Angles angles = near;
    angles.from -= aside;
    slope.angle +=
        0.5f * (peak_of(profile_over(views, glyph, kBand, angles), angles, kFitReach) + aside);
  }
  slope.confidence =
      std::clamp(*std::max_element(coarse.begin(), coarse.end()) / kSureSkew, 0.f, 1.f);
  return slope;
}

LocalSlope slope_of_window(const cv::Mat& window, float glyph, float widest) {
  const int strip = std::max(1, int(std::lround(glyph * kStrip)));
  const View view = view_of(window, strip, kFiner, 1);
  const Angles slopes = angles_round(0, widest, widest / 24);
  const std::vector<Band> bands = bands_between_gutters(view);
  std::vector<float> sharp(slopes.count);
  for (int i = 0; i < slopes.count; ++i) {
    sharp[i] = float(sharpness(view, bands, slopes.at(i)));
  }
  const int best = int(std::max_element(sharp.begin(), sharp.end()) - sharp.begin());
  if (best == 0 || best + 1 == slopes.count) return {};
  std::vector<float> sorted = sharp;
  std::nth_element(sorted.begin(), sorted.begin() + slopes.count / 2, sorted.end());
  LocalSlope found;
  found.slope = peak_of(sharp, slopes, 2);
  found.weight =
      std::max(0.f, sharp[best] / std::max(1e-3f, sorted[slopes.count / 2]) - 1 - kBlurred);
  return found;
}

}  // namespace tonglan
