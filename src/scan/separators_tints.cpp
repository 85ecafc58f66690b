// Seen past its dots, a tint is a tone that changes slowly, and characters on it are far from the
// tone round them. So are the shapes in a photograph, but those have no strokes.
#include "scan/separators_tints.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"
#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// Lengths in body glyphs, if not said otherwise.
constexpr float kPastDots = 0.35f;    // of their pitch: sigma of the bell that blurs them away
constexpr float kCell = 0.25f;        // side of a cell that is toned or paper
constexpr float kPale = 0.95f;        // of the level of paper: lighter is none of the tint
constexpr float kShortSide = 1.8f;    // of the smallest tint with text on it ...
constexpr float kBroadest = 10;       // ... and of the largest
constexpr float kLongSide = 4;        // its other side, at least
constexpr float kAround = 4;          // round a screen: how far its tint goes on without dots
constexpr float kRim = 0.6f;          // of a tint, with paper round it: characters keep off it ...
constexpr float kAtEdge = 0.03f;      // ... but for this share of them
constexpr float kSmallest = 0.9f;     // character on a tint
constexpr float kTwoCharacters = 1.8f;  // of the breadth of a line: a tint is that long, at least
constexpr float kBroadStroke = 0.3f;  // of the breadth of a line: no stroke is as broad ...
constexpr float kBlots = 0.25f;       // ... but for this share of the ink
constexpr float kStrokes = 0.03f;     // share of a tint that its characters take, at least
constexpr float kNearBy = 3;          // reach of the mean of the tint round a character
constexpr float kContrast = 0.2f;     // of white: from the tint to its characters, at least
constexpr float kFaint = 0.45f;       // of that contrast: what is left of the dots ...
constexpr float kHalf = 0.7f;         // ... what is ink ...
constexpr float kFull = 1;            // ... and what is black

// A screen, with what hangs together with it past its dots: characters part it.
struct Tint {
  cv::Rect box;
  float pitch = 0;
};

cv::Rect grown(const cv::Rect& r, int by, const cv::Mat& page) {
  return cv::Rect(r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by) &
         cv::Rect(0, 0, page.cols, page.rows);
}

cv::Mat past_dots(const cv::Mat& grey, float pitch) {
  cv::Mat soft;
  cv::GaussianBlur(grey, soft, {}, kPastDots * pitch);
  return soft;
}

// Of one screen: each connected area darker than paper that it has a share in.
std::vector<Tint> tints_of(const Screen& screen, const cv::Mat& grey, float glyph) {
  const int cell = std::max(1, int(kCell * glyph));
  const cv::Rect area = grown(screen.box, int(kAround * glyph), grey);
  const cv::Size size(area.width / cell, area.height / cell);
  cv::Mat cells;
  cv::resize(past_dots(grey(area), screen.pitch)({0, 0, size.width * cell, size.height * cell}),
             cells, size, 0, 0, cv::INTER_AREA);
  std::vector<Tint> tints;
  for (const Component& c : components_of(cells < kPale * kPaper).items) {
    const cv::Rect box(area.x + c.left * cell, area.y + c.top * cell, c.width() * cell,
                       c.height() * cell);
    if ((box & screen.box).area() * 4 >= std::min(box.area(), screen.box.area()))
      tints.push_back({box, screen.pitch});
  }
  return tints;
}

// Those that overlap are one.
std::vector<Tint> merged(std::vector<Tint> tints) {
  for (std::size_t i = 0; i < tints.size(); ++i)
    for (std::size_t k = i + 1; k < tints.size();) {
      if ((tints[i].box & tints[k].box).empty()) {
        ++k;
        continue;
      }
      tints[i].box |= tints[k].box;
      tints.erase(tints.begin() + long(k));
      k = i + 1;
    }
  return tints;
}

// Strokes, in lines that stand clear of the tint's edges; what a photograph shows is broader, or
// goes on past them. `drawn`: 255 where there is something on the tint, in a rim of paper.
bool are_characters(const cv::Mat& drawn, bool upright, float glyph) {
  const int rim = int(kRim * glyph);
  const cv::Rect inner(rim, rim, drawn.cols - 2 * rim, drawn.rows - 2 * rim);
  if (inner.width <= 0 || inner.height <= 0) return false;
  const int ink = cv::countNonZero(drawn), clear = cv::countNonZero(drawn(inner));
  if (float(ink) < kStrokes * float(inner.area()) || float(ink - clear) > kAtEdge * float(ink))
    return false;
  cv::Mat across;
  cv::reduce(drawn, across, upright ? 0 : 1, cv::REDUCE_MAX);
  // The breadth of the widest line.
  int broadest = 0, now = 0;
  for (int k = 0; k < int(across.total()); ++k) {
    now = across.at<std::uint8_t>(k) != 0 ? now + 1 : 0;
    broadest = std::max(broadest, now);
  }
  const int length = upright ? inner.height : inner.width;
  if (float(broadest) < kSmallest * glyph || float(length) < kTwoCharacters * float(broadest))
    return false;
  const int side = std::max(2, int(kBroadStroke * float(broadest)));
  cv::Mat opened;
  cv::morphologyEx(drawn, opened, cv::MORPH_OPEN, cv::Mat::ones(side, side, CV_8U));
  return float(cv::countNonZero(opened)) <= kBlots * float(ink);
}

// How far each pixel is from the tint round it towards its characters, in shares of 255 of the
// distance of these; empty where there are none. `sign`: 1 for black characters, -1 for white ones.
cv::Mat characters_on(const cv::Mat& soft, int sign, float glyph) {
  const float level = float(level_of(soft, sign > 0 ? kStrokes : 1 - kStrokes));
  const int reach = int(kNearBy * glyph);
  const cv::Size window(2 * reach + 1, 2 * reach + 1);
  cv::Mat tone, tint, weight;
  soft.convertTo(tone, CV_32F);
  cv::boxFilter(tone, tint, -1, window, {-1, -1}, true, cv::BORDER_REFLECT);
  // Without the characters, as far as they are known.
  const cv::Mat outside = sign * (tone - .5f * (tint + level)) > 0;
  outside.convertTo(weight, CV_32F, 1 / 255.0);
  cv::Mat rest = cv::Mat::zeros(tone.size(), CV_32F);
  tone.copyTo(rest, outside);
  cv::boxFilter(rest, rest, -1, window, {-1, -1}, true, cv::BORDER_REFLECT);
  cv::boxFilter(weight, weight, -1, window, {-1, -1}, true, cv::BORDER_REFLECT);
  cv::divide(rest, cv::max(weight, .01f), tint);
  const float contrast = float(sign) * (float(cv::mean(tint)[0]) - level);
  if (contrast < kContrast * 255) return {};
  cv::Mat distance = sign * (tint - tone), most = cv::max(sign * (tint - level), .5f * contrast);
  cv::divide(distance, most, distance, 255);
  distance.convertTo(distance, CV_8U);
  return are_characters(distance > 255 * kHalf, soft.rows > soft.cols, glyph) ? distance
                                                                              : cv::Mat();
}

void turn(const cv::Mat& distance, cv::Mat ink, cv::Mat grey) {
  const double by = kPaper / (255. * (kFull - kFaint));
  distance.convertTo(grey, CV_8U, -by, kPaper + by * 255 * kFaint);
  cv::min(grey, kPaper, grey);
  cv::Mat(distance > 255 * kHalf).copyTo(ink);
}

}  // namespace

std::vector<cv::Rect> turn_tints(const std::vector<Screen>& screens, cv::Mat& ink, cv::Mat& grey,
                                 float glyph) {
  std::vector<Tint> tints;
  for (const Screen& screen : screens)
    for (const Tint& tint : tints_of(screen, grey, glyph)) tints.push_back(tint);
  std::vector<cv::Rect> turned, pictures;
  for (const Tint& tint : merged(std::move(tints))) {
    const auto [shorter, longer] = std::minmax(tint.box.width, tint.box.height);
    if (float(shorter) < kShortSide * glyph || float(shorter) > kBroadest * glyph ||
        float(longer) < kLongSide * glyph)
      continue;
    const cv::Rect box = grown(tint.box, int(kCell * glyph) + 1, grey);
    const cv::Mat soft = past_dots(grey(box), tint.pitch);
    for (const int sign : {1, -1}) {
      const cv::Mat distance = characters_on(soft, sign, glyph);
      if (distance.empty()) continue;
      turn(distance, ink(box), grey(box));
      turned.push_back(box);
      break;
    }
  }
  for (const Screen& screen : screens) {
    if (!screen.is_picture) continue;
    const bool kept = std::none_of(turned.begin(), turned.end(), [&](const cv::Rect& box) {
      return !(box & screen.box).empty();
    });
    if (kept) {
      pictures.push_back(screen.box);
      continue;
    }
    for (const Tint& tint : tints_of(screen, grey, glyph))
      if (std::none_of(turned.begin(), turned.end(),
                       [&](const cv::Rect& box) { return !(box & tint.box).empty(); }))
        pictures.push_back(tint.box & screen.box);
  }
  return pictures;
}

}  // namespace tonglan
