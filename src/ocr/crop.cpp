#include "ocr/crop.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/crop_light.h"

namespace tonglan {
namespace {

constexpr float kMargin = .1f;     // of page round the ink, in glyphs: more lets the neighbours in

// Vertical lines are of older, denser print: by its own rule a seventh fewer of their characters are
// lost where they are small and blurred. Horizontal lines, with more that shines through between
// them, would have .018 errors for .017.
constexpr Whitening kWhitening = {0, 1.3f}, kWhiteningDown = {.1f, 2};

constexpr int kInkLevel = 160;     // of a crop: darker is ink
// In characters: white between two that stand far apart, and what is left of it.
constexpr float kFarApart = .45f, kSetApart = .15f;
constexpr float kOneCharacter = 1.15f;  // wide: three in four are, in a line that is set wide
constexpr float kSameSize = .02f;  // of a scale: so little is not worth a resampling

cv::Mat resized(const cv::Mat& grey, float scale) {
  if (scale == 1) return grey;
  cv::Mat out;
  cv::resize(grey, out,
             {std::max(1, int(std::lround(grey.cols * scale))),
              std::max(1, int(std::lround(grey.rows * scale)))},
             0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return out;
}

// The cell whose ink `box` holds most of, or lies nearest to; there must be cells.
const PlacedCell& cell_at(const LineCrop& crop, const Box& box) {
  std::size_t best = 0;
  float most = -kMostCropSide;
  for (std::size_t k = 0; k < crop.cells.size(); ++k) {
    const Box& place = crop.cells[k].place;
    const float shared = std::min(place.right, box.right) - std::max(place.left, box.left);
    if (shared <= most) continue;
    most = shared;
    best = k;
  }
  return crop.cells[best];
}

}  // namespace

LineCrop first_crop(const Pixels& page, const TextLine& line) {
  // The engine makes every line 48 pixels high, after 4 of its own above and below, and its time
  // goes with the width that the line then has: characters of 28 take it as long as those of 40 a
  // tenth narrower, and are read better (.019 errors instead of .025 on clean pages, .081 instead
  // of .086 on bad ones). Smaller ones lose dense characters and full stops.
  return line.cells.empty() ? cut_line(page, line, {}) : set_side_by_side(page, line, {});
}

LineCrop cut_line(const Pixels& page, const TextLine& line, const CropStyle& style) {
  LineCrop out;
  const float glyph = line.glyph > 0 ? line.glyph : line.height();
  const float margin = kMargin * glyph;
  const cv::Rect area =
      cv::Rect({int(std::floor(line.box.left - margin)), int(std::floor(line.box.top - margin))},
               cv::Point{int(std::ceil(line.box.right + margin)),
                         int(std::ceil(line.box.bottom + margin))}) &
      cv::Rect(0, 0, page.width, page.height);
  if (area.empty() || !(glyph >= 1)) return out;

  cv::Mat grey = evenly_lit(page, area, glyph, style.blur,
                            line.is_vertical() ? kWhiteningDown : kWhitening, line.reversed);
  const int padding = int(std::lround(kCropPadding * style.glyph));
  const float room = float(kMostCropSide - 2 * padding) / float(std::max(area.width, area.height));
  float scale = std::min(style.glyph / glyph, room);
  if (std::abs(scale - 1) < kSameSize) scale = std::min(1.f, room);
  out.direction = line.direction;
  out.scale = scale;
  out.glyph = scale * glyph;
  out.origin = {area.x - padding / scale, area.y - padding / scale};
  cv::copyMakeBorder(resized(grey, scale), grey, padding, padding, padding, padding,
                     cv::BORDER_CONSTANT, 255);
  out.pixels.width = grey.cols;
  out.pixels.height = grey.rows;
  out.pixels.bytes.assign(grey.data, grey.data + grey.total());
  return out;
}

LineCrop closed_up(const LineCrop& crop) {
  LineCrop out;
  if (crop.direction != Direction::kHorizontal || !crop.cells.empty()) return out;
  const Pixels& from = crop.pixels;
  const auto has_ink = [&](int x) {
    for (int y = 0; y < from.height; ++y)
      if (from.row(y)[x] < kInkLevel) return true;
    return false;
  };
  const int far = int(kFarApart * crop.glyph), near = int(kSetApart * crop.glyph);
  const int padding = int(std::lround(kCropPadding * crop.glyph));
  int width = padding;
  for (int x = 0, last = -1; x < from.width; ++x) {
    if (!has_ink(x)) continue;
    const float left = float(x), right = float(x + 1), height = float(from.height);
    if (last < 0 || x - last > far) {
      if (last >= 0) width += near;
      PlacedCell next;
      next.place = {float(width), 0, float(width), height};
      next.ink = {left, 0, right, height};
      out.cells.push_back(next);
    }
    PlacedCell& cell = out.cells.back();
    width += int(right - cell.ink.left) - int(cell.place.width());
    cell.ink.right = right;
    cell.place.right = float(width);
    last = x;
  }
  const auto single = std::count_if(out.cells.begin(), out.cells.end(), [&](const PlacedCell& c) {
    return c.place.width() <= kOneCharacter * crop.glyph;
  });
  if (out.cells.size() < 2 || 4 * std::size_t(single) < 3 * out.cells.size()) return {};
  out.direction = crop.direction;
  out.glyph = crop.glyph;
  out.scale = crop.scale;
  out.origin = crop.origin;
  out.pixels.width = width + padding;
  out.pixels.height = from.height;
  out.pixels.bytes.assign(std::size_t(out.pixels.width) * std::size_t(from.height), 255);
  for (PlacedCell& cell : out.cells) {
    const auto begin = int(cell.ink.left), end = int(cell.ink.right);
    for (int y = 0; y < from.height; ++y)
      std::copy(from.row(y) + begin, from.row(y) + end, out.pixels.row(y) + int(cell.place.left));
    cell.ink = box_on_page(crop, cell.ink);
  }
  return out;
}

Box box_on_page(const LineCrop& crop, const Box& box) {
  if (crop.cells.empty()) {
    return {crop.origin.x + box.left / crop.scale, crop.origin.y + box.top / crop.scale,
            crop.origin.x + box.right / crop.scale, crop.origin.y + box.bottom / crop.scale};
  }
  const PlacedCell& cell = cell_at(crop, box);
  if (cell.turned) return cell.ink;
  const auto x = [&](float at) {
    const float part = (at - cell.place.left) / cell.place.width();
    return cell.ink.left + std::clamp(part, 0.f, 1.f) * cell.ink.width();
  };
  const auto y = [&](float at) {
    const float part = (at - cell.place.top) / cell.place.height();
    return cell.ink.top + std::clamp(part, 0.f, 1.f) * cell.ink.height();
  };
  return {x(box.left), y(box.top), x(box.right), y(box.bottom)};
}

}  // namespace tonglan
