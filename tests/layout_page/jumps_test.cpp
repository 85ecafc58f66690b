// Articles that go on on another page: linked on a clear margin, else left where they stand.
#include <gtest/gtest.h>

#include "chinese/spacing.h"
#include "support/code_points.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Row {
  std::string text;
  float left = 0, top = 0, size = 20;
};

// Rows of a column twelve characters wide, from `top` down.
std::vector<Row> column(float left, float top, const std::vector<std::string>& lines) {
  std::vector<Row> rows;
  for (const std::string& line : lines) {
    const bool indented = line.starts_with("　　");
    rows.push_back({indented ? line.substr(6) : line, left + (indented ? 40 : 0), top});
    top += 30;
  }
  return rows;
}

Document document_of(const std::vector<std::vector<Row>>& pages) {
  Document d;
  for (const std::vector<Row>& rows : pages) {
    d.pages.push_back({});
    for (const Row& row : rows) {
      Line line;
      line.text.begin = static_cast<std::uint32_t>(d.text.size());
      d.text += row.text;
      line.text.end = static_cast<std::uint32_t>(d.text.size());
      d.text += '\n';
      line.page = static_cast<std::uint32_t>(d.pages.size() - 1);
      const auto width = static_cast<float>(code_points(row.text).size()) * row.size;
      line.box = {row.left, row.top, row.left + width, row.top + row.size};
      d.order.push_back(static_cast<std::uint32_t>(d.lines.size()));
      d.lines.push_back(line);
    }
  }
  return d;
}

std::vector<Row> operator+(std::vector<Row> a, const std::vector<Row>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const std::vector<Row> kCanal =
    std::vector<Row>{{"石门渠修到下游六村", 0, 40, 40}} +
    column(0, 100,
           {"　　新修的水渠有九公里长，", "从石门水库一直通到下游的六个",
            "村子。放水那天，沿渠站满了人", "，孩子们把纸船放进水里，追着", "（下转第二版）"});
const std::vector<Row> kCanalEnd =
    std::vector<Row>{{"石门渠通水", 0, 40, 40}} +
    column(0, 100,
           {"（上接第一版）", "跑出去老远，直到看不见为止。", "　　管渠的老宋说，往年这个",
            "时候，家家户户都在为水发愁，", "今年总算能睡个安稳觉了。"});
const std::vector<Row> kFair =
    std::vector<Row>{{"白沙镇庙会开市", 0, 440, 40}} +
    column(0, 500,
           {"　　三天的庙会昨天开市，四", "乡八里的人都赶来了，糖人摊子",
            "前面围了三层孩子。卖竹器的老", "汉说，一上午就卖空了两车筐。"});

std::string text_of(const Document& d) {
  std::string text;
  append_text(d, text);
  return text;
}

Document repaired(const Document& d, Keep keep = {}) {
  RepairOptions options;
  options.keep = keep;
  const Document out = repair_pages(d, options);
  check_conserved(out);
  return out;
}

TEST(Jumps, ASentenceGoesOnOnTheNextPage) {
  const Document out = repaired(document_of({kCanal + kFair, kCanalEnd}));
  EXPECT_NE(text_of(out).find("孩子们把纸船放进水里，追着跑出去老远，直到看不见为止。\n"),
            std::string::npos)
      << text_of(out);
  ASSERT_EQ(out.articles.size(), 2u);
  ASSERT_EQ(out.articles[0].jumps.size(), 2u);
  for (const JumpLink& jump : out.articles[0].jumps) EXPECT_EQ(jump.article, 0u);
  EXPECT_TRUE(out.warnings.empty());
  // The other article comes behind it, whole.
  EXPECT_LT(text_of(out).find("睡个安稳觉了。"), text_of(out).find("白沙镇庙会开市"));
}

TEST(Jumps, PagesAreCalledWhatTheirFoliosSay) {
  const auto folio = [](const char* name) { return std::vector<Row>{{name, 0, 4, 14}}; };
  std::vector<Row> other = kFair;
  const Document out = repaired(document_of(
      {folio("第一版") + kCanal, folio("第三版") + kFair, folio("第二版") + kCanalEnd}));
  EXPECT_NE(text_of(out).find("追着跑出去老远"), std::string::npos) << text_of(out);
  // A page of that number is there, but it says it is another one.
  const Document wrong = repaired(document_of({kCanal, folio("第五版") + kCanalEnd}));
  EXPECT_EQ(text_of(wrong).find("追着跑出去老远"), std::string::npos) << text_of(wrong);
  ASSERT_EQ(wrong.warnings.size(), 1u);
  EXPECT_EQ(wrong.warnings[0].message, "an article goes on on page 2: no article there that fits");
}

TEST(Jumps, TwoThatFitAreNotLinked) {
  std::vector<Row> twin = kCanalEnd;
  for (Row& row : twin) row.top += 500;
  const Document out = repaired(document_of({kCanal, kCanalEnd + twin}));
  EXPECT_EQ(text_of(out).find("追着跑出去老远"), std::string::npos) << text_of(out);
  ASSERT_EQ(out.warnings.size(), 1u);
  EXPECT_EQ(out.warnings[0].message, "an article goes on on page 2: several articles fit");
  for (const Article& article : out.articles)
    for (const JumpLink& jump : article.jumps) EXPECT_EQ(jump.article, kNone);
}

TEST(Jumps, WhereTheOrderIsKeptNothingMoves) {
  Document d = document_of({kCanal + kFair, kCanalEnd});
  d.ordered = true;
  const Document out = repaired(d, {true, false, false});
  EXPECT_EQ(text_of(out).find("追着跑出去老远"), std::string::npos);
  ASSERT_EQ(out.articles.size(), 3u);
  EXPECT_EQ(out.articles[0].jumps.at(0).article, 2u);
  EXPECT_EQ(out.articles[2].jumps.at(0).article, 0u);
}

// Repaired again, with or without what was decided: the same, and nothing to warn about.
TEST(Jumps, WhatWasPutTogetherStaysTogether) {
  Document d = repaired(document_of({kCanal + kFair, kCanalEnd}));
  d.ordered = true;
  for (const Keep& keep : {Keep{}, Keep{false, false, true}, Keep{true, true, true}}) {
    const Document out = repaired(d, keep);
    EXPECT_EQ(text_of(out), text_of(d));
    EXPECT_TRUE(out.warnings.empty());
    ASSERT_EQ(out.articles.size(), 2u);
    for (const JumpLink& jump : out.articles[0].jumps) EXPECT_EQ(jump.article, 0u);
  }
}

TEST(Jumps, ArticlesOfOneNumberOnTwoPagesAreOne) {
  std::vector<Row> bare = kCanalEnd;
  bare.erase(bare.begin() + 1);  // nothing says that it is the second part
  std::vector<Row> first = kCanal;
  first.pop_back();
  Document d = repaired(document_of({first + kFair, bare}));
  ASSERT_EQ(d.articles.size(), 3u);
  const std::uint32_t one = d.blocks[d.lines[0].block].article;
  for (const Line& line : d.lines)
    if (line.page == 1) d.blocks[line.block].article = one;
  const Document out = repaired(d, {false, false, true});
  EXPECT_EQ(out.articles.size(), 2u);
  EXPECT_NE(text_of(out).find("追着跑出去老远"), std::string::npos) << text_of(out);
}

}  // namespace
}  // namespace tonglan
