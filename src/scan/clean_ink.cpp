#include "scan/clean_ink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tonglan {
namespace {

constexpr float kPaperShare = 0.80f;    // of a tile's pixels, darker than what counts as its paper
constexpr float kDarkestPaper = 0.82f;  // of the brightest paper near by; darker is no paper
constexpr float kDarkestTint = 0.5f;    // of the same, of a panel with one tint
constexpr float kFlatSpread = 4;        // grey levels between tiles of one tint
constexpr int kFlatNeighbours = 5;      // of 8, that are of the same tint
constexpr int kPaperReach = 6;          // tiles
constexpr float kPlain = 0.40f;  // threshold on plain paper: below the mean, of the way to ink
constexpr float kMidway = 0.6f;  // threshold amid text: below paper, of the way to its ink
constexpr int kPatch = 8;        // pixels: small enough to lie between lines
constexpr float kPlainPatches = 0.05f;  // of all patches, at least, are paper
constexpr float kMostBlank = 0.25f;     // of all patches, are white that was laid round the page
constexpr float kMostNoise = 16;
constexpr float kBeyondNoise = 3.5f;    // ink is darker than paper by this many times the noise
constexpr float kPaperBias = 1.7f;      // noises that even_light() takes paper to be too light
constexpr float kTextSpread = 0.7f;     // of the usual spread of values in a tile of text: is text
constexpr float kMostSpread = 1.2f;     // of the usual spread, that thresholds follow
constexpr float kSpreadOfText = 0.42f;  // spread of values in text, of its contrast
constexpr float kAboveNoise = 3;        // text spreads more than this many times the noise ...
constexpr float kLeastSpread = 5;       // ... and more than this
constexpr float kInkShare = 0.02f;      // of the pixels, darker than what counts as the ink's level
constexpr float kSurelyInk = 0.42f;     // of the way from ink to paper: darker is ink anywhere
constexpr float kSurelyPaper = 0.88f;   // lighter is paper anywhere
constexpr int kRowsAtOnce = 4;          // that share one row of thresholds

// Values at the centres of tiles, spread over the pixels of one row.
class RowOfGrid {
 public:
  RowOfGrid(const cv::Mat& grid, int tile, int width)
      : grid_(grid), tile_(tile), nodes_(grid.cols), values_(width) {}

  const std::vector<std::uint16_t>& at(int y) {
    const float row = std::clamp((y + 0.5f) / tile_ - 0.5f, 0.f, float(grid_.rows - 1));
    const int above = std::min(int(row), std::max(0, grid_.rows - 2));
    const int below = std::min(above + 1, grid_.rows - 1);
    const float* a = grid_.ptr<float>(above);
    const float* b = grid_.ptr<float>(below);
    const float part = row - above;
    for (int j = 0; j < grid_.cols; ++j) nodes_[j] = a[j] + (b[j] - a[j]) * part;
    spread();
    return values_;
  }

 private:
  void spread() {
    const int width = int(values_.size());
    const auto fill = [&](int from, int to, float value, float step) {
      for (int x = from; x < to; ++x) values_[x] = std::uint16_t(value + step * (x - from));
    };
    const int half = tile_ / 2;
    fill(0, std::min(half, width), nodes_[0], 0);
    for (int j = 0; j + 1 < grid_.cols; ++j) {
      const int from = half + j * tile_;
      if (from >= width) return;
      fill(from, std::min(from + tile_, width), nodes_[j], (nodes_[j + 1] - nodes_[j]) / tile_);
    }
    const int last = half + (grid_.cols - 1) * tile_;
    if (last < width) fill(last, width, nodes_[grid_.cols - 1], 0);
  }

  const cv::Mat& grid_;
  int tile_;
  std::vector<float> nodes_;
  std::vector<std::uint16_t> values_;
};

cv::Mat grid_over(const cv::Mat& picture, int tile) {
  return cv::Mat((picture.rows + tile - 1) / tile, (picture.cols + tile - 1) / tile, CV_32F,
                 cv::Scalar(0));
}

cv::Rect tile_at(const cv::Mat& picture, int tile, int i, int j) {
  return cv::Rect(j * tile, i * tile, tile, tile) & cv::Rect(0, 0, picture.cols, picture.rows);
}

float quantile(std::vector<float>& values, double share) {
  const auto at = values.begin() + long(double(values.size() - 1) * share);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// How much plain paper spreads: as the calmest patches do. Those without any noise tell of paper
// only where they are many: a few are what the page's turning and a whitened border left blank.
float noise_of(const cv::Mat& even) {
  std::vector<float> all;
  std::size_t blank = 0;
  for (int y = 0; y + kPatch <= even.rows; y += 3 * kPatch) {
    for (int x = 0; x + kPatch <= even.cols; x += 3 * kPatch) {
      int sum = 0, squares = 0;
      for (int i = 0; i < kPatch; ++i) {
        const std::uint8_t* row = even.ptr(y + i) + x;
        for (int j = 0; j < kPatch; ++j) {
          sum += row[j];
          squares += row[j] * row[j];
        }
      }
      const float mean = float(sum) / (kPatch * kPatch);
      all.push_back(std::sqrt(std::max(0.f, float(squares) / (kPatch * kPatch) - mean * mean)));
      blank += all.back() == 0;
    }
  }
  if (float(blank) < kMostBlank * float(all.size()))
    std::erase_if(all, [](float spread) { return spread == 0; });
  return all.empty() ? 0 : std::min(kMostNoise, quantile(all, kPlainPatches));
}

cv::Mat paper_of_tiles(const cv::Mat& grey, int tile) {
  cv::Mat paper = grid_over(grey, tile);
  for (int i = 0; i < paper.rows; ++i) {
    for (int j = 0; j < paper.cols; ++j) {
      const cv::Mat part = grey(tile_at(grey, tile, i, j));
      std::array<int, 256> histogram{};
      for (int y = 0; y < part.rows; y += 2) {  // half the rows tell as much
        const std::uint8_t* row = part.ptr(y);
        for (int x = 0; x < part.cols; ++x) ++histogram[row[x]];
      }
      paper.at<float>(i, j) = float(level_of(histogram, kPaperShare));
    }
  }
  return paper;
}

// Tiles as light as most of those round them, however dark: a tinted panel is paper, a photograph
// hardly ever is of one level over so much.
cv::Mat flat_tiles(const cv::Mat& paper) {
  cv::Mat flat = cv::Mat::zeros(paper.size(), CV_8U);
  for (int i = 0; i < paper.rows; ++i) {
    for (int j = 0; j < paper.cols; ++j) {
      int alike = -1;  // itself is
      for (int y = std::max(0, i - 1); y <= std::min(paper.rows - 1, i + 1); ++y) {
        for (int x = std::max(0, j - 1); x <= std::min(paper.cols - 1, j + 1); ++x) {
          alike += std::abs(paper.at<float>(y, x) - paper.at<float>(i, j)) <= kFlatSpread;
        }
      }
      if (alike >= kFlatNeighbours) flat.at<std::uint8_t>(i, j) = 255;
    }
  }
  return flat;
}

// Tiles that hold no paper take the mean of the nearest ones that do, from the rim inwards.
void fill_unknown(cv::Mat& paper, cv::Mat known) {
  const cv::Size reach(3, 3);
  while (cv::countNonZero(known) > 0 && cv::countNonZero(known) < int(known.total())) {
    cv::Mat weight, sum, masked = cv::Mat::zeros(paper.size(), CV_32F);
    paper.copyTo(masked, known);
    cv::Mat one;
    known.convertTo(one, CV_32F, 1 / 255.0);
    cv::boxFilter(masked, sum, -1, reach, {-1, -1}, false, cv::BORDER_CONSTANT);
    cv::boxFilter(one, weight, -1, reach, {-1, -1}, false, cv::BORDER_CONSTANT);
    const cv::Mat next = weight > 0.5f;
    const cv::Mat fresh = next & ~known;
    cv::Mat mean;
    cv::divide(sum, weight, mean);
    mean.copyTo(paper, fresh);
    known = next;
  }
}

cv::Mat light_over(const cv::Mat& grey, int tile) {
  cv::Mat paper = paper_of_tiles(grey, tile), brightest;
  const int reach = 2 * kPaperReach + 1;
  cv::dilate(paper, brightest, cv::Mat::ones(reach, reach, CV_8U));
  const cv::Mat known = (paper >= brightest * kDarkestPaper) |
                        ((paper >= brightest * kDarkestTint) & flat_tiles(paper));
  fill_unknown(paper, known);
  cv::medianBlur(paper, paper, 3);
  cv::blur(paper, paper, {3, 3}, {-1, -1}, cv::BORDER_REPLICATE);
  return paper;
}

}  // namespace

int level_of(const std::array<int, 256>& histogram, float share) {
  long total = 0;
  for (int n : histogram) total += n;
  long left = long(total * share);
  for (int v = 0; v < 256; ++v) {
    left -= histogram[v];
    if (left < 0) return v;
  }
  return 255;
}

int level_of(const cv::Mat& picture, float share) {
  std::array<int, 256> histogram{};
  for (int y = 0; y < picture.rows; ++y) {
    const std::uint8_t* row = picture.ptr(y);
    for (int x = 0; x < picture.cols; ++x) ++histogram[row[x]];
  }
  return level_of(histogram, share);
}

cv::Mat grey_of(const Pixels& image) {
  const int width = image.width;
  cv::Mat grey(image.height, width, CV_8U), colours[3];
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* from = image.row(y);
    std::uint8_t* to = grey.ptr(y);
    if (image.channels == 1) {
      std::copy_n(from, width, to);
      continue;
    }
    // Colours that lie apart are many times faster than colours in turn.
    cv::split(cv::Mat(1, width, CV_8UC3, const_cast<std::uint8_t*>(from)), colours);
    const std::uint8_t *red = colours[0].data, *green = colours[1].data, *blue = colours[2].data;
    for (int x = 0; x < width; ++x) {
      const auto light = std::uint16_t((77 * red[x] + 150 * green[x] + 29 * blue[x]) >> 8);
      const std::uint8_t darkest = std::min(red[x], std::min(green[x], blue[x]));
      to[x] = std::uint8_t((light + darkest) / 2);
    }
  }
  return grey;
}

cv::Mat even_light(const cv::Mat& grey, int tile) {
  cv::Mat paper = light_over(grey, tile);
  double brightest = 0;
  cv::minMaxLoc(paper, nullptr, &brightest);
  // A page that is black all over stays black.
  cv::Mat gain = kPaper * 256.f / cv::max(paper, std::max(48.0, brightest / 4));
  RowOfGrid gains(gain, tile, grey.cols);
  cv::Mat even(grey.size(), CV_8U);
  const int width = grey.cols;
  const std::uint16_t* by = nullptr;
  for (int y = 0; y < grey.rows; ++y) {
    if (y % kRowsAtOnce == 0) by = gains.at(y).data();
    const std::uint8_t* from = grey.ptr(y);
    std::uint8_t* to = even.ptr(y);
    for (int x = 0; x < width; ++x) {
      to[x] = std::uint8_t(std::min(255u, (unsigned(from[x]) * by[x]) >> 8));
    }
  }
  return even;
}

namespace {

struct Spread {
  cv::Mat mean, deviation;  // of the 3 x 3 tiles round each
  float ink = 0;            // level of the page's ink
  float noise = 0;          // deviation of plain paper
  float text = 255;         // deviation that is usual where there is text
};

// Text is most of what spreads more than noise does.
float usual_spread(const cv::Mat& deviation, float noise) {
  std::vector<float> all(deviation.begin<float>(), deviation.end<float>());
  const float least = std::max(kLeastSpread, kAboveNoise * noise);
  std::erase_if(all, [least](float d) { return d < least; });
  return all.empty() ? 255 : quantile(all, 0.5);
}

Spread spread_of(const cv::Mat& even, int tile) {
  Spread s;
  cv::Mat sum = grid_over(even, tile), squares = sum.clone(), count = sum.clone();
  std::array<int, 256> histogram{};
  for (int i = 0; i < sum.rows; ++i) {
    for (int j = 0; j < sum.cols; ++j) {
      const cv::Mat part = even(tile_at(even, tile, i, j));
      unsigned total = 0, square = 0, n = 0;
      for (int y = 0; y < part.rows; y += 2) {
        const std::uint8_t* row = part.ptr(y);
        for (int x = 0; x < part.cols; ++x) {
          total += row[x];
          square += unsigned(row[x]) * row[x];
        }
        for (int x = 0; x < part.cols; x += 4) ++histogram[row[x]];
        n += part.cols;
      }
      sum.at<float>(i, j) = float(total);
      squares.at<float>(i, j) = float(square);
      count.at<float>(i, j) = float(n);
    }
  }
  const auto deviation_of = [&] {
    cv::Mat mean = sum / count, deviation;
    cv::sqrt(cv::max(squares / count - mean.mul(mean), 0), deviation);
    return deviation;
  };
  s.noise = noise_of(even);
  for (cv::Mat* m : {&sum, &squares, &count}) {
    cv::boxFilter(*m, *m, -1, {3, 3}, {-1, -1}, false, cv::BORDER_CONSTANT);
  }
  s.mean = sum / count;
  s.deviation = deviation_of();
  cv::sqrt(cv::max(s.deviation.mul(s.deviation) - s.noise * s.noise, 0), s.deviation);
  s.ink = float(level_of(histogram, kInkShare));
  s.text = usual_spread(s.deviation, s.noise);
  return s;
}

}  // namespace

cv::Mat find_ink(const cv::Mat& even, int tile) {
  cv::Mat smooth;
  cv::GaussianBlur(even, smooth, {3, 3}, 0, 0, cv::BORDER_REPLICATE);
  const Spread s = spread_of(smooth, tile);
  // Where the darkest is nearly paper, nothing is ink.
  const float ink = std::min(s.ink, kPaper * 0.75f);
  const float paper = kPaper - kPaperBias * s.noise;
  const float lightest =
      std::min(ink + kSurelyPaper * (paper - ink), paper - kBeyondNoise * s.noise);
  const float darkest = std::min(lightest, ink + kSurelyInk * (paper - ink));
  cv::Mat threshold(s.mean.size(), CV_32F);
  for (int i = 0; i < threshold.rows; ++i) {
    for (int j = 0; j < threshold.cols; ++j) {
      const float mean = s.mean.at<float>(i, j);
      const float deviation = s.deviation.at<float>(i, j);
      const float text = std::min(1.f, deviation / (kTextSpread * s.text));
      const float plain = mean - kPlain * std::max(0.f, mean - ink);
      // Beside a headline too, small text is no darker than elsewhere.
      const float contrast =
          std::clamp(deviation, kTextSpread * s.text, kMostSpread * s.text) / kSpreadOfText;
      const float midway = paper - kMidway * std::min(contrast, paper - ink);
      const float local = plain + (midway - plain) * text;
      threshold.at<float>(i, j) = std::clamp(local, darkest, lightest);
    }
  }
  RowOfGrid thresholds(threshold, tile, even.cols);
  const std::uint16_t* below = nullptr;
  const int width = smooth.cols;
  for (int y = 0; y < smooth.rows; ++y) {
    if (y % kRowsAtOnce == 0) below = thresholds.at(y).data();
    std::uint8_t* row = smooth.ptr(y);
    for (int x = 0; x < width; ++x) row[x] = row[x] < below[x] ? 255 : 0;
  }
  return smooth;
}

}  // namespace tonglan
