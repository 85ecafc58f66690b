// Tables and advertisements: drawn pages with both, and what only looks like one of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "chinese/spacing.h"
#include "evaluate/score.h"
#include "layout_page/paragraphs_of.h"
#include "support/code_points.h"
#include "support/corpus.h"
#include "support/page_press.h"
#include "support/printed_lines.h"
#include "tonglan.h"
#include "write/formats.h"

namespace tonglan {
namespace {

constexpr float kSize = 20;  // pixels: of a character of running text

struct Put {
  std::string text;
  float left, top;  // characters and lines
  float size = 1;   // characters
  float height = 1;  // of its size: figures are lower
};

Document page_of(const std::vector<Put>& lines) {
  std::vector<PrintedLine> printed;
  for (const Put& p : lines) {
    const float left = p.left * kSize, top = p.top * 1.5f * kSize, size = p.size * kSize;
    const float width = letter_units(code_points(p.text)) * size;
    printed.push_back({p.text,
                       {left, top + (1 - p.height) * size, left + width, top + size},
                       size,
                       0,
                       0,
                       Role::kBody,
                       false});
  }
  Random random(1);
  return give_out(printed, {}, {false, 0, 3 * kSize}, random).document;
}

// A column of running text under a headline, for pages whose size and columns must be known.
std::vector<Put> column_of_text(float left, float top) {
  std::vector<Put> lines = {{"新桥昨日通车", left + 2, top, 2}};
  const char* const text[] = {"昨日上午九时，横跨清", "清水河的新桥正式通车，",
                              "两岸居民从此不必再绕", "行上游渡口。新桥全长",
                              "二百米，双向四车道，", "两侧各有人行道一条。"};
  float y = top + 2.5f;
  for (const char* line : text) lines.push_back({line, line == text[0] ? left + 2 : left, y++});
  return lines;
}

Document repaired(const std::vector<Put>& more) {
  std::vector<Put> lines = column_of_text(0, 0);
  lines.insert(lines.end(), more.begin(), more.end());
  const Document d = repair_pages(page_of(lines), {});
  check_conserved(d);
  return d;
}

using Strings = std::vector<std::string>;

// A chart between a headline's deck and its text: what stands at its axes is no part of the text.
TEST(Charts, LabelsAreNoText) {
  std::vector<Put> chart;
  const char* const values[] = {"5.7", "4.3", "2.9", "1.4", "0.0"};
  for (int i = 0; i < 5; ++i) chart.push_back({values[i], 0, 13.f + 3 * float(i)});
  const char* const towns[] = {"北桥", "西河", "南山"};
  for (int i = 0; i < 3; ++i) chart.push_back({towns[i], 2.5f + 3 * float(i), 25.5f});
  chart.push_back({"数据来源：县统计局", 2, 27});
  const char* const text[] = {"各地的物价比去年略有", "上涨，其中北桥涨得最",
                              "多，南山几乎没有变化。"};
  float y = 30;
  for (const char* line : text) chart.push_back({line, line == text[0] ? 2.f : 0.f, y++});
  const Document d = repaired(chart);
  const Strings body = paragraphs_of(d, Role::kBody);
  EXPECT_NE(std::find(body.begin(), body.end(),
                      "各地的物价比去年略有上涨，其中北桥涨得最多，南山几乎没有变化。"),
            body.end());
  for (const std::string& paragraph : body)
    for (const char* label : {"5.7", "0.0", "西河", "数据来源"})
      EXPECT_EQ(paragraph.find(label), std::string::npos) << paragraph;
}

// A framed chart over two columns: its title is no headline, and the columns go on under it.
TEST(Charts, ATitleIsNoHeadlineAndAFrameEndsNoText) {
  std::vector<Put> lines = {{"新桥昨日正式通车", 5, 0, 2}, {"各地物价", 10, 7, 1.4f}};
  const char* const columns[2][2][3] = {
      {{"昨日上午九时，横跨清", "水河的新桥正式通车，两岸", "居民从此不必再绕行上游渡"},
       {"口，到对岸的早市去卖菜，", "来回只要半个钟头，每天可", "以多睡一会儿，两岸的孩子"}},
      {{"上学也近得多，放学回家天", "还亮着，老人们说，年轻时", "过河要等半天，如今抬脚就"},
       {"到，桥头的小店已经开了三", "家，卖茶的卖面的都有，晚", "上灯一亮，比街里还热闹。"}}};
  for (int column = 0; column < 2; ++column)
    for (int part = 0; part < 2; ++part)
      for (int row = 0; row < 3; ++row)
        lines.push_back({columns[column][part][row],
                         14.f * float(column) + (column + part + row == 0 ? 2.f : 0.f),
                         (part == 0 ? 2.5f : 18.f) + float(row)});
  const char* const years[] = {"2021", "2022", "2023", "2024", "2025"};
  for (int i = 0; i < 5; ++i) {
    lines.push_back({years[i], 1 + 5.f * float(i), 15});
    lines.push_back({years[i] + 2, 1 + 5.f * float(i), 9 + .8f * float(i * 3 % 5)});
  }
  Document d = page_of(lines);
  for (const float top : {6.3f, 16.5f}) {
    const float y = top * 1.5f * kSize;
    d.pages[0].separators.push_back({{0, y, 26 * kSize, y + 2}, false, true, 1});
  }
  d = repair_pages(d, {});
  std::string text;
  for (const auto& column : columns)
    for (const auto& part : column)
      for (const char* line : part) text += line;
  EXPECT_EQ(paragraphs_of(d, Role::kBody), Strings{text});
  EXPECT_EQ(paragraphs_of(d, Role::kHeadline), Strings{"新桥昨日正式通车"});
}

TEST(Tables, CellsOfARowComeOutOnOneLine) {
  const Document d = repaired({{"品名", 0, 10},
                               {"价格", 7, 10},
                               {"白菜", 0, 11},
                               {"0.85", 7, 11},
                               {"鲜鸡蛋", 0, 12},
                               {"4.60", 7, 12},
                               {"豆腐", 0, 13},
                               {"2.00", 7, 13}});
  EXPECT_EQ(paragraphs_of(d, Role::kTable),
            Strings{"品名  价格\n白菜  0.85\n鲜鸡蛋  4.60\n豆腐  2.00"});
  std::string markdown;
  write_markdown(d, markdown);
  EXPECT_NE(markdown.find("```\n品名  价格\n"), std::string::npos) << markdown;
}

// A list of programmes set loosely over the width of its box.
TEST(Tables, RowsAndCellsMayStandFarApart) {
  const Document d = repaired({{"18:00", 0, 10},
                               {"少儿节目", 20, 10},
                               {"18:30", 0, 12.5f},
                               {"新闻", 20, 12.5f},
                               {"19:15", 0, 15},
                               {"连续剧", 20, 15},
                               {"20:40", 0, 17.5f},
                               {"体育之窗", 20, 17.5f}});
  EXPECT_EQ(paragraphs_of(d, Role::kTable),
            Strings{"18:00  少儿节目\n18:30  新闻\n19:15  连续剧\n20:40  体育之窗"});
}

TEST(Tables, TheTextFormComesOutTheSameAgain) {
  const Document d = repaired({{"城市", 0, 10},
                               {"天气", 4, 10},
                               {"气温", 8, 10},
                               {"青河", 0, 11},
                               {"小雨", 4, 11},
                               {"9～14℃", 8, 11},
                               {"云水", 0, 12},
                               {"多云", 4, 12},
                               {"7～16℃", 8, 12}});
  ASSERT_EQ(paragraphs_of(d, Role::kTable).size(), 1u);
  std::string once, twice;
  append_text(d, once);
  append_text(repair(once, {}), twice);
  EXPECT_EQ(once, twice);
}

TEST(Tables, AGapInARowIsNoEnd) {
  const Document d = repaired({{"队名", 0, 10},
                               {"胜", 5, 10},
                               {"负", 8, 10},
                               {"青河队", 0, 11},
                               {"7", 5, 11},
                               {"3", 8, 11},
                               {"云水队", 0, 12},
                               {"5", 8, 12},
                               {"石桥队", 0, 13},
                               {"6", 5, 13},
                               {"2", 8, 13},
                               {"南岭队", 0, 14},
                               {"1", 5, 14},
                               {"9", 8, 14}});
  EXPECT_EQ(paragraphs_of(d, Role::kTable),
            Strings{"队名  胜  负\n青河队  7  3\n云水队  5\n石桥队  6  2\n南岭队  1  9"});
}

TEST(Tables, NamesAndVerseAndShortLinesAreNone) {
  const std::vector<std::vector<Put>> pages = {
      // Names in three columns.
      {{"李明", 0, 10},
       {"方平", 4, 10},
       {"周安", 8, 10},
       {"江立青", 0, 11},
       {"徐文", 4, 11},
       {"何小雨", 8, 11},
       {"白山", 0, 12},
       {"石志平", 4, 12},
       {"林安", 8, 12}},
      // Verse in two columns.
      {{"春水绕青山", 0, 10},
       {"归舟载月还", 8, 10},
       {"渔灯三两点", 0, 11},
       {"人语竹林间", 8, 11},
       {"夜静闻钟远", 0, 12},
       {"天明见路闲", 8, 12}},
      // Two columns of text as narrow as a cell.
      {{"桥头的老树今年又", 0, 10},
       {"船工们把缆绳收好", 10, 10},
       {"开了一树白花香气", 0, 11},
       {"坐在岸上等着天亮", 10, 11},
       {"一直飘到河的对岸", 0, 12},
       {"渡口的灯还没有熄", 10, 12}},
      // Two rows of figures are no table yet.
      {{"青河", 0, 10}, {"3", 6, 10}, {"云水", 0, 11}, {"5", 6, 11}}};
  for (const auto& page : pages)
    EXPECT_EQ(paragraphs_of(repaired(page), Role::kTable), Strings{}) << page[0].text;
}

std::vector<Put> advert(float left, float top) {
  return {{"招聘启事", left + 2, top, 1.7f},
          {"诚聘印刷工人三名", left + 1, top + 2},
          {"地址：河沿街12号", left + 1, top + 3},
          {"电话：7654321", left + 1.75f, top + 4}};
}

TEST(Adverts, AreOneArticleBehindThoseOfThePage) {
  std::vector<Put> lines = advert(20, 0);
  const Document d = repaired(lines);
  EXPECT_EQ(paragraphs_of(d, Role::kAdvertisement),
            (Strings{"招聘启事", "诚聘印刷工人三名", "地址：河沿街12号", "电话：7654321"}));
  ASSERT_FALSE(d.articles.empty());
  for (const Paragraph& p : d.paragraphs)
    EXPECT_EQ(p.role == Role::kAdvertisement, p.article + 1 == d.articles.size());
}

TEST(Adverts, NewsWithATelephoneNumberIsNone) {
  const Document d = repaired({{"图书馆延长开放", 20, 0, 2},
                               {"县图书馆自下周起延长", 22, 2.5f},
                               {"开放时间，读者可在晚上", 20, 3.5f},
                               {"九时以前借还图书。咨询", 20, 4.5f},
                               {"电话7654321，地址在河", 20, 5.5f},
                               {"沿街12号，办证费10元。", 20, 6.5f}});
  EXPECT_EQ(paragraphs_of(d, Role::kAdvertisement), Strings{});
}

// As many words of an advertisement's as a long text has by chance.
TEST(Adverts, AnArticleInColumnsIsNone) {
  std::vector<Put> lines = {{"购物卡怎么买", 22, 0, 2}};
  const char* const text[] = {
      "地址在河沿街12号的小", "店里顾客正排着队付钱", "掏出手机点击进入公众",
      "号选择对应的门店和优", "惠充值二百元后很快就", "到账招聘来的店员说比",
      "以前省事电话7654321",  "也能办理特价商品一样", "可以使用这种购物卡的",
      "价格是100元一张欢迎",  "选购的牌子挂在门口的", "树上风一吹就转个不停"};
  float y = 2.5f;
  for (const char* line : text) lines.push_back({line, 20, y++});
  for (const float left : {40.f, 60.f}) {
    const std::vector<Put> news = column_of_text(left, 0);
    lines.insert(lines.end(), news.begin(), news.end());
  }
  EXPECT_EQ(paragraphs_of(repaired(lines), Role::kAdvertisement), Strings{});
}

// A frame and centred lines of two sizes, but nothing is offered.
TEST(Adverts, ABoxedNoteIsNone) {
  std::vector<Put> lines = column_of_text(0, 0);
  for (const Put& p : {Put{"小资料", 22, 0, 1.5f}, Put{"全线共设八座车站", 21, 2},
                       Put{"首班车六时发出", 21.5f, 3}, Put{"末班车十时发出", 21.5f, 4}})
    lines.push_back(p);
  Document page = page_of(lines);
  for (const Box& b : {Box{390, -12, 610, -10}, Box{390, 150, 610, 152}, Box{390, -12, 392, 152},
                       Box{608, -12, 610, 152}})
    page.pages[0].separators.push_back({b, b.height() > b.width(), true, 1});
  EXPECT_EQ(paragraphs_of(repair_pages(std::move(page), {}), Role::kAdvertisement), Strings{});
}

class Extras : public testing::TestWithParam<bool> {};

TEST_P(Extras, OfDrawnPagesHaveTheirRoles) {
  constexpr int kPages = 6;
  double roles = 0, exact = 0, order = 0;
  for (std::uint64_t seed = 1; seed <= kPages; ++seed) {
    PressSettings settings;
    settings.shapes = {Shape::kPlain};
    settings.tables = 4;
    settings.adverts = 4;
    settings.frames = GetParam();
    PrintedPage page = print_page(own_corpus(), settings, seed);
    ASSERT_NE(page.gold.find("\"advertisement\""), std::string::npos);
    ASSERT_NE(page.gold.find("\"table\""), std::string::npos);
    const Document d = repair_pages(std::move(page.document), {});
    check_conserved(d);
    std::string json;
    write_json(d, json);
    const Score s = score(read_gold(page.gold, "page"), read_output(json));
    EXPECT_TRUE(s.conserved());
    roles += s.role_f1.value() / kPages;
    exact += s.para_exact / kPages;
    order += s.succ.value() / kPages;
  }
  EXPECT_GE(roles, .95);
  EXPECT_GE(exact, .97);
  EXPECT_GE(order, .99);
}
INSTANTIATE_TEST_SUITE_P(Page, Extras, testing::Bool());

// Figures are as high as a small line's characters, but as wide as their own line's.
TEST(Sizes, ALineOfFiguresIsOfTheTextsSize) {
  std::vector<Put> lines = column_of_text(0, 0);
  lines.push_back({"有事请打县政府电话：", 0, 8.5f});
  lines.push_back({"0555—8800321。", 0, 9.5f, 1, .7f});
  lines.push_back({"也可写信给本报。", 2, 10.5f});
  const Document d = repair_pages(page_of(lines), {});
  EXPECT_NE(paragraphs_of(d, Role::kBody)[0].find("有事请打县政府电话：0555—8800321。"),
            std::string::npos);
}

}  // namespace
}  // namespace tonglan
