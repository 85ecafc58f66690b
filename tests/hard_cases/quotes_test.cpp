// Quotes and brackets at line ends: an empty left half of an opening mark looks like an indent, a
// speech runs over paragraphs, a mark is lost.
#include <gtest/gtest.h>

#include "support/text_art.h"

namespace tonglan {
namespace {

TEST(Quotes, OpeningMarksAfterAFalseBlankLine) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 三月的读书会换了个新地
    | 方，二十多位读者坐在修好的粮
    | 仓里，轮流朗读自己抄下的段落
    .
    | “书里的人跟我外公一模一样。”
    | 纺织女工小季读完合上书，半天
    | 没有说话。她手里拿着的那一本
    .
    | 《渡口》已经翻得卷了边，书页
    | 里夹着好几张车票。
    > 主持人是退休的语文教师
    .
    | （他坚持不让写名字），每回都
    | 第一个到，最后一个走。)"));
}

TEST(Quotes, AParagraphThatBeginsWithAQuote) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 三月的读书会换了个新地
    | 方，二十多位读者坐在修好的粮
    | 仓里，轮流朗读抄下的段落。
    > “书里的人跟我外公一模
    | 一样。”纺织女工小季读完合上
    | 书，半天没有说话。
    > 《渡口》是大家选得最多
    | 的一本，读过的人都说，像是写
    | 自己家门口的事。)"));
}

TEST(Quotes, ASpeechOverThreeParagraphs) {
  EXPECT_TRUE(repairs_as_drawn(column_art(
      14, {"老支书站起来说：“今天只讲三件事。第一件是水。去年旱了五十天，渠里一滴水都没有，大家心里"
           "都有数。",
           "“第二件是路。砂石路走了二十年，晴天一身土，雨天一脚泥，今年说什么也要铺上水泥。",
           "“第三件是人。年轻人出去了，要让他们愿意回来。房子修好，学校办好，这件事比前两件还要紧。”",
           "院子里静了一会儿，接着掌声响成一片。"})));
}

TEST(Quotes, AnUnclosedQuoteBindsNothing) {
  const std::vector<std::string> unclosed = {
      "老支书站起来说：“今天只讲一件事，就是水。去年旱了五十天，渠里一滴水都没有，大家心里都有数。",
      "村民们听完，当场就报了名。第二天一早，六十多个人扛着铁锹上了山，从泉眼开始一段一段地清。",
      "清到第九天，水来了。孩子们跟着水头一路跑，跑到村口才停下，鞋都湿透了。"};
  EXPECT_TRUE(repairs_as_drawn(column_art(13, unclosed)));
}

TEST(Quotes, AClosingQuoteTooMany) {
  EXPECT_TRUE(repairs_as_drawn(column_art(
      13, {"邻居们都说他倔。”可是谁家水管坏了，第一个想到的还是他，半夜敲门也从不推辞，修好了就走。",
           "有人过意不去，送去一篮鸡蛋，第二天篮子原样挂在门把手上，里面多了一把自家种的小葱。"})));
}

TEST(Quotes, CornerBracketsAreTheSame) {
  EXPECT_TRUE(repairs_as_drawn(column_art(
      14, {"老闆娘把最後一碗麵端上桌，笑著說：「慢慢吃，今天不趕人。」窗外的雨越下越大，巷口的路燈一閃"
           "一閃。",
           "「這家店開了四十年。」常客林先生說，他從學生時代吃到現在，連座位都沒有換過，總是靠窗的那一張。",
           "明天以後，這裡要改成停車場了。"})));
}

}  // namespace
}  // namespace tonglan
