#include "scan/separators_pictures.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "scan/clean_ink.h"
#include "scan/display.h"
#include "scan/separators_areas.h"

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kScreen = 0.12f;         // pitch of a halftone screen, at most
constexpr float kCell = 0.25f;           // side of a cell of the tone grid
constexpr float kLightest = 0.85f;       // of the level of paper: lighter is paper ...
constexpr float kDarkest = 0.3f;         // of the way from ink to paper: darker may be a stroke
constexpr int kThickest = 7;             // cells: thicker dark is no stroke, if not a smudged one
constexpr int kThickestBlack = 10;       // cells: black of one tone is no stroke at all
constexpr float kOwnTones = .11f;        // share of a picture's dark cells that are one tone
constexpr float kSmooth = 0.1f;          // of the level of paper: spread in a cell that is one tone
constexpr int kWindow = 13;              // cells a side, of the windows that are picture or not
constexpr float kTones = 0.33f;          // share of cells in a window of picture that are one tone
constexpr float kFilled = 0.5f;          // share of cells there that hold no paper
constexpr int kThinnest = 3;             // cells: thinner joins of pictures are rules
constexpr float kFullBox = 0.45f;        // share of its box that a picture takes, at least; or ...
constexpr float kFullPale = 0.33f;       // ... this, and, light areas inside included, ...
constexpr float kFullHull = 0.8f;        // ... its hull takes this
constexpr float kDarkSide = 0.4f;        // share of dark cells along a side of a picture
constexpr float kPaleSide = 1.2f;        // wide, a side of a picture with paper in all its cells
constexpr float kInkSide = 0.15f;        // share of ink along it, at least
constexpr float kPale = 0.965f;          // of the level of paper: lighter is no pale tone
constexpr float kPaleRow = 0.25f;        // share of paper in a row of a pale tone, less than
constexpr float kMostPale = 1.5f;        // of a picture's side: its pale part, at most
constexpr float kFrameReach = 0.3f;      // from a picture to the line around it
constexpr float kFrameLine = 0.9f;       // share of a side that the line holds
constexpr float kInkInFrame = 0.08f;     // share of ink between a picture and its frame, less than
constexpr float kSmallestPicture = 4;    // side
constexpr float kPart = 0.5f;            // side of a part of a character on toned ground
constexpr int kFewCharacters = 3;        // ... of which there are so many at least,
constexpr float kStrokesOfAll = 0.6f;    // ... and so much of the ink is theirs
constexpr float kHaze = 0.08f;           // round them, that is neither ink nor ground
constexpr float kLeastGround = 0.1f;     // share of the area
constexpr float kOneTone = 0.03f;        // of the level of paper: mean distance from its tone
constexpr float kNear = 0.75f;           // between parts of one picture
constexpr float kMergedWaste = 1.35f;    // area of parts put together, to the area of the parts
constexpr float kLargestDrawing = 0.6f;  // of the page's sides: larger is what frames hold together
constexpr float kDrawingCell = 2;
constexpr float kOwnInk = 0.6f;         // share of the ink in a drawing's box that is its own
constexpr float kDrawingInside = 0.3f;  // share of its inner cells that hold its ink

// The box, wider by up to `most` rows and columns along each side that hold `least` of the mask.
cv::Rect grown_over(const cv::Mat& mask, cv::Rect box, int most, float least) {
  const cv::Rect page(0, 0, mask.cols, mask.rows);
  for (int k = 0; k < most; ++k) {
    const cv::Rect sides[] = {{box.x - 1, box.y, 1, box.height},
                              {box.br().x, box.y, 1, box.height},
                              {box.x, box.y - 1, box.width, 1},
                              {box.x, box.br().y, box.width, 1}};
    for (const cv::Rect& side : sides) {
      if ((side & page) == side && share(mask(side)) >= least) box |= side;
    }
  }
  return box;
}

// A picture with its sky: a tone so pale that it counts as paper, which goes on beside the picture
// for its whole width. Between and around characters there is paper in every row.
cv::Rect with_pale_sides(const cv::Mat& soft, const cv::Rect& picture) {
  const cv::Rect page(0, 0, soft.cols, soft.rows);
  cv::Rect box = picture;
  const int across = picture.width / 10, along = picture.height / 10;
  const auto is_pale = [&](const cv::Rect& row) {
    return (row & page) == row && share(soft(row) > kPale * kPaper) < kPaleRow;
  };
  const cv::Rect inner(picture.x + across, picture.y + along, picture.width - 2 * across,
                       picture.height - 2 * along);
  const auto grow = [&](int most, auto row_at) {
    int k = 0;
    while (k < most && is_pale(row_at(k))) ++k;
    if (k > 0) box |= row_at(k - 1);
  };
  const int high = int(kMostPale * picture.height), wide = int(kMostPale * picture.width);
  grow(high, [&](int k) { return cv::Rect(inner.x, picture.y - 1 - k, inner.width, 1); });
  grow(high, [&](int k) { return cv::Rect(inner.x, picture.br().y + k, inner.width, 1); });
  grow(wide, [&](int k) { return cv::Rect(picture.x - 1 - k, inner.y, 1, inner.height); });
  grow(wide, [&](int k) { return cv::Rect(picture.br().x + k, inner.y, 1, inner.height); });
  return box;
}

// A line along the whole band, somewhere across it.
bool is_line(const cv::Mat& band) {
  cv::Mat most;
  cv::reduce(band, most, 0, cv::REDUCE_MAX);
  return share(most) >= kFrameLine;
}

// How far above a picture, at the foot of `part`, the line is that closes its frame; 0: there is
// none. `reach`: pixels between the sides of the picture and those of the frame, at most; the part
// is so much wider on both sides.
int up_to_frame(const cv::Mat& part, int reach) {
  for (int y = part.rows - 3 * reach; y > reach; --y) {
    const cv::Range across(reach, part.cols - reach);
    if (!is_line(part.rowRange(y - reach, y).colRange(across))) continue;
    const cv::Mat strip = part.rowRange(y, part.rows);
    const cv::Mat left = strip.colRange(0, 2 * reach),
                  right = strip.colRange(part.cols - 2 * reach, part.cols);
    const bool closed = is_line(left.t()) && is_line(right.t());
    return closed && share(strip.colRange(2 * reach, part.cols - 2 * reach)) < kInkInFrame
               ? part.rows - y + reach
               : 0;
  }
  return 0;
}

// A picture with what is white in it, above and below, up to the line drawn around it.
cv::Rect with_frame(const cv::Mat& ink, const cv::Rect& picture, int reach) {
  const cv::Rect wide(picture.x - reach, 0, picture.width + 2 * reach, ink.rows);
  if (wide.x < 0 || wide.br().x > ink.cols || wide.width < 8 * reach) return picture;
  const cv::Mat strip = ink(wide);
  const int most = int(kMostPale * picture.height);
  cv::Mat below;
  cv::flip(strip.rowRange(picture.br().y, std::min(ink.rows, picture.br().y + most)), below, 0);
  const int up = up_to_frame(strip.rowRange(std::max(0, picture.y - most), picture.y), reach);
  const int down = up_to_frame(below, reach);
  return {picture.x, picture.y - up, picture.width, picture.height + up + down};
}

struct CellTone {
  float mean = 0;
  float spread = 0;  // between its quarters: noise stays out
};

// Nothing where a pixel is as light as `paper`.
std::optional<CellTone> tone_of(const cv::Mat& cell, float paper) {
  float sums[4] = {}, counts[4] = {};
  for (int y = 0; y < cell.rows; ++y) {
    const std::uint8_t* row = cell.ptr(y);
    for (int x = 0; x < cell.cols; ++x) {
      if (row[x] >= paper) return std::nullopt;
      const int quarter = (2 * y >= cell.rows ? 2 : 0) + (2 * x >= cell.cols ? 1 : 0);
      sums[quarter] += row[x];
      counts[quarter] += 1;
    }
  }
  CellTone tone;
  float most = 0, least = 255;
  for (int q = 0; q < 4; ++q) {
    const float mean = sums[q] / counts[q];
    most = std::max(most, mean);
    least = std::min(least, mean);
    tone.mean += mean / 4;
  }
  tone.spread = most - least;
  return tone;
}

// Of the convex hull of the dark cells in `part`, through their middles, in cells.
float hull_of_cells(const cv::Mat& part) {
  std::vector<cv::Point> cells, hull;
  cv::findNonZero(part, cells);
  cv::convexHull(cells, hull);
  return float(cv::contourArea(hull));
}

// Boxes of areas with tones: cells that are neither paper nor stroke and hardly spread.
// `soft`: the grey page without its halftone screens.
std::vector<cv::Rect> toned_areas(const cv::Mat& ink, const cv::Mat& grey, const cv::Mat& soft,
                                  float glyph) {
  const int cell = std::max(3, int(std::lround(kCell * glyph)));
  const float level = float(cv::mean(grey, ink)[0]);
  const float darkest_tone = level + kDarkest * (kPaper - level);
  cv::Mat toned = cv::Mat::zeros(grey.rows / cell, grey.cols / cell, CV_8U);
  cv::Mat dark = toned.clone(), even = toned.clone();
  for (int i = 0; i < toned.rows; ++i) {
    for (int j = 0; j < toned.cols; ++j) {
      const std::optional<CellTone> tone =
          tone_of(soft(cv::Rect(j * cell, i * cell, cell, cell)), kLightest * kPaper);
      if (!tone) continue;
      dark.at<std::uint8_t>(i, j) = 255;
      if (tone->spread > kSmooth * kPaper) continue;
      even.at<std::uint8_t>(i, j) = 255;
      if (tone->mean > darkest_tone) toned.at<std::uint8_t>(i, j) = 255;
    }
  }
  // The strokes and clogged counters of a smudged headline are thick dark together, but of one tone
  // hardly anywhere.
  cv::Mat thick, sure;
  cv::morphologyEx(even, sure, cv::MORPH_OPEN,
                   cv::Mat::ones(kThickestBlack, kThickestBlack, CV_8U));
  sure |= toned;
  cv::morphologyEx(dark, thick, cv::MORPH_OPEN, cv::Mat::ones(kThickest, kThickest, CV_8U));
  toned |= thick;
  cv::Mat often;
  cv::blur(toned, often, {kWindow, kWindow}, {-1, -1}, cv::BORDER_CONSTANT);
  cv::Mat filled;
  cv::blur(dark, filled, {kWindow, kWindow}, {-1, -1}, cv::BORDER_REPLICATE);
  const cv::Mat core = (often >= 255 * kTones) & (filled >= 255 * kFilled);
  // A picture goes no further than the windows that speak for it: what touches it does.
  cv::Mat joined, reach;
  cv::dilate(core, reach, cv::Mat::ones(2 * kWindow + 1, 2 * kWindow + 1, CV_8U));
  cv::morphologyEx(dark, joined, cv::MORPH_CLOSE, cv::Mat::ones(3, 3, CV_8U));
  joined &= reach;
  cv::morphologyEx(joined, joined, cv::MORPH_OPEN, cv::Mat::ones(kThinnest, kThinnest, CV_8U));
  const Components found = components_of(joined);
  std::vector<std::uint8_t> picture(found.items.size());
  std::vector<int> tones(found.items.size());
  for (const InkRun& run : found.runs) {
    if (cv::countNonZero(core.row(run.y).colRange(run.left, run.right)) > 0) {
      picture[run.component] = 1;
    }
    tones[run.component] += cv::countNonZero(sure.row(run.y).colRange(run.left, run.right));
  }
  std::vector<cv::Rect> areas;
  for (std::size_t k = 0; k < picture.size(); ++k) {
    const Component& c = found.items[k];
    if (!picture[k] || float(tones[k]) < kOwnTones * float(c.area)) continue;
    const float box = float(c.width()) * float(c.height());
    const float full = float(c.area) / box;
    if (full < kFullPale) continue;
    if (full < kFullBox && hull_of_cells(joined(rect_of(c))) < kFullHull * box) continue;
    // Opening has worn its rim off.
    const cv::Rect r = grown_over(dark, rect_of(c), kThinnest, kDarkSide);
    areas.push_back({r.x * cell, r.y * cell, r.width * cell, r.height * cell});
  }
  return areas;
}

bool is_character(const Component& c, const std::vector<const InkRun*>& runs, float glyph) {
  if (std::max(c.width(), c.height()) > kLargestCharacter * glyph) return false;
  cv::Mat piece = cv::Mat::zeros(c.height(), c.width(), CV_8U);
  for (const InkRun* run : runs) {
    piece.row(run->y - c.top).colRange(run->left - c.left, run->right - c.left) = 255;
  }
  return has_strokes_of_a_character(piece);
}

bool is_drawing(const Component& c, const std::vector<const InkRun*>& runs, float glyph) {
  const int cell = std::max(1, int(kDrawingCell * glyph));
  cv::Mat held = cv::Mat::zeros(c.height() / cell + 1, c.width() / cell + 1, CV_8U);
  for (const InkRun* run : runs) {
    const int i = (run->y - c.top) / cell;
    for (int j = (run->left - c.left) / cell; j <= (run->right - 1 - c.left) / cell; ++j) {
      held.at<std::uint8_t>(i, j) = 255;
    }
  }
  if (held.rows < 3 || held.cols < 3) return false;
  return share(held(cv::Rect(1, 1, held.cols - 2, held.rows - 2))) >= kDrawingInside;
}

std::vector<cv::Rect> drawings(const cv::Mat& ink, float glyph) {
  const Components found = components_of(ink);
  std::vector<cv::Rect> areas;
  for (std::size_t k = 0; k < found.items.size(); ++k) {
    const Component& c = found.items[k];
    if (std::min(c.width(), c.height()) < kSurelyCharacter * glyph) continue;
    if (c.width() > kLargestDrawing * ink.cols || c.height() > kLargestDrawing * ink.rows) continue;
    std::vector<const InkRun*> runs;
    for (const InkRun& run : found.runs) {
      if (run.component == int(k)) runs.push_back(&run);
    }
    const int inside = cv::countNonZero(ink(rect_of(c)));
    if (c.area >= kOwnInk * float(inside) && is_drawing(c, runs, glyph) &&
        !is_character(c, runs, glyph))
      areas.push_back(rect_of(c));
  }
  return areas;
}

// Boxes that overlap, or nearly touch, become one.
std::vector<cv::Rect> merged(std::vector<cv::Rect> boxes, int near) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t k = i + 1; k < boxes.size();) {
        const cv::Rect grown(boxes[i].x - near, boxes[i].y - near, boxes[i].width + 2 * near,
                             boxes[i].height + 2 * near);
        const cv::Rect both = boxes[i] | boxes[k];
        if ((grown & boxes[k]).empty() ||
            both.area() > kMergedWaste * (boxes[i].area() + boxes[k].area())) {
          ++k;
          continue;
        }
        boxes[i] = both;
        boxes.erase(boxes.begin() + long(k));
        changed = true;
      }
    }
  }
  return boxes;
}

// Whether an area is ground of one tone with characters on it, as headlines have that are set on
// grey: its ink is strokes, and the rest hardly varies.
bool is_toned_ground(const cv::Mat& ink, const cv::Mat& grey, float glyph) {
  const Components found = components_of(ink);
  std::vector<std::vector<const InkRun*>> runs(found.items.size());
  for (const InkRun& run : found.runs) runs[std::size_t(run.component)].push_back(&run);
  float seen = 0, strokes = 0;
  int characters = 0;
  for (std::size_t k = 0; k < found.items.size(); ++k) {
    const Component& c = found.items[k];
    if (float(std::max(c.width(), c.height())) < kPart * glyph) continue;
    seen += float(c.area);
    if (!is_character(c, runs[k], glyph)) continue;
    strokes += float(c.area);
    ++characters;
  }
  if (characters < kFewCharacters || strokes < kStrokesOfAll * seen) return false;
  cv::Mat ground, apart;
  cv::dilate(ink, ground, cv::Mat::ones(3, 3, CV_8U), {-1, -1}, std::max(1, int(kHaze * glyph)));
  ground = 255 - ground;
  const double tone = cv::mean(grey, ground)[0];
  cv::absdiff(grey, cv::Scalar(tone), apart);
  return share(ground) > kLeastGround && cv::mean(apart, ground)[0] < kOneTone * kPaper;
}

}  // namespace

std::vector<Box> find_photographs(const cv::Mat& ink, const cv::Mat& grey, float glyph,
                                  const std::vector<cv::Rect>& screens) {
  const int screen = std::max(1, int(std::lround(kScreen * glyph)));
  cv::Mat soft;
  cv::blur(grey, soft, {screen, screen});
  std::vector<cv::Rect> areas = toned_areas(ink, grey, soft, glyph);
  areas.insert(areas.end(), screens.begin(), screens.end());
  std::vector<Box> pictures;
  for (const cv::Rect& r : merged(std::move(areas), int(kNear * glyph))) {
    if (r.width < kSmallestPicture * glyph || r.height < kSmallestPicture * glyph) continue;
    if (is_toned_ground(ink(r), grey(r), glyph)) continue;
    // The cells of a pale side tell of paper, but its ink hangs on to the picture.
    const cv::Rect dark = grown_over(ink, r, int(kPaleSide * glyph), kInkSide);
    pictures.push_back(
        box_of(with_frame(ink, with_pale_sides(soft, dark), int(kFrameReach * glyph))));
  }
  return pictures;
}

std::vector<Box> find_drawings(const cv::Mat& ink, float glyph) {
  std::vector<Box> pictures;
  for (const cv::Rect& r : merged(drawings(ink, glyph), 0)) pictures.push_back(box_of(r));
  return pictures;
}

}  // namespace tonglan
