// Rules of typography: what holds two lines together whatever their lengths, and short lines beside
// a headline.
#include "paragraph/rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "layout/measure.h"
#include "paragraph/judge.h"
#include "read/text.h"
#include "support/text_art.h"

namespace tonglan {
namespace {

// What the rules say of the last seam: "open-end", empty for nothing.
std::string last_rule(const std::string& text) {
  Document document = read_text(text);
  const Measured measured = measure_lines(document);
  const Chain chain = link_lines(document, measured);
  const Rule rule = rule_at(document, measured, chain, chain.lines.size() - 2);
  return rule.name == nullptr ? "" : std::string(rule.name).substr(5);
}

TEST(Rules, MarksAtASeam) {
  const struct {
    const char *before, *after, *rule;
  } rows[] = {
      {"附近的老人说：“", "‘新桥’这个名字我叫不", "open-end"},
      {"渔港的第一座桥（", "石浦故事）", "open-end"},
      {"他说：「", "橋通了", "open-end"},
      {"他叫它‘老石桥", "’，叫了六十年", "bracket"},
      {"老石桥重新通行（渔港故", "事·走读石浦）", "bracket"},
      {"他说，“桥通了，日", "子就顺了。”", "bracket"},
      {"载于《石浦镇的老", "石桥》一书（插图本", "bracket"},
      // Nothing is left open; the next line opens another; a mark of another kind closes.
      {"石浦镇的老石桥修了", "整整一年，昨天上午", ""},
      {"老人说：“桥通了，日子就顺了。", "“修桥那一年，一天卖不出十碗。”", ""},
      {"老人说：“桥通了，日子", "就顺了），桥头", ""},
      {"（一）老石桥", "桥长四十二米）", ""},
      // A line may begin so where another was lost or moved.
      {"通行，渔行的伙计也来", "。桥长四十二米", ""},
      // Marks that look alike say nothing of which side they are on.
      {"he called it \"", "the old bridge\"", ""},
  };
  for (const auto& row : rows)
    EXPECT_EQ(last_rule(std::string(row.before) + "\n" + row.after + "\n"), row.rule)
        << row.before << " | " << row.after;
}

TEST(Rules, ABulletBeginsAnItem) {
  EXPECT_EQ(last_rule("渔港的冰厂已经开工。\n●石浦镇的老石桥修了\n"), "item");
  EXPECT_EQ(last_rule("渔港的冰厂已经开工！”\n■石浦镇的老石桥修了\n"), "item");
  EXPECT_EQ(last_rule("渔港的冰厂已经\n●石浦镇的老石桥修了\n"), "");    // in mid-sentence
  EXPECT_EQ(last_rule("渔港的冰厂已经开工。\n②石浦镇的老石桥\n"), "");  // numbers stand inside
  // Where most do, another may have lost the stop before it; where none does, it is a mark inside.
  const std::string items = "●石浦镇的老石桥通行了。\n●渔港的冰厂开工。\n●鱼市开秤\n";
  EXPECT_EQ(last_rule(items + "●石浦镇的老石桥修了\n"), "item");
  EXPECT_EQ(last_rule("一九三\n●七\n●七的时\n●候渔港的冰厂已经\n●石浦镇\n"), "");
}

TEST(Rules, AnOpeningMarkLeftAtALineEndHoldsItsLine) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 石浦镇的老石桥修了
    | 整整一年，昨天上午重新
    | 通行，桥头挤满了人，附
    | 近的老人说“
    | ‘新桥’这个名字我叫不
    | 惯，还是叫它老石桥”。
    > 桥长四十二米，宽五
    | 米，建于清代。)"));
}

TEST(Rules, QuotesOverSeveralParagraphsStayParagraphs) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 石浦镇的老石桥修了
    | 整整一年，昨天上午重新
    | 通行，桥头挤满了人。
    > 老人说：“桥通了，日
    | 子就顺了。
    > “修桥那一年，凉粉
    | 店一天卖不出十碗。
    > “如今一天三百碗，
    | 比过节还忙。”
    > 桥长四十二米，宽五
    | 米，建于清代。)"));
}

TEST(Rules, TheFirstLinesBesideAHeadlineAreShort) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 本埠新聞載、昨日
    | 午後三時、有渡船
    | 一艘、由石浦開往
    | 對岸、中途遇風、
    | 幾遭覆沒、
    .
    > 石浦老石
    | 橋欄干、
    | 年久失修、多已傾
    | 圮、昨由鎭公所僱
    | 匠修理、本月內可
    | 以完工、
    > 渡口茶房
    | 某甲、昨
    | 晨在橋下拾得皮箱
    | 一隻、當卽送交警
    | 署招領、
    > 漁港冰廠
    | 添置機器
    | 、業已運到、不日
    | 卽可開工、每日出
    | 冰五十噸云、)"));
}

TEST(Rules, AHeadlineOfTwoEqualLinesIsNone) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 本埠新聞載、昨日
    | 午後三時、有渡船
    | 一艘、由石浦開往
    | 對岸、中途遇風、
    | 幾遭覆沒、
    .
    # 石橋落成
    # 萬民同慶
    > 石浦鎭之老石橋、
    | 年久失修、昨由鎭
    | 公所僱匠修理完工
    | 、卽日通行、
    .
    # 渡口茶棚
    # 夜半失火
    > 渡口茶棚主人周某
    | 、年六十餘、昨晨
    | 在橋下拾得皮箱一
    | 隻、當卽送交警署
    | 招領、)"));
}

TEST(Rules, ABylineInTheMiddleOfASentenceIsLookedThrough) {
  const std::vector<std::string> paragraphs = {
      "石浦镇的老石桥修了整整一年，昨天上午重新通行，桥头挤满了人，附近的老人和渔行的伙计都来了。",
      "桥长四十二米，宽五米，建于清代的石桥是渔港的门面，修桥这一年附近的老人要绕行十里山路去码头"
      "。"};
  std::string text = column(12, paragraphs);
  const std::size_t at = text.find('\n', text.find("建于清代")) + 1;
  text.insert(at, "\n本报记者　林安\n\n");
  EXPECT_TRUE(repairs_to(text, whole({paragraphs[0], paragraphs[1], "本报记者　林安"})));
}

// A name in brackets stands behind the last sentence, on a line of its own where it didn't fit.
TEST(Rules, ANameThatDidNotFitGoesWithItsText) {
  const std::string bridge = "石浦镇的老石桥，修了整整一年，昨天上午重新通行，桥头挤满了人。",
                    ice = "渔港的冰厂添了一台新机器，每天出冰五十吨，够一百条船用。";
  const std::string named = column(12, {bridge + "（林安）", ice + "（海春）"}),
                    unnamed = column(12, {bridge, ice}),
                    full = "渡口茶棚主人昨天早晨\n拾得皮箱，交给了警署。\n",
                    shorter = "渡口茶棚主人昨天早晨\n拾得一只皮箱。\n";
  EXPECT_EQ(last_rule(named + full + "（方成）\n"), "signature");
  EXPECT_EQ(last_rule(unnamed + full + "（方成）\n"), "");    // no other stands so
  EXPECT_EQ(last_rule(named + shorter + "（方成）\n"), "");   // it would have fitted
  EXPECT_EQ(last_rule(named + full + "（方成摄影）\n"), "");  // no name
  EXPECT_EQ(last_rule(named + full + "（方成）报道\n"), "");
}

// In a block without indents a paragraph ends where a sentence ends short of the measure.
TEST(Rules, ASentenceThatEndsShortInAFlushBlockEndsItsParagraph) {
  const auto rule_in_block = [](const std::vector<int>& indents) {
    Document document = read_text(
        "石浦镇的老石桥修了整整一\n年。\n桥头挤满了人附近的老人都\n来了，渔行的伙计也来了。\n"
        "渔港的冰厂添了一台新机器\n开工。\n渡口茶棚主人昨天早晨拾得\n");
    document.blocks.resize(1);
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
      Line& line = document.lines[i];
      line.block = 0;
      line.measure = 24;
      line.indent = std::uint16_t(indents[i % indents.size()]);
    }
    const Measured measured = measure_lines(document);
    const Chain chain = link_lines(document, measured);
    const Rule rule = rule_at(document, measured, chain, chain.lines.size() - 2);
    return rule.name == nullptr ? std::string() : std::string(rule.name);
  };
  EXPECT_EQ(rule_in_block({0}), "rule=flush");
  EXPECT_EQ(rule_in_block({4, 0, 4, 0, 0, 0, 0}), "");
}

// A name that stands right on a line of its own; in the text's box only, and not where names stand
// behind the last sentence.
TEST(Rules, ANameAtTheRightIsAParagraph) {
  const auto rule_at_right = [](const std::string& last, int indent) {
    Document document = read_text("石浦镇的老石桥修了整整一\n年，桥头挤满了人。\n" + last + "\n");
    document.blocks.resize(1);
    for (Line& line : document.lines) {
      line.block = 0;
      line.measure = 24;
    }
    document.lines.back().indent = std::uint16_t(indent);
    const Measured measured = measure_lines(document);
    const Chain chain = link_lines(document, measured);
    const Rule rule = rule_at(document, measured, chain, chain.lines.size() - 2);
    return rule.name == nullptr ? std::string() : std::string(rule.name);
  };
  EXPECT_EQ(rule_at_right("（林安）", 16), "rule=right");
  EXPECT_EQ(rule_at_right("（未完待续）", 12), "rule=right");
  EXPECT_EQ(rule_at_right("（林安）", 0), "");   // begins the line
  EXPECT_EQ(rule_at_right("（林安）", 10), "");  // in the middle
  EXPECT_EQ(rule_at_right("渔行伙计", 16), "");  // its beginning may be lost
}

TEST(Rules, ABylineBetweenHeadlineAndTextIsNot) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 石浦镇的老石桥修了整
    | 整一年，昨天上午重新通行
    | ，桥头挤满了人，附近的老
    | 人都来了，渔行的伙计也来
    | 了。
    # 一座石桥与一个渔港的百年
    # 本报记者　林安
    > 桥长四十二米，宽五米
    | ，建于清代，附近的老人都
    | 从桥上走过，修桥这一年他
    | 们要绕行十里山路。)"));
}

}  // namespace
}  // namespace tonglan
