#include "scan/clean_folds.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scan/clean_resample.h"

namespace tonglan {
namespace {

constexpr float kSmallGlyph = 10;  // pixels a character in the picture that creases are sought in
// In body glyphs:
constexpr float kWindow = 1.5f;                      // along the crease: a line and its white
constexpr float kBeside = 0.5f, kAround = 2.5f;      // from a crease to the paper beside it
constexpr float kFlankFrom = 0.2f, kFlankTo = 0.5f;  // from a crease to the text it runs through
constexpr float kReach = 1;                          // of its shade to either side
constexpr float kApart = 3;                          // from one crease to the next
constexpr float kLeastLength = 25;
// Of the level of paper:
constexpr float kShade = 0.05f;      // a crease is darker by so much, beyond what text is ...
constexpr float kMeanShade = 0.08f;  // ... and by so much on the whole
constexpr float kBlack = 0.3f;       // ... a rule by more than that
constexpr float kMostShade = 0.12f;  // that counts: length does more
constexpr float kInk = 0.55f;        // darker is ink
constexpr float kUntouched = 0.97f;
// Of the windows along it, so many are shaded, and so many have text on both sides: a crease goes
// from edge to edge, a scratch nearly so, but through text, which no rule does.
constexpr float kEdgeToEdge = 0.97f, kSomeText = 0.05f;
constexpr float kShaded = 0.86f, kThroughText = 0.25f;
constexpr double kUsual = 0.85;  // of the windows beside one another, are text or paper
constexpr float kBend = 0.01f;   // what a step to the side costs, in shades
constexpr int kSmooth = 3;       // windows to either side that a profile is taken from
constexpr float kMostGain = 2.5f;
constexpr int kPaths = 6;  // that are looked at, each way

// A crease that runs down. Pixels of the small picture.
struct Crease {
  std::vector<int> x;  // by window
  cv::Mat gain;        // by window and distance from x - reach
};

// The levels of all windows that lie one below the other.
struct Levels {
  cv::Mat paper, ink;  // lightest and darkest, by window and x
};

Levels levels_of(const cv::Mat& small, int window) {
  Levels l;
  const int count = small.rows / window;
  l.paper.create(count, small.cols, CV_8U);
  l.ink.create(count, small.cols, CV_8U);
  for (int w = 0; w < count; ++w) {
    const cv::Mat rows = small.rowRange(w * window, (w + 1) * window);
    cv::Mat paper = l.paper.row(w), ink = l.ink.row(w);
    cv::reduce(rows, paper, 0, cv::REDUCE_MAX);
    cv::reduce(rows, ink, 0, cv::REDUCE_MIN);
  }
  cv::blur(l.paper, l.paper, {1, 3}, {-1, -1}, cv::BORDER_REPLICATE);
  return l;
}

// By window and x: the level of the paper on both sides, and by how much, in shares of it, that
// between them is darker.
struct Shades {
  cv::Mat beside, shade;
};

Shades shades_of(const cv::Mat& paper, float glyph) {
  const int from = int(kBeside * glyph), to = int(kAround * glyph);
  Shades s{cv::Mat(paper.size(), CV_32F), cv::Mat(paper.size(), CV_32F)};
  for (int w = 0; w < paper.rows; ++w) {
    const std::uint8_t* row = paper.ptr(w);
    for (int x = 0; x < paper.cols; ++x) {
      std::uint8_t l = 0, r = 0;
      for (int d = from; d <= to; ++d) {
        l = std::max(l, row[std::max(0, x - d)]);
        r = std::max(r, row[std::min(paper.cols - 1, x + d)]);
      }
      const float light = std::max(1.f, float(std::min(l, r)));
      s.beside.at<float>(w, x) = light;
      s.shade.at<float>(w, x) = 1 - float(row[x]) / light;
    }
  }
  return s;
}

// Less what is usual in the windows beside one another: text that stands close is no paper either.
void subtract_usual(cv::Mat& shade) {
  std::vector<float> row(std::size_t(shade.cols));
  for (int w = 0; w < shade.rows; ++w) {
    std::copy_n(shade.ptr<float>(w), shade.cols, row.begin());
    const auto at = row.begin() + long(kUsual * double(row.size() - 1));
    std::nth_element(row.begin(), at, row.end());
    shade.row(w) -= std::max(0.f, *at);
  }
}

// The darkest path from the first window to the last.
std::vector<int> darkest_path(const cv::Mat& shade) {
  cv::Mat sum(shade.size(), CV_32F), from(shade.size(), CV_8S);
  for (int w = 0; w < shade.rows; ++w) {
    for (int x = 0; x < shade.cols; ++x) {
      float best = 0;
      int step = 0;
      if (w > 0) {
        best = sum.at<float>(w - 1, x);
        for (const int d : {-1, 1}) {
          if (x + d < 0 || x + d >= shade.cols) continue;
          if (const float over = sum.at<float>(w - 1, x + d) - kBend; over > best) {
            best = over;
            step = d;
          }
        }
      }
      sum.at<float>(w, x) = best + std::clamp(shade.at<float>(w, x), -kMostShade, kMostShade);
      from.at<std::int8_t>(w, x) = std::int8_t(step);
    }
  }
  std::vector<int> path(std::size_t(shade.rows));
  cv::Point end;
  cv::minMaxLoc(sum.row(shade.rows - 1), nullptr, nullptr, nullptr, &end);
  int x = end.x;
  for (int w = shade.rows - 1; w >= 0; --w) {
    path[std::size_t(w)] = x;
    x += from.at<std::int8_t>(w, x);
  }
  return path;
}

// The share of a path's windows that have text right beside it on both sides.
float through_text(const std::vector<int>& path, const Levels& levels, const cv::Mat& beside,
                   float glyph) {
  const int from = int(kFlankFrom * glyph), to = int(std::ceil(kFlankTo * glyph));
  int through = 0;
  for (int w = 0; w < levels.ink.rows; ++w) {
    const int x = path[std::size_t(w)];
    const auto has_ink = [&](int side) {
      for (int d = from; d <= to; ++d) {
        const int at = x + side * d;
        if (at >= 0 && at < levels.ink.cols &&
            float(levels.ink.at<std::uint8_t>(w, at)) < kInk * beside.at<float>(w, x))
          return true;
      }
      return false;
    };
    through += has_ink(-1) && has_ink(1);
  }
  return float(through) / float(levels.ink.rows);
}

bool is_crease(const std::vector<int>& path, const cv::Mat& shade, float text) {
  int shaded = 0;
  float sum = 0;
  for (int w = 0; w < shade.rows; ++w) {
    const float s = shade.at<float>(w, path[std::size_t(w)]);
    shaded += s > kShade;
    sum += s;
  }
  const float mean = sum / float(shade.rows), part = float(shaded) / float(shade.rows);
  return mean > kMeanShade && mean < kBlack &&
         ((part > kEdgeToEdge && text > kSomeText) || (part > kShaded && text > kThroughText));
}

// By how much the light along a path has to be raised.
cv::Mat gain_along(const std::vector<int>& path, const cv::Mat& paper, const cv::Mat& beside,
                   int reach) {
  const int rows = paper.rows;
  cv::Mat gain(rows, 2 * reach + 1, CV_32F, cv::Scalar(1));
  std::vector<float> levels;
  for (int w = 0; w < rows; ++w) {
    const auto level = [&](int d) {
      levels.clear();
      for (int v = std::max(0, w - kSmooth); v <= std::min(rows - 1, w + kSmooth); ++v) {
        const int x = path[std::size_t(v)];
        const int at = std::clamp(x + d, 0, paper.cols - 1);
        levels.push_back(float(paper.at<std::uint8_t>(v, at)) / beside.at<float>(v, x));
      }
      const auto middle = levels.begin() + long(levels.size() / 2);
      std::nth_element(levels.begin(), middle, levels.end());
      return *middle;
    };
    for (const int side : {-1, 1}) {
      for (int d = side < 0 ? -1 : 0; std::abs(d) <= reach; d += side) {
        const float l = level(d);
        if (l > kUntouched) break;
        gain.at<float>(w, reach + d) = std::min(kMostGain, 1 / std::max(0.1f, l));
      }
    }
  }
  return gain;
}

// The creases that run down a small picture.
std::vector<Crease> creases_of(const cv::Mat& small, int window, float glyph) {
  std::vector<Crease> found;
  if (float(small.rows) < kLeastLength * glyph || float(small.cols) < kLeastLength * glyph)
    return found;
  const Levels levels = levels_of(small, window);
  auto [beside, shade] = shades_of(levels.paper, glyph);
  subtract_usual(shade);
  for (int n = 0; n < kPaths; ++n) {
    const std::vector<int> path = darkest_path(shade);
    if (is_crease(path, shade, through_text(path, levels, beside, glyph)))
      found.push_back(
          {path, gain_along(path, levels.paper, beside, std::max(1, int(kReach * glyph)))});
    const int apart = int(kApart * glyph);
    for (int w = 0; w < shade.rows; ++w) {
      const int x = path[std::size_t(w)];
      shade.row(w)
          .colRange(std::max(0, x - apart), std::min(shade.cols, x + apart + 1))
          .setTo(-kMostShade);
    }
  }
  return found;
}

// Raises the light along a crease of the full picture. `by`: its pixels in one of the small
// picture; `window`: of the small picture; `down`: it runs down, else across.
void lighten(cv::Mat& even, const Crease& crease, float by, int window, bool down) {
  const int last = int(crease.x.size()) - 1, reach = crease.gain.cols / 2;
  const int length = down ? even.rows : even.cols, width = down ? even.cols : even.rows;
  for (int along = 0; along < length; ++along) {
    const float w = std::clamp((float(along) / by) / float(window) - 0.5f, 0.f, float(last));
    const int above = std::min(int(w), std::max(0, last - 1)), below = std::min(above + 1, last);
    const float part = w - float(above);
    const auto between = [&](float a, float b) { return a + (b - a) * part; };
    const float x =
        between(float(crease.x[std::size_t(above)]), float(crease.x[std::size_t(below)]));
    const float middle = (x + 0.5f) * by;
    const int from = std::max(0, int(middle - float(reach) * by));
    const int to = std::min(width - 1, int(middle + float(reach) * by));
    for (int at = from; at <= to; ++at) {
      const float d =
          std::clamp((float(at) + 0.5f - middle) / by + float(reach), 0.f, float(2 * reach));
      const int near = std::min(int(d), 2 * reach - 1);
      const auto gain_of = [&](int row) {
        const float* g = crease.gain.ptr<float>(row);
        return g[near] + (g[near + 1] - g[near]) * (d - float(near));
      };
      std::uint8_t& v = down ? even.at<std::uint8_t>(along, at) : even.at<std::uint8_t>(at, along);
      v = cv::saturate_cast<std::uint8_t>(float(v) * between(gain_of(above), gain_of(below)));
    }
  }
}

}  // namespace

void lighten_folds(cv::Mat& even, float glyph) {
  const float by = std::max(1.f, glyph / kSmallGlyph);
  // In two steps: a factor that is not whole takes long.
  const int whole = std::max(1, int(by) / 2);
  cv::Mat small = shrunk(even, whole);
  const double rest = double(whole) / by;
  if (rest < 1) cv::resize(small, small, {}, rest, rest, cv::INTER_AREA);
  const float small_glyph = glyph / by;
  const int window = std::max(4, int(std::lround(kWindow * small_glyph)));
  for (const bool down : {true, false}) {
    const std::vector<Crease> creases =
        creases_of(down ? small : cv::Mat(small.t()), window, small_glyph);
    for (const Crease& crease : creases) lighten(even, crease, by, window, down);
  }
}

}  // namespace tonglan
