#include "scan/clean_bend.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_resample.h"
#include "scan/clean_slope.h"

namespace tonglan {
namespace {

constexpr float kWindow = 14;               // glyphs: side of a window; lines are straight in it
constexpr float kWindowStep = 7;            // glyphs
constexpr float kCell = 8;                  // glyphs between nodes, or more
constexpr int kMostNodes = 500;             // on the page
constexpr float kWidest = 0.14f;            // slope: 8 degrees
constexpr float kSmooth = 0.2f;             // weight of smoothness against one good window
constexpr float kRidge = 1e-3f;             // settles what no window speaks of: nothing is bent
constexpr float kMostWeight = 2;            // of one window
constexpr float kLeastBend = 0.18f;         // glyphs: less is not worth a resampling,
constexpr float kLeastSlope = 0.01f;        // nor are lines that rise by a tenth of one in ten
constexpr float kLeastInk = 0.01f;          // of a window
constexpr float kLeastGain = 2;             // in straightness; chance fits stay below 1.9
constexpr std::size_t kFewestWindows = 20;  // that agree; and half of all
constexpr int kLooks = 3;
// Slope off the field. Each pass is without what contradicts the last one: what contradicts the
// first, smoother than the page, by much.
constexpr float kOutliers[] = {0.06f, 0.036f, 0.02f};

struct Measured {
  float x, y, slope, weight;
};

std::vector<Measured> slopes_over(const cv::Mat& small, float glyph) {
  std::vector<Measured> all;
  const int side = int(kWindow * glyph), step = int(kWindowStep * glyph);
  for (int y = 0; y < small.rows; y += step) {
    for (int x = 0; x < small.cols; x += step) {
      const cv::Rect part =
          cv::Rect(x - side / 2, y - side / 2, side, side) & cv::Rect(0, 0, small.cols, small.rows);
      if (part.width < side / 2 || part.height < side / 2) continue;
      const cv::Mat window = small(part);
      if (cv::mean(window)[0] < 255 * kLeastInk) continue;
      const LocalSlope s = slope_of_window(window, glyph, kWidest);
      if (s.weight <= 0) continue;
      all.push_back({part.x + part.width * 0.5f, part.y + part.height * 0.5f, s.slope,
                     std::min(kMostWeight, s.weight)});
    }
  }
  return all;
}

// Offsets of y at rows x columns nodes whose change along x has the measured slopes. Least squares
// with second differences as the price of roughness.
class Field {
 public:
  Field(int columns, int rows, float cell)
      : columns_(columns),
        rows_(rows),
        cell_(cell),
        normal_(cv::Mat::zeros(columns * rows, columns * rows, CV_64F)),
        right_(cv::Mat::zeros(columns * rows, 1, CV_64F)) {
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < columns; ++j) {
        add({{node(i, j), 1}}, 0, kRidge);
        if (j >= 1 && j + 1 < columns) {
          add({{node(i, j - 1), 1}, {node(i, j), -2}, {node(i, j + 1), 1}}, 0, kSmooth);
        }
        if (i >= 1 && i + 1 < rows) {
          add({{node(i - 1, j), 1}, {node(i, j), -2}, {node(i + 1, j), 1}}, 0, kSmooth);
        }
      }
    }
  }

  void see(const Measured& m) { add(rise_at(m), m.slope * cell_, m.weight); }

  float slope_at(const Measured& m, const std::vector<float>& offsets) const {
    double rise = 0;
    for (const Term& term : rise_at(m)) rise += term.factor * offsets[term.node];
    return float(rise / cell_);
  }

  std::vector<float> solve() const {
    cv::Mat offsets;
    cv::solve(normal_, right_, offsets, cv::DECOMP_CHOLESKY);
    return std::vector<float>(offsets.begin<double>(), offsets.end<double>());
  }

 private:
  struct Term {
    int node;
    double factor;
  };
  int node(int i, int j) const { return i * columns_ + j; }

  // The change of the offset over the cell that the window's middle lies in.
  std::vector<Term> rise_at(const Measured& m) const {
    const int j = std::clamp(int(m.x / cell_), 0, columns_ - 2);
    const float row = std::clamp(m.y / cell_, 0.f, float(rows_ - 1));
    const int i = std::min(int(row), rows_ - 2);
    const float v = row - i;
    return {{node(i, j), -(1 - v)},
            {node(i, j + 1), 1 - v},
            {node(i + 1, j), -v},
            {node(i + 1, j + 1), v}};
  }

  void add(const std::vector<Term>& terms, double value, double weight) {
    for (const Term& a : terms) {
      for (const Term& b : terms) {
        normal_.at<double>(a.node, b.node) += weight * a.factor * b.factor;
      }
      right_.at<double>(a.node) += weight * a.factor * value;
    }
  }

  int columns_, rows_;
  float cell_;
  cv::Mat normal_, right_;
};

// How far the windows' lines are from level: root mean square of the slopes.
float unevenness_of(const std::vector<Measured>& slopes) {
  double sum = 0, weight = 0;
  for (const Measured& m : slopes) {
    sum += double(m.weight) * m.slope * m.slope;
    weight += m.weight;
  }
  return weight > 0 ? float(std::sqrt(sum / weight)) : 0;
}

cv::Mat straightened(const cv::Mat& small, const PageBend& bend) {
  Transform t;
  t.cell = bend.cell;
  t.columns = bend.columns;
  t.rows = bend.rows;
  t.bend = bend.offsets;
  return resampled(small, t, small.size(), 0);
}

PageBend with_offsets_down(const PageBend& grid, const std::vector<float>& offsets) {
  PageBend bend = grid;
  bend.offsets.clear();
  for (float o : offsets) bend.offsets.push_back({0, o});
  return bend;
}

// The smoothest field with these slopes. All 0 where too many contradict it.
std::vector<float> offsets_with(std::vector<Measured> slopes, const PageBend& grid) {
  const std::size_t enough = std::max(kFewestWindows, slopes.size() / 2);
  std::vector<float> offsets(std::size_t(grid.columns) * grid.rows, 0.f);
  for (const float outlier : kOutliers) {
    if (slopes.size() < enough) return std::vector<float>(offsets.size(), 0.f);
    Field field(grid.columns, grid.rows, grid.cell);
    for (const Measured& m : slopes) field.see(m);
    offsets = field.solve();
    std::erase_if(slopes, [&](const Measured& m) {
      return std::abs(field.slope_at(m, offsets) - m.slope) > outlier;
    });
  }
  return offsets;
}

// Offsets along the columns of `seen`, if they make its lines clearly more level: none else.
// Smoothness holds the first field back; what is left is seen by looking again.
std::vector<float> offsets_down(const cv::Mat& seen, float glyph, const PageBend& grid) {
  std::vector<Measured> slopes = slopes_over(seen, glyph);
  const float before = unevenness_of(slopes);
  if (before < kLeastSlope) return {};
  std::vector<float> offsets(std::size_t(grid.columns) * grid.rows, 0.f);
  for (int look = 0; look < kLooks; ++look) {
    const std::vector<float> more = offsets_with(slopes, grid);
    float most = 0;
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      offsets[k] += more[k];
      most = std::max(most, std::abs(offsets[k]));
    }
    if (most < kLeastBend * glyph) return {};
    slopes = slopes_over(straightened(seen, with_offsets_down(grid, offsets)), glyph);
  }
  return before >= kLeastGain * unevenness_of(slopes) ? offsets : std::vector<float>{};
}

}  // namespace

PageBend bend_of(const cv::Mat& small, float glyph) {
  PageBend bend;
  bend.cell = std::max(kCell * glyph, std::sqrt(float(small.total()) / kMostNodes));
  bend.columns = std::max(2, int(std::ceil(small.cols / bend.cell)) + 1);
  bend.rows = std::max(2, int(std::ceil(small.rows / bend.cell)) + 1);
  const PageBend turned = {bend.cell, bend.rows, bend.columns, {}};
  const std::vector<float> down = offsets_down(small, glyph, bend);
  const std::vector<float> across = offsets_down(small.t(), glyph, turned);
  if (down.empty() && across.empty()) return {};
  bend.offsets.assign(std::size_t(bend.columns) * bend.rows, {});
  for (int i = 0; i < bend.rows; ++i) {
    for (int j = 0; j < bend.columns; ++j) {
      Point& p = bend.offsets[i * bend.columns + j];
      if (!down.empty()) p.y = down[i * bend.columns + j];
      if (!across.empty()) p.x = across[j * bend.rows + i];
    }
  }
  return bend;
}

}  // namespace tonglan
