// What the figures say about outputs whose faults are known.
#include "evaluate/score.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "support/corpus.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

constexpr const char* kGold = R"({"articles": [
  {"paragraphs": [{"role": "headline", "text": "青河二桥主塔封顶"},
                  {"role": "body", "text": "昨天上午，青河二桥主塔顺利封顶，塔高一百多米。"},
                  {"role": "body", "text": "大桥预计明年通车，两岸居民往来更方便。"}]},
  {"paragraphs": [{"role": "headline", "text": "新茶上市价格平稳"},
                  {"role": "body", "text": "南山茶区进入采摘旺季，明前茶均价与去年持平。"}]}],
  "lines": [{"role": "furniture", "text": "第3版 要闻"}]})";

constexpr const char* kPerfect =
    "青河二桥主塔封顶\n\n昨天上午，青河二桥主塔顺利封顶，塔高一百多米。\n\n"
    "大桥预计明年通车，两岸居民往来更方便。\n\n新茶上市价格平稳\n\n"
    "南山茶区进入采摘旺季，明前茶均价与去年持平。\n";

Score score_of(const std::string& out) { return score(read_gold(kGold, "gold"), read_output(out)); }

TEST(Score, PerfectOutputIsPerfect) {
  const Score s = score_of(kPerfect);
  EXPECT_TRUE(s.conserved());
  EXPECT_EQ(s.para_exact, 1);
  EXPECT_EQ(s.edge_f1, 1);
  EXPECT_EQ(s.ned, 0);
  EXPECT_EQ(s.order_ned, 0);
  EXPECT_EQ(s.aned, 0);
  EXPECT_EQ(s.splits, 0);
  EXPECT_EQ(s.headlines, 1);
  EXPECT_EQ(s.thefts, 0u);
  EXPECT_FALSE(s.role_f1.has_value());     // plain text tells no roles
  EXPECT_FALSE(s.article_f1.has_value());  // nor articles
}

TEST(Score, BlanksMarkdownAndFurnitureCountForNothing) {
  const Score s = score_of(
      "第3版　要闻\r\n# 青河二桥主塔 封顶\r\n昨天上午，青河二桥主塔顺利封顶， 塔高一百多米。\r\n"
      "大桥预计明年通车，两岸居民往来更方便。\r\n## 新茶上市价格平稳\r\n"
      "南山茶区进入采摘旺季，明前茶均价与去年持平。");
  EXPECT_TRUE(s.conserved());
  EXPECT_EQ(s.para_exact, 1);
}

TEST(Score, MissedBreakCostsRecallFalseBreakCostsPrecision) {
  std::string text = kPerfect;
  text.replace(text.find("米。\n\n大桥"), std::string("米。\n\n").size(), "米。");
  const Score missed = score_of(text);
  EXPECT_TRUE(missed.conserved());
  EXPECT_EQ(missed.break_precision, 1);
  EXPECT_DOUBLE_EQ(missed.break_recall, 0.8);  // 2 of 10 starts and ends are gone
  EXPECT_DOUBLE_EQ(missed.para_exact, 2.0 * 3 / 9);

  text = kPerfect;
  text.insert(text.find("顺利"), "\n");
  const Score extra = score_of(text);
  EXPECT_EQ(extra.break_recall, 1);
  EXPECT_DOUBLE_EQ(extra.break_precision, 10.0 / 12);
}

TEST(Score, CountsLostAndAddedCharacters) {
  std::string text = kPerfect;
  text.replace(text.find("新茶"), std::string("新茶").size(), "陈茶叶");
  const Score s = score_of(text);
  EXPECT_EQ(s.lost, 1u);
  EXPECT_EQ(s.added, 2u);
  EXPECT_FALSE(s.conserved());
  EXPECT_GT(s.ned, 0);
}

TEST(Score, HeadlineBehindItsBodyIsATheft) {
  const Score s = score_of(
      "昨天上午，青河二桥主塔顺利封顶，塔高一百多米。\n大桥预计明年通车，两岸居民往来更方便。\n"
      "青河二桥主塔封顶\n南山茶区进入采摘旺季，明前茶均价与去年持平。\n新茶上市价格平稳\n");
  EXPECT_EQ(s.headlines, 0);
  EXPECT_EQ(s.thefts, 1u);  // the second headline stands before nothing
  EXPECT_EQ(s.para_exact, 1);
  EXPECT_GT(s.order_ned, 0);
}

TEST(Score, InterruptedArticleIsASplit) {
  const Score s = score_of(
      "青河二桥主塔封顶\n昨天上午，青河二桥主塔顺利封顶，塔高一百多米。\n新茶上市价格平稳\n"
      "南山茶区进入采摘旺季，明前茶均价与去年持平。\n大桥预计明年通车，两岸居民往来更方便。\n");
  EXPECT_DOUBLE_EQ(s.splits.value(), 0.2);
  EXPECT_EQ(s.aned, 0);
}

TEST(Score, JsonTellsRolesAndArticles) {
  const Score same = score_of(kGold);
  EXPECT_EQ(same.role_f1, 1);
  EXPECT_EQ(same.article_f1, 1);

  const std::string one_article = R"({"paragraphs": [
    {"role": "body", "text": "青河二桥主塔封顶", "article": 0},
    {"role": "body", "text": "昨天上午，青河二桥主塔顺利封顶，塔高一百多米。", "article": 0},
    {"role": "body", "text": "大桥预计明年通车，两岸居民往来更方便。", "article": 0},
    {"role": "headline", "text": "新茶上市价格平稳", "article": 0},
    {"role": "body", "text": "南山茶区进入采摘旺季，明前茶均价与去年持平。", "article": 0}]})";
  const Score merged = score_of(one_article);
  EXPECT_DOUBLE_EQ(merged.role_f1.value(), 0.8);
  EXPECT_DOUBLE_EQ(merged.article_recall.value(), 1);
  EXPECT_LT(merged.article_precision.value(), 0.7);
}

TEST(Score, LineSuccessionsAcrossColumns) {
  const Gold gold = read_gold(
      R"({"articles": [{"paragraphs": [{"role": "body", "text": "清晨的河畔新路通车了大家都说好"}]}],
      "lines": [
      {"role": "body", "article": 0, "para": 0, "text": "清晨的河畔", "bbox": [0, 90, 50, 100]},
      {"role": "body", "article": 0, "para": 0, "text": "新路通车了", "bbox": [60, 0, 110, 10]},
      {"role": "body", "article": 0, "para": 0, "text": "大家都说好", "bbox": [60, 12, 110, 22]}]})",
      "gold");
  ASSERT_EQ(gold.successions.size(), 2u);
  const Score s = score(gold, read_output("清晨的河畔\n新路通车了大家都说好"));
  EXPECT_EQ(s.succ, 1);
  EXPECT_EQ(s.succ_hard, 1);
  EXPECT_EQ(s.join_hard, 0);  // in order, but a paragraph break stands there
}

TEST(Score, EmptyOutputScoresNothing) {
  const Score s = score_of("");
  EXPECT_EQ(s.paras_out, 0u);
  EXPECT_EQ(s.para_fuzzy, 0);
  EXPECT_EQ(s.edge_f1, 0);
  EXPECT_EQ(s.ned, 1);
}

TEST(Score, BadBytesCountAsOneCharacterEach) {
  const Score s = score_of(std::string(kPerfect) + "\xE9\x9D\xFF");
  EXPECT_EQ(s.added, 2u);  // a cut-off character and a stray byte
}

TEST(Score, JsonIsRoundedToFourDigits) {
  Score s;
  s.edge_f1 = 2.0 / 3;
  const auto json = nlohmann::json::parse(score_json(s));
  EXPECT_EQ(json.at("edge_f1").get<double>(), 0.6667);
  EXPECT_FALSE(json.contains("aned"));
  EXPECT_NE(score_table(s).find("0.6667"), std::string::npos);
}

TEST(Score, TruthOfTheTypesetterIsPerfect) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Typeset page = typeset_sample(own_corpus(), seed);
    const Score s = score(read_gold(truth_json(page), "page"), read_output(truth_text(page)));
    EXPECT_EQ(s.para_exact, 1) << seed;
    EXPECT_EQ(s.edge_f1, 1) << seed;
    EXPECT_EQ(s.ned, 0) << seed;
  }
}

TEST(Evaluate, RefusesWhatItCannotRead) {
  EXPECT_THROW(read_gold("[1, 2]", "x.json"), Error);
  EXPECT_THROW(read_gold(R"({"articles": [{"paragraphs": [{"role": "body"}]}]})", "x"), Error);
  EXPECT_THROW(read_gold("第一段", "x.json"), Error);
  const std::string gold = testing::TempDir() + "tonglan_gold.json";
  std::ofstream(gold) << kGold;
  for (const std::string& bad : {std::string("/nonexistent"), testing::TempDir()}) {
    try {
      run_evaluate(gold, bad, true);
      ADD_FAILURE() << bad << " was read";
    } catch (const Error& e) {
      EXPECT_EQ(e.status(), 2);
      EXPECT_NE(std::string(e.what()).find(bad), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace tonglan
