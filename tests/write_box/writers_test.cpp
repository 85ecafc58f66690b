#include <gtest/gtest.h>

#include "read/box/alto.h"
#include "read/box/hocr.h"
#include "read/box/page.h"
#include "read/box/tsv.h"
#include "read_box/describe.h"
#include "tonglan.h"
#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write/box/tsv.h"
#include "write_box/generate.h"

namespace tonglan {
namespace {

// Two blocks; the paragraph runs from the end of the first into the second.
Document two_columns() {
  Document d;
  d.pages.resize(1);
  d.pages[0].width = 200;
  d.pages[0].height = 100;
  d.text = "水位回落\n渡口早班\n照常开行。\n";
  const Span texts[] = {{0, 12}, {13, 25}, {26, 41}};
  for (std::uint32_t b = 0; b < 2; ++b) {
    Block block;
    block.id = b == 0 ? "left" : "right";
    block.article = 0;
    d.blocks.push_back(block);
  }
  for (std::uint32_t i = 0; i < 3; ++i) {
    Line line;
    line.text = texts[i];
    line.block = i < 2 ? 0 : 1;
    const float x = i < 2 ? 10 : 110, y = i == 1 ? 30 : 10;
    line.box = {x, y, x + 80, y + 15};
    line.role = i == 0 ? Role::kHeadline : Role::kBody;
    d.lines.push_back(line);
    d.order.push_back(i);
  }
  d.paragraphs.resize(2);
  d.paragraphs[0] = {Role::kHeadline, 0, 1, 0, 1};
  d.paragraphs[1] = {Role::kBody, 1, 3, 0, 1};
  d.articles.resize(1);
  d.articles[0].last = 2;
  return d;
}

std::string written(void (*write)(const Document&, std::string&), const Document& d) {
  std::string out;
  write(d, out);
  return out;
}
std::string written_page(const Document& d) {
  std::string out;
  write_page(d, out);
  return out;
}
std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(WriteHocr, AParagraphOverTwoColumnsKeepsItsNumber) {
  const std::string html = written(write_hocr, two_columns());
  EXPECT_EQ(count(html, "ocr_par\""), 3u);
  EXPECT_EQ(count(html, "x_paragraph 1"), 2u);
  EXPECT_EQ(count(html, "x_role headline"), 1u);
  EXPECT_EQ(count(html, "x_article 0"), 3u);
}

TEST(WritePage, ArticlesAreOrderedGroupsInsideAnUnorderedOne) {
  const std::string xml = written_page(two_columns());
  const std::size_t outer = xml.find("<UnorderedGroup"), inner = xml.find("<OrderedGroup");
  EXPECT_LT(outer, inner);
  EXPECT_EQ(count(xml, "<RegionRefIndexed index=\"0\""), 1u);
  EXPECT_EQ(count(xml, "type=\"heading\""), 1u);
  EXPECT_EQ(count(xml, "paragraph:1;"), 2u);
  EXPECT_NE(xml.find("<Created>1970-01-01T00:00:00Z"), std::string::npos);
}

TEST(WritePage, ManyPagesAreRefusedAndOneCanBeChosen) {
  Document d = two_columns();
  d.pages.resize(2);
  EXPECT_THROW(written_page(d), Error);
  std::string second;
  write_page(d, 1, second);
  EXPECT_EQ(count(second, "TextLine"), 0u);
}

TEST(WritePage, CoordsAreWholeAndNeverNegative) {
  Document d = two_columns();
  d.lines[0].box = {-3.5f, 1.4f, 20.6f, 9};
  const Document again = read_page(written_page(d), {});
  EXPECT_EQ(again.lines[0].box.left, 0);
  EXPECT_EQ(again.lines[0].box.top, 1);
  EXPECT_EQ(again.lines[0].box.right, 21);
}

TEST(WriteAlto, LanguagesAreSpelledAsTheSchemaTakesThem) {
  Document d = two_columns();
  d.blocks[0].language = "chi_sim_vert";
  d.blocks[1].language = "chi_sim";
  const std::string xml = written(write_alto, d);
  EXPECT_EQ(xml.find("chi_sim\""), std::string::npos);
  EXPECT_EQ(read_alto(xml, {}).blocks.back().language, "chi_sim");
}

TEST(WriteAlto, WhatIsNoLanguageIsLeftOut) {
  Document d = two_columns();
  d.blocks[0].language = "chi_sim+eng";
  d.blocks[1].language = "chi_sim_vert";
  const std::string xml = written(write_alto, d);
  EXPECT_EQ(xml.find("+eng"), std::string::npos);
  EXPECT_EQ(read_alto(xml, {}).blocks.back().language, "chi_sim_vert");
}

// Letters that stand together come back together, though they have boxes of their own and the line
// has no blank.
TEST(Writers, LettersWithoutABlankAreOneWord) {
  Document d = two_columns();
  d.text = "渡A3口\n渡口早班\n照常开行。\n";
  d.lines[0].text = {0, 8};
  d.lines[1].text = {9, 21};
  d.lines[2].text = {22, 37};
  d.lines[0].glyph_count = 4;
  const Span spans[] = {{0, 3}, {3, 4}, {4, 5}, {5, 8}};
  for (std::uint32_t g = 0; g < 4; ++g) {
    const float x = 10 + 20 * static_cast<float>(g);
    d.glyphs.push_back({spans[g], {x, 10, x + 18, 25}, .5f});
  }
  using Read = Document (*)(std::string, const ReadOptions&);
  const std::pair<std::string, Read> formats[] = {{written(write_hocr, d), read_hocr},
                                                  {written(write_alto, d), read_alto},
                                                  {written_page(d), read_page},
                                                  {written(write_tsv, d), read_tsv}};
  for (const auto& [text, read] : formats) {
    const Document again = read(text, {});
    EXPECT_EQ(again.text, d.text) << text;
    if (text.starts_with("level")) continue;  // words only
    ASSERT_EQ(again.glyphs.size(), 4u) << text;
    EXPECT_EQ(again.glyphs[2].box.left, 50);
  }
}

// A document of two pages whose first article goes on on the second, before the other one.
TEST(WriteHocr, AnArticleThatGoesOnOnAnotherPageIsReadInItsOrder) {
  Document d = two_columns();
  d.pages.push_back(d.pages[0]);
  d.blocks[1].page = 1;
  d.lines[2].page = 1;
  Block other;
  other.article = 1;
  d.blocks.push_back(other);
  Line line = d.lines[0];
  line.block = 2;
  line.text = {42, 48};
  line.role = Role::kBody;
  d.text += "夜班\n";
  d.lines.push_back(line);
  d.order.push_back(3);
  d.paragraphs.push_back({Role::kBody, 3, 4, 1, 1});
  d.articles.push_back({2, 3, kNone, 0, {}, {}});
  const std::string html = written(write_hocr, d);
  const Document again = read_hocr(html, {});
  EXPECT_EQ(characters_of(again), "水位回落渡口早班照常开行。夜班");
  EXPECT_EQ(written(write_hocr, again), html);
}

TEST(WriteAlto, FractionsAreKept) {
  Document d = two_columns();
  d.lines[0].box = {10.25f, 1.5f, 20.75f, 9};
  EXPECT_EQ(read_alto(written(write_alto, d), {}).lines[0].box.right, 20.75f);
}

TEST(Writers, LetterSpacedLinesAreWrittenClosed) {
  Document d = two_columns();
  d.text = "通 知\n渡口早班\n照常开行。\n";
  d.lines[0].text = {0, 7};
  d.lines[0].spacing = Spacing::kClose;
  d.lines[1].text = {8, 20};
  d.lines[2].text = {21, 36};
  d.lines[0].glyph_count = 2;
  d.glyphs.push_back({{0, 3}, {10, 10, 30, 25}, 1});
  d.glyphs.push_back({{4, 7}, {60, 10, 80, 25}, 1});
  EXPECT_EQ(read_page(written_page(d), {}).text, "通知\n渡口早班\n照常开行。\n");
  EXPECT_EQ(read_hocr(written(write_hocr, d), {}).text, "通知\n渡口早班\n照常开行。\n");
  EXPECT_EQ(read_alto(written(write_alto, d), {}).text, "通知\n渡口早班\n照常开行。\n");
}

// A byline's blanks, one or two cells wide: "曹　青".
TEST(Writers, FullWidthBlanksComeBackAsTheyWere) {
  Document d = two_columns();
  d.text = "曹　青\n文　　林 摄\n照常开行。\n";
  d.lines[0].text = {0, 9};
  d.lines[1].text = {10, 26};
  d.lines[2].text = {27, 42};
  d.lines[0].glyph_count = 2;
  d.glyphs.push_back({{0, 3}, {10, 10, 30, 25}, 1});
  d.glyphs.push_back({{6, 9}, {60, 10, 80, 25}, 1});
  EXPECT_EQ(read_page(written_page(d), {}).text, d.text);
  const std::string hocr = written(write_hocr, d), alto = written(write_alto, d);
  EXPECT_EQ(read_hocr(hocr, {}).text, d.text) << hocr;
  EXPECT_EQ(read_alto(alto, {}).text, d.text) << alto;
  EXPECT_EQ(written(write_hocr, read_hocr(hocr, {})), hocr);
  EXPECT_EQ(written(write_alto, read_alto(alto, {})), alto);
}

TEST(Writers, OddTextAndOddNamesStayWellFormed) {
  Document d = two_columns();
  d.text = std::string("<&\">\0\x01\xFF ]]>\n渡口早班\n照常开行。\n", 41);
  d.lines[0].text = {0, 11};
  d.lines[1].text = {12, 24};
  d.lines[2].text = {25, 40};
  d.blocks[0].id = "1 bad\" name";
  d.blocks[1].id = "block_1";  // the name that would be made up for the other
  d.pages[0].image = "a\"<b>.png";
  for (const std::string& text :
       {written(write_hocr, d), written(write_alto, d), written_page(d)}) {
    const Document again = text.find("<alto") != std::string::npos    ? read_alto(text, {})
                           : text.find("<PcGts") != std::string::npos ? read_page(text, {})
                                                                      : read_hocr(text, {});
    EXPECT_EQ(characters_of(again), "<&\">\uFFFD\uFFFD\uFFFD]]>渡口早班照常开行。") << text;
    EXPECT_EQ(again.blocks.size(), 3u);
    EXPECT_TRUE(again.warnings.empty()) << again.warnings[0].message;
  }
}

TEST(Writers, ALeftOutParagraphTakesItsLinesWithIt) {
  Document d = two_columns();
  d.paragraphs.erase(d.paragraphs.begin());
  EXPECT_EQ(characters_of(read_hocr(written(write_hocr, d), {})), "渡口早班照常开行。");
}

// A text has no pages; its lines are written all the same.
TEST(Writers, ADocumentWithoutPagesLosesNothing) {
  Document d = two_columns();
  d.pages.clear();
  d.blocks.clear();
  for (Line& line : d.lines) {
    line.block = kNone;
    line.box = {};
  }
  const std::string all = "水位回落渡口早班照常开行。";
  EXPECT_EQ(characters_of(read_hocr(written(write_hocr, d), {})), all);
  EXPECT_EQ(characters_of(read_alto(written(write_alto, d), {})), all);
  EXPECT_EQ(characters_of(read_page(written_page(d), {})), all);
  EXPECT_EQ(characters_of(read_tsv(written(write_tsv, d), {})), all);
}

TEST(WriteTsv, TwelveColumnsInEveryRow) {
  const std::string tsv = written(write_tsv, two_columns());
  std::size_t begin = 0;
  for (std::size_t end; (end = tsv.find('\n', begin)) != std::string::npos; begin = end + 1) {
    EXPECT_EQ(count(tsv.substr(begin, end - begin), "\t"), 11u);
  }
}

}  // namespace
}  // namespace tonglan
