#include "scan/drawn_page.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace tonglan {

cv::Mat paper(int width, int height) {
  return cv::Mat(height, width, CV_8U, cv::Scalar(kDrawnPaper));
}

void draw_character(cv::Mat& page, int x, int y, int glyph, std::uint64_t seed, int ink) {
  cv::RNG random(seed * 2654435761u + 12345);
  const int margin = std::max(1, glyph / 14), side = glyph - 2 * margin;
  const int pen = std::max(1, int(std::lround(glyph * 0.08)));
  const auto stroke = [&](double x0, double y0, double x1, double y1) {
    cv::line(page, {x + margin + int(x0 * side), y + margin + int(y0 * side)},
             {x + margin + int(x1 * side), y + margin + int(y1 * side)}, ink, pen);
  };
  stroke(0.05, random.uniform(0.2, 0.4), 0.95, random.uniform(0.2, 0.4));
  stroke(random.uniform(0.3, 0.7), 0.02, random.uniform(0.3, 0.7), 0.97);
  if (random.uniform(0, 3) > 0) stroke(0.05, 0.95, 0.95, 0.95);
  if (random.uniform(0, 2) > 0) stroke(0.05, 0.1, 0.05, 0.9);
  const int more = random.uniform(1, 4);
  for (int k = 0; k < more; ++k) {
    stroke(random.uniform(0.1, 0.4), random.uniform(0.1, 0.9), random.uniform(0.6, 0.9),
           random.uniform(0.1, 0.9));
  }
}

void draw_text(cv::Mat& page, const cv::Rect& area, int glyph, bool vertical, int ink) {
  const int pitch = int(glyph * 1.4);
  const int along = vertical ? area.height : area.width,
            across = vertical ? area.width : area.height;
  const int lines = across / pitch, length = along / glyph;
  for (int line = 0; line < lines; ++line) {
    const int count = line + 1 == lines ? length / 2 : length;
    for (int k = 0; k < count; ++k) {
      const int x = vertical ? area.br().x - (line + 1) * pitch : area.x + k * glyph;
      const int y = vertical ? area.y + k * glyph : area.y + line * pitch;
      draw_character(page, x, y, glyph, std::uint64_t(line) * 1000 + k + area.x, ink);
    }
  }
}

cv::Mat newspaper(int glyph, bool vertical) {
  const int g = glyph;
  cv::Mat page = paper(46 * g, 50 * g);
  draw_text(page, {4 * g, 3 * g, 36 * g, 5 * g}, 3 * g);
  if (vertical) {
    for (int tier = 0; tier < 2; ++tier) {
      draw_text(page, {3 * g, (9 + 20 * tier) * g, 40 * g, 18 * g}, g, true);
    }
  } else {
    for (int column = 0; column < 3; ++column) {
      draw_text(page, {(3 + 14 * column) * g, 9 * g, 12 * g, 38 * g}, g);
    }
  }
  return page;
}

void draw_photograph(cv::Mat& page, const cv::Rect& area) {
  for (int y = area.y; y < area.br().y; ++y) {
    for (int x = area.x; x < area.br().x; ++x) {
      const double u = double(x - area.x) / area.width, v = double(y - area.y) / area.height;
      const double tone =
          110 + 50 * std::sin(9 * u + 3 * v) * std::cos(7 * v) + 25 * std::sin(21 * u);
      page.at<std::uint8_t>(y, x) = cv::saturate_cast<std::uint8_t>(tone);
    }
  }
}

namespace {

cv::Matx23d turning(const cv::Mat& page, double degrees) {
  const double a = degrees * CV_PI / 180, c = std::cos(a), s = std::sin(a);
  const double width = page.cols * std::abs(c) + page.rows * std::abs(s);
  const double height = page.cols * std::abs(s) + page.rows * std::abs(c);
  return {c, -s, width / 2 - c * page.cols / 2.0 + s * page.rows / 2.0,
          s, c,  height / 2 - s * page.cols / 2.0 - c * page.rows / 2.0};
}

}  // namespace

cv::Mat turned(const cv::Mat& page, double degrees) {
  const double a = degrees * CV_PI / 180;
  const int width = int(page.cols * std::abs(std::cos(a)) + page.rows * std::abs(std::sin(a)));
  const int height = int(page.cols * std::abs(std::sin(a)) + page.rows * std::abs(std::cos(a)));
  cv::Mat sheet;
  cv::warpAffine(page, sheet, turning(page, degrees), {width, height}, cv::INTER_LINEAR,
                 cv::BORDER_CONSTANT, kDrawnPaper);
  return sheet;
}

cv::Point2f turned_point(const cv::Mat& page, double degrees, cv::Point2f p) {
  const cv::Matx23d m = turning(page, degrees);
  return {float(m(0, 0) * p.x + m(0, 1) * p.y + m(0, 2)),
          float(m(1, 0) * p.x + m(1, 1) * p.y + m(1, 2))};
}

Pixels pixels_of(const cv::Mat& picture) {
  Pixels pixels;
  pixels.width = picture.cols;
  pixels.height = picture.rows;
  pixels.channels = picture.channels();
  pixels.bytes.resize(pixels.row_size() * picture.rows);
  for (int y = 0; y < picture.rows; ++y) {
    std::memcpy(pixels.row(y), picture.ptr(y), pixels.row_size());
  }
  return pixels;
}

}  // namespace tonglan
