#include "ocr/glyph_boxes.h"

#include <gtest/gtest.h>

#include "support/code_points.h"
#include "support/fake_engine.h"

namespace tonglan {
namespace {

constexpr float kEm = 40;

void blot(Pixels& page, const Box& box) {
  for (int y = int(box.top); y < int(box.bottom); ++y) {
    for (int x = int(box.left); x < int(box.right); ++x) page.row(y)[x] = 0;
  }
}

// A line whose characters have been seen at these middles along the line.
ReadLine seen(const std::u32string& text, const std::vector<float>& middles,
              bool vertical = false) {
  ReadLine line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    ReadGlyph glyph;
    glyph.text.begin = std::uint32_t(line.text.size());
    line.text += utf8(text.substr(i, 1));
    glyph.text.end = std::uint32_t(line.text.size());
    glyph.box = vertical ? Box{10, middles[i] - 15, 50, middles[i] + 15}
                         : Box{middles[i] - 15, 10, middles[i] + 15, 50};
    line.glyphs.push_back(glyph);
  }
  return line;
}

// A page with these blots, and the same turned for vertical lines.
Pixels page_with(const std::vector<Box>& blots, bool vertical = false) {
  Pixels page = vertical ? blank_page(60, 400) : blank_page(400, 60);
  for (const Box& b : blots) {
    blot(page, vertical ? Box{b.top, b.left, b.bottom, b.right} : b);
  }
  return page;
}

const std::vector<Box> kFourHan = {
    {20, 12, 56, 48}, {60, 12, 96, 48}, {100, 12, 136, 48}, {140, 12, 176, 48}};

TEST(GlyphBoxes, FollowTheInkWhereTheEngineIsOff) {
  for (const float off : {-14.f, 0.f, 14.f}) {
    const ReadLine line =
        fit_glyph_boxes(seen(U"天地玄黄", {38 + off, 78 + off, 118 + off, 158 + off}),
                        page_with(kFourHan), Direction::kHorizontal, kEm);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_FLOAT_EQ(line.glyphs[i].box.left, kFourHan[i].left) << off;
      EXPECT_FLOAT_EQ(line.glyphs[i].box.right, kFourHan[i].right) << off;
      EXPECT_FLOAT_EQ(line.glyphs[i].box.top, 12) << off;
      EXPECT_FLOAT_EQ(line.glyphs[i].box.bottom, 48) << off;
    }
  }
}

TEST(GlyphBoxes, RunDownVerticalLines) {
  const ReadLine line = fit_glyph_boxes(seen(U"天地玄黄", {30, 70, 110, 150}, true),
                                        page_with(kFourHan, true), Direction::kVertical, kEm);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_FLOAT_EQ(line.glyphs[i].box.top, kFourHan[i].left);
    EXPECT_FLOAT_EQ(line.glyphs[i].box.bottom, kFourHan[i].right);
  }
}

TEST(GlyphBoxes, AMarkTakesThePieceThatIsAMarksSize) {
  // 天 , 地 with the comma's ink close to the first character.
  const ReadLine line =
      fit_glyph_boxes(seen(U"天，地", {38, 88, 118}),
                      page_with({{20, 12, 56, 48}, {60, 40, 66, 50}, {100, 12, 136, 48}}),
                      Direction::kHorizontal, kEm);
  EXPECT_FLOAT_EQ(line.glyphs[1].box.left, 60);
  EXPECT_FLOAT_EQ(line.glyphs[1].box.right, 66);
  EXPECT_FLOAT_EQ(line.glyphs[2].box.left, 100);
}

TEST(GlyphBoxes, CharactersOfTwoPartsStayWhole) {
  // 川 by its three strokes, 八 by its two.
  const ReadLine line = fit_glyph_boxes(seen(U"川八", {38, 78}),
                                        page_with({{20, 12, 26, 48},
                                                   {34, 12, 40, 48},
                                                   {50, 12, 56, 48},
                                                   {60, 12, 74, 48},
                                                   {82, 12, 96, 48}}),
                                        Direction::kHorizontal, kEm);
  EXPECT_FLOAT_EQ(line.glyphs[0].box.right, 56);
  EXPECT_FLOAT_EQ(line.glyphs[1].box.left, 60);
}

TEST(GlyphBoxes, WhatHasNoInkWasMadeUp) {
  const ReadLine line = fit_glyph_boxes(seen(U"天“地", {38, 75, 118}),
                                        page_with({{20, 12, 56, 48}, {100, 12, 136, 48}}),
                                        Direction::kHorizontal, kEm);
  EXPECT_TRUE(has_ink(line.glyphs[0]));
  EXPECT_FALSE(has_ink(line.glyphs[1]));
  EXPECT_TRUE(has_ink(line.glyphs[2]));
}

TEST(GlyphBoxes, OddInputIsNoTrouble) {
  EXPECT_TRUE(fit_glyph_boxes({}, page_with({}), Direction::kHorizontal, kEm).glyphs.empty());
  const ReadLine out_of_order =
      fit_glyph_boxes(seen(U"天地", {300, -80}), page_with(kFourHan), Direction::kHorizontal, kEm);
  EXPECT_EQ(out_of_order.glyphs.size(), 2u);
  const ReadLine blank =
      fit_glyph_boxes(seen(U"天地", {38, 78}), page_with({}), Direction::kHorizontal, kEm);
  EXPECT_FALSE(has_ink(blank.glyphs[0]));
  EXPECT_FALSE(has_ink(blank.glyphs[1]));
}

}  // namespace
}  // namespace tonglan
