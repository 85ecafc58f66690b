#include "ocr/crop.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/fake_engine.h"

namespace tonglan {
namespace {

const std::u32string kAlphabet = U"一二三四五六";

TextLine line_at(const Box& box, float glyph) {
  TextLine line;
  line.box = box;
  line.glyph = glyph;
  return line;
}

int paper_of(const Pixels& p) { return *std::max_element(p.bytes.begin(), p.bytes.end()); }
int ink_of(const Pixels& p) { return *std::min_element(p.bytes.begin(), p.bytes.end()); }

// Part of the pixels that are neither ink nor paper.
float grey_part(const Pixels& p) {
  const auto grey = [](std::uint8_t v) { return v > 40 && v < 215; };
  return float(std::count_if(p.bytes.begin(), p.bytes.end(), grey)) / float(p.bytes.size());
}

TEST(Crop, BringsEverySizeToTheModels) {
  for (const int em : {12, 40, 200}) {
    Pixels page = blank_page(8 * em, 3 * em);
    const Box ink = draw_fake_text(page, kAlphabet, U"三一六", em, em, em);
    const LineCrop crop = cut_line(page, line_at(ink, float(em)), {});
    EXPECT_NEAR(crop.glyph, 28, .01f) << em;
    EXPECT_NEAR(crop.pixels.height, 28 * (.9f + .2f + .5f), 5) << em;
    FakeEngine engine(kAlphabet);
    EXPECT_EQ(engine.read(crop.pixels, "", Direction::kHorizontal).text, "三一六") << em;
  }
}

TEST(Crop, TakesBoxesBackToThePage) {
  Pixels page = blank_page(500, 200);
  const Box ink = draw_fake_text(page, kAlphabet, U"二四", 100, 70, 60);
  const LineCrop crop = cut_line(page, line_at(ink, 60), {});
  FakeEngine engine(kAlphabet);
  const ReadLine read = engine.read(crop.pixels, "", Direction::kHorizontal);
  ASSERT_EQ(read.glyphs.size(), 2u);
  const Box second = box_on_page(crop, read.glyphs[1].box);
  EXPECT_NEAR(second.left, 160, 2);
  EXPECT_NEAR(second.right, 214, 2);
  EXPECT_NEAR(second.top, 70, 2);
  EXPECT_NEAR(second.bottom, 124, 2);
}

// 通　知: no wider than the same characters set as usual, and their boxes where they stand.
TEST(Crop, ClosesUpWhatIsSetWide) {
  Pixels page = blank_page(900, 200);
  Box ink = draw_fake_text(page, kAlphabet, U"二", 100, 70, 60);
  draw_fake_text(page, kAlphabet, U"四", 300, 70, 60);
  ink.right = draw_fake_text(page, kAlphabet, U"六", 500, 70, 60).right;
  const LineCrop wide = cut_line(page, line_at(ink, 60), {}), closed = closed_up(wide);
  ASSERT_EQ(closed.cells.size(), 3u);
  EXPECT_LT(closed.pixels.width, 4.5f * closed.glyph);
  FakeEngine engine(kAlphabet);
  const ReadLine read = engine.read(closed.pixels, "", Direction::kHorizontal);
  ASSERT_EQ(read.text, "二四六");
  const Box last = box_on_page(closed, read.glyphs[2].box);
  EXPECT_NEAR(last.left, 500, 4);
  EXPECT_NEAR(last.right, 554, 4);
  EXPECT_NEAR(last.top, 70, 4);
  EXPECT_NEAR(last.bottom, 124, 4);
}

TEST(Crop, RunningTextKeepsTheWhiteAboutItsMarks) {
  Pixels page = blank_page(900, 200);
  Box ink = draw_fake_text(page, kAlphabet, U"一二三四五", 100, 70, 60);
  ink.right = draw_fake_text(page, kAlphabet, U"六五四", 460, 70, 60).right;
  EXPECT_TRUE(closed_up(cut_line(page, line_at(ink, 60), {})).pixels.empty());
}

TEST(Crop, EvensShadeAndNoiseOut) {
  Pixels page = blank_page(400, 120);
  const Box ink = draw_fake_text(page, kAlphabet, U"一五二三六四", 40, 40, 40);
  unsigned state = 7;
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      state = state * 1664525u + 1013904223u;
      const int noise = int(state >> 24) % 31 - 15;
      const int light = 230 - x / 4;  // falls to 130 at the right edge
      page.row(y)[x] =
          std::uint8_t(std::clamp(page.row(y)[x] * light / 255 / 2 + light / 2 + noise, 0, 255));
    }
  }
  const LineCrop crop = cut_line(page, line_at(ink, 40), {});
  EXPECT_EQ(paper_of(crop.pixels), 255);
  EXPECT_LT(ink_of(crop.pixels), 10);
  FakeEngine engine(kAlphabet);
  EXPECT_EQ(engine.read(crop.pixels, "", Direction::kHorizontal).text, "一五二三六四");
}

// Between the strokes of dense vertical print the paper is grey. It is no noise: strokes that are
// hardly darker stay.
TEST(Crop, ThinStrokesOfDensePrintStay) {
  constexpr int kEm = 40, kHaze = 205, kThin = 190;
  Pixels page = blank_page(200, 500);
  for (int y = 60; y < 440; ++y) {
    for (int x = 0; x < kEm; ++x) {
      const bool thin = y % 20 < 2;
      page.row(y)[60 + x] = std::uint8_t(x % 9 < 4 ? 30 : thin ? kThin : kHaze);
    }
  }
  TextLine line = line_at({60, 60, 60 + kEm, 440}, kEm);
  line.direction = Direction::kVertical;
  const LineCrop crop = cut_line(page, line, {kEm, .02f});
  int paper = 0, all = 0;
  for (int y = 100; y < 400; ++y) {
    if (y % 20 >= 2) continue;
    const float top = (float(y) - crop.origin.y) * crop.scale;
    const float left = (66.5f - crop.origin.x) * crop.scale;
    paper += crop.pixels.row(int(top))[int(left)] > 245;
    ++all;
  }
  EXPECT_EQ(paper, 0) << "of " << all;
}

TEST(Crop, TurnsWhiteOnBlackOnceOnly) {
  Pixels page = blank_page(300, 120);
  const Box ink = draw_fake_text(page, kAlphabet, U"一三五", 40, 40, 40);
  TextLine line = line_at(ink, 40);
  line.reversed = true;  // the page's ink is dark already
  FakeEngine engine(kAlphabet);
  EXPECT_EQ(engine.read(cut_line(page, line, {}).pixels, "", Direction::kHorizontal).text,
            "一三五");
  for (std::uint8_t& value : page.bytes) value = std::uint8_t(255 - value);
  EXPECT_EQ(engine.read(cut_line(page, line, {}).pixels, "", Direction::kHorizontal).text,
            "一三五");
}

TEST(Crop, WhitePaperStaysFreeOfInk) {
  const Pixels page = blank_page(300, 120);
  const LineCrop crop = cut_line(page, line_at({40, 40, 200, 80}, 40), {});
  EXPECT_GT(ink_of(crop.pixels), 250);
  EXPECT_EQ(grey_part(crop.pixels), 0);
}

TEST(Crop, LinesOffThePageAreEmptyAndLinesOverItsEdgeAreCut) {
  Pixels page = blank_page(300, 120);
  EXPECT_TRUE(cut_line(page, line_at({400, 40, 500, 80}, 40), {}).pixels.empty());
  EXPECT_TRUE(cut_line(page, line_at({-90, -40, -50, -10}, 40), {}).pixels.empty());
  EXPECT_TRUE(cut_line(page, line_at({50, 50, 40, 40}, 0), {}).pixels.empty());
  EXPECT_FALSE(cut_line(page, line_at({250, 40, 400, 80}, 40), {}).pixels.empty());
}

TEST(Crop, NeverLargerThanAnEngineTakes) {
  const Pixels page = blank_page(20'000, 20);
  const LineCrop crop = cut_line(page, line_at({0, 5, 20'000, 9}, 4), {});
  EXPECT_LE(crop.pixels.width, 32'767);
  EXPECT_GT(crop.pixels.width, 30'000);
}

}  // namespace
}  // namespace tonglan
