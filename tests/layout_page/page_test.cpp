// The box road on small pages made by hand: what comes out, line by line.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "chinese/spacing.h"
#include "layout_page/paragraphs_of.h"
#include "support/code_points.h"
#include "support/random.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Put {
  std::string text;
  float left, top;
  float size = 20;  // pixels from one character to the next, and of the line's height
};

void add_line(Document& d, const std::string& text, Box box) {
  Line line;
  line.text.begin = static_cast<std::uint32_t>(d.text.size());
  d.text += text;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';
  line.box = box;
  line.first_glyph = static_cast<std::uint32_t>(d.glyphs.size());
  const std::u32string letters = code_points(text);
  const bool upright = box.height() > box.width() && letters.size() > 1;
  std::uint32_t at = line.text.begin;
  for (std::size_t k = 0; k < letters.size(); ++k) {
    const auto bytes = static_cast<std::uint32_t>(utf8(letters.substr(k, 1)).size());
    const auto from = static_cast<float>(k) / static_cast<float>(letters.size());
    const auto to = static_cast<float>(k + 1) / static_cast<float>(letters.size());
    Box b = box;
    if (upright)
      b.top = box.top + from * box.height(), b.bottom = box.top + to * box.height();
    else
      b.left = box.left + from * box.width(), b.right = box.left + to * box.width();
    d.glyphs.push_back({{at, at + bytes}, b, 1});
    at += bytes;
  }
  line.glyph_count = static_cast<std::uint32_t>(letters.size());
  d.order.push_back(static_cast<std::uint32_t>(d.lines.size()));
  d.lines.push_back(line);
}

Document page_of(const std::vector<Put>& lines) {
  Document d;
  d.pages.emplace_back();
  for (const Put& p : lines) {
    const auto width = static_cast<float>(code_points(p.text).size()) * p.size;
    add_line(d, p.text, {p.left, p.top, p.left + width, p.top + p.size});
  }
  return d;
}

std::vector<std::string> repaired(const Document& d) {
  const Document out = repair_pages(d, {});
  check_conserved(out);
  return paragraphs_of(out);
}

// Two columns under one headline; a sentence runs from the first into the second.
std::vector<Put> two_columns() {
  return {{"新桥昨日正式通车", 60, 20, 40},
          {"昨日上午九时，横", 60, 100},
          {"跨清水河的新桥正式通", 20, 130},
          {"车。两岸居民从此不必", 20, 160},
          {"再绕行八公里。", 20, 190},
          {"新桥全长三百米，", 60, 220},
          {"由县里自筹资金建成，", 20, 250},
          {"工期两年。桥面设有", 250, 100},
          {"人行道和路灯，夜间照", 250, 130},
          {"明由沿岸的太阳能板供", 250, 160},
          {"给。", 250, 190},
          {"下个月，桥头还要修一", 290, 220},
          {"处小公园。", 250, 250}};
}

TEST(Page, JoinsAParagraphOverTheColumnEnd) {
  std::vector<Put> lines = two_columns();
  std::swap(lines[1], lines[9]);  // drawing order is no help
  std::swap(lines[3], lines[12]);
  const std::vector<std::string> want = {
      "新桥昨日正式通车", "昨日上午九时，横跨清水河的新桥正式通车。两岸居民从此不必再绕行八公里。",
      "新桥全长三百米，由县里自筹资金建成，工期两年。桥面设有人行道和路灯，夜间照明由沿岸的太阳能板"
      "供给。",
      "下个月，桥头还要修一处小公园。"};
  EXPECT_EQ(repaired(page_of(lines)), want);
}

// The price stands at the right end of its line and begins a little higher.
TEST(Page, ReadsWhatStandsSideBySideFromLeftToRight) {
  const std::vector<Put> lines = {{"今日集市上的萝卜只要", 60, 100},
                                  {"这个价钱，以一斤计算", 20, 130},
                                  {"萝卜", 20, 160},
                                  {"八角", 180, 151},
                                  {"买的人比昨天多了一些", 20, 190},
                                  {"摊主说，明天还会多运", 20, 220},
                                  {"两车来。", 20, 250}};
  std::string text;
  for (const std::string& paragraph : repaired(page_of(lines))) text += paragraph;
  EXPECT_NE(text.find("萝卜八角"), std::string::npos) << text;
}

TEST(Page, AMarkThatWasNotReadPartsNoLine) {
  std::vector<Put> lines = two_columns();
  lines[8] = {"人行道和路灯", 250, 130};  // the comma behind it is lost
  lines.push_back({"夜间照", 390, 129});
  lines[12] = {"处有长椅的小公园。", 250, 250};  // no other line ends near there
  lines[0].left = 110;
  EXPECT_EQ(
      repaired(page_of(lines))[2],
      "新桥全长三百米，由县里自筹资金建成，工期两年。桥面设有人行道和路灯夜间照明由沿岸的太阳能板"
      "供给。");
}

TEST(Page, NamesHeadlineAndArticle) {
  const Document out = repair_pages(page_of(two_columns()), {});
  ASSERT_EQ(out.articles.size(), 1u);
  ASSERT_EQ(out.articles[0].headline, 0u);
  EXPECT_EQ(out.paragraphs[0].role, Role::kHeadline);
  EXPECT_EQ(out.paragraphs[1].role, Role::kBody);
  EXPECT_EQ(out.pages[0].glyph, 20);
}

TEST(Page, KeepsTheInputsLines) {
  const Document in = page_of(two_columns());
  const Document out = repair_pages(in, {});
  ASSERT_EQ(out.lines.size(), in.lines.size());
  for (std::size_t i = 0; i < in.lines.size(); ++i) {
    EXPECT_EQ(out.view(out.lines[i]), in.view(in.lines[i]));
    EXPECT_EQ(out.lines[i].box.left, in.lines[i].box.left);
  }
  EXPECT_EQ(std::set<std::uint32_t>(out.order.begin(), out.order.end()).size(), in.lines.size());
}

TEST(Page, IsTheSameAtAnySize) {
  Document large = page_of(two_columns());
  for (Line& l : large.lines)
    for (float* x : {&l.box.left, &l.box.top, &l.box.right, &l.box.bottom}) *x *= 3.7f;
  for (Glyph& g : large.glyphs)
    for (float* x : {&g.box.left, &g.box.top, &g.box.right, &g.box.bottom}) *x *= 3.7f;
  EXPECT_EQ(repaired(large), repaired(page_of(two_columns())));
}

TEST(Page, ReadsTiersFromTheRight) {
  // The same page turned: columns become tiers, lines run downwards from the right.
  Document d;
  d.pages.emplace_back();
  for (const Put& p : two_columns()) {
    const auto width = static_cast<float>(code_points(p.text).size()) * p.size;
    add_line(d, p.text, {400 - p.top - p.size, p.left, 400 - p.top, p.left + width});
  }
  EXPECT_EQ(repaired(d), repaired(page_of(two_columns())));
}

TEST(Page, CutsLinesRunAcrossTheGutter) {
  // An engine without layout read both columns' second and third lines as one.
  Document d = page_of({});
  const std::vector<Put> lines = two_columns();
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (i != 2 && i != 3 && i != 8 && i != 9) {
      const auto width = static_cast<float>(code_points(lines[i].text).size()) * lines[i].size;
      add_line(d, lines[i].text,
               {lines[i].left, lines[i].top, lines[i].left + width, lines[i].top + lines[i].size});
    }
  for (std::size_t i : {2u, 3u}) {
    const Put &a = lines[i], &b = lines[i + 6];
    add_line(d, a.text, {a.left, a.top, a.left + 200, a.top + 20});
    const std::uint32_t first = d.lines.back().first_glyph;
    Line whole = d.lines.back();
    d.lines.pop_back();
    d.order.pop_back();
    d.text.back() = ' ';
    add_line(d, b.text, {b.left, b.top, b.left + 200, b.top + 20});
    whole.text.end = d.lines.back().text.end;
    whole.box.right = b.left + 200;
    whole.first_glyph = first;
    whole.glyph_count = 20;
    d.lines.back() = whole;
  }
  EXPECT_EQ(repaired(d), repaired(page_of(lines)));
}

// Lines are as long there as the picture leaves room, on either side of it.
TEST(Page, LinesBesideAPictureInTheirColumnEndNoParagraph) {
  std::vector<Put> lines = {{"新桥昨日正式通车了", 40, 20, 40}};
  const char* const text[] = {"昨日上午九时，横跨清水河的新桥正",
                              "式通车。两岸居民从此不必再绕行八公",
                              "里。新桥全长三百",
                              "米，由县里自筹资",
                              "金建成，工期两年",
                              "又三个月，桥面设",
                              "有人行道和路灯，夜间照明由沿岸的太",
                              "阳能板供给。"};
  float y = 70;
  for (const char* line : text) lines.push_back({line, line == text[0] ? 60.f : 20.f, y += 30});
  Document d = page_of(lines);
  d.pages[0].pictures.push_back({200, 155, 360, 275});
  const std::vector<std::string> want = {
      "新桥昨日正式通车了",
      "昨日上午九时，横跨清水河的新桥正式通车。两岸居民从此不必再绕行八公里。新桥全长三百米，由县里"
      "自筹资金"
      "建成，工期两年又三个月，桥面设有人行道和路灯，夜间照明由沿岸的太阳能板供给。"};
  EXPECT_EQ(repaired(d), want);
}

// The rule between two columns was read as a bar, whose engine is sure of it; under a picture the
// right one has a single line.
TEST(Page, CutsAtABarInTheGutter) {
  std::vector<Put> lines = two_columns();
  lines.resize(7);  // the headline and the left column
  Document d = page_of(lines);
  add_line(d, "自筹资金建成，共两年|又三个月零五天。", {20, 280, 430, 300});
  const std::uint32_t first = d.lines.back().first_glyph;
  for (std::uint32_t g = 0; g < 19; ++g) {
    const float left = g < 10    ? 20.f + 20.f * static_cast<float>(g)
                       : g == 10 ? 234.f
                                 : 250.f + 20.f * static_cast<float>(g - 11);
    d.glyphs[first + g].box = {left, 280, left + (g == 10 ? 2.f : 20.f), 300};
  }
  std::string all;
  for (const std::string& paragraph : repaired(d)) all += paragraph + "\n";
  EXPECT_EQ(all.find("共两年|"), std::string::npos) << all;
}

// The caption was read as one line with the text that runs round the picture.
TEST(Page, CutsTheCaptionOffFromTextRoundThePicture) {
  std::vector<Put> lines = {{"新桥昨日正式通车了", 40, 20, 40}};
  const char* const text[] = {"昨日上午九时，横跨清水河的新桥正",
                              "式通车。两岸居民从此不必再绕行八公",
                              "里。新桥全长三百",
                              "米，由县里自筹资",
                              "有人行道和路灯，夜间照明由沿岸的太",
                              "阳能板供给。"};
  float y = 70;
  for (const char* line : text) {
    if (line == text[4]) y += 30;
    lines.push_back({line, line == text[0] ? 60.f : 20.f, y += 30});
  }
  Document d = page_of(lines);
  add_line(d, "金建成，工期两年桥头的灯亮了", {20, 220, 320, 240});
  const std::uint32_t first = d.lines.back().first_glyph;
  for (std::uint32_t g = 0; g < 14; ++g) {
    const float left = 20 + 20 * static_cast<float>(g) + (g < 8 ? 0.f : 20.f);
    d.glyphs[first + g].box = {left, 220, left + 20, 240};
  }
  d.pages[0].pictures.push_back({200, 155, 360, 210});
  std::string all;
  for (const std::string& paragraph : repaired(d)) all += paragraph + "\n";
  EXPECT_EQ(all.find("工期两年桥头"), std::string::npos) << all;
}

// A list with few lines beside a column: the part of the line beyond the white is one of the
// column's.
TEST(Page, CutsAWholeLineOfTheNextColumnOff) {
  std::vector<Put> lines = {{"集市早晚都有", 20, 100}, {"两头不误", 20, 160}};
  const char* const text[] = {"清水河的新桥通车", "以后两岸居民不必", "再绕行八里路上街",
                              "桥上设有人行道和", "路灯夜间由沿岸的", "太阳能板供给电力",
                              "下个月桥头还要修", "一处小公园。"};
  float y = 40;
  for (const char* line : text) lines.push_back({line, 180, y += 30});
  // A line of the list and the third of the column, read as one.
  Document d = page_of({});
  for (const Put& p : lines)
    if (p.text != "再绕行八里路上街") {
      const auto width = static_cast<float>(code_points(p.text).size()) * p.size;
      add_line(d, p.text, {p.left, p.top, p.left + width, p.top + p.size});
    }
  add_line(d, "早市门前人多再绕行八里路上街", {20, 130, 340, 150});
  const std::uint32_t first = d.lines.back().first_glyph;
  for (std::uint32_t g = 0; g < 14; ++g) {
    const float left =
        g < 6 ? 20.f + 20.f * static_cast<float>(g) : 180.f + 20.f * static_cast<float>(g - 6);
    d.glyphs[first + g].box = {left, 130, left + 20, 150};
  }
  std::string all;
  for (const std::string& paragraph : repaired(d)) all += paragraph + "\n";
  EXPECT_EQ(all.find("早市门前人多再"), std::string::npos) << all;
}

// Beside it the lines begin where it ends; the first is read after it.
TEST(Page, ADropCapitalBeginsItsParagraph) {
  const std::vector<Put> lines = {
      {"新桥昨日通车", 20, 20, 40},      {"昨", 20, 100, 80},
      {"日上午九时，", 110, 100},        {"横跨清水河的", 110, 130},
      {"新桥正式通车", 110, 160},        {"，两岸居民从此不必再", 20, 190},
      {"绕行上游的渡口。新桥", 20, 220}, {"全长二百米，双向四车", 20, 250},
      {"道，两侧各有人行道。", 20, 280}};
  const std::vector<std::string> want = {"新桥昨日通车",
                                         "昨日上午九时，横跨清水河的新桥正式通车，两岸居民从此不必"
                                         "再绕行上游的渡口。新桥全长二百米，双向四车道"
                                         "，两侧各有人行道。"};
  EXPECT_EQ(repaired(page_of(lines)), want);
}

TEST(Page, PutsPiecesOfALineTogether) {
  std::vector<Put> lines = two_columns();
  lines[2] = {"跨清水河的", 20, 130};
  lines.push_back({"新桥正式通", 120, 130});
  EXPECT_EQ(repaired(page_of(lines)), repaired(page_of(two_columns())));
}

// Two headlines side by side that an engine read as one line; a letter-spaced one stays whole.
TEST(Page, PartsHeadlinesReadAsOneLine) {
  const std::vector<Put> lines = {{"麦收提前", 40, 20, 40},         {"今年气温偏高，", 60, 80},
                                  {"全县小麦提早五天开", 20, 110},  {"镰，农机已经到位。", 20, 140},
                                  {"夜校开课", 290, 20, 40},        {"青年夜校春季班", 310, 80},
                                  {"昨晚开课，书法和木", 270, 110}, {"工最受欢迎。", 270, 140}};
  Document d = page_of({lines.begin() + 1, lines.begin() + 4});
  for (std::size_t i = 5; i < 8; ++i) {
    const auto width = static_cast<float>(code_points(lines[i].text).size()) * lines[i].size;
    add_line(d, lines[i].text,
             {lines[i].left, lines[i].top, lines[i].left + width, lines[i].top + lines[i].size});
  }
  add_line(d, "麦收提前夜校开课", {40, 20, 360, 60});
  for (std::uint32_t g = 4; g < 8; ++g) {
    Box& box = d.glyphs[d.lines.back().first_glyph + g].box;
    box.left += 90;
    box.right += 90;
  }
  d.lines.back().box.right += 90;
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 2u);

  Document spaced = page_of({lines.begin() + 1, lines.begin() + 4});
  add_line(spaced, "通知", {20, 10, 200, 50});
  spaced.glyphs[spaced.lines.back().first_glyph].box.right = 60;
  spaced.glyphs[spaced.lines.back().first_glyph + 1].box.left = 160;
  EXPECT_EQ(repair_pages(spaced, {}).lines.size(), spaced.lines.size());
}

// A caption that is hardly smaller than the text is known by the picture above it; without one it
// is a line of the leg.
TEST(Page, CaptionUnderAPicture) {
  const std::vector<Put> lines = {{"新桥昨天正式通车。", 20, 200, 18},
                                  {"车，工期比去年缩短了", 20, 230},
                                  {"整整三个月。新桥全长", 20, 260},
                                  {"三百米，由县里自筹资", 20, 290},
                                  {"金建成。", 20, 320}};
  Document d = page_of(lines);
  EXPECT_NE(repair_pages(d, {}).lines[0].role, Role::kCaption);
  d.pages[0].pictures.push_back({20, 40, 220, 190});
  EXPECT_EQ(repair_pages(d, {}).lines[0].role, Role::kCaption);
  d.pages[0].pictures[0] = {300, 40, 500, 190};
  EXPECT_NE(repair_pages(d, {}).lines[0].role, Role::kCaption);
}

// Two lines of the text's size under a picture over two legs: a caption; without a picture, a text.
TEST(Page, CaptionOverTwoLegs) {
  std::vector<Put> lines = {{"昨日上午在清水河边举行了新桥通车的仪式，县里干部群众", 20, 200},
                            {"三百多人到场祝贺，孩子们在清水河的新桥上跑来又跑去。", 20, 230}};
  for (int row = 0; row < 8; ++row) {
    lines.push_back({"车，工期比去年缩短了整整", 20, 300.f + 30 * row});
    lines.push_back({"三百米，由县里自筹资金建", 280, 300.f + 30 * row});
  }
  Document d = page_of(lines);
  EXPECT_NE(repair_pages(d, {}).lines[0].role, Role::kCaption);
  d.pages[0].pictures.push_back({20, 40, 540, 190});
  const Document read = repair_pages(d, {});
  EXPECT_EQ(read.lines[0].role, Role::kCaption);
  EXPECT_EQ(read.lines[1].role, Role::kCaption);
}

// Who took a picture ends a caption, of whatever size.
TEST(Page, ACaptionEndsWithWhoTookThePicture) {
  const Document d = page_of({{"昨日上午九时，", 60, 100},
                              {"跨清水河的新桥正式通", 20, 130},
                              {"车，工期比去年缩短。", 20, 160},
                              {"新桥通车现场。李明摄", 20, 400},
                              {"新桥全长三百米，", 60, 440},
                              {"由县里自筹资金建成。", 20, 470}});
  EXPECT_EQ(paragraphs_of(repair_pages(d, {}), Role::kCaption),
            (std::vector<std::string>{"新桥通车现场。李明摄"}));
}

// A line that has the white under a wide picture for itself is its caption.
TEST(Page, ALineAloneUnderAWidePictureIsItsCaption) {
  std::vector<Put> lines;
  for (int row = 0; row < 8; ++row) {
    lines.push_back({"车，工期比去年缩短了整整", 20, 20.f + 30 * row});
    lines.push_back({"三百米，由县里自筹资金建", 280, 20.f + 30 * row});
  }
  lines.push_back({"新桥正式通车。", 20, 480});
  Document d = page_of(lines);
  EXPECT_NE(repair_pages(d, {}).lines.back().role, Role::kCaption);
  d.pages[0].pictures.push_back({20, 270, 520, 470});
  EXPECT_EQ(repair_pages(d, {}).lines.back().role, Role::kCaption);
  // With a line of the other leg beside it, it is text that goes on there.
  d = page_of(lines);
  add_line(d, "三百米，由县里自筹资金建", {280, 480, 520, 500});
  d.pages[0].pictures.push_back({20, 270, 520, 470});
  EXPECT_NE(repair_pages(d, {}).lines[16].role, Role::kCaption);
}

// What reading and scanning had to say is said on; what an earlier layout said is found anew.
TEST(Page, KeepsTheWarningsOfTheStagesBefore) {
  Document d = page_of({{"新桥正式通车，", 60, 100}, {"工期比去年缩短。", 20, 130}});
  for (const char* stage : {"read", "scan", "layout"}) d.warnings.push_back({0, stage, "so"});
  d = repair_pages(d, {});
  ASSERT_EQ(d.warnings.size(), 2u);
  EXPECT_EQ(d.warnings[0].stage, "read");
  EXPECT_EQ(d.warnings[1].stage, "scan");
}

// A line or two beside a picture, in a strip that text would fill.
TEST(Page, AFewLinesBesideAPictureAreItsCaption) {
  std::vector<Put> lines;
  for (int row = 0; row < 8; ++row) {
    lines.push_back({"车，工期比去年缩短了整整", 20, 20.f + 30 * row});
    lines.push_back({"三百米，由县里自筹资金建", 280, 20.f + 30 * row});
  }
  lines.push_back({"新桥通车", 20, 300});
  lines.push_back({"的现场。", 20, 330});
  Document d = page_of(lines);
  EXPECT_NE(repair_pages(d, {}).lines[17].role, Role::kCaption);
  d.pages[0].pictures.push_back({110, 290, 520, 500});
  EXPECT_EQ(repair_pages(d, {}).lines[17].role, Role::kCaption);
  // Found in two parts.
  d.pages[0].pictures = {{110, 370, 300, 500}, {310, 290, 520, 500}};
  EXPECT_EQ(repair_pages(d, {}).lines[17].role, Role::kCaption);
  // Text that runs on round the picture.
  for (int row = 0; row < 4; ++row) lines.push_back({"工期很短", 20, 360.f + 30 * row});
  d = page_of(lines);
  d.pages[0].pictures.push_back({110, 290, 520, 500});
  EXPECT_NE(repair_pages(d, {}).lines[17].role, Role::kCaption);
}

// A last line of figures is lower than Chinese text; it is a line of its leg all the same.
TEST(Page, FiguresAreNoCaption) {
  Document d = page_of({{"昨日上午九时，", 60, 100},
                        {"跨清水河的新桥正式通", 20, 130},
                        {"车，工期比去年缩短了", 20, 160}});
  add_line(d, "4.5%。", {20, 192, 80, 209});
  for (const Put& p : {Put{"新桥全长三百米，", 60, 220}, Put{"由县里自筹资金建成，", 20, 250}}) {
    const auto width = static_cast<float>(code_points(p.text).size()) * p.size;
    add_line(d, p.text, {p.left, p.top, p.left + width, p.top + p.size});
  }
  const std::vector<std::string> want = {
      "昨日上午九时，跨清水河的新桥正式通车，工期比去年缩短了4.5%。",
      "新桥全长三百米，由县里自筹资金建成，"};
  EXPECT_EQ(repaired(d), want);
}

TEST(Page, LeavesNeighbouringArticlesApart) {
  std::vector<Put> lines = {{"麦收提前", 40, 20, 40},         {"今年气温偏高，", 60, 80},
                            {"全县小麦提早五天开", 20, 110},  {"镰，农机已经到位。", 20, 140},
                            {"夜校开课", 250, 20, 40},        {"青年夜校春季班", 270, 80},
                            {"昨晚开课，书法和木", 230, 110}, {"工最受欢迎。", 230, 140}};
  const Document out = repair_pages(page_of(lines), {});
  ASSERT_EQ(out.articles.size(), 2u);
  const std::vector<std::string> want = {
      "麦收提前", "今年气温偏高，全县小麦提早五天开镰，农机已经到位。", "夜校开课",
      "青年夜校春季班昨晚开课，书法和木工最受欢迎。"};
  EXPECT_EQ(paragraphs_of(out), want);
}

TEST(Page, ARuleParts) {
  const std::vector<Put> lines = {
      {"今年气温偏高，全县小", 20, 20},  {"麦提早五天开镰，农机", 20, 50},
      {"已经到位，晒场也修好", 20, 80},  {"青年夜校春季班昨晚开", 20, 110},
      {"课，书法和木工最受欢", 20, 140}, {"迎。", 20, 170}};
  Document d = page_of(lines);
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 1u);
  d.pages[0].separators.push_back({{10, 104, 240, 106}, false, true, 1});
  const Document out = repair_pages(d, {});
  EXPECT_EQ(out.articles.size(), 2u);
  d.pages[0].separators[0].rule = false;  // white space only
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 1u);
}

// Also beside the column: what ends above a rule over both has nothing to do with what is under it.
TEST(Page, ARulePartsWhatStandsInTwoColumns) {
  const std::vector<Put> lines = {
      {"今年气温偏高，", 60, 20},   {"全县小麦提早五天开镰", 20, 50},   {"农机已经到位。", 20, 80},
      {"青年夜校春季班", 290, 110}, {"昨晚开课，书法和木工", 250, 140}, {"最受欢迎。", 250, 170}};
  Document d = page_of(lines);
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 1u);
  d.pages[0].separators.push_back({{10, 104, 470, 106}, false, true, 1});
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 2u);
  d.pages[0].separators[0].box.left = 240;  // under the one, not over the other
  EXPECT_EQ(repair_pages(d, {}).articles.size(), 1u);
}

// A slogan in the margin is no headline, where a frame says what is margin.
TEST(Page, WhatStandsOutsideTheFrameIsFurniture) {
  for (const bool framed : {true, false}) {
    std::vector<Put> lines = two_columns();
    lines.push_back({"本报每日出两大张", 40, 320, 40});
    Document d = page_of(lines);
    if (framed)
      for (const Box& b : {Box{10, 10, 460, 12}, Box{10, 290, 240, 292}, Box{240, 291, 460, 293}})
        d.pages[0].separators.push_back({b, false, true, 1});
    const Document out = repair_pages(std::move(d), {});
    EXPECT_EQ(out.articles.size(), framed ? 1u : 2u);
    EXPECT_EQ(out.lines.back().role, framed ? Role::kMasthead : Role::kHeadline);
  }
}

// A note under a rule is more than a line.
TEST(Page, TextUnderTheFrameIsNoFurniture) {
  std::vector<Put> lines = two_columns();
  lines.push_back({"青年夜校春季班昨晚开", 20, 310});
  lines.push_back({"课，书法最受欢迎。", 20, 340});
  Document d = page_of(lines);
  d.pages[0].separators.push_back({{10, 290, 460, 292}, false, true, 1});
  EXPECT_EQ(repair_pages(d, {}).lines.back().role, Role::kBody);
}

// The headline of a leg half as wide is no subhead of the leg above both.
TEST(Page, AMuchNarrowerLegIsNotTheRestOfTheOneAbove) {
  const std::vector<Put> lines = {{"今年气温偏高，全县小麦提早五天", 20, 20},
                                  {"开镰，农机已经到位，晒场也修好", 20, 50},
                                  {"粮站昨天挂出了新的价目牌，收购", 20, 80},
                                  {"从后天开始，早晚都有人值班验粮", 20, 110},
                                  {"夜校开课", 220, 138, 24},
                                  {"青年夜校春季", 200, 170},
                                  {"班昨晚开课，", 200, 200},
                                  {"书法和木工最", 200, 230},
                                  {"受大家欢迎。", 200, 260}};
  const Document out = repair_pages(page_of(lines), {});
  EXPECT_NE(out.lines[3].block, out.lines[5].block);
  EXPECT_EQ(out.lines[4].role, Role::kHeadline);
}

TEST(Page, FurnitureIsInNoArticle) {
  std::vector<Put> lines = two_columns();
  for (Put& p : lines) p.top += 100;
  lines.push_back({"青河日报", 20, 10, 36});
  lines.push_back({"2025年3月8日 第2版", 250, 20});
  const Document out = repair_pages(page_of(lines), {});
  EXPECT_EQ(out.paragraphs[0].role, Role::kMasthead);
  EXPECT_EQ(out.paragraphs[0].article, kNone);
  EXPECT_EQ(out.paragraphs[1].role, Role::kFolio);
  EXPECT_EQ(out.articles.size(), 1u);
}

TEST(Page, LinesWithoutBoxesComeLast) {
  Document d = page_of(two_columns());
  add_line(d, "没有位置的一行", {});
  EXPECT_EQ(repaired(d).back(), "没有位置的一行");
}

TEST(Page, EmptyAndOddInputs) {
  EXPECT_TRUE(repair_pages({}, {}).paragraphs.empty());
  Document none;
  none.pages.emplace_back();
  EXPECT_TRUE(repair_pages(none, {}).paragraphs.empty());
  EXPECT_EQ(repaired(page_of({{"一", 5, 5}})), std::vector<std::string>{"一"});
  // All lines at one place: nothing is lost.
  Document heap = page_of(std::vector<Put>(50, Put{"同一个地方", 10, 10}));
  EXPECT_NO_THROW(check_conserved(repair_pages(heap, {})));
}

TEST(Page, RandomBoxesLoseNothing) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Document d;
    d.pages.resize(2);
    for (int i = 0; i < 80; ++i) {
      const auto x = static_cast<float>(random.between(-50, 900)),
                 y = static_cast<float>(random.between(-50, 900));
      add_line(d, random.chance(.2) ? "本报记者 王小明" : "随便放的一行，没有次序。",
               {x, y, x + static_cast<float>(random.between(0, 400)),
                y + static_cast<float>(random.between(0, 120))});
      d.lines.back().page = static_cast<std::uint32_t>(random.between(0, 1));
    }
    const Document out = repair_pages(d, {});
    EXPECT_NO_THROW(check_conserved(out)) << seed;
    EXPECT_EQ(std::set<std::uint32_t>(out.order.begin(), out.order.end()).size(), out.lines.size());
  }
}

// How long it may take is the benchmark's business (tests/benchmark/layout_benchmark.cpp); that it
// ends, and loses nothing, is what counts here.
TEST(Page, FiftyThousandLinesAreLaidOut) {
  for (bool scattered : {false, true}) {
    Random random(7);
    Document d;
    d.pages.emplace_back();
    for (int i = 0; i < 50000; ++i) {
      const auto x = static_cast<float>(scattered ? random.between(0, 20000) : 230 * (i % 50));
      const auto y = static_cast<float>(scattered ? random.between(0, 30000) : 30 * (i / 50));
      add_line(d, "清水河上的新桥正式通", {x, y, x + 200, y + 20});
    }
    const Document out = repair_pages(std::move(d), {});
    EXPECT_EQ(std::set<std::uint32_t>(out.order.begin(), out.order.end()).size(), 50000u)
        << (scattered ? "scattered" : "in columns");
  }
}

// Two legs of 12 cells at 20 pixels, each line full but the last.
std::vector<Put> two_legs(float top) {
  return {{"清晨渔港的冰厂已经机", 140, top},          {"声隆隆，一块块透明的冰顺", 100, top + 30},
          {"着滑道落进船舱，发出清脆", 100, top + 60}, {"的响声。船老大说冰足了，", 100, top + 90},
          {"心就定了，休渔结束后的第", 370, top},      {"一趟出海，他带了冰块和五", 370, top + 30},
          {"吨油，孩子们站在堤上数着", 370, top + 60}, {"远去的桅杆。", 370, top + 90}};
}

// A deck of the text's size is one line in the middle under the headline, and no line of a leg.
TEST(Page, ADeckOfTheTextsSizeIsNoneOfTheText) {
  std::vector<Put> lines = {{"渔港的第一声汽笛", 195, 100, 40},
                            {"一百三十二艘渔船全部离港", 235, 150}};
  const std::vector<Put> legs = two_legs(190);
  lines.insert(lines.end(), legs.begin(), legs.end());
  const Document d = repair_pages(page_of(lines), {});
  EXPECT_EQ(paragraphs_of(d, Role::kDeck), (std::vector<std::string>{"一百三十二艘渔船全部离港"}));
  EXPECT_EQ(paragraphs_of(d, Role::kBody).size(), 1u);
}

// Centred over three legs, it begins as little left of the first line of one as a line does that
// isn't indented.
TEST(Page, ADeckOverThreeLegsIsNoneOfTheText) {
  std::vector<Put> lines = {
      {"渔港的第一声汽笛", 330, 100, 40},
      {"一百三十二艘渔船装满冰块昨天清早全部离港出海，去远海找鱼群", 171, 156, 22}};
  for (const float left : {100.f, 370.f, 640.f}) {
    lines.push_back({"清晨渔港的冰厂已经机", left + 40, 190});
    lines.push_back({"声隆隆，一块块透明的冰顺", left, 220});
    lines.push_back({"着滑道落进船舱里，发出清", left, 250});
    lines.push_back({"脆的响声。", left, 280});
  }
  const Document d = repair_pages(page_of(lines), {});
  EXPECT_EQ(
      paragraphs_of(d, Role::kDeck),
      (std::vector<std::string>{"一百三十二艘渔船装满冰块昨天清早全部离港出海，去远海找鱼群"}));
}

// Of two phrases over the gutter: the headline above runs past the white between them.
TEST(Page, ADeckOfTwoPhrasesIsNotCutAtTheGutter) {
  std::vector<Put> lines = {{"渔港的第一声汽笛", 155, 100, 48}};
  const std::vector<Put> legs = two_legs(200);
  lines.insert(lines.end(), legs.begin(), legs.end());
  Document d = page_of(lines);
  add_line(d, "渔船全部离港冰块全部装船", {200, 156, 500, 180});
  // The second phrase begins a cell and a half after the first.
  for (std::uint32_t g = 0; g < 12; ++g) {
    Glyph& glyph = d.glyphs[d.lines.back().first_glyph + g];
    const float left = 200 + 23 * float(g) + (g >= 6 ? 40 : 0);
    glyph.box = {left, 156, left + 23, 180};
  }
  const Document out = repair_pages(std::move(d), {});
  const std::vector<std::string> texts = paragraphs_of(out);
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "渔船全部离港冰块全部装船"), 1);
}

// An upright headline of two lines beside the text, which runs on under it; a rule closes its
// place.
TEST(Page, TextRunsRoundAnUprightHeadline) {
  std::vector<Put> lines = {{"清晨渔港的", 240, 100},
                            {"冰厂已经机声", 220, 130},
                            {"隆隆，一块块", 220, 160},
                            {"透明的冰顺着", 220, 190},
                            {"滑道落进船舱", 220, 220},
                            {"发出清脆的响", 220, 250},
                            {"声，船老大说冰足了，心就", 100, 280},
                            {"定了，休渔结束后的第一趟", 100, 310},
                            {"出海，他带了冰块和五吨油", 100, 340},
                            {"，孩子们站在堤上数着远去", 370, 100},
                            {"的桅杆，一百三十二艘渔船", 370, 130},
                            {"昨天清早全部离港出海，去", 370, 160},
                            {"远海找鱼群。", 370, 190}};
  Document d = page_of(lines);
  add_line(d, "百船离港", {152, 100, 192, 260});
  add_line(d, "去找鱼群", {104, 110, 144, 270});
  d.pages[0].separators.push_back({{100, 274, 205, 276}, false});
  const std::vector<std::string> texts = repaired(d);
  ASSERT_EQ(texts.size(), 2u) << testing::PrintToString(texts);
  EXPECT_EQ(texts[0], "百船离港去找鱼群");
  EXPECT_EQ(texts[1],
            "清晨渔港的冰厂已经机声隆隆，一块块透明的冰顺着滑道落进船舱发出清脆的响声，"
            "船老大说冰足了，心就定了，休渔结束后的第一趟出海，他带了冰块和五吨油，"
            "孩子们站在堤上数着远去的桅杆，一百三十二艘渔船昨天清早全部离港出海，去远海找鱼群。");
}

// What stands in a row on the last line over two columns is no column's first line.
TEST(Page, ARowOfPhrasesEndsTheTextAboveIt) {
  std::vector<Put> lines = {{"渔港的第一声汽笛", 195, 100, 40},
                            {"摘要记下渔港冰厂和船工一天的事，也说冰从哪里来", 154, 160, 18},
                            {"去处是哪里，船老大怎样算账，孩子们怎样数桅杆。", 118, 187, 18},
                            {"分类号甲二七四", 154, 214, 18},
                            {"文章编号零七七零", 410, 214, 18}};
  const std::vector<Put> legs = two_legs(256);
  lines.insert(lines.end(), legs.begin(), legs.end());
  const std::vector<std::string> texts = paragraphs_of(repair_pages(page_of(lines), {}));
  ASSERT_FALSE(texts.empty());
  EXPECT_EQ(
      std::count(texts.begin(), texts.end(),
                 "清晨渔港的冰厂已经机声隆隆，一块块透明的冰顺着滑道落进船舱，发出清脆的响声。"
                 "船老大说冰足了，心就定了，休渔结束后的第一趟出海，他带了冰块和五吨油，"
                 "孩子们站在堤上数着远去的桅杆。"),
      1)
      << testing::PrintToString(texts);
  for (const char* phrase : {"分类号甲二七四", "文章编号零七七零"})
    EXPECT_EQ(std::count(texts.begin(), texts.end(), phrase), 1) << phrase;
}

// The name of a paper is as large as a headline; its date and number say what it is.
TEST(Page, ANameplateIsFurniture) {
  std::vector<Put> lines = {{"青河小报", 200, 20, 60},
                            {"第四十七期　二〇〇三年五月　本期四版", 140, 90},
                            {"渔港的第一声汽笛", 195, 150, 40}};
  const std::vector<Put> legs = two_legs(210);
  lines.insert(lines.end(), legs.begin(), legs.end());
  // A point that an engine read in the name of a section is no text's.
  lines.push_back({"要闻.视点", 500, 60});
  Document d = page_of(lines);
  Separator rule;
  rule.rule = true;
  rule.box = {100, 120, 610, 123};
  d.pages[0].separators.push_back(rule);
  const Document out = repair_pages(d, {});
  EXPECT_EQ(paragraphs_of(out, Role::kMasthead), (std::vector<std::string>{"青河小报"}));
  EXPECT_EQ(paragraphs_of(out, Role::kHeadline), (std::vector<std::string>{"渔港的第一声汽笛"}));
  // Its date may be as large as a headline; a list of the articles beside it is text.
  std::vector<Put> more = {
      {"青河小报", 100, 20, 60},       {"二〇〇三年五月四日星期日", 100, 88, 28},
      {"导读", 480, 12, 28},           {"渔港开船在即……二版", 420, 44},
      {"夜校春季开课……三版", 420, 70}, {"小麦提前收割……四版", 420, 96}};
  for (const Put& p : two_legs(210)) more.push_back(p);
  d = page_of(more);
  d.pages[0].separators.push_back(rule);
  const Document read = repair_pages(d, {});
  EXPECT_EQ(paragraphs_of(read, Role::kMasthead), (std::vector<std::string>{"青河小报"}));
  EXPECT_EQ(paragraphs_of(read, Role::kFolio),
            (std::vector<std::string>{"二〇〇三年五月四日星期日"}));
  // A headline over a rule with a line that names nothing is none.
  d = page_of({{"渔港开船", 200, 20, 60}, {"记者昨天从青河发来的长篇报道", 160, 90}});
  for (const Put& p : two_legs(210))
    add_line(d, p.text,
             {p.left, p.top, p.left + 20 * float(code_points(p.text).size()), p.top + 20});
  d.pages[0].separators.push_back(rule);
  EXPECT_TRUE(paragraphs_of(repair_pages(d, {}), Role::kMasthead).empty());
}

// The name of a section, larger than the text, stands level with the page's number and date.
TEST(Page, ANameLevelWithThePageNumberIsFurniture) {
  std::vector<Put> lines = {{"16", 100, 24, 24},
                            {"文化.连载", 280, 20, 36},
                            {"青河小报　二〇〇三年五月四日", 470, 24, 14},
                            {"渔港的第一声汽笛", 195, 100, 40}};
  for (const Put& p : two_legs(160)) lines.push_back(p);
  const Document out = repair_pages(page_of(lines), {});
  EXPECT_EQ(paragraphs_of(out, Role::kMasthead), (std::vector<std::string>{"文化.连载"}));
  EXPECT_EQ(paragraphs_of(out, Role::kHeadline), (std::vector<std::string>{"渔港的第一声汽笛"}));
}

// On a page of vertical text the name stands in a box at the right, with its date at the left.
TEST(Page, AVerticalNameplateIsFurniture) {
  Document d;
  d.pages.emplace_back();
  d.pages[0].width = 1000;
  d.pages[0].height = 800;
  add_line(d, "青河日报", {900, 40, 960, 280});
  add_line(d, "二〇〇三年五月四日", {820, 40, 840, 220});
  const std::string text[] = {"清晨渔港的冰厂已经机",     "声隆隆，一块块透明的冰顺",
                              "着滑道落进船舱，发出清脆", "的响声。船老大说冰足了，",
                              "心就定了，休渔结束后的第", "一趟出海，他带了冰块和五",
                              "吨油，孩子们站在堤上数着", "远去的桅杆。"};
  float x = 760;
  for (const std::string& line : text) {
    const float top = x == 760 ? 80 : 40;
    add_line(d, line, {x, top, x + 20, top + 20 * float(code_points(line).size())});
    x -= 30;
  }
  const Document out = repair_pages(std::move(d), {});
  EXPECT_EQ(paragraphs_of(out, Role::kMasthead), (std::vector<std::string>{"青河日报"}));
  EXPECT_EQ(paragraphs_of(out, Role::kFolio), (std::vector<std::string>{"二〇〇三年五月四日"}));
  EXPECT_EQ(paragraphs_of(out, Role::kBody).size(), 1u);
}

// Across the top of a page of vertical text, in its middle; the text under it begins further out.
TEST(Page, ABannerOverVerticalTextIsReadBeforeIt) {
  Document d;
  d.pages.emplace_back();
  d.pages[0].width = 1000;
  d.pages[0].height = 800;
  add_line(d, "渔港的第一声汽笛", {240, 40, 760, 100});
  const std::string text[] = {"声隆隆，一块块透明的冰顺", "着滑道落进船舱，发出清脆",
                              "的响声。船老大说冰足了，", "心就定了，休渔结束后的第"};
  for (int k = 0; k < 28; ++k) {
    const float x = 940 - 30 * float(k);
    add_line(d, text[k % 4], {x, 140, x + 20, 380});
  }
  const Document out = repair_pages(std::move(d), {});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.order[0], 0u);
}

// Across the top of a page of vertical text, over a rule, its date at the other end.
TEST(Page, ANameplateOverVerticalTextIsFurniture) {
  Document d;
  d.pages.emplace_back();
  d.pages[0].width = 1000;
  d.pages[0].height = 800;
  add_line(d, "渔家小报", {700, 20, 940, 80});
  add_line(d, "一九八三年四月二十日", {60, 40, 260, 60});
  add_line(d, "第五版", {60, 64, 120, 84});
  d.pages[0].separators.push_back({{40, 100, 960, 104}, false, true, 1});
  for (int k = 0; k < 28; ++k) {
    const float x = 940 - 30 * float(k);
    add_line(d, "声隆隆，一块块透明的冰顺", {x, 140, x + 20, 380});
  }
  const Document out = repair_pages(std::move(d), {});
  EXPECT_EQ(paragraphs_of(out, Role::kMasthead), (std::vector<std::string>{"渔家小报"}));
  EXPECT_EQ(paragraphs_of(out, Role::kFolio).size(), 2u);
  EXPECT_TRUE(paragraphs_of(out, Role::kHeadline).empty());
}

// A piece of the frame read as a character makes one line stand out by two cells; the others are
// not indented for that.
TEST(Page, ALineThatStandsOutDoesNotIndentTheOthers) {
  const Document d = repair_pages(page_of({{"清晨渔港的冰厂已经机", 140, 100},
                                           {"声隆隆，一块块透明的冰顺", 100, 130},
                                           {"着滑道落进船舱。", 100, 160},
                                           {"船老大说冰足了，心就", 140, 190},
                                           {"一定了，休渔结束后的第一趟", 60, 220},
                                           {"出海，他带了冰块和五吨油", 100, 250},
                                           {"孩子们站在堤上数着。", 100, 280}}),
                                  {});
  EXPECT_EQ(paragraphs_of(d), (std::vector<std::string>{
                                  "清晨渔港的冰厂已经机声隆隆，一块块透明的冰顺着滑道落进船舱。",
                                  "船老大说冰足了，心就一定了，休渔结束后的第一趟出海，他带了冰块和"
                                  "五吨油孩子们站在堤上数着。"}));
}

}  // namespace
}  // namespace tonglan
