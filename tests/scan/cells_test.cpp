// Columns of text are taken apart into their characters.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "drawn_page.h"
#include "scan/lines_cells.h"
#include "scan/lines_ink.h"

namespace tonglan {
namespace {

constexpr int kEm = 40;

// A page with columns of text; `advance`: of its characters, pixels.
class Columns {
 public:
  explicit Columns(float advance) : advance_(advance), page_(paper(900, 1400)) {}

  // `text`: one letter a character: o a full one, 1 a flat one, ',' a mark in the upper right of
  // its cell, ' ' a blank cell.
  void write(const std::string& text, int left) {
    TextLine line;
    line.direction = Direction::kVertical;
    line.glyph = kEm;
    Box ink{1e9f, 1e9f, -1e9f, -1e9f};
    for (std::size_t i = 0; i < text.size(); ++i) {
      const int top = 100 + int(std::lround(advance_ * float(i)));
      cv::Rect box;
      if (text[i] == 'o') box = {left + 2, top + 2, kEm - 4, kEm - 4};
      if (text[i] == '1') box = {left + 3, top + kEm / 2 - 3, kEm - 6, 6};
      if (text[i] == ',') box = {left + kEm - 10, top + 3, 7, 10};
      if (box.empty()) continue;
      if (text[i] == 'o') {
        draw_character(page_, left, top, kEm, std::uint64_t(1 + i + std::size_t(left)));
      } else {
        cv::rectangle(page_, box, kDrawnInk, cv::FILLED);
      }
      ink = {std::min(ink.left, float(box.x)), std::min(ink.top, float(box.y)),
             std::max(ink.right, float(box.br().x)), std::max(ink.bottom, float(box.br().y))};
    }
    line.box = {float(left), ink.top, float(left + kEm), ink.bottom};
    lines.push_back(line);
  }

  void find() {
    const cv::Mat ink = (page_ > 128) / 255 * 255;
    find_cells(pixels_of(ink), lines);
  }

  std::vector<TextLine> lines;

 private:
  float advance_;
  cv::Mat page_;
};

TEST(Cells, EveryCharacterStandsInOne) {
  for (const float advance : {1.f * kEm, 1.1f * kEm, 1.35f * kEm, 2.2f * kEm}) {
    Columns columns(advance);
    columns.write("ooo1oo11ooo", 100);
    columns.write("1oooooo1", 200);
    columns.find();
    ASSERT_EQ(columns.lines[0].cells.size(), 11u) << advance;
    ASSERT_EQ(columns.lines[1].cells.size(), 8u) << advance;
    for (std::size_t i = 0; i < 11; ++i) {
      const TextCell& cell = columns.lines[0].cells[i];
      const float middle = 100 + advance * float(i) + kEm / 2.f;
      EXPECT_NEAR((cell.ink.top + cell.ink.bottom) / 2, middle, 2) << advance << " " << i;
    }
  }
}

TEST(Cells, TheAdvanceIsThatOfThePagesOtherLines) {
  Columns columns(1.1f * kEm);
  for (const int left : {100, 200, 300}) columns.write("oooooooooooooooo", left);
  columns.write("1o", 400);  // alone it could be anything
  columns.write("o", 500);
  columns.find();
  EXPECT_EQ(columns.lines[3].cells.size(), 2u);
  EXPECT_EQ(columns.lines[4].cells.size(), 1u);
}

TEST(Cells, MarksHaveTheirOwnAndBlanksHaveNone) {
  Columns columns(kEm);
  columns.write("ooo,oo,oooo,", 100);
  columns.write("ooooo oooooo", 200);
  columns.find();
  EXPECT_EQ(columns.lines[0].cells.size(), 12u);
  EXPECT_EQ(columns.lines[1].cells.size(), 11u);
  const TextCell& mark = columns.lines[0].cells[3];
  EXPECT_LT(mark.ink.width(), .5f * kEm);
  // In the upper right of its cell.
  EXPECT_GT((mark.ink.left + mark.ink.right) / 2, (mark.box.left + mark.box.right) / 2);
  EXPECT_LT((mark.ink.top + mark.ink.bottom) / 2, (mark.box.top + mark.box.bottom) / 2);
}

TEST(Cells, HorizontalLinesAndEmptyPlacesHaveNone) {
  Columns columns(kEm);
  columns.write("oooo", 100);
  columns.lines.push_back(columns.lines[0]);
  columns.lines[1].direction = Direction::kHorizontal;
  columns.lines.push_back(columns.lines[0]);
  columns.lines[2].box = {600, 100, 640, 300};  // paper
  columns.lines.push_back(columns.lines[0]);
  columns.lines[3].box = {2000, 100, 2040, 300};  // off the page
  columns.lines.push_back(columns.lines[0]);
  columns.lines[4].glyph = 0;  // of no size
  columns.find();
  EXPECT_EQ(columns.lines[0].cells.size(), 4u);
  for (int k = 1; k < 5; ++k) EXPECT_TRUE(columns.lines[std::size_t(k)].cells.empty()) << k;
}

// In small blurred print the haze between characters is as dark as a thin stroke is: the page's
// threshold takes the former for ink or the latter for paper.
TEST(Cells, SmallPrintIsSeenAgainstWhatIsNear) {
  constexpr int kCharacters = 8, kThin = 4, kTop = 100, kLeft = 100, kHaze = 125, kPale = 150;
  cv::Mat grey(600, 300, CV_8U, cv::Scalar(240));
  TextLine line;
  line.direction = Direction::kVertical;
  line.glyph = kEm;
  line.box = {kLeft, kTop, kLeft + kEm, kTop + kCharacters * kEm};
  for (int i = 0; i < kCharacters; ++i) {
    const int top = kTop + i * kEm;
    if (i == kThin) {
      cv::rectangle(grey, cv::Rect(kLeft + 3, top + kEm / 2 - 2, kEm - 6, 4), kPale, cv::FILLED);
      continue;
    }
    cv::rectangle(grey, cv::Rect(kLeft, top, kEm, kEm), kHaze, cv::FILLED);
    cv::rectangle(grey, cv::Rect(kLeft, top + 3, kEm, kEm - 6), kDrawnInk, cv::FILLED);
  }
  const Pixels ink = pixels_of(grey >= 140);
  std::vector<TextLine> lines(4, line);
  lines[1].direction = Direction::kHorizontal;
  lines[2].box = {1000, 100, 1040, 500};  // off the page
  lines[3].glyph = 0;
  const Pixels seen = with_ink_of_lines(ink, pixels_of(grey), {line});
  find_cells(seen, lines);
  ASSERT_EQ(lines[0].cells.size(), std::size_t(kCharacters));
  for (int i = 0; i < kCharacters; ++i) {
    const Box& box = lines[0].cells[std::size_t(i)].ink;
    EXPECT_NEAR((box.top + box.bottom) / 2, kTop + (float(i) + .5f) * kEm, 3) << i;
    EXPECT_LE(box.height(), kEm - 4) << i;  // the haze is of none
  }
  // Outside of lines, and in those that are not vertical, have no size or lie off the page, the ink
  // is what it was.
  EXPECT_EQ(with_ink_of_lines(ink, pixels_of(grey), {lines[1], lines[2], lines[3]}).bytes,
            ink.bytes);
}

TEST(Cells, SpecksGetNoInk) {
  cv::Mat grey(600, 300, CV_8U, cv::Scalar(240));
  TextLine line;
  line.direction = Direction::kVertical;
  line.glyph = kEm;
  line.box = {100, 100, 100 + kEm, 100 + 4 * kEm};
  draw_character(grey, 100, 100, kEm, 7);
  draw_character(grey, 100, 100 + 3 * kEm, kEm, 8);
  const Pixels ink = pixels_of(grey >= 140);
  cv::rectangle(grey, cv::Rect(115, 100 + kEm + 20, 6, 6), 150, cv::FILLED);
  std::vector<TextLine> lines = {line};
  find_cells(with_ink_of_lines(ink, pixels_of(grey), lines), lines);
  EXPECT_EQ(lines[0].cells.size(), 2u);
}

TEST(Cells, WhatIsTooLongForTextIsNotMeasured) {
  Columns columns(1.1f * kEm);
  columns.write("oooooooooooo", 100);
  columns.lines[0].glyph = 4;  // as of a border of small ornaments
  columns.find();
  EXPECT_FALSE(columns.lines[0].cells.empty());
}

// A comma begins beside the last strokes of its character, and the cut may go through it.
TEST(Cells, AMarkBesideTheLastStrokesHasACell) {
  for (const int down : {0, 6}) {
    Pixels ink;
    ink.width = 200;
    ink.height = 600;
    ink.bytes.assign(ink.row_size() * std::size_t(ink.height), 255);
    const auto fill = [&](int left, int top, int width, int height) {
      for (int y = top; y < top + height; ++y) std::fill_n(ink.row(y) + left, width, 0);
    };
    for (const int k : {0, 1, 2, 3, 5, 6, 7}) {
      fill(62, 102 + kEm * k, k == 3 ? 26 : 36, 6);
      fill(62, 102 + kEm * k, 6, 36);
      fill(62, 132 + kEm * k, k == 3 ? 26 : 36, 6);
    }
    const cv::Rect mark(90, 100 + 3 * kEm + 33 + down, 8, 12);
    fill(mark.x, mark.y, mark.width, mark.height);
    std::vector<TextLine> lines(1);
    lines[0].direction = Direction::kVertical;
    lines[0].glyph = kEm;
    lines[0].box = {60, 100, 100, 100 + 8 * kEm};
    find_cells(ink, lines);
    ASSERT_EQ(lines[0].cells.size(), 8u) << down;
    EXPECT_EQ(lines[0].cells[4].ink.left, mark.x) << down;
    EXPECT_EQ(lines[0].cells[4].ink.top, mark.y) << down;
    EXPECT_EQ(lines[0].cells[4].ink.bottom, mark.br().y) << down;
    EXPECT_EQ(lines[0].cells[3].ink.right, 88) << down;
  }
}

}  // namespace
}  // namespace tonglan
