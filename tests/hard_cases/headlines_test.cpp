// Headlines, names, captions: given to their article wherever they were printed.
#include <gtest/gtest.h>

#include "support/text_art.h"
#include "tonglan.h"

namespace tonglan {
namespace {

const std::vector<std::string> kBridgeTold = {
    "石浦镇的老石桥修了整整一年，昨天重新通行。修桥的工匠把每一块石头编了号，拆下来，洗干净，再按原来的样子"
    "砌回去。",
    "石桥建于清代，长四十二米，是镇上去县城的老路。附近的老人说，桥还是那座桥，只是栏杆上的狮子又精神了。"};
const std::string kBridge = column(14, kBridgeTold), kBridgeWhole = whole(kBridgeTold);
const std::vector<std::string> kTeaTold = {
    "云坪村的春茶昨日开采，比去年早了六天。茶农们天不亮就上了山，赶在露水干以前采下第一篮嫩芽。",
    "收茶的价钱也比去年高，一斤鲜叶能卖到八十元。村里的茶厂连夜开工，灯一直亮到天明。"};
const std::string kTea = column(14, kTeaTold), kTeaWhole = whole(kTeaTold);

TEST(Headlines, Before) {
  EXPECT_TRUE(repairs_to("石浦老石桥重新通行\n" + kBridge + "云坪春茶开采\n" + kTea, "石浦老石桥重新通行\n\n" + kBridgeWhole + "\n云坪春茶开采\n\n" + kTeaWhole));
}

TEST(Headlines, After) {
  EXPECT_TRUE(repairs_to(kBridge + "石浦老石桥重新通行\n" + kTea + "云坪春茶开采\n", "石浦老石桥重新通行\n\n" + kBridgeWhole + "\n云坪春茶开采\n\n" + kTeaWhole));
}

TEST(Headlines, Missing) { EXPECT_TRUE(repairs_to(kBridge, kBridgeWhole)); }

TEST(Headlines, KickerHeadlineAndDeckStandTogether) {
  const Document document =
      repair("历时一年 修旧如旧\n石浦老石桥重新通行\n——栏杆上的石狮子又精神了\n" + kBridge, {});
  ASSERT_EQ(document.articles.size(), 1u);
  ASSERT_GE(document.paragraphs.size(), 3u);
  EXPECT_EQ(document.paragraphs[0].role, Role::kKicker);
  EXPECT_EQ(document.paragraphs[1].role, Role::kHeadline);
  EXPECT_EQ(document.paragraphs[2].role, Role::kDeck);
  EXPECT_EQ(document.articles[0].headline, 1u);
}

TEST(Headlines, ALetterSpacedHeadlineIsClosed) {
  EXPECT_TRUE(repairs_to("通 知\n因石浦镇老石桥维修，自本月十五\n日起禁止一切车辆通行，行人请走\n下游的便桥，恢复"
                     "通行的日期另行\n公布。\n", "通知\n\n因石浦镇老石桥维修，自本月十五日起禁止一切车辆通行，行人请走下游的便桥，恢复通行的日期另行"
            "公布。\n"));
}

TEST(Headlines, NamesKeepTheirBlank) {
  EXPECT_TRUE(repairs_to("石浦老石桥重新通行\n本报记者 李　明\n" + kBridge, "石浦老石桥重新通行\n\n本报记者 李　明\n\n" + kBridgeWhole));
}

TEST(Headlines, ABylineIsTakenApart) {
  const Document document = repair("石浦老石桥重新通行\n本报记者 徐文 通讯员 林安\n" + kBridge, {});
  ASSERT_FALSE(document.articles.empty());
  EXPECT_EQ(document.articles[0].byline.agency, "本报");
  EXPECT_EQ(document.articles[0].byline.correspondents, std::vector<std::string>{"林安"});
  EXPECT_EQ(document.articles[0].byline.reporters, std::vector<std::string>{"徐文"});
}

TEST(Headlines, TwoArticlesOnOneTopic) {
  const std::vector<std::string> other = {
      "石桥一通，县城的游客也赶来看热闹。昨天一天，桥头的小店卖出去三百多碗凉粉，比过节还忙。",
      "店主姓邹，在桥头住了一辈子。她说，修桥那一年冷清得很，如今总算盼到了头。"};
  EXPECT_TRUE(repairs_to(
      "石浦老石桥修旧如旧\n" + kBridge + "桥头凉粉一天卖出三百碗\n" + column(14, other),
      "石浦老石桥修旧如旧\n\n" + kBridgeWhole + "\n桥头凉粉一天卖出三百碗\n\n" + whole(other)));
}

TEST(Captions, ACaptionWithItsCredit) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 上图：修复后的老石桥。
    | 何文秋 摄
    > 石浦镇的老石桥修了整整
    | 一年，昨天重新通行。修桥的工
    | 匠把每一块石头编了号，拆下来
    | 洗干净，再按原来的样子砌回去。
    > 石桥建于清代，长四十二
    | 米，是镇上去县城的老路。)"));
}

TEST(Captions, ACreditKeepsItsBlanks) {
  const std::string text =
      "图为修复后的老石桥，工匠们把每\n一块石头都编了号，又按原样砌了\n回去。 何文秋 摄\n" + kBridge;
  EXPECT_EQ(repaired(text).substr(0, repaired(text).find('\n')),
            "图为修复后的老石桥，工匠们把每一块石头都编了号，又按原样砌了回去。 何文秋 摄");
}

TEST(Captions, RolesAreNamed) {
  const Document document = repair("图为修复后的老石桥。 何文秋 摄\n" + kBridge, {});
  ASSERT_FALSE(document.paragraphs.empty());
  EXPECT_EQ(document.paragraphs[0].role, Role::kCaption);
}

TEST(Notices, ClassifiedAdvertisementsStayApart) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 遗失声明：本人不慎遗失摩
    | 托车行驶证一本，车牌尾号七三
    | 五，声明作废。
    > 转让：因店主迁居，桥头小
    | 吃店低价转让，设备齐全，有意
    | 者面谈。
    > 招租：纺织路临街门面一间
    | ，八十平方米，水电俱全，租金
    | 面议。)"));
}

}  // namespace
}  // namespace tonglan
