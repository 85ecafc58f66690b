// The road of a page image to a clean page: even light → a small picture of its ink → border, glyph
// size, skew, bend, all measured there → panels turned dark on paper, folds made as light as their
// sides → one resampling of the whole page, by the inverse of all that was measured → ink, without
// what shines through. A double-page
// spread goes this road as a whole, so that its fold can be found on a straight picture, and then
// each of its halves by itself.
#include "scan/clean.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_bend.h"
#include "scan/clean_components.h"
#include "scan/clean_folds.h"
#include "scan/clean_frame.h"
#include "scan/clean_ghost.h"
#include "scan/clean_glyph.h"
#include "scan/clean_ink.h"
#include "scan/clean_panels.h"
#include "scan/clean_resample.h"
#include "scan/clean_slope.h"
#include "scan/clean_spread.h"

namespace tonglan {
namespace {

constexpr int kFirstTile = 32;        // pixels: before the size of the characters is known
constexpr double kManyPixels = 5e6;   // measured at half the size from here on
constexpr double kFewPixels = 2.5e6;  // measured at double the size up to here
constexpr float kReadable = 20;       // pixels: smaller characters are enlarged ...
constexpr float kEnlargedTo = 30;     // ... to this size
constexpr float kMostEnlarged = 4;
constexpr double kMostPixels = 80e6;  // of an enlarged page
constexpr float kSmallGlyph = 8;      // pixels a character in the picture that slopes are found in
constexpr float kLeastGlyph = 12;     // pixels: below this a larger picture tells more
constexpr float kSure = 0.3f;         // confidence of the glyph size to build on
constexpr float kSureOfSkew = 0.3f;
constexpr float kStraight = 0.03f;  // degrees: not worth a resampling

cv::Mat reduced(const cv::Mat& picture, float by) {
  if (by == 1) return picture;
  cv::Mat small;
  cv::resize(picture, small, {}, 1 / by, 1 / by, by > 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return small;
}

// What was measured on the source, in pixels of the source.
struct Found {
  GlyphSize glyph;
  Slope skew;
  PageBend bend;    // of the page without skew
  float scale = 1;  // cleaned pixels a source pixel
};

// Where the skew's rotation, about the picture's middle, takes a straight page: on all of the
// source.
struct Canvas {
  cv::Size size;
  Transform to_source;
};

Canvas canvas_of(const cv::Mat& source, float degrees, float scale) {
  const double angle = degrees * CV_PI / 180, c = std::cos(angle), s = std::sin(angle);
  const double w = source.cols, h = source.rows;
  Canvas canvas;
  canvas.size.width = std::max(1, int(std::lround((w * std::abs(c) + h * std::abs(s)) * scale)));
  canvas.size.height = std::max(1, int(std::lround((w * std::abs(s) + h * std::abs(c)) * scale)));
  const double middle_x = canvas.size.width / 2.0, middle_y = canvas.size.height / 2.0;
  Transform& t = canvas.to_source;
  t.a = float(c / scale);
  t.b = float(-s / scale);
  t.d = float(s / scale);
  t.e = float(c / scale);
  t.c = float(w / 2 - (c * middle_x - s * middle_y) / scale);
  t.f = float(h / 2 - (s * middle_x + c * middle_y) / scale);
  return canvas;
}

// Ink of the source at the size that measuring needs.
struct Sketch {
  cv::Mat ink;
  cv::Mat border;   // 255: not of the page
  float by = 1;     // source pixels a pixel of `ink`
  GlyphSize glyph;  // of `ink`
};

Sketch sketch_of(const cv::Mat& even, float by) {
  Sketch sketch;
  sketch.by = by;
  sketch.ink = find_ink(reduced(even, by), std::max(8, int(kFirstTile / by)));
  sketch.border = border_of(sketch.ink, kFirstTile / by);
  sketch.ink.setTo(0, sketch.border);
  sketch.glyph = glyph_size(components_of(sketch.ink).items);
  return sketch;
}

// Whitens the borders, and finds out how the page lies on the source.
Found measure(cv::Mat& even, const ScanOptions& options) {
  Sketch sketch;
  const double pixels = double(even.total());
  for (float by = pixels > kManyPixels ? 2 : 1; by >= (pixels > kFewPixels ? 1 : 0.5f); by /= 2) {
    sketch = sketch_of(even, by);
    if (sketch.glyph.size >= kLeastGlyph && sketch.glyph.confidence >= kSure) break;
  }
  if (cv::countNonZero(sketch.border) > 0) {
    cv::Mat border;
    cv::resize(sketch.border, border, even.size(), 0, 0, cv::INTER_NEAREST);
    even.setTo(kPaper, border);
  }
  Found found;
  found.glyph = {sketch.glyph.size * sketch.by, sketch.glyph.confidence};
  if (sketch.glyph.confidence < kSure) return found;
  found.scale = 1;
  if (found.glyph.size < kReadable) {
    const float most = std::sqrt(float(kMostPixels / double(even.total())));
    found.scale = std::clamp(kEnlargedTo / found.glyph.size, 1.f,
                             std::max(1.f, std::min(kMostEnlarged, most)));
  }
  if (!options.straighten) return found;
  const float by = std::max(1.f, sketch.glyph.size / kSmallGlyph);
  const cv::Mat small = reduced(sketch.ink, by);
  const float glyph = sketch.glyph.size / by;
  const Slope skew = skew_of(small, glyph);
  if (skew.confidence >= kSureOfSkew && std::abs(skew.angle) >= kStraight) found.skew = skew;
  cv::Mat level = small;
  if (found.skew.angle != 0) {
    const Canvas canvas = canvas_of(small, found.skew.angle, 1);
    level = resampled(small, canvas.to_source, canvas.size, 0);
  }
  found.bend = bend_of(level, glyph);
  const float to_source = by * sketch.by;
  found.bend.cell *= to_source;
  for (Point& p : found.bend.offsets) p = {p.x * to_source, p.y * to_source};
  return found;
}

// Where a panel of the source lies, by the middles of its sides: what leans a little becomes level.
Box panel_on(const Transform& to_source, const cv::Rect& source) {
  const float x = float(source.x) + float(source.width) / 2;
  const float y = float(source.y) + float(source.height) / 2;
  const auto cleaned = [&](float x, float y) { return point_in_cleaned(to_source, {x, y}); };
  return {cleaned(float(source.x), y).x, cleaned(x, float(source.y)).y,
          cleaned(float(source.br().x), y).x, cleaned(x, float(source.br().y)).y};
}

// `source`: the picture before its light was evened; released. Empty if the panels in `even` have
// been turned.
CleanPage clean_page(cv::Mat source, cv::Mat even, const ScanOptions& options) {
  const Found found = measure(even, options);
  std::vector<cv::Rect> panels;
  if (!source.empty() && found.glyph.confidence >= kSure)
    panels = turn_panels(source, even, found.glyph.size);
  if (found.glyph.confidence >= kSure) lighten_folds(even, found.glyph.size);
  source.release();
  CleanPage page;
  page.skew = found.skew.angle;
  Canvas canvas = canvas_of(even, found.skew.angle, found.scale);
  if (!found.bend.offsets.empty()) {
    canvas.to_source.cell = found.bend.cell * found.scale;
    canvas.to_source.columns = found.bend.columns;
    canvas.to_source.rows = found.bend.rows;
    canvas.to_source.bend = found.bend.offsets;
    for (Point& p : canvas.to_source.bend) p = {p.x * found.scale, p.y * found.scale};
  }
  const bool as_it_is = found.skew.angle == 0 && found.scale == 1 && found.bend.offsets.empty();
  page.grey = as_it_is ? even : resampled(even, canvas.to_source, canvas.size, kPaper);
  if (!as_it_is) page.to_source = canvas.to_source;
  for (const cv::Rect& r : panels) page.panels.push_back(panel_on(canvas.to_source, r));
  even.release();
  const float about = found.glyph.confidence < kSure ? kFirstTile : found.glyph.size * found.scale;
  const cv::Mat print =
      found.glyph.confidence < kSure ? page.grey : without_ghosts(page.grey, about);
  page.ink = find_ink(print, std::max(8, int(std::lround(about))));
  const Components components = components_of(page.ink);
  GlyphSize glyph = glyph_size(components.items);
  // The smaller picture it was first measured on has less noise.
  if (glyph.confidence < kSure) glyph = {about, found.glyph.confidence};
  page.confidence = glyph.confidence;
  if (glyph.confidence >= kSure) {
    page.glyph = glyph.size;
    remove_specks(page.ink, components, page.glyph);
  }
  return page;
}

// One side of a spread, on white where the other is. `x`: of the fold, by row of `even`.
CleanPage clean_half(const cv::Mat& even, const std::vector<int>& x, bool left,
                     const ScanOptions& options) {
  const auto [least, most] = std::minmax_element(x.begin(), x.end());
  const cv::Range columns = left ? cv::Range(0, *most) : cv::Range(*least, even.cols);
  cv::Mat half = even.colRange(columns).clone();
  for (int y = 0; y < half.rows; ++y) {
    const int fold = x[y] - columns.start;
    half.row(y).colRange(left ? fold : 0, left ? half.cols : fold) = kPaper;
  }
  CleanPage page = clean_page({}, std::move(half), options);
  page.to_source.c += float(columns.start);
  return page;
}

// The x of the fold in each row of the source. Empty if it is none that parts it.
std::vector<int> fold_on(const cv::Mat& even, const CleanPage& page, const Fold& fold) {
  const Point top = point_in_source(page.to_source, {fold.top, 0});
  const Point bottom = point_in_source(page.to_source, {fold.bottom, float(page.ink.rows)});
  std::vector<int> x(even.rows);
  for (int y = 0; y < even.rows; ++y) {
    const float part = (float(y) - top.y) / std::max(1.f, bottom.y - top.y);
    x[y] = int(std::lround(top.x + part * (bottom.x - top.x)));
    if (x[y] <= 0 || x[y] >= even.cols) return {};
  }
  return x;
}

}  // namespace

std::vector<CleanPage> clean_image(const Pixels& image, const ScanOptions& options) {
  cv::setNumThreads(1);  // a worker has one core
  if (image.empty()) return {};
  cv::Mat source = grey_of(image);
  cv::Mat even = even_light(source, kFirstTile);
  std::vector<CleanPage> pages;
  pages.push_back(clean_page(std::move(source), even, options));  // `even` without its panels
  const CleanPage& whole = pages[0];
  if (const auto fold = find_fold(whole)) {
    // Each page has a skew and a bend of its own.
    if (const std::vector<int> x = fold_on(even, whole, *fold); !x.empty()) {
      pages.clear();
      pages.push_back(clean_half(even, x, true, options));
      pages.push_back(clean_half(even, x, false, options));
    }
  }
  for (CleanPage& page : pages) page.dpi = image.dpi;
  return pages;
}

}  // namespace tonglan
