// Numbers, dates, Latin words and addresses over a line end: what stands at the join.
#include <gtest/gtest.h>

#include "support/text_art.h"

namespace tonglan {
namespace {

// The lines stand in running text of their measure, so that only the join is in question.
std::string in_context(const std::string& before, const std::string& after) {
  return "开春以来，河口镇的码头\n又热闹起来，来往的货船一艘\n接一艘，装卸工人从早忙到晚\n" + before + "\n" + after +
         "\n镇上的老人都说，这样的景象\n有好些年没有见过了。\n";
}
std::string joined(const std::string& middle) {
  return "开春以来，河口镇的码头又热闹起来，来往的货船一艘接一艘，装卸工人从早忙到晚" + middle +
         "镇上的老人都说，这样的景象有好些年没有见过了。\n";
}

TEST(Latin, NumbersOverALineEndStayOne) {
  EXPECT_TRUE(repairs_to(in_context("，上月吞吐量达到四万吨，即12", "600车，比去年同期又有增长，"), joined("，上月吞吐量达到四万吨，即12600车，比去年同期又有增长，")));
  EXPECT_TRUE(repairs_to(in_context("，上月吞吐量比去年同期增加11.", "7个百分点，创下了历史新高，"), joined("，上月吞吐量比去年同期增加11.7个百分点，创下了历史新高，")));
  EXPECT_TRUE(repairs_to(in_context("，上月吞吐量比去年同期增加17", "%，创下了近几年来的最高纪录，"), joined("，上月吞吐量比去年同期增加17%，创下了近几年来的最高纪录，")));
}

TEST(Latin, DatesOverALineEnd) {
  EXPECT_TRUE(repairs_to(in_context("，这样的情形从去年也就是2023", "年10月开始，一直延续到了今天，"), joined("，这样的情形从去年也就是2023年10月开始，一直延续到了今天，")));
  EXPECT_TRUE(repairs_to(in_context("，这样的情形从去年也就是20", "23年10月开始，一直延续到今天，"), joined("，这样的情形从去年也就是2023年10月开始，一直延续到今天，")));
}

TEST(Latin, PhoneNumbersKeepTheirHyphens) {
  EXPECT_TRUE(repairs_to(in_context("，要订舱位的请拨打电话0579-", "88002211，全天都有人值班接听，"), joined("，要订舱位的请拨打电话0579-88002211，全天都有人值班接听，")));
}

TEST(Latin, WordsAreJoinedWithABlank) {
  EXPECT_TRUE(repairs_to(in_context("，新装的吊机叫做Harbour", "Master，一次能吊起四十吨货，"), joined("，新装的吊机叫做Harbour Master，一次能吊起四十吨货，")));
}

TEST(Latin, ABrokenWordLosesItsHyphen) {
  EXPECT_TRUE(repairs_to(in_context("，新装的吊机叫做Harbour-Mas-", "ter，一次能吊起整整四十吨货，"), joined("，新装的吊机叫做Harbour-Master，一次能吊起整整四十吨货，")));
}

TEST(Latin, ChineseBesideLatinNeedsNothing) {
  EXPECT_TRUE(repairs_to(in_context("，新装的吊机由工程师采用CAD", "软件设计，一次能吊起四十吨货，"), joined("，新装的吊机由工程师采用CAD软件设计，一次能吊起四十吨货，")));
}

TEST(Latin, AddressesOverALineEndStayWhole) {
  EXPECT_TRUE(repairs_to(in_context("，船期请看http://www.hekou", ".example/ships，每天早上更新，"), joined("，船期请看http://www.hekou.example/ships，每天早上更新，")));
  EXPECT_TRUE(repairs_to(in_context("，意见请寄信箱wharf@hekou", ".example，收到之后三天内答复，"), joined("，意见请寄信箱wharf@hekou.example，收到之后三天内答复，")));
}

TEST(Latin, AnEnglishColumn) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > The old ferry left the pier at
    | dawn, carrying only a handful of
    | farmers and their baskets. Nobody
    | spoke until the far bank came into
    | sight.
    > By noon the market was crowded.
    | A boy sold newspapers beside the
    | gate, and the smell of fresh bread
    | drifted across the square.)"));
  EXPECT_TRUE(repairs_to("The old ferry left the pier at\ndawn, carrying only a handful of\n"
                         "farmers and their baskets. Nobody\nspoke until the far bank came into\n"
                         "sight.\n",
                         "The old ferry left the pier at dawn, carrying only a handful of farmers and "
                         "their baskets. Nobody spoke until the far bank came into sight.\n"));
}

TEST(Latin, KoreanWordsKeepTheirBlank) {
  EXPECT_TRUE(repairs_to("오늘 아침 시장에는 사람들이 많이\n모였다. 과일과 채소를 파는 상인들이\n"
                     "일찍부터 나와 자리를 잡았고 손님을\n맞이하였다.\n", "오늘 아침 시장에는 사람들이 많이 모였다. 과일과 채소를 파는 상인들이 일찍부터 나와 자리를 "
            "잡았고 손님을 맞이하였다.\n"));
}

TEST(Latin, JapaneseNeedsNone) {
  EXPECT_TRUE(repairs_to("　今朝の市場は、いつもより\n人が多かった。果物や野菜を\n売る店が早くから並び、大き"
                     "な\n声で客を呼んでいた。\n", "今朝の市場は、いつもより人が多かった。果物や野菜を売る店が早くから並び、大きな声で客を呼んで"
            "いた。\n"));
}

}  // namespace
}  // namespace tonglan
