#include "ocr/mark_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/clean_components.h"

namespace tonglan {
namespace {

// Grey levels: darker is ink, lighter has no weight.
constexpr int kInk = 150, kPaper = 200;

// Of drawn marks in five faces and three grades of damage: pauses mostly .5 to .75 and 4 to 8,
// commas and quotes -.1 to .1 and 3, stops 0 and 1.
constexpr double kSlant = .42;  // correlation of x and y
constexpr double kLong = 2.6;   // variance along the stroke, of that across

// In ems: the ink of a pause; of a colon or semicolon, whose dots are no larger than kDot.
constexpr float kLargest = .45f, kSmallest = .08f;
constexpr float kLeastColon = .34f, kHighest = .62f, kDot = .25f;
constexpr float kTail = 1.4f;      // of the upper dot's height: a semicolon's lower piece
constexpr float kDotOfTail = .3f;  // of the larger piece's ink: what is less is a speck

// Of a bullet: its sides in ems, one to the other; ink in its convex outline, and in its box, where
// a square has nearly all, a disc 79 and a triangle or a diamond 50 in a hundred; in ems, the white
// to what follows; and how much heavier the lower half of a triangle is.
constexpr float kLeastBullet = .35f, kLargestBullet = 1.1f, kSquare = .7f;
constexpr double kFull = .93, kSquareFill = .87, kDiscFill = .66, kLeastFill = .4;
constexpr float kBesideBullet = .06f;
constexpr double kHeavier = 1.6;
constexpr float kSureOfBullet = .95f;  // the confidence that it is given

// As what pauses, colons and semicolons are read.
constexpr std::array<std::string_view, 13> kRead = {"、", "，", "。", ",", ".",  "·", "'",
                                                    "`",  "‘",  "：", ":", "；", ";"};

// How ink lies about its middle.
struct Spread {
  double slant = 0;   // correlation of x and y
  double length = 0;  // variance along the longer axis, of that across; 0 without ink
};

// Method: second moments of the ink.
Spread spread_of(const cv::Mat& grey) {
  double sum = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (int row = 0; row < grey.rows; ++row) {
    const auto* pixels = grey.ptr(row);
    for (int column = 0; column < grey.cols; ++column) {
      const double ink = std::max(0, kPaper - pixels[column]);
      sum += ink;
      x += ink * column;
      y += ink * row;
      xx += ink * column * column;
      yy += ink * row * row;
      xy += ink * column * row;
    }
  }
  if (sum == 0) return {};
  const double a = xx / sum - x * x / sum / sum, b = yy / sum - y * y / sum / sum;
  const double c = xy / sum - x * y / sum / sum;
  const double middle = (a + b) / 2, half = std::hypot((a - b) / 2, c);
  const double least = 1e-6;  // a single row has no width
  return {c / std::sqrt(std::max(a * b, least)), (middle + half) / std::max(middle - half, least)};
}

bool falls_to_the_right(const cv::Mat& grey) {
  const Spread spread = spread_of(grey);
  return spread.slant > kSlant && spread.length > kLong;
}

// ':' or ';' where the ink is two pieces over one another; 0 else.
char colon_of(const cv::Mat& grey, float em) {
  const std::vector<MarkPiece> pieces = pieces_of(grey);
  if (pieces.size() < 2 || float(pieces[1].ink) < kDotOfTail * float(pieces[0].ink)) return 0;
  cv::Rect upper = pieces[0].box, lower = pieces[1].box;
  if (upper.y > lower.y) std::swap(upper, lower);
  const bool apart = lower.y > upper.y + upper.height;
  const bool over = upper.x < lower.x + lower.width && lower.x < upper.x + upper.width;
  const bool high = float(lower.y + lower.height - upper.y) > kLeastColon * em;
  const bool dot = float(std::max(upper.width, upper.height)) < kDot * em;
  if (!apart || !over || !high || !dot || float(lower.width) >= kDot * em) return 0;
  return float(lower.height) > kTail * float(upper.height) ? ';' : ':';
}

// What stands in `ink`, where `text` was read.
std::string_view by_shape(std::string_view text, const cv::Mat& ink, float em) {
  const bool is_full_width = text.size() > 1;
  const float longer = float(std::max(ink.cols, ink.rows)),
              shorter = float(std::min(ink.cols, ink.rows));
  if (longer < kLargest * em && shorter > kSmallest * em && is_pause(ink)) return "、";
  // A ring that light or few pixels have broken is in two pieces, too.
  const bool is_ring = text == "。" || text == ".";
  if (is_ring || float(ink.rows) > kHighest * em) return text;
  switch (colon_of(ink, em)) {
    case ';':
      return is_full_width ? "；" : ";";
    case ':':
      return is_full_width ? "：" : ":";
    default:
      return text;
  }
}

}  // namespace

std::vector<MarkPiece> pieces_of(const cv::Mat& grey) {
  cv::Mat labels, table, middles;
  const int count = cv::connectedComponentsWithStats(grey < kInk, labels, table, middles);
  std::vector<MarkPiece> pieces;
  for (int k = 1; k < count; ++k) {
    const auto of = [&](int what) { return table.at<int>(k, what); };
    pieces.push_back(
        {{of(cv::CC_STAT_LEFT), of(cv::CC_STAT_TOP), of(cv::CC_STAT_WIDTH), of(cv::CC_STAT_HEIGHT)},
         of(cv::CC_STAT_AREA)});
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const MarkPiece& a, const MarkPiece& b) { return a.ink > b.ink; });
  return pieces;
}

// A comma with a speck beside it may fall to the right as a whole, and the darkest piece of a
// stop's ring may.
bool is_pause(const cv::Mat& grey) {
  if (!falls_to_the_right(grey)) return false;
  const std::vector<MarkPiece> pieces = pieces_of(grey);
  if (pieces.empty()) return false;
  const cv::Rect largest = pieces[0].box;
  const cv::Rect with_edge(largest.x - 1, largest.y - 1, largest.width + 2, largest.height + 2);
  return falls_to_the_right(grey(with_edge & cv::Rect({}, grey.size())));
}

ReadLine with_marks_by_shape(const ReadLine& read, const Pixels& crop, float em) {
  const cv::Mat page(crop.height, crop.width, CV_8U, const_cast<std::uint8_t*>(crop.bytes.data()));
  ReadLine out = read;
  out.text.clear();
  std::uint32_t copied = 0;  // bytes of read.text
  for (ReadGlyph& g : out.glyphs) {
    std::string_view text = std::string_view(read.text).substr(g.text.begin, g.text.size());
    out.text += std::string_view(read.text).substr(copied, g.text.begin - copied);
    copied = g.text.end;
    if (std::find(kRead.begin(), kRead.end(), text) != kRead.end()) {
      const cv::Rect ink =
          cv::Rect(cv::Point(int(g.box.left), int(g.box.top)),
                   cv::Point(int(std::ceil(g.box.right)), int(std::ceil(g.box.bottom)))) &
          cv::Rect(0, 0, crop.width, crop.height);
      if (!ink.empty()) text = by_shape(text, page(ink), em);
    }
    g.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    g.text.end = static_cast<std::uint32_t>(out.text.size());
  }
  out.text += std::string_view(read.text).substr(copied);
  return out;
}

namespace {

// The bullet in `part`, the ink of one piece (255); empty if it is none.
std::string_view bullet_of(const cv::Mat& part) {
  const double ink = cv::countNonZero(part);
  if (ink < kFull * hull_area(part)) return {};
  const double fill = ink / double(part.total());
  if (fill >= kSquareFill) return "■";
  if (fill >= kDiscFill) return "●";
  if (fill < kLeastFill) return {};
  const int half = part.rows / 2;
  const double upper = cv::countNonZero(part.rowRange(0, half));
  const double lower = cv::countNonZero(part.rowRange(part.rows - half, part.rows));
  if (lower > kHeavier * upper) return "▲";
  return upper > kHeavier * lower ? "▼" : "◆";
}

// Whether ink of so many pixels may be a bullet.
bool has_size_of_bullet(int width, int height, float em) {
  const float longer = float(std::max(width, height)), shorter = float(std::min(width, height));
  return shorter >= kLeastBullet * em && longer <= kLargestBullet * em &&
         shorter >= kSquare * longer;
}

}  // namespace

std::string_view bullet_by_shape(const cv::Mat& grey, float em) {
  if (!has_size_of_bullet(grey.cols, grey.rows, em)) return {};
  const std::vector<MarkPiece> pieces = pieces_of(grey);
  if (pieces.size() != 1) return {};
  return bullet_of(grey(pieces[0].box) < kInk);
}

ReadLine with_bullet_by_shape(const ReadLine& read, const Pixels& crop, float em) {
  const cv::Mat page(crop.height, crop.width, CV_8U, const_cast<std::uint8_t*>(crop.bytes.data()));
  // A bullet stands in the first two ems; what it is followed by is seen there, too.
  const cv::Mat start = page.colRange(0, std::min(page.cols, int(std::lround(2.5f * em))));
  cv::Mat labels, table, middles;
  const int count = cv::connectedComponentsWithStats(start < kInk, labels, table, middles);
  int first = 0, left = start.cols;
  for (int k = 1; k < count; ++k) {
    const float side = float(std::max(table.at<int>(k, cv::CC_STAT_WIDTH),
                                      table.at<int>(k, cv::CC_STAT_HEIGHT)));
    if (side < kSmallest * em || table.at<int>(k, cv::CC_STAT_LEFT) >= left) continue;
    first = k;
    left = table.at<int>(k, cv::CC_STAT_LEFT);
  }
  if (first == 0) return read;
  const cv::Rect box(left, table.at<int>(first, cv::CC_STAT_TOP),
                     table.at<int>(first, cv::CC_STAT_WIDTH),
                     table.at<int>(first, cv::CC_STAT_HEIGHT));
  if (!has_size_of_bullet(box.width, box.height, em)) return read;
  const int beside = box.x + box.width + std::max(1, int(kBesideBullet * em));
  if (cv::countNonZero(start.colRange(box.x, std::min(beside, start.cols)) < kInk) !=
      table.at<int>(first, cv::CC_STAT_AREA))
    return read;
  const std::string_view bullet = bullet_of(labels(box) == first);
  const float end = float(box.x + box.width);
  const auto follows = [&](const ReadGlyph& g) { return (g.box.left + g.box.right) / 2 >= end; };
  // By itself it is a blot, or part of a picture.
  if (bullet.empty() || std::count_if(read.glyphs.begin(), read.glyphs.end(), follows) < 2)
    return read;

  ReadLine out;
  out.confidence = read.confidence;
  out.text = bullet;
  out.glyphs.push_back({{0, std::uint32_t(bullet.size())},
                        {float(box.x), float(box.y), float(box.x + box.width),
                         float(box.y + box.height)},
                        kSureOfBullet});
  std::uint32_t copied = 0;  // bytes of read.text
  for (ReadGlyph g : read.glyphs) {
    if (!follows(g) && out.glyphs.size() == 1) {
      copied = g.text.end;
      continue;
    }
    const std::string_view before =
        out.glyphs.size() == 1 ? std::string_view{}
                               : std::string_view(read.text).substr(copied, g.text.begin - copied);
    const std::string_view text = std::string_view(read.text).substr(g.text.begin, g.text.size());
    copied = g.text.end;
    out.text += before;
    g.text.begin = std::uint32_t(out.text.size());
    out.text += text;
    g.text.end = std::uint32_t(out.text.size());
    out.glyphs.push_back(g);
  }
  return out;
}

}  // namespace tonglan
