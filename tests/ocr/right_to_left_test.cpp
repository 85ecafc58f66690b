// Horizontal lines of vertical pages: which way they run, by what the page says.
#include "ocr/right_to_left.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/code_points.h"

namespace tonglan {
namespace {

struct Page {
  std::vector<TextLine> lines;
  std::vector<ReadLine> readings;

  void add(const std::u32string& text, Direction direction) {
    TextLine line;
    line.direction = direction;
    lines.push_back(line);
    ReadLine read;
    read.confidence = .9f;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == U' ') {
        read.text += ' ';
        continue;
      }
      ReadGlyph g;
      g.box = {float(40 * i), 0, float(40 * i + 36), 36};
      g.confidence = .9f;
      g.text.begin = std::uint32_t(read.text.size());
      read.text += utf8(text.substr(i, 1));
      g.text.end = std::uint32_t(read.text.size());
      read.glyphs.push_back(g);
    }
    readings.push_back(read);
  }
  void down(const std::u32string& text) { add(text, Direction::kVertical); }
  void across(const std::u32string& text) { add(text, Direction::kHorizontal); }

  std::vector<std::string> read() {
    put_right_to_left(lines, readings);
    std::vector<std::string> texts;
    for (const ReadLine& r : readings) {
      std::string text;
      for (const ReadGlyph& g : r.glyphs) text += r.text.substr(g.text.begin, g.text.size());
      EXPECT_EQ(text.size() + std::size_t(std::count(r.text.begin(), r.text.end(), ' ')),
                r.text.size());
      texts.push_back(r.text);
    }
    return texts;
  }
};

Page old_page() {
  Page page;
  page.down(U"石橋在秋天完工全村老少都到");
  page.down(U"橋頭來看第一輛馬車慢慢走過");
  page.down(U"漁港的冰廠已經機聲隆隆");
  return page;
}

TEST(RightToLeft, AHeadlineWhosePairsTheTextHasTheOtherWayRound) {
  Page page = old_page();
  page.across(U"工完橋石");
  page.across(U"聲機港漁");
  page.across(U"戊己庚");  // says nothing itself: as the others do
  const std::vector<std::string> texts = page.read();
  EXPECT_EQ(texts[3], "石橋完工");
  EXPECT_EQ(texts[4], "漁港機聲");
  EXPECT_EQ(texts[5], "庚己戊");
  // Boxes stay with their characters.
  EXPECT_FLOAT_EQ(page.readings[3].glyphs[0].box.left, 120);
}

TEST(RightToLeft, ADateSaysIt) {
  Page page = old_page();
  page.across(U"日二月四年七十三");
  page.across(U"戊己庚");
  const std::vector<std::string> texts = page.read();
  EXPECT_EQ(texts[3], "三十七年四月二日");
  EXPECT_EQ(texts[4], "庚己戊");
}

TEST(RightToLeft, NumbersAndWordsKeepTheirOwnOrder) {
  Page page = old_page();
  page.across(U"工完橋石 1948 年村 No.5");
  EXPECT_EQ(page.read()[3], "No.5 村年 1948 石橋完工");
}

TEST(RightToLeft, LinesThatRunToTheRightStay) {
  Page page = old_page();
  page.across(U"石橋完工");
  page.across(U"漁港機聲");
  page.across(U"三十七年四月二日");
  page.across(U"戊己庚");
  const std::vector<std::string> texts = page.read();
  EXPECT_EQ(texts[3], "石橋完工");
  EXPECT_EQ(texts[4], "漁港機聲");
  EXPECT_EQ(texts[5], "三十七年四月二日");
  EXPECT_EQ(texts[6], "戊己庚");
}

TEST(RightToLeft, APageOfHorizontalTextStays) {
  Page page;
  page.across(U"石橋在秋天完工全村老少都到");
  page.across(U"漁港的冰廠已經機聲隆隆");
  page.across(U"日二月四年七十三");
  page.down(U"橋石");
  const std::vector<std::string> texts = page.read();
  EXPECT_EQ(texts[0], "石橋在秋天完工全村老少都到");
  EXPECT_EQ(texts[2], "日二月四年七十三");
  EXPECT_EQ(texts[3], "橋石");
}

}  // namespace
}  // namespace tonglan
