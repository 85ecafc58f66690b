// The drawing's own promise: it says what is wrong, and only then.
#include "support/text_art.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

constexpr const char* kMarket = R"(
  > 天刚亮，河边的早市已经
  | 热闹起来，卖菜的、卖鱼的、
  | 卖豆腐的，一家挨着一家，从
  | 桥头一直摆到老码头。
  > 管理员老陈每天五点到
  | 岗，先把积水扫净，再给每个
  | 摊位量好尺寸。他说，摆得
  | 整齐，大家都好走路。)";

TEST(TextArt, AgreesWithACorrectDrawing) { EXPECT_EQ(differences(kMarket), ""); }

TEST(TextArt, ShowsTheWrongLineWithItsReasons) {
  std::string art = kMarket;
  art.replace(art.find("> 管理员"), 1, "|");
  const std::string wrong = differences(art);
  EXPECT_NE(wrong.find("  | > ! 管理员老陈每天五点到\n      margin"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("  | |   岗，先把积水扫净"), std::string::npos) << wrong;
}

TEST(TextArt, TheTextIsTheDrawingWithoutItsMarks) {
  EXPECT_EQ(drawn_text("  > 一\n  .\n  |   二\n  "), "一\n\n  二\n");
}

TEST(TextArt, ColumnsAreCutAtTheMeasure) {
  EXPECT_EQ(column(6, {"河水慢慢地涨起来了。"}), "河水慢慢\n地涨起来了。\n");
  EXPECT_EQ(column_art(6, {"河水慢慢地涨起来了。"}), "> 河水慢慢\n| 地涨起来了。\n");
}

}  // namespace
}  // namespace tonglan
