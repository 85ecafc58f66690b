// Page furniture in the midst of a paragraph is looked through, not joined into.
#include <gtest/gtest.h>

#include "chinese/marks.h"
#include "support/text_art.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string column_with(const std::string& furniture) {
  return R"(
    > 新修的水渠有九公里长，从
    | 石门水库一直通到下游的六个村
    | 子。放水那天，沿渠站满了人，
)" + furniture +
         R"(
    | 孩子们把纸船放进水里，追着跑
    | 出去老远。
    > 管渠的老宋说，往年这个时
    | 候，家家户户都在为水发愁，今
    | 年总算能睡个安稳觉了。)";
}

TEST(Furniture, AFolioInsideAParagraph) {
  for (const char* folio : {"第3版", "3版", "A12版", "2024年5月12日 星期日 第2版",
                            "2023年10月9日 星期一"})
    EXPECT_TRUE(repairs_as_drawn(column_with(std::string("    - ") + folio)));
}

TEST(Furniture, EditorsInsideAParagraph) {
  for (const char* editors : {"责编：何平 校对：林安", "责任编辑 何平", "本版编辑：宋晓 美编：方一鸣"})
    EXPECT_TRUE(repairs_as_drawn(column_with(std::string("    - ") + editors)));
}

TEST(Furniture, JumpLinesInsideAParagraph) {
  EXPECT_TRUE(repairs_as_drawn(column_with("    - （下转第二版）\n    - （上接第一版）")));
  EXPECT_TRUE(repairs_as_drawn(column_with("    - 下转第4版\n    - 第4版\n    - 上接第1版")));
}

TEST(Furniture, WordsThatOnlyLookLikeIt) {
  // The 第二版 of a book, a date that begins a sentence, a day's page of a diary.
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 他三十年前写的那本小册子
    | 今年又重印了，书店里卖的已是
    | 第二版，封面换成了蓝色，里面
    | 添了十几幅照片。
    > 2019年6月，他把全部手稿
    | 捐给了县档案馆，只留下一支用
    | 秃了的毛笔，作为纪念。)"));
}

TEST(Furniture, FurnitureComesAfterItsParagraph) {
  EXPECT_TRUE(repairs_to(drawn_text(column_with("    - （下转第二版）")), "新修的水渠有九公里长，从石门水库一直通到下游的六个村子。放水那天，沿渠站满了人，孩子们把纸船"
            "放进水里，追着跑出去老远。\n\n（下转第二版）\n\n"
            "管渠的老宋说，往年这个时候，家家户户都在为水发愁，今年总算能睡个安稳觉了。\n"));
}

TEST(Furniture, JumpsAreListedWithTheirPages) {
  const Document document =
      repair(drawn_text(column_with("    - （下转第二版）\n    - （上接第一版）")), {});
  ASSERT_EQ(document.articles.size(), 1u);
  ASSERT_EQ(document.articles[0].jumps.size(), 2u);
  EXPECT_TRUE(document.articles[0].jumps[0].forward);
  EXPECT_EQ(document.articles[0].jumps[0].page, "二");
  EXPECT_FALSE(document.articles[0].jumps[1].forward);
  EXPECT_EQ(document.articles[0].jumps[1].page, "一");
}

TEST(Furniture, AParagraphGoesOnOverAPageEnd) {
  std::string text = drawn_text(column_with("    - 第3版"));
  text.insert(text.find("第3版") + std::string("第3版").size(), "\f");
  EXPECT_NE(repaired(text).find("沿渠站满了人，孩子们把纸船"), std::string::npos) << repaired(text);
}

}  // namespace
}  // namespace tonglan
