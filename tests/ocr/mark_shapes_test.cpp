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

}  // namespace
}  // namespace tonglan
