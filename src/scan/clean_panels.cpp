// On a coarse grid, places as light as their neighbours join; text keeps its strokes out of that
// and its gaps in, so that the background of a panel is one connected area with holes. It is a
// panel if it fills its hull together with its holes, has one tone, lies on paper, and what is in
// the holes has the strokes of characters. A photograph has areas of one tone too (sky, walls), but
// no characters in them, and no paper round them.
#include "scan/clean_panels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"
#include "scan/clean_ink.h"
#include "scan/display.h"

namespace tonglan {
namespace {

// Lengths in body glyphs, levels as shares of white (255), if not said otherwise.
constexpr float kStep = 1 / 7.f;        // of the grid: finer than the white between two lines
constexpr float kSmooth = 0.05f;        // between neighbours of one tone
constexpr float kShortSide = 1.8f;      // of the smallest panel ...
constexpr float kLongSide = 4;          // ... and its other side
constexpr float kOwnTone = 0.2f;        // share of a panel that its background takes, at least
constexpr float kFullHull = 0.88f;      // of its hull, with its holes
constexpr float kLightest = 0.75f;      // of the paper round it
constexpr float kLightestPaper = 0.1f;  // share of a page that is lighter than most of its paper
constexpr float kOneTone = 0.03f;       // mean distance of the background from its own mean near by
constexpr float kNearBy = 4;            // reach of that mean: light and ink change slowly
constexpr float kSlow = 0.16f;          // from its lightest to its darkest region
constexpr int kRim = 3;                 // steps, that the blurred edge of a panel reaches out
constexpr float kRing = 1;              // round a panel, that its paper is looked for in
constexpr float kPaperRound = 0.35f;    // share of that ring that is paper
constexpr float kSharp = 0.14f;         // from its background to the paper, over kRim steps
constexpr float kPaperLevel = 0.85f;    // of kPaper
constexpr float kContrast = 0.16f;      // between background and characters, at least
constexpr float kAboveNoise = 4;        // usual distances of the background, at least
constexpr float kStrokeLevel = 0.5f;    // of the contrast: nearer is background
constexpr float kBeyondNoise = 2.5f;    // usual distances of the background that become paper
constexpr float kGrain = 8;             // levels
constexpr float kDot = 0.12f;           // side of a piece: smaller is grain
constexpr float kPiece = 0.5f;          // side of a piece that may be a character
constexpr float kBroadest = 0.25f;      // a stroke of a bold or blurred one, of its side
constexpr float kBar = 3;               // length of a stroke that stands alone, of its breadth
constexpr float kPicture = 5;           // breadth of a piece without strokes that is a picture
constexpr int kMostPieces = 250;        // looked at: they tell of the rest
constexpr float kStrokes = 0.6f;        // share of the ink that has the strokes of characters
constexpr int kLeastCharacters = 3;
constexpr int kInASquare = 9;
constexpr float kSquare = 1.5f;  // longer to shorter side, at most
constexpr int kBesidePicture = 30;
constexpr float kMostPictures = 0.5f;  // of a panel
constexpr float kLeastInk = 0.004f;    // of it without pictures
constexpr float kMostInk = 0.45f;

struct Area {
  cv::Rect box;  // in steps of the grid
  int label = 0;
  int count = 0;
};

// A panel under examination; all in one box.
struct Panel {
  cv::Rect box;        // pixels
  cv::Mat area;        // 255: background, or hole in it
  cv::Mat inside;      // 255: of that, what is no picture
  cv::Mat background;  // its level
  cv::Mat distance;    // of each pixel from the background
  float noise = 0;     // usual distance where there is only background
  float contrast = 0;  // distance of most of what is drawn on it
};

// The level that is exceeded by so many of the pixels; of those in the mask, where there is one.
int upper_level(const cv::Mat& picture, const cv::Mat& mask, float share) {
  std::array<int, 256> histogram{};
  for (int y = 0; y < picture.rows; ++y) {
    const std::uint8_t *row = picture.ptr(y), *m = mask.empty() ? nullptr : mask.ptr(y);
    for (int x = 0; x < picture.cols; ++x) histogram[row[x]] += !m || m[x] != 0;
  }
  return level_of(histogram, 1 - share);
}

class Grid {
 public:
  Grid(const cv::Mat& grey, int step) : step_(step) {
    const cv::Rect whole(0, 0, grey.cols / step * step, grey.rows / step * step);
    cv::resize(grey(whole), tones_, {whole.width / step, whole.height / step}, 0, 0,
               cv::INTER_AREA);
    labels_ = cv::Mat(tones_.size(), CV_32S, cv::Scalar(0));
    mark_smooth(int(kLightest * float(upper_level(tones_, {}, kLightestPaper))));
    join();
  }

  const std::vector<Area>& areas() const { return areas_; }
  const cv::Mat& tones() const { return tones_; }
  int step() const { return step_; }
  cv::Mat mask(const Area& a) const { return labels_(a.box) == a.label; }
  cv::Rect pixels(const cv::Rect& r) const {
    return {r.x * step_, r.y * step_, r.width * step_, r.height * step_};
  }

 private:
  // Every square of four places that hardly differ, and are dark enough. They get the label -1.
  void mark_smooth(int lightest) {
    const int most = int(kSmooth * 255);
    for (int i = 0; i + 1 < tones_.rows; ++i) {
      const std::uint8_t *a = tones_.ptr(i), *b = tones_.ptr(i + 1);
      int *la = labels_.ptr<int>(i), *lb = labels_.ptr<int>(i + 1);
      for (int j = 0; j + 1 < tones_.cols; ++j) {
        if (a[j] > lightest) continue;
        const auto [low, high] = std::minmax({a[j], a[j + 1], b[j], b[j + 1]});
        if (high <= lightest && high - low <= most) la[j] = la[j + 1] = lb[j] = lb[j + 1] = -1;
      }
    }
  }

  void join() {
    std::vector<cv::Point> open;
    for (int i = 0; i < labels_.rows; ++i) {
      for (int j = 0; j < labels_.cols; ++j) {
        if (labels_.at<int>(i, j) != -1) continue;
        const int label = int(areas_.size()) + 1;
        areas_.push_back({{j, i, 1, 1}, label, 0});
        labels_.at<int>(i, j) = label;
        open.push_back({j, i});
        spread(open, areas_.back());
      }
    }
  }

  void spread(std::vector<cv::Point>& open, Area& area) {
    const int most = int(kSmooth * 255);
    int left = area.box.x, right = left, top = area.box.y, bottom = top;
    const cv::Rect all(0, 0, tones_.cols, tones_.rows);
    while (!open.empty()) {
      const cv::Point p = open.back();
      open.pop_back();
      ++area.count;
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
      const int tone = tones_.at<std::uint8_t>(p);
      for (const cv::Point& by : {cv::Point(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
        const cv::Point q = p + by;
        if (!all.contains(q) || labels_.at<int>(q) != -1) continue;
        if (std::abs(tones_.at<std::uint8_t>(q) - tone) > most) continue;
        labels_.at<int>(q) = area.label;
        open.push_back(q);
      }
    }
    area.box = {cv::Point(left, top), cv::Point(right + 1, bottom + 1)};
  }

  int step_;
  cv::Mat tones_, labels_;
  std::vector<Area> areas_;
};

// With its holes: all that no way from outside leads to, but where one place is missing.
cv::Mat filled(const cv::Mat& mask) {
  cv::Mat padded;
  cv::copyMakeBorder(mask, padded, 2, 2, 2, 2, cv::BORDER_CONSTANT, 0);
  cv::morphologyEx(padded, padded, cv::MORPH_CLOSE, cv::Mat::ones(3, 3, CV_8U));
  cv::floodFill(padded, {0, 0}, 128);
  return padded(cv::Rect(2, 2, mask.cols, mask.rows)) != 128;
}

// The mean of the masked tones round each place; their mean over all where there are none.
cv::Mat mean_near(const cv::Mat& tones, const cv::Mat& mask, int reach) {
  cv::Mat weight, sum, masked = cv::Mat::zeros(tones.size(), CV_32F), values;
  tones.convertTo(values, CV_32F);
  values.copyTo(masked, mask);
  mask.convertTo(weight, CV_32F, 1 / 255.0);
  const cv::Size window(2 * reach + 1, 2 * reach + 1);
  cv::boxFilter(masked, sum, -1, window, {-1, -1}, false, cv::BORDER_CONSTANT);
  cv::boxFilter(weight, weight, -1, window, {-1, -1}, false, cv::BORDER_CONSTANT);
  cv::Mat mean;
  cv::divide(sum, cv::max(weight, 1), mean);
  mean.setTo(cv::mean(tones, mask), weight < 1);
  return mean;
}

bool is_one_tone(const cv::Mat& tones, const cv::Mat& mask, const cv::Mat& mean) {
  double least = 0, most = 0;
  cv::minMaxLoc(mean, &least, &most, nullptr, nullptr, mask);
  if (most - least > kSlow * 255) return false;
  cv::Mat values, apart;
  tones.convertTo(values, CV_32F);
  cv::absdiff(values, mean, apart);
  return cv::mean(apart, mask)[0] <= kOneTone * 255;
}

// What lies round a panel, `near` to `far` steps away from it; of the places in `on_page`.
struct Ring {
  cv::Rect on_page;
  cv::Mat places;
};

Ring ring_round(const Grid& grid, const Area& area, const cv::Mat& inside, int near, int far) {
  const cv::Rect box(area.box.x - far, area.box.y - far, area.box.width + 2 * far,
                     area.box.height + 2 * far);
  cv::Mat padded, outer, inner;
  cv::copyMakeBorder(inside, padded, far, far, far, far, cv::BORDER_CONSTANT, 0);
  cv::dilate(padded, outer, cv::Mat::ones(2 * far + 1, 2 * far + 1, CV_8U));
  cv::dilate(padded, inner, cv::Mat::ones(2 * near + 1, 2 * near + 1, CV_8U));
  outer -= inner;
  const cv::Rect on_page = box & cv::Rect({0, 0}, grid.tones().size());
  return {on_page, outer(on_page - box.tl())};
}

// The mean level of the paper round a panel; 0 where little of what lies there is paper.
float paper_round(const Grid& grid, const cv::Mat& even, const Ring& ring) {
  cv::Mat lit;
  cv::resize(even(grid.pixels(ring.on_page)), lit, ring.on_page.size(), 0, 0, cv::INTER_AREA);
  const cv::Mat paper = (lit >= kPaperLevel * kPaper) & ring.places;
  const float least = kPaperRound * float(cv::countNonZero(ring.places));
  if (float(cv::countNonZero(paper)) <= least) return 0;
  return float(cv::mean(grid.tones()(ring.on_page), paper)[0]);
}

// Shade ends slowly: paper beside it is hardly lighter.
bool ends_sharply(const Grid& grid, const Area& area, const cv::Mat& own, const cv::Mat& inside) {
  const Ring ring = ring_round(grid, area, inside, kRim - 1, kRim);
  cv::Mat lightest = cv::Mat::zeros(ring.places.size(), CV_8U);
  grid.tones()(area.box).copyTo(lightest(area.box - ring.on_page.tl()), own);
  cv::dilate(lightest, lightest, cv::Mat::ones(2 * kRim + 1, 2 * kRim + 1, CV_8U));
  const cv::Mat sharp = (grid.tones()(ring.on_page) >= lightest + kSharp * 255) & ring.places;
  return float(cv::countNonZero(sharp)) >= kPaperRound * float(cv::countNonZero(ring.places));
}

Panel panel_of(const cv::Mat& grey, const Grid& grid, const Area& area, const cv::Mat& own,
               const cv::Mat& inside, const cv::Mat& mean) {
  Panel panel;
  panel.box = grid.pixels(area.box);
  cv::Mat own_pixels;
  cv::resize(inside, panel.area, panel.box.size(), 0, 0, cv::INTER_NEAREST);
  panel.inside = panel.area.clone();
  cv::resize(own, own_pixels, panel.box.size(), 0, 0, cv::INTER_NEAREST);
  cv::resize(mean, panel.background, panel.box.size(), 0, 0, cv::INTER_LINEAR);
  panel.background.convertTo(panel.background, CV_8U);
  cv::absdiff(grey(panel.box), panel.background, panel.distance);
  panel.noise = float(upper_level(panel.distance, own_pixels, .32f));
  const float least = std::max(kContrast * 255 / 2, kAboveNoise / 2 * panel.noise);
  const cv::Mat drawn = (panel.distance > least) & panel.inside;
  panel.contrast = float(upper_level(panel.distance, drawn, .4f));
  return panel;
}

// One piece of what is drawn on a panel, as a picture.
cv::Mat picture_of(const Component& c, const std::vector<const InkRun*>& runs) {
  cv::Mat piece = cv::Mat::zeros(c.height(), c.width(), CV_8U);
  for (const InkRun* run : runs) {
    piece.row(run->y - c.top).colRange(run->left - c.left, run->right - c.left) = 255;
  }
  return piece;
}

// What is drawn on a panel; areas in pixels.
struct Drawn {
  float ink = 0;       // without pictures
  float seen = 0;      // of the pieces that were looked at
  float strokes = 0;   // of those that are made of strokes
  int characters = 0;  // pieces that may be one, as large and of strokes
  std::vector<cv::Rect> pictures;
};

Drawn drawn_on(const Panel& panel, float glyph) {
  const Components found =
      components_of((panel.distance > kStrokeLevel * panel.contrast) & panel.inside);
  std::vector<std::vector<const InkRun*>> runs(found.items.size());
  for (const InkRun& run : found.runs) runs[run.component].push_back(&run);
  const auto side = [](const Component& c) { return float(std::max(c.width(), c.height())); };
  const long large = std::count_if(found.items.begin(), found.items.end(),
                                   [&](const Component& c) { return side(c) >= kDot * glyph; });
  const long every = std::max(1L, large / kMostPieces);
  long number = 0;
  Drawn drawn;
  for (std::size_t k = 0; k < found.items.size(); ++k) {
    const Component& c = found.items[k];
    drawn.ink += float(c.area);
    if (side(c) < kDot * glyph) continue;
    const bool sampled = side(c) < 2 * glyph;
    if (sampled && number++ % every != 0) continue;
    const float stands_for = float(c.area) * float(sampled ? every : 1);
    const int breadth = std::min(c.width(), c.height());
    const bool bar = side(c) >= kBar * float(breadth);
    const bool strokes =
        bar || (side(c) >= kPiece * glyph && side(c) <= kLargestCharacter * glyph &&
                !is_blot(picture_of(c, runs[k]), kBroadest));
    if (!strokes && float(breadth) >= kPicture * glyph) {
      drawn.ink -= float(c.area);
      drawn.pictures.push_back({c.left, c.top, c.width(), c.height()});
      continue;
    }
    drawn.seen += stands_for;
    if (strokes) drawn.strokes += stands_for;
    drawn.characters += strokes && !bar;
  }
  return drawn;
}

// How many characters tell of text. A large one by itself (國) has white between its strokes, too,
// and much of a photograph is dark.
int least_characters(const Drawn& drawn, const cv::Size& size, float glyph) {
  if (!drawn.pictures.empty()) return kBesidePicture;
  const float longer = float(std::max(size.width, size.height));
  const float shorter = float(std::min(size.width, size.height));
  const bool like_one = longer < kSquare * shorter && longer <= kLargestCharacter * glyph;
  return like_one ? kInASquare : kLeastCharacters;
}

bool is_text(const Drawn& drawn, const Panel& panel, float glyph) {
  float area = float(cv::countNonZero(panel.inside)), pictures = 0;
  for (const cv::Rect& r : drawn.pictures) pictures += float(r.area());
  if (pictures > kMostPictures * area) return false;
  area -= pictures;
  return drawn.ink >= kLeastInk * area && drawn.ink <= kMostInk * area &&
         drawn.characters >= least_characters(drawn, panel.box.size(), glyph) &&
         drawn.strokes >= kStrokes * drawn.seen;
}

// In `even`. `rim`: pixels round it that its blurred edge lies in.
void turn(const Panel& panel, const cv::Mat& grey, cv::Mat& even, int rim) {
  const float from = kBeyondNoise * panel.noise;
  const double by = kPaper / std::max(1.f, panel.contrast - from);
  cv::Mat turned;
  panel.distance.convertTo(turned, CV_8U, -by, kPaper + by * from);
  turned = cv::min(turned, kPaper);
  turned.copyTo(even(panel.box), panel.inside);

  const cv::Rect grown(panel.box.x - rim, panel.box.y - rim, panel.box.width + 2 * rim,
                       panel.box.height + 2 * rim);
  const cv::Rect on_page = grown & cv::Rect(0, 0, even.cols, even.rows);
  cv::Mat inside, level;
  cv::copyMakeBorder(panel.area, inside, rim, rim, rim, rim, cv::BORDER_CONSTANT, 0);
  cv::copyMakeBorder(panel.background, level, rim, rim, rim, rim, cv::BORDER_REPLICATE);
  inside = inside(on_page - grown.tl());
  level = level(on_page - grown.tl());
  // From the panel outwards as far as nothing is paper: not what stands close to it.
  const cv::Mat dark = even(on_page) < kPaperLevel * kPaper;
  cv::Mat round = inside.clone(), before;
  for (int k = 0; k < rim; ++k) {
    round.copyTo(before);
    cv::dilate(before, round, cv::Mat::ones(3, 3, CV_8U));
    round = (round & dark) | before;
  }
  // Darker than the background is what frames it.
  const cv::Mat edge = (round - inside) & (grey(on_page) >= level - from - kGrain);
  even(on_page).setTo(kPaper, edge);
}

// `area`, if it is a panel; else one without a box.
Panel panel_at(const Area& area, const Grid& grid, const cv::Mat& grey, const cv::Mat& even,
               float glyph) {
  const float size = glyph / float(grid.step());  // in steps
  const int shorter = std::min(area.box.width, area.box.height);
  const int longer = std::max(area.box.width, area.box.height);
  if (float(shorter) < kShortSide * size || float(longer) < kLongSide * size) return {};
  if (float(area.count) < kOwnTone * kFullHull / 2 * float(area.box.area())) return {};
  const cv::Mat own = grid.mask(area), inside = filled(own), tones = grid.tones()(area.box);
  const float full = float(cv::countNonZero(inside));
  if (float(area.count) < kOwnTone * full || full < kFullHull * hull_area(inside)) return {};
  const Ring ring = ring_round(grid, area, inside, kRim, kRim + int(std::ceil(kRing * size)));
  if (cv::mean(tones, own)[0] > kLightest * paper_round(grid, even, ring)) return {};
  if (!ends_sharply(grid, area, own, inside)) return {};
  const cv::Mat mean = mean_near(tones, own, int(kNearBy * size));
  if (!is_one_tone(tones, own, mean)) return {};
  Panel panel = panel_of(grey, grid, area, own, inside, mean);
  if (panel.contrast < std::max(kContrast * 255, kAboveNoise * panel.noise)) return {};
  const Drawn drawn = drawn_on(panel, glyph);
  if (!is_text(drawn, panel, glyph)) return {};
  for (const cv::Rect& r : drawn.pictures) panel.inside(r) = 0;
  return panel;
}

}  // namespace

std::vector<cv::Rect> turn_panels(const cv::Mat& grey, cv::Mat& even, float glyph) {
  std::vector<cv::Rect> boxes;
  const int step = std::max(2, int(std::lround(kStep * glyph)));
  if (std::min(grey.rows, grey.cols) < step) return boxes;
  const Grid grid(grey, step);
  for (const Area& area : grid.areas()) {
    const Panel panel = panel_at(area, grid, grey, even, glyph);
    if (panel.box.empty()) continue;
    turn(panel, grey, even, kRim * grid.step());
    boxes.push_back(panel.box);
  }
  return boxes;
}

}  // namespace tonglan
