#include "read/box/hocr.h"

#include <gtest/gtest.h>

#include "read_box/describe.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string read(const std::string& html) { return describe(read_hocr(html, {})); }

int status_of(const std::string& html) {
  try {
    read_hocr(html, {});
  } catch (const Error& e) {
    return e.status();
  }
  return 0;
}

TEST(Hocr, AsTesseractWritesIt) {
  EXPECT_EQ(read(R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
 <head><title>a title that is no text</title>
  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/></head>
 <body>
  <div class='ocr_page' id='page_1' title='image "a;b.png"; bbox 0 0 900 700; ppageno 0; scan_res 300 300'>
   <div class='ocr_separator' id='block_1_1' title="bbox 400 10 402 600"></div>
   <div class='ocr_carea' id='block_1_2' title="bbox 10 20 390 60">
    <p class='ocr_par' id='par_1_1' lang='chi_sim' title="bbox 10 20 390 60">
     <span class='ocr_line' id='line_1_1' title="bbox 10 20 390 60; baseline 0.1 -5; x_size 40">
      <span class='ocrx_word' id='word_1_1' title='bbox 10 20 90 60; x_wconf 96'>渡口</span>
      <span class='ocrx_word' id='word_1_2' title='bbox 100 20 180 60; x_wconf 50'><strong>早班</strong></span>
     </span>
    </p>
   </div>
  </div>
 </body>
</html>)"),
            "page 900x700 page_1 a;b.png dpi 300\n"
            "rule [400,10,402,600]\n"
            "block block_1_2 body kind ocr_carea [10,20,390,60]\n"
            "line line_1_1 [10,20,390,60] chi_sim baseline 10,55 390,93: 渡口 早班"
            " | 渡口 #word_1_1 [10,20,90,60] 0.96 | 早班 #word_1_2 [100,20,180,60] 0.5\n");
}

TEST(Hocr, WordsWithoutWhiteSpaceBetweenThemStandTogether) {
  const Document d = read_hocr(
      "<div class=ocr_page><span class=ocr_line title='bbox 0 0 30 10'>"
      "<span class=ocrx_word title='bbox 0 0 10 10'>渡</span>"
      "<span class=ocrx_word title='bbox 10 0 20 10'>口</span>\n"
      "<span class=ocrx_word title='bbox 20 0 30 10'>ab</span></span></div>",
      {});
  EXPECT_EQ(d.text, "渡口 ab\n");
  EXPECT_EQ(d.glyphs.size(), 3u);
}

TEST(Hocr, LinesWithoutWordsAsOcropyWritesThem) {
  EXPECT_EQ(
      read("<html><head><title></title></head><body>"
           "<div class='ocr_page' title='file x.png; bbox 0 0 50 50'>"
           "<SPAN class='ocr_line' title='bbox 1 2 30 4'>a &lt;b&gt; &amp;&nbsp;c &#20013;</SPAN>"
           "<br>\n</div></body></html>"),
      "page 50x50 x.png\nno block\n"
      "line [1,2,30,4]: a <b> &\u00A0c 中\n");
}

TEST(Hocr, CharactersOfAWordHaveTheBoxes) {
  EXPECT_EQ(read("<div class='ocr_page'><span class='ocr_line' title='bbox 0 0 20 10'>"
                 "<span class='ocrx_word' title='bbox 0 0 20 10; x_wconf 9'>"
                 "<span class='ocrx_cinfo' title='x_bboxes 0 0 9 10; x_conf 90'>早</span>"
                 "<span class='ocrx_cinfo' title='x_bboxes 11 0 20 10; x_conf 80'>班</span>"
                 "</span></span></div>"),
            "page 0x0\nno block\n"
            "line [0,0,20,10]: 早班 | 早 [0,0,9,10] 0.9 | 班 [11,0,20,10] 0.8\n");
}

TEST(Hocr, TurnedByThreeQuartersIsVertical) {
  const Document d = read_hocr(
      "<div class='ocr_page'><span class='ocr_line' title='bbox 0 0 10 90; textangle 270'>早</span>"
      "<span class='ocr_line' title='bbox 0 0 90 10; textangle 2'>早</span>"
      "<span class='ocr_line' title='bbox 0 0 90 10'>早</span></div>",
      {});
  ASSERT_EQ(d.lines.size(), 3u);
  EXPECT_EQ(d.origins[d.lines[0].origin].direction, Direction::kVertical);
  EXPECT_EQ(d.origins[d.lines[0].origin].angle, 0);
  EXPECT_EQ(d.origins[d.lines[1].origin].direction, Direction::kHorizontal);
  EXPECT_EQ(d.origins[d.lines[1].origin].angle, -2);
  EXPECT_EQ(d.lines[2].origin, kNone);  // the source says nothing, so nothing is said
}

TEST(Hocr, ParagraphsThatThisProgramCounted) {
  const std::string html =
      "<div class='ocr_page' title='bbox 0 0 900 700'>"
      "<div class='ocr_carea' lang='chi_tra'><p class='ocr_par' title='x_paragraph 0; x_role "
      "byline'>"
      "<span class='ocr_line' title='bbox 1 1 9 9'>渡口</span></p>"
      "<p class='ocr_par' title='x_paragraph 1'><span class='ocr_line' title='bbox 1 11 9 19'>早"
      "</span></p></div><div class='ocr_carea'><p class='ocr_par' title='x_paragraph 1'>"
      "<span class='ocr_line' title='bbox 1 21 9 29'>班</span></p></div></div>";
  EXPECT_EQ(read(html),
            "page 900x700\nblock  body kind ocr_carea chi_tra [0,0,0,0]\nparagraph 0 byline\n"
            "line [1,1,9,9] chi_tra: 渡口\nparagraph 1 body\nline [1,11,9,19] chi_tra: 早\n"
            "block  body kind ocr_carea [0,0,0,0]\nline [1,21,9,29]: 班\n");
  // What another program took for a paragraph is none.
  std::string other = html;
  for (std::size_t at; (at = other.find("x_paragraph")) != std::string::npos;) other[at] = 'y';
  EXPECT_TRUE(read_hocr(other, {}).paragraphs.empty());
}

TEST(Hocr, TextOutsideLinesIsKept) {
  const Document d = read_hocr(
      "<div class='ocr_page' title='bbox 0 0 9 9'>散落<p>又一行<p>"
      "<span class='ocrx_word' title='bbox 1 1 5 5'>独字</span>"
      "<span class='ocr_line' title='bbox 1 6 9 9'>成行</span>尾</div>",
      {});
  EXPECT_EQ(characters_of(d), "散落又一行独字成行尾");
  ASSERT_FALSE(d.warnings.empty());
  EXPECT_NE(d.warnings[0].message.find("without a box"), std::string::npos);
}

TEST(Hocr, OddBoxesAreWarningsAndLoseNoCharacter) {
  const Document d = read_hocr(
      "<div class='ocr_page' title='bbox 0 0 100 100'>"
      "<span class='ocr_line' id='a' title='bbox 90 10 20 30'>反了</span>"
      "<span class='ocr_line' id='a' title='bbox 10 10 10 30'>无宽</span>"
      "<span class='ocr_line' title='bbox nan 0 inf 1'>非数</span>"
      "<span class='ocr_line' title='bbox 50 50 500 70'>出界</span>"
      "<span class='ocr_line' title='bbox 1e30 0 2e30 1'>过大</span></div>",
      {});
  EXPECT_EQ(characters_of(d), "反了无宽非数出界过大");
  EXPECT_EQ(d.lines[0].box.left, 20);
  EXPECT_EQ(d.lines[0].box.right, 90);
  EXPECT_EQ(d.lines[1].box.right, 0);
  EXPECT_EQ(d.lines[4].box.right, 0);
  std::string warnings;
  for (const Warning& w : d.warnings) warnings += w.message + "\n";
  for (const char* expected : {"inside out", "outside the page", "names given twice", "no size"}) {
    EXPECT_NE(warnings.find(expected), std::string::npos) << expected << " in\n" << warnings;
  }
}

TEST(Hocr, CutOffIsRefusedWithTheLineWhereItBegan) {
  try {
    read_hocr("<html><body><div class='ocr_page'>\n<span class='ocr_line' title='bbox 0 0 1 1'>早",
              {});
    FAIL() << "was taken";
  } catch (const Error& e) {
    EXPECT_EQ(e.status(), 2);
    EXPECT_NE(std::string(e.what()).find("ocr_line that began on line 2"), std::string::npos)
        << e.what();
  }
}

TEST(Hocr, WhatIsNoHocrIsRefused) {
  EXPECT_EQ(status_of("<html><body><p>just a page</p></body></html>"), 2);
  EXPECT_EQ(status_of(""), 2);
  std::string deep = "<div class='ocr_page'>";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(status_of(deep), 2);
}

TEST(Hocr, BadBytesBecomeReplacementCharacters) {
  const Document d = read_hocr(
      "<div class='ocr_page'><span class='ocr_line' title='bbox 0 0 9 9'>早\xFF\x01班</span></div>",
      {});
  EXPECT_EQ(d.text, "早\uFFFD\uFFFD班\n");
}

}  // namespace
}  // namespace tonglan
