// Vertical lines are read with their characters side by side.
#include <gtest/gtest.h>

#include <algorithm>

#include "ocr/crop.h"
#include "support/fake_engine.h"

namespace tonglan {
namespace {

const std::u32string kAlphabet = U"一二三四五六七八";
constexpr int kEm = 60, kLeft = 200, kTop = 100;

void fill(Pixels& page, const Box& box) {
  for (int y = int(box.top); y < int(box.bottom); ++y)
    for (int x = int(box.left); x < int(box.right); ++x) page.row(y)[x] = 0;
}

// A column whose cells are known, written from the top.
struct Column {
  Pixels page = blank_page(500, 1200);
  TextLine line;

  Column() {
    line.direction = Direction::kVertical;
    line.glyph = kEm;
  }
  void add(const Box& ink) {
    const float top = float(kTop + kEm * int(line.cells.size()));
    line.cells.push_back({{kLeft, top, kLeft + kEm, top + kEm}, ink});
    line.box = {kLeft, kTop, kLeft + kEm, top + kEm};
  }
  void write(const std::u32string& text) {
    for (const char32_t c : text) {
      const int top = kTop + kEm * int(line.cells.size());
      add(draw_fake_text(page, kAlphabet, std::u32string(1, c), kLeft, top, kEm));
    }
  }
  // Ink at a place of the next cell, in ems: one mark of as many pieces.
  void mark(const std::vector<Box>& pieces) {
    const float top = float(kTop + kEm * int(line.cells.size()));
    Box all{1e9f, 1e9f, -1e9f, -1e9f};
    for (const Box& p : pieces) {
      const Box box{kLeft + p.left * kEm, top + p.top * kEm, kLeft + p.right * kEm,
                    top + p.bottom * kEm};
      fill(page, box);
      all = {std::min(all.left, box.left), std::min(all.top, box.top),
             std::max(all.right, box.right), std::max(all.bottom, box.bottom)};
    }
    add(all);
  }
  LineCrop crop() const { return set_side_by_side(page, line, {}); }
};

// Where the ink of a cell stands in its place of the crop: ems from the left, and from above.
Point place_of(const LineCrop& crop, std::size_t cell) {
  const float left = (.25f + float(cell)) * crop.glyph;  // no cell is wider than an em here
  const Box& box = crop.cells[cell].place;
  const float middle = float(crop.pixels.height) / 2;
  return {((box.left + box.right) / 2 - left) / crop.glyph,
          ((box.top + box.bottom) / 2 - middle) / crop.glyph + .5f};
}

TEST(SideBySide, IsReadLikeAHorizontalLine) {
  Column column;
  column.write(U"三一六八");
  const LineCrop crop = column.crop();
  EXPECT_EQ(crop.direction, Direction::kHorizontal);
  EXPECT_GT(crop.pixels.width, 2 * crop.pixels.height);
  FakeEngine engine(kAlphabet);
  const ReadLine read = engine.read(crop.pixels, "", crop.direction);
  ASSERT_EQ(read.text, "三一六八");
  for (std::size_t k = 0; k < 4; ++k) {
    const Box box = box_on_page(crop, read.glyphs[k].box);
    const Box& ink = column.line.cells[k].ink;
    EXPECT_NEAR(box.left, ink.left, 3) << k;
    EXPECT_NEAR(box.top, ink.top, 3) << k;
    EXPECT_NEAR(box.right, ink.right, 3) << k;
    EXPECT_NEAR(box.bottom, ink.bottom, 3) << k;
  }
}

// A thin stroke at a character's rim may be too pale to be ink: it is of its square all the same.
// Of the next character nothing is.
TEST(SideBySide, PaleStrokesComeAlong) {
  Column column;
  column.write(U"六三六");
  const Box own = column.line.cells[1].ink;
  const auto stroke = [&](float bottom) {
    for (int y = int(bottom) - 4; y < int(bottom); ++y)
      std::fill_n(column.page.row(y) + kLeft + 5, kEm - 10, std::uint8_t(140));
  };
  stroke(kTop + 2 * kEm - 1);
  column.line.cells[1].ink.bottom = own.bottom - 12;  // as though its lowest stroke were pale, too
  const LineCrop crop = column.crop();
  ASSERT_EQ(crop.cells.size(), 3u);
  const Box& place = crop.cells[1].place;
  int dark = 0;
  for (int y = int(place.bottom) + 2; y < crop.pixels.height; ++y)
    dark += crop.pixels.row(y)[int(place.left + place.right) / 2] < 200;
  EXPECT_GE(dark, 2);
  // The neighbours' boxes are their own ink's.
  for (const std::size_t k : {0u, 2u}) {
    const Box box = box_on_page(crop, crop.cells[k].place);
    EXPECT_FLOAT_EQ(box.top, column.line.cells[k].ink.top);
    EXPECT_FLOAT_EQ(box.bottom, column.line.cells[k].ink.bottom);
  }
}

TEST(SideBySide, MarksStandWhereAHorizontalLineHasThem) {
  Column column;
  column.write(U"二");
  column.mark({{.7f, .1f, .85f, .35f}});                         // ， in the upper right
  column.mark({{.5f, .5f, .9f, .57f}, {.83f, .5f, .9f, .95f}});  // ﹁
  column.mark({{.1f, .05f, .17f, .5f}, {.1f, .43f, .5f, .5f}});  // ﹂
  column.mark({{.45f, 0, .52f, 1}});                             // a dash
  column.mark({{.1f, .8f, .9f, .9f}, {.1f, .6f, .2f, .9f}, {.8f, .6f, .9f, .9f}});  // ︵
  column.write(U"二");
  const LineCrop crop = column.crop();
  ASSERT_EQ(crop.cells.size(), 7u);
  const auto is_turned = [&](std::size_t k) { return crop.cells[k].turned; };
  EXPECT_FALSE(is_turned(1));
  EXPECT_LT(place_of(crop, 1).x, .4f);
  EXPECT_GT(place_of(crop, 1).y, .6f);
  EXPECT_TRUE(is_turned(2));
  EXPECT_GT(place_of(crop, 2).x, .5f);  // 「
  EXPECT_LT(place_of(crop, 2).y, .5f);
  EXPECT_TRUE(is_turned(3));
  EXPECT_LT(place_of(crop, 3).x, .5f);  // 」
  EXPECT_GT(place_of(crop, 3).y, .5f);
  EXPECT_TRUE(is_turned(4));
  EXPECT_GT(crop.cells[4].place.width(), 5 * crop.cells[4].place.height());
  EXPECT_TRUE(is_turned(5));
  EXPECT_GT(crop.cells[5].place.height(), 2 * crop.cells[5].place.width());
  for (const std::size_t k : {0u, 6u}) EXPECT_FALSE(is_turned(k)) << k;
  // A mark that was turned has its own box on the page, however much of it is read.
  const Box dash = box_on_page(crop, crop.cells[4].place);
  EXPECT_FLOAT_EQ(dash.top, column.line.cells[4].ink.top);
  EXPECT_FLOAT_EQ(dash.right, column.line.cells[4].ink.right);
}

TEST(SideBySide, WhatIsNoMarkIsNotTurned) {
  Column column;
  column.mark({{.05f, .45f, .95f, .55f}});                           // 一
  column.mark({{.4f, .1f, .6f, .6f}, {.45f, .75f, .55f, .85f}});     // ！
  column.mark({{.35f, .15f, .62f, .85f}});                           // 1
  column.mark({{.42f, .2f, .55f, .33f}, {.42f, .65f, .55f, .78f}});  // ：
  const LineCrop crop = column.crop();
  for (std::size_t k = 0; k < crop.cells.size(); ++k) EXPECT_FALSE(crop.cells[k].turned) << k;
}

TEST(SideBySide, QuotesAreKnownByTheirShape) {
  Column column;
  column.write(U"二");
  column.mark({{.5f, .1f, .62f, .35f}, {.75f, .1f, .87f, .35f}});  // side by side
  column.write(U"三");
  column.mark({{.6f, .15f, .9f, .3f}, {.6f, .38f, .9f, .53f}});    // over one another
  column.mark({{.1f, .1f, .35f, .35f}});                           // a stop
  column.mark({{.4f, .3f, .53f, .43f}, {.4f, .55f, .53f, .68f}});  // a colon
  const LineCrop crop = column.crop();
  EXPECT_EQ(crop.cells[1].mark, kQuoteByShape);
  EXPECT_FALSE(crop.cells[1].turned);
  EXPECT_EQ(crop.cells[3].mark, kQuoteByShape);
  EXPECT_TRUE(crop.cells[3].turned);
  for (const std::size_t k : {0u, 2u, 4u, 5u}) EXPECT_EQ(crop.cells[k].mark, "") << k;

  ReadLine read;  // as an engine may see it: the quote as two commas
  const auto see = [&](const char* text, const Box& box) {
    if (!read.text.empty()) read.text += ' ';
    ReadGlyph glyph;
    glyph.text.begin = std::uint32_t(read.text.size());
    read.text += text;
    glyph.text.end = std::uint32_t(read.text.size());
    glyph.box = box;
    read.glyphs.push_back(glyph);
  };
  const Box& quote = crop.cells[1].ink;
  const float middle = (quote.left + quote.right) / 2;
  see("二", crop.cells[0].ink);
  see(",", {quote.left, quote.top, middle, quote.bottom});
  see(",", {middle, quote.top, quote.right, quote.bottom});
  see("三", crop.cells[2].ink);
  const ReadLine mended = with_marks(read, crop.cells);
  ASSERT_EQ(mended.glyphs.size(), 4u);
  EXPECT_EQ(mended.text.substr(mended.glyphs[1].text.begin, mended.glyphs[1].text.size()),
            kQuoteByShape);
  EXPECT_EQ(mended.text.substr(mended.glyphs[2].text.begin), "三＂");  // and one not seen at all
}

// In flat type a ring is wider than high, and its upper side may be too pale to be ink.
TEST(SideBySide, AFlatRingIsNoQuote) {
  Column column;
  column.write(U"二");
  column.mark({{.5f, .1f, .56f, .34f}, {.5f, .28f, .84f, .34f}, {.78f, .1f, .84f, .34f}});
  column.write(U"三");
  EXPECT_EQ(column.crop().cells[1].mark, "");
}

TEST(SideBySide, AQuoteInACornerIsNoBracket) {
  Column column;
  column.mark({{.65f, .05f, .93f, .2f}, {.65f, .25f, .93f, .45f}});
  column.mark({{.5f, .5f, .9f, .57f}, {.83f, .5f, .9f, .95f}});  // ﹁
  const LineCrop crop = column.crop();
  EXPECT_EQ(crop.cells[0].mark, kQuoteByShape);
  EXPECT_EQ(crop.cells[1].mark, "");
}

// A pause in lead is wider than high, as a quote in one piece is; but it falls to the right.
TEST(SideBySide, PausesAreKnownByTheirShape) {
  Column column;
  column.write(U"二");
  const float top = float(kTop + kEm * int(column.line.cells.size()));
  Box ink{1e9f, 1e9f, -1e9f, -1e9f};
  for (int k = 0; k < 22; ++k) {  // a stroke that grows fatter
    const float x = kLeft + 28 + float(k), y = top + 6 + .7f * float(k);
    const Box box{x, y, x + 4, y + 3 + .2f * float(k)};
    fill(column.page, box);
    ink = {std::min(ink.left, box.left), std::min(ink.top, box.top), std::max(ink.right, box.right),
           std::max(ink.bottom, box.bottom)};
  }
  column.add(ink);
  column.mark({{.55f, .15f, .9f, .35f}});  // flat, but level: a quote
  column.write(U"三");
  const LineCrop crop = column.crop();
  EXPECT_EQ(crop.cells[1].mark, "、");
  EXPECT_EQ(crop.cells[2].mark, kQuoteByShape);
  EXPECT_LT(place_of(crop, 1).x, .5f);  // it stands where a horizontal line has it
  EXPECT_GT(place_of(crop, 1).y, .6f);
}

TEST(SideBySide, WithoutCellsNothingMoves) {
  Column column;
  column.write(U"三一");
  column.line.cells.clear();
  const LineCrop crop = first_crop(column.page, column.line);
  EXPECT_EQ(crop.direction, Direction::kVertical);
  EXPECT_TRUE(crop.cells.empty());
  FakeEngine engine(kAlphabet);
  EXPECT_EQ(with_marks(engine.read(crop.pixels, "", crop.direction), crop.cells).text, "三一");
}

TEST(SideBySide, WhatWouldBeTooWideStandsAsItIs) {
  Column column;
  column.write(U"三一");
  for (int k = 0; k < 1200; ++k) column.line.cells.push_back(column.line.cells[0]);
  const LineCrop crop = column.crop();
  EXPECT_EQ(crop.direction, Direction::kVertical);
  EXPECT_TRUE(crop.cells.empty());
}

// ■ at a line's start is no 圖; in the middle of it, or by itself, it is not told by its shape.
TEST(SideBySide, ABulletAtTheStartIsKnownByItsShape) {
  const std::vector<Box> square = {{.2f, .2f, .8f, .8f}};
  Column column;
  column.mark(square);
  column.write(U"三一六");
  column.mark(square);
  const LineCrop crop = column.crop();
  ASSERT_EQ(crop.cells.size(), 5u);
  EXPECT_EQ(crop.cells[0].mark, "■");
  EXPECT_EQ(crop.cells[4].mark, "");
  Column alone;
  alone.mark(square);
  ASSERT_EQ(alone.crop().cells.size(), 1u);
  EXPECT_EQ(alone.crop().cells[0].mark, "");
}

}  // namespace
}  // namespace tonglan
