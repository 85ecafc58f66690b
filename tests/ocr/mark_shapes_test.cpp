// Marks are what their ink says, in the face that they are drawn in and in others.
#include "ocr/mark_shapes.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "drawn_line.h"

namespace tonglan {
namespace {

constexpr int kEm = 28;

// A white crop with polygons of ink; points in sixteenths of a pixel.
cv::Mat drawn(const std::vector<std::vector<cv::Point>>& polygons) {
  cv::Mat grey(kEm, kEm, CV_8U, cv::Scalar(255));
  cv::fillPoly(grey, polygons, cv::Scalar(0), cv::LINE_AA, 4);
  return grey;
}

std::vector<cv::Point> dot(int x, int y, int radius) {
  std::vector<cv::Point> points;
  cv::ellipse2Poly({x * 16, y * 16}, {radius * 16, radius * 16}, 0, 0, 360, 10, points);
  return points;
}

// Thin at its upper end, fat at the lower one, as wood and lead have it.
const std::vector<cv::Point> kPause = {{60, 60}, {76, 56}, {180, 130}, {184, 170}, {150, 176}};
const std::vector<cv::Point> kTail = {{120, 60}, {160, 70}, {150, 120}, {90, 170}, {120, 120}};

TEST(MarkShapes, APauseFallsToTheRight) {
  EXPECT_TRUE(is_pause(drawn({kPause})));
  EXPECT_FALSE(is_pause(drawn({kTail})));
  EXPECT_FALSE(is_pause(drawn({dot(8, 8, 4)})));
  EXPECT_FALSE(is_pause(drawn({dot(5, 8, 2), dot(12, 8, 2)})));  // a quote
  EXPECT_FALSE(is_pause(drawn({})));
  cv::Mat ring = drawn({dot(8, 8, 4)});
  cv::circle(ring, {8, 8}, 2, cv::Scalar(255), cv::FILLED);
  EXPECT_FALSE(is_pause(ring));
}

TEST(MarkShapes, ASpeckBesideACommaMakesNoPause) {
  EXPECT_FALSE(is_pause(drawn({{{60, 60}, {90, 60}, {90, 100}, {60, 110}}, dot(20, 20, 1)})));
}

// The line as it is drawn, with something else read for some of its characters.
std::string read_as(const std::string& text, const std::vector<std::string>& read) {
  const DrawnLine drawn = draw_line(text, kEm);
  ReadLine line;
  for (std::size_t k = 0; k < read.size(); ++k) {
    ReadGlyph glyph;
    glyph.text.begin = std::uint32_t(line.text.size());
    line.text += read[k];
    glyph.text.end = std::uint32_t(line.text.size());
    // The ink between the cells' edges: marks keep well away from them.
    const float left = drawn.line.box.left - 1 + float(k * kEm);
    glyph.box = {left, drawn.line.box.top - 1, left + kEm, drawn.line.box.bottom + 1};
    const cv::Mat page(drawn.page.height, drawn.page.width, CV_8U,
                       const_cast<std::uint8_t*>(drawn.page.bytes.data()));
    const cv::Rect cell =
        cv::Rect(int(left), int(glyph.box.top), kEm, int(glyph.box.bottom - glyph.box.top)) &
        cv::Rect(0, 0, page.cols, page.rows);
    const cv::Rect ink = cv::boundingRect(page(cell) < 200);
    glyph.box = {float(cell.x + ink.x), float(cell.y + ink.y), float(cell.x + ink.x + ink.width),
                 float(cell.y + ink.y + ink.height)};
    line.glyphs.push_back(glyph);
  }
  return with_marks_by_shape(line, drawn.page, kEm).text;
}

TEST(MarkShapes, MarksThatWereReadAsOthersAreMended) {
  EXPECT_EQ(read_as("口、口", {"口", "。", "口"}), "口、口");
  EXPECT_EQ(read_as("口、口", {"口", ",", "口"}), "口、口");
  EXPECT_EQ(read_as("口；口", {"口", "，", "口"}), "口；口");
  EXPECT_EQ(read_as("口；口", {"口", ",", "口"}), "口;口");  // spelling widens it
  EXPECT_EQ(read_as("口：口", {"口", "，", "口"}), "口：口");
}

TEST(MarkShapes, MarksThatWereReadWellStay) {
  for (const std::string mark : {"，", "。", "、", "；", "：", "！"})
    EXPECT_EQ(read_as("口" + mark + "口", {"口", mark, "口"}), "口" + mark + "口") << mark;
}

// A character is not questioned, whatever its shape.
TEST(MarkShapes, OnlyMarksAreMended) { EXPECT_EQ(read_as("口、口", {"口", "丶", "口"}), "口丶口"); }

// A line of three characters of strokes after the figure, read as `read`.
std::string with_bullet(const std::vector<cv::Point>& figure, const std::vector<std::string>& read,
                        bool hollow = false) {
  cv::Mat page(kEm + 8, 5 * kEm, CV_8U, cv::Scalar(255));
  std::vector<cv::Point> points;
  for (const cv::Point& p : figure) points.emplace_back(p.x + 4, p.y + 4);
  cv::fillPoly(page, std::vector<std::vector<cv::Point>>{points}, cv::Scalar(0), cv::LINE_AA);
  if (hollow) cv::circle(page, {4 + kEm / 2, 4 + kEm / 2}, 4, cv::Scalar(255), cv::FILLED);
  for (int i = 1; i < 4; ++i) {
    const int x = 4 + i * kEm + 2;
    cv::rectangle(page, {x, 6, kEm - 4, kEm - 4}, cv::Scalar(0), 3);
    cv::line(page, {x, 6 + kEm / 2}, {x + kEm - 4, 6 + kEm / 2}, cv::Scalar(0), 3);
  }
  ReadLine line;
  for (std::size_t i = 0; i < read.size(); ++i) {
    ReadGlyph g;
    g.text.begin = std::uint32_t(line.text.size());
    line.text += read[i];
    g.text.end = std::uint32_t(line.text.size());
    const float left = 4 + float(kEm) * float(i + 4 - read.size());
    g.box = {left, 4, left + kEm, 4 + kEm};
    line.glyphs.push_back(g);
  }
  Pixels crop;
  crop.width = page.cols;
  crop.height = page.rows;
  crop.bytes.assign(page.data, page.data + page.total());
  const ReadLine out = with_bullet_by_shape(line, crop, kEm);
  std::string glyphs;
  for (const ReadGlyph& g : out.glyphs) glyphs += out.text.substr(g.text.begin, g.text.size());
  EXPECT_EQ(glyphs, out.text);
  return out.text;
}

TEST(MarkShapes, ABulletIsWhatItsOutlineIs) {
  const std::vector<cv::Point> square = {{6, 6}, {22, 6}, {22, 22}, {6, 22}},
                               up = {{14, 5}, {24, 23}, {4, 23}},
                               down = {{4, 5}, {24, 5}, {14, 23}},
                               diamond = {{14, 4}, {24, 14}, {14, 24}, {4, 14}};
  std::vector<cv::Point> disc;
  cv::ellipse2Poly({14, 14}, {9, 9}, 0, 0, 360, 10, disc);
  EXPECT_EQ(with_bullet(square, {"国", "带", "齐", "证"}), "■带齐证");
  EXPECT_EQ(with_bullet(disc, {"生", "带", "齐", "证"}), "●带齐证");
  EXPECT_EQ(with_bullet(up, {"人", "带", "齐", "证"}), "▲带齐证");
  EXPECT_EQ(with_bullet(down, {"人", "带", "齐", "证"}), "▼带齐证");
  EXPECT_EQ(with_bullet(diamond, {"合", "带", "齐", "证"}), "◆带齐证");
  EXPECT_EQ(with_bullet(square, {"带", "齐", "证"}), "■带齐证");  // nothing was read there
  EXPECT_EQ(with_bullet(disc, {"回", "带", "齐", "证"}, true), "回带齐证");  // hollow: a character
  EXPECT_EQ(with_bullet({{4, 12}, {24, 12}, {24, 15}, {4, 15}}, {"一", "带", "齐", "证"}),
            "一带齐证");
  EXPECT_EQ(with_bullet({{4, 18}, {9, 18}, {9, 23}, {4, 23}}, {"、", "带", "齐", "证"}),
            "、带齐证");
}

}  // namespace
}  // namespace tonglan
