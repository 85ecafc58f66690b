// Columns that were read across are taken apart again, and nothing else is touched.
#include "layout/relink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "layout/measure.h"
#include "layout/zones.h"
#include "read/text.h"
#include "support/corpus.h"
#include "support/random.h"
#include "support/text_art.h"
#include "tonglan.h"

namespace tonglan {
namespace {

const RepairOptions kRelink{.relink = Relink::kAlways};
const RepairOptions kNever{.relink = Relink::kNever};

const std::vector<std::string> kFerry = {
    "柳湾渡口的渡船昨天最后一次离岸。摇了四十年渡船的老船工站在船头，渡口两岸站满了来送渡船的村民"
    "。",
    "柳湾渡口建于上世纪六十年代，是两岸村民赶集、上学、看病的必经之路。老船工说，最忙的时候，渡船一"
    "天要"
    "来回八十多趟，赶集的村民挑着担子在渡口排队，队伍一直排到堤上。",
    "去年春天，柳湾大桥动工。大桥全长六百米，连接两岸的公路。大桥通车以后，村民赶集、上学、看病只要"
    "五分钟，"
    "渡船没有了乘客，渡口也就完成了使命。",
    "县里决定把渡船留下来，放在渡口旁边的陈列馆里。老船工被请去当陈列馆的讲解员，他说，渡船不走了，"
    "渡口的故事还要讲下去。村民们凑钱给老船工做了一面锦旗，挂在陈列馆的墙上。",
    "陈列馆下个月开馆。村民们说，到时候要坐着公共汽车，从大桥上去看渡船。老船工听了很高兴，他把船桨"
    "擦得干干净净，"
    "等着第一批来看渡船的孩子。",
    "大桥通车那天，柳湾村的村民天不亮就起来，在桥头搭起了戏台。县剧团唱了一整天的戏，两岸的村民挤满"
    "了桥头，"
    "看戏的孩子坐在大人的肩膀上。老船工也来看戏，村民们请他坐在戏台的第一排。",
    "县交通局的工程师说，柳湾大桥是全县最长的公路大桥，桥面宽十二米，可以并排走四辆汽车。大桥通车以"
    "后，"
    "柳湾村到县城的公路缩短了二十公里，村民去县城看病、卖菜，公共汽车一个小时一班。",
    "村民们还在大桥的桥头立了一块石碑，石碑上刻着渡口的历史，也刻着老船工的名字。老船工说，石碑上不"
    "该只刻他一个人，"
    "渡口四十年，摇过渡船的船工有十几个，他把船工的名字一个一个写下来，请石匠刻在石碑的背面。"};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

// The lines in so many columns, the last one shorter, read across.
std::string read_across(const std::string& text, std::size_t columns,
                        const std::string& line_end = "\n") {
  const std::vector<std::string> lines = lines_of(text);
  const std::size_t rows = (lines.size() + columns - 1) / columns;
  std::string out;
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = row; i < lines.size(); i += rows) out += lines[i] + line_end;
  return out;
}

// The share of the column's lines that come right after the line they continue. Which column the
// first and the last lines belong to is anyone's guess where no pair of characters tells.
double share_followed(const std::string& column, const std::string& text,
                      const RepairOptions& options) {
  const std::vector<std::string> lines = lines_of(column);
  const Document document = repair(text, options);
  std::size_t followed = 0;
  for (std::size_t k = 1; k < document.order.size(); ++k) {
    const std::string_view a = document.view(document.lines[document.order[k - 1]]);
    const std::string_view b = document.view(document.lines[document.order[k]]);
    for (std::size_t i = 1; i < lines.size(); ++i) followed += lines[i - 1] == a && lines[i] == b;
  }
  return static_cast<double>(followed) / static_cast<double>(lines.size() - 1);
}

TEST(Relink, TwoColumns) {
  const std::string text = column(11, kFerry), across = read_across(text, 2);
  EXPECT_LT(share_followed(text, across, kNever), .1);
  EXPECT_GE(share_followed(text, across, kRelink), .9) << repaired(across, kRelink);
}

TEST(Relink, ThreeColumnsWithABlankLineAfterEachLine) {
  EXPECT_TRUE(repairs_to(read_across(column(11, kFerry), 3, "\n\n"), whole(kFerry), kRelink));
}

TEST(Relink, FourColumns) {
  const std::string text = column(11, kFerry), across = read_across(text, 4);
  EXPECT_GE(share_followed(text, across, kRelink), .75) << repaired(across, kRelink);
}

TEST(Relink, AHeadlineAboveStaysAbove) {
  EXPECT_TRUE(repairs_to("柳湾渡船昨天最后一次离岸\n" + read_across(column(11, kFerry), 2),
                         "柳湾渡船昨天最后一次离岸\n\n" + whole(kFerry), kRelink));
}

// The first column goes on for six lines after the second has ended.
TEST(Relink, ColumnsOfUnequalLength) {
  const std::string text = column(11, kFerry);
  const std::vector<std::string> lines = lines_of(text);
  const std::size_t longer = lines.size() / 2 + 3;
  std::string across;
  for (std::size_t row = 0; row < longer; ++row) {
    across += lines[row] + "\n";
    if (longer + row < lines.size()) across += lines[longer + row] + "\n";
  }
  EXPECT_GE(share_followed(text, across, kRelink), .9) << repaired(across, kRelink);
}

TEST(Relink, ByDefaultWhereTheLinesLookIt) {
  const std::string text = column(11, kFerry);
  for (std::size_t columns : {2, 3, 4}) {
    const std::string across = read_across(text, columns);
    EXPECT_EQ(repaired(across), repaired(across, kRelink)) << columns;
    EXPECT_GE(share_followed(text, across, {}), .9) << columns << repaired(across);
  }
}

TEST(Relink, NeverKeepsTheInputsOrder) {
  const Document document = repair(read_across(column(11, kFerry), 2), kNever);
  EXPECT_TRUE(std::is_sorted(document.order.begin(), document.order.end()));
}

// Lines first .. last - 1 of the column in so many legs, read across, with a blank line after each.
std::string legs_across(const std::vector<std::string>& lines, std::size_t first, std::size_t last,
                        std::size_t legs) {
  std::string part;
  for (std::size_t i = first; i < last; ++i) part += lines[i] + "\n";
  return read_across(part, legs, "\n\n");
}

// The page has a block of three legs; below it a picture, and beside that the second and third leg
// go on as a block of their own, which the first one's text reaches only in reading order.
TEST(Relink, ALegGoesOnInALowerBlock) {
  const std::vector<std::string> lines = lines_of(column(11, kFerry));
  ASSERT_GE(lines.size(), 44u);
  // Legs: 0..13, 14..27 and 34..43, 28..33.
  std::string page;
  for (std::size_t row = 0; row < 14; ++row) {
    page += lines[row] + "\n\n" + lines[14 + row] + "\n\n";
    if (row < 10) page += lines[34 + row] + "\n\n";
  }
  page += legs_across(lines, 28, 34, 1);
  std::string text;
  for (std::size_t i = 0; i < 44; ++i) text += lines[i] + "\n";
  EXPECT_GE(share_followed(text, page, {}), .93) << repaired(page);
}

// Two lines of one headline stand together where all others are parted: they take no turn.
TEST(Relink, AHeadlineBetweenTwoBlocks) {
  const std::vector<std::string> lines = lines_of(column(11, kFerry));
  const std::string upper = legs_across(lines, 0, 22, 2), lower = legs_across(lines, 22, 50, 2);
  const std::string page = upper + "渡船进了陈列馆\n老船工当讲解员\n\n" + lower;
  std::string text;
  for (std::size_t i = 0; i < 50; ++i) text += lines[i] + "\n";
  EXPECT_GE(share_followed(text, page, {}), .9) << repaired(page);
  EXPECT_NE(repaired(page).find("\n\n渡船进了陈列馆"), std::string::npos) << repaired(page);
}

TEST(Relink, LinesKeepTheInputsOrder) {
  const Document document = repair(read_across(column(11, kFerry), 3), kRelink);
  check_conserved(document);
  ASSERT_EQ(document.order.size(), document.lines.size());
  for (std::size_t i = 1; i < document.lines.size(); ++i)
    EXPECT_LT(document.lines[i - 1].text.begin, document.lines[i].text.begin);
  EXPECT_FALSE(std::is_sorted(document.order.begin(), document.order.end()));
}

TEST(Relink, ASecondRepairChangesNothing) {
  const std::string once = repaired(read_across(column(11, kFerry), 2), kRelink);
  EXPECT_EQ(repaired(once, kRelink), once);
}

// Too little to tell: one paragraph.
TEST(Relink, AFewLinesAreLeftAlone) {
  const std::string text = read_across(column(11, {kFerry[0]}), 2);
  EXPECT_EQ(repaired(text, kRelink), repaired(text, kNever));
}

TEST(Relink, AListIsNotMoved) {
  const std::string list = "1. 整修渡口的石阶。\n2. 陈列渡船和船桨。\n3. 请老船工讲解。\n";
  const std::string text = list + read_across(column(11, kFerry), 2);
  EXPECT_TRUE(repaired(text, kRelink).starts_with(list)) << repaired(text, kRelink);
}

TEST(Relink, OrdinaryColumnsAreLeftAlone) {
  int changed = 0;
  for (std::uint64_t seed = 8'800'000; seed < 8'800'100; ++seed) {
    const Typeset page = typeset_sample(own_corpus(), seed);
    changed += repaired(page.text, kRelink) != repaired(page.text, kNever);
  }
  EXPECT_LE(changed, 1);
}

TEST(Relink, ByDefaultOrdinaryColumnsAreLeftAlone) {
  for (std::uint64_t seed = 8'800'000; seed < 8'800'300; ++seed) {
    const Typeset page = typeset_sample(own_corpus(), seed);
    if (repaired(page.text) != repaired(page.text, kNever))
      ADD_FAILURE() << seed << '\n' << page.text;
  }
}

TEST(Relink, SamplesAreLeftAlone) {
  int samples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TONGLAN_SAMPLES)) {
    if (entry.path().extension() != ".txt") continue;
    ++samples;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(repaired(text, kRelink), repaired(text, kNever)) << entry.path();
    EXPECT_EQ(repaired(text), repaired(text, kNever)) << entry.path();
  }
  EXPECT_GE(samples, 8);
}

// Plain pages of three long articles, read across so many columns: the share of lines that come
// right after the line they continue.
double share_followed_on_pages(int columns) {
  std::size_t all = 0, followed = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    std::vector<ArticleText> articles;
    while (articles.size() < 3) {
      const ArticleText& article = random.pick(own_corpus());
      if (article.units.size() >= 5) articles.push_back(article);
    }
    TypesetSettings settings;
    settings.interleave = columns;
    const Typeset page = typeset(articles, settings, seed);
    Document document = read_text(page.text);
    const Measured measured = measure_lines(document);
    mark_zones(document, measured);
    std::vector<std::uint32_t> order = relink_lines(document, measured, true);
    if (order.empty())
      for (std::uint32_t i = 0; i < page.places.size(); ++i) order.push_back(i);
    for (std::size_t k = 1; k < order.size(); ++k)
      followed += page.places[order[k]] == page.places[order[k - 1]] + 1;
    all += order.size() - 1;
  }
  return static_cast<double>(followed) / static_cast<double>(all);
}

TEST(Relink, SetPagesReadAcross) {
  EXPECT_EQ(share_followed_on_pages(0), 1);
  EXPECT_GE(share_followed_on_pages(2), .7);
  EXPECT_GE(share_followed_on_pages(3), .6);
  EXPECT_GE(share_followed_on_pages(5), .3);
}

}  // namespace
}  // namespace tonglan
