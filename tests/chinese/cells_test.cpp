// A line measured: what it holds, how long it is, what stands at its ends.
#include "chinese/cells.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

int length(std::string_view text, Widths widths = {}) { return cells_length(measure_cells(text), widths); }

TEST(Cells, LengthInHalfCells) {
  const struct {
    const char* text;
    int full, half_quotes, half;
  } rows[] = {
      {"", 0, 0, 0},
      {"石桥", 4, 4, 4},
      {"石桥，", 6, 6, 5},
      {"“石桥”", 8, 6, 6},
      {"石桥……", 8, 6, 6},
      {"《石桥》", 8, 8, 6},
      {"2023年", 6, 6, 6},
      {"abc", 3, 3, 3},
      {"a b", 3, 3, 3},
      {"石 桥", 4, 4, 4},          // letter-spacing has no width of its own
      {"用 CAD 画图", 10, 10, 10},  // 2 + 3 + 4, and two thirds of a half-cell twice
      {"１２", 4, 4, 4},
      {"한국", 4, 4, 4},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(length(row.text, {2, 2}), row.full) << row.text;
    EXPECT_EQ(length(row.text, {2, 1}), row.half_quotes) << row.text;
    EXPECT_EQ(length(row.text, {1, 1}), row.half) << row.text;
  }
}

TEST(Cells, WhatCantBePartedAtTheStart) {
  const struct {
    const char* text;
    int head, marks;
  } rows[] = {
      {"石桥", 2, 0},         {"石，桥", 2, 2},   {"石。”桥", 2, 4}, {"“石桥", 4, 0},  {"（《石桥", 6, 0},
      {"2023年", 4, 0},       {"17%，比", 3, 2},  {"Stone桥", 5, 0}, {"Stone，桥", 5, 2}, {"Stone bridge", 5, 0},
  };
  for (const auto& row : rows) {
    const LineCells cells = measure_cells(row.text);
    EXPECT_EQ(cells.head, row.head) << row.text;
    EXPECT_EQ(cells.head_marks, row.marks) << row.text;
  }
}

TEST(Cells, TheWordAtTheEnd) {
  EXPECT_EQ(measure_cells("老石桥").tail, 2);
  EXPECT_EQ(measure_cells("建于1802").tail, 4);
  EXPECT_EQ(measure_cells("采用cloud computing").tail, 9);
  EXPECT_FALSE(measure_cells("建于1802").number_apart);
  EXPECT_TRUE(measure_cells("米饭 1.00").number_apart);
  EXPECT_FALSE(measure_cells("采用 CAD").number_apart);
}

TEST(Cells, EndsAndWhatStandsInside) {
  LineCells cells = measure_cells("他说：“好。”");
  EXPECT_EQ(cells.first, Kind::kHan);
  EXPECT_EQ(cells.last, Kind::kCloseQuote);
  EXPECT_EQ(cells.inner, Kind::kStop);
  EXPECT_EQ(cells.balance, 0);
  EXPECT_EQ(cells.stops, 1);
  EXPECT_EQ(cells.commas, 1);
  EXPECT_EQ(cells.han, 3);
  cells = measure_cells("“好（一、");
  EXPECT_EQ(cells.balance, 2);
  EXPECT_EQ(cells.first, Kind::kOpenQuote);
  EXPECT_EQ(cells.inner, Kind::kPause);
  EXPECT_EQ(measure_cells("好）”").balance, -2);
}

TEST(Cells, LetterSpacingIsARatio) {
  for (const char* spaced : {"通 知", "通　知", "县 共 收 寄", "心 水 。", "全 县 共 收 寄 农 产 品 包 裹 41.2 万 件 ，",
                             "同 比 增长 三 成"})
    EXPECT_TRUE(is_letter_spaced(measure_cells(spaced))) << spaced;
  for (const char* set : {"通知", "本报记者 李明", "本报讯 周明安 记者 林春雨 报道", "新茶上市 价格平稳", "",
                          "采用 CAD 软件", "a b c d", "来自 14 个乡镇的 28 名选手"})
    EXPECT_FALSE(is_letter_spaced(measure_cells(set))) << set;
}

TEST(Cells, BrokenBytesTakeACellAndDoNoHarm) {
  const LineCells cells = measure_cells("石\xFF桥");
  EXPECT_EQ(cells.han, 2);
  EXPECT_EQ(cells_length(cells, {}), 6);
}

}  // namespace
}  // namespace tonglan
