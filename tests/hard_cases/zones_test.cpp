// What must keep its lines: tables, scores, prices, verse, letters, lists, code; and what looks like
// it and must not. Clean text, Markdown.
#include <gtest/gtest.h>

#include "support/text_art.h"

namespace tonglan {
namespace {

// Running text before and after a zone, 14 cells wide.
std::string around(const std::string& zone) {
  return R"(
    > 老街的秋季市集昨天开张，
    | 一百二十多个摊位从牌坊一直排
    | 到河边，逛的人比往年多了不止
    | 一倍，主办方公布了有关安排：
)" + zone +
         R"(
    > 市集一直办到月底，主办方
    | 提醒市民尽量乘公交车前往，自
    | 驾的请听从工作人员指挥，把车
    | 停在体育场。)";
}

TEST(Zones, ATableWithWideBlanks) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 临江　　晴　　　6～17℃\n"
                                      "    : 云坪　　多云　　4～15℃\n"
                                      "    : 石浦　　小雨　　8～13℃")));
}

TEST(Zones, ABoxedTable) {
  EXPECT_TRUE(repairs_as_drawn(around("    : ┌────┬────┐\n"
                                      "    : │摊位│费用│\n"
                                      "    : ├────┼────┤\n"
                                      "    : │大  │80  │\n"
                                      "    : └────┴────┘")));
}

TEST(Zones, AsciiTable) {
  EXPECT_TRUE(repairs_as_drawn(around("    : +------+------+\n"
                                      "    : | 摊位 | 费用 |\n"
                                      "    : +------+------+\n"
                                      "    : | 大   | 80   |\n"
                                      "    : +------+------+")));
}

TEST(Zones, Scores) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 临江队　3:1　云坪队\n"
                                      "    : 石浦队　0:2　松岭队\n"
                                      "    : 青河队　1:1　白沙队")));
}

TEST(Zones, Prices) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 红烧豆腐 6.00\n"
                                      "    : 清蒸鲈鱼 28.00\n"
                                      "    : 时令青菜 4.50\n"
                                      "    : 米饭 1.00")));
}

TEST(Zones, RowsOfFiguresWithSingleBlanks) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 青河 小雨 9～14℃\n"
                                      "    : 云水 中雨 8～12℃\n"
                                      "    : 南山 雨夹雪 2～6℃")));
  EXPECT_TRUE(repairs_as_drawn(around("    : 1 青河 9 1 19\n"
                                      "    : 2 云水 7 3 17\n"
                                      "    : 3 白石 4 6 14")));
}

TEST(Zones, RegulatedVerse) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 秋入江村老树黄，\n"
                                      "    : 一街灯火照鱼粮。\n"
                                      "    : 邻翁相问何时睡，\n"
                                      "    : 卖尽新橙过石塘。")));
}

TEST(Zones, FreeVerse) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 竹匾一张张\n"
                                      "    : 把秋天摊开\n"
                                      "    : 麻雀不肯走\n"
                                      "    : 太阳也不肯走\n"
                                      "    : 我替它们\n"
                                      "    : 守着这一地金黄")));
}

TEST(Zones, NumberedLists) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 1.不得占用消防通道；\n"
                                      "    : 2.不得使用明火；\n"
                                      "    : 3.收摊后带走垃圾。")));
  EXPECT_TRUE(repairs_as_drawn(around("    : 一、不得占用消防通道；\n"
                                      "    : 二、不得使用明火；\n"
                                      "    : 三、收摊后带走垃圾。")));
  EXPECT_TRUE(repairs_as_drawn(around("    : （一）不占消防通道；\n"
                                      "    : （二）不使用明火；\n"
                                      "    : （三）收摊带走垃圾。")));
}

TEST(Zones, CountingInsideAParagraphIsNoList) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 办好市集要过三关：一是摊
    | 位关，先登记后入场；二是卫生
    | 关，垃圾随手带走；三是安全关
    | ，不用明火，不占通道。
    > 主办方说，三关过了，市集
    | 才能长久办下去，大家才愿意再
    | 来。)"));
}

TEST(Zones, LongNumberedParagraphsAreStillParagraphs) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 老街的秋季市集昨天开张，
    | 主办方公布了三条规定。
    > 一、摊位由商户自愿报名，
    | 先到先得，费用按大小收取，不
    | 得转租转让。
    > 二、食品摊主必须持有健康
    | 证明，餐具一客一换，污水不得
    | 倒进河里。
    > 三、每天晚上十点收摊，垃
    | 圾由摊主自己带走。)"));
}

TEST(Zones, QuestionsAndAnswers) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 问：市集什么时候结束？
    > 答：一直办到本月底，如果
    | 天气好，可能延长三天，请留意
    | 主办方的通知。
    > 问：停车方便吗？
    > 答：体育场可以停四百辆，
    | 满了以后请停到老火车站，那里
    | 有免费的接驳车。)"));
}

TEST(Zones, ALetterAndItsSignature) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 编辑同志：
    > 我住在纺织路，这条路上的
    | 路灯坏了两个多月，晚上下班的
    | 女工都不敢一个人走，盼望有关
    | 部门早日修好。
    : 此致
    : 敬礼
    : 读者 何小雨
    : 5月12日)"));
}

TEST(Zones, ANoticeAndItsSignature) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    # 停水通知
    > 因更换纺织路供水主管，本
    | 月十五日早上八点到晚上六点停
    | 水，请沿线居民提前储水，不便
    | 之处敬请谅解。
    : 青河县自来水公司
    : 2023年5月12日)"));
}

TEST(Zones, ADateInRunningTextIsNoSignature) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 展览办得很热闹。
    > 第一批观众是学校的孩子，
    | 他们来自三个乡镇，开幕的日子
    | 2023年5月12日正好也是校庆日，
    | 老师就把课堂搬进了展厅。)"));
}

TEST(Zones, Code) {
  EXPECT_TRUE(repairs_as_drawn(around("    : int main() {\n"
                                      "    :   int sum = 0;\n"
                                      "    :   return sum;\n"
                                      "    : }")));
}

TEST(Zones, Base64) {
  EXPECT_TRUE(repairs_as_drawn(around("    : dG9uZ2xhbiBqb2lucyBjb2x1bW4gbGluZXMgYWdhaW4gYW5k\n"
                                      "    : IGtlZXBzIHdoYXQgaXMgbm90IHRleHQgYXMgaXQgc3RhbmRz")));
}

TEST(Zones, NoticeLabels) {
  EXPECT_TRUE(repairs_as_drawn(around("    : 时间：10月1日至31日\n"
                                      "    : 地点：老街牌坊至河边\n"
                                      "    : 电话：0579-8800221")));
}

void expect_unchanged(const std::string& text) { EXPECT_TRUE(repairs_to(text, text)); }

TEST(Zones, CleanTextIsLeftAlone) {
  const std::string first =
      "老街的秋季市集昨天开张，一百二十多个摊位从牌坊一直排到河边，逛的人比往年多了不止一倍。";
  const std::string second = "“我带了三筐橙子，一个上午就卖光了。”摊主周立平说，“明天要多带两筐。”";
  expect_unchanged(first + "\n\n" + second + "\n");
  expect_unchanged(first + "\n" + second + "\n");
  expect_unchanged("　　" + first + "\n　　" + second + "\n");
  expect_unchanged(first);
  expect_unchanged("秋季市集开张\n\n" + first + "\n\n" + second + "\n");
}

TEST(Zones, MarkdownIsLeftAlone) {
  expect_unchanged(
      "# 秋季市集\n\n主办方公布了 *三条* 规定，详见 [网页](https://shiji.example/rules)。\n\n- 先登记后入场\n"
      "- 不得使用明火\n  - 电炉也不行\n\n> 垃圾随手带走。\n\n1. 报名\n2. 交费\n3. 进场\n\n```\nfor i in "
      "range(3):\n    print(i)\n```\n\n| 摊位 | 费用 |\n|---|---|\n| 大 | 80 |\n");
}

TEST(Zones, CodeIsLeftAlone) {
  expect_unchanged(
      "#include <cstdio>\n\nint main() {\n  for (int i = 0; i < 3; ++i) {\n    std::printf(\"%d\\n\", i);\n  }\n"
      "  return 0;\n}\n");
}

TEST(Zones, VerseIsLeftAlone) {
  expect_unchanged("晒谷\n\n竹匾一张张\n把秋天摊开\n麻雀不肯走\n太阳也不肯走\n\n我替它们\n守着这一地金黄\n");
  expect_unchanged("秋入江村老树黄，\n一街灯火照鱼粮。\n邻翁相问何时睡，\n卖尽新橙过石塘。\n");
  expect_unchanged("一渠活水通千户\n满架新瓜乐万家\n");
}

}  // namespace
}  // namespace tonglan
