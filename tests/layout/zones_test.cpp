// Lines that are not running text: which role they get, and which lines get none.
#include "layout/zones.h"

#include <gtest/gtest.h>

#include "chinese/roles.h"
#include "layout/measure.h"
#include "read/text.h"

namespace tonglan {
namespace {

// Roles of the lines, by name; body is "-".
std::string roles(const std::string& text) {
  Document document = read_text(text);
  split_lines(document);
  const Measured measured = measure_lines(document);
  mark_zones(document, measured);
  std::string out;
  for (const Line& line : document.lines) {
    if (!out.empty()) out += ' ';
    out += line.role == Role::kBody ? "-" : std::string(role_name(line.role));
  }
  return out;
}

TEST(Zones, Furniture) {
  EXPECT_EQ(roles("第3版\n（下转第二版）\n责编：何平\n桥通了。\n"), "folio jump_line folio -");
}

TEST(Zones, TheMastheadIsCutFromItsFolio) {
  EXPECT_EQ(roles("河畔晨报 2024年5月12日 第1版\n桥通了。\n"), "masthead folio -");
  EXPECT_EQ(roles("这本书 出了第1版\n桥通了。\n"), "- -");
}

TEST(Zones, Markdown) {
  EXPECT_EQ(roles("# 题目\n- 一\n* 二\n> 引\n| a | b |\n---\n"),
            "verbatim verbatim verbatim verbatim verbatim verbatim");
  EXPECT_EQ(roles("#话题\n桥通了。\n"), "- -");
}

TEST(Zones, FencesHoldEverything) {
  EXPECT_EQ(roles("```\n桥通了，\n路也通了。\n```\n桥通了。\n"), "verbatim verbatim verbatim verbatim -");
  EXPECT_EQ(roles("```\n桥通了，\n路也通了。\n"), "verbatim - -");  // never closed
}

TEST(Zones, CodeNeedsTwoLines) {
  EXPECT_EQ(roles("int a = 1;\nreturn a;\n"), "verbatim verbatim");
  EXPECT_EQ(roles("桥通了。\nint a = 1;\n路也通了。\n"), "- - -");
  EXPECT_EQ(roles("he said so;\n他也这样说，\n"), "- -");
}

TEST(Zones, TablesNeedTwoRowsAndPricesThree) {
  EXPECT_EQ(roles("临江　　晴　　6℃\n云坪　　雨　　4℃\n"), "table table");
  EXPECT_EQ(roles("临江　　晴　　6℃\n桥通了。\n"), "- -");
  EXPECT_EQ(roles("豆腐 6.00\n鲈鱼 28.00\n青菜 4.50\n"), "table table table");
  EXPECT_EQ(roles("豆腐 6.00\n鲈鱼 28.00\n桥通了。\n"), "- - -");
}

TEST(Zones, BylinesAreNoTableRows) {
  EXPECT_EQ(roles("本报记者  徐文  方平\n本报记者  李明  林安\n"), "- -");
}

TEST(Zones, ListItemsThatEndOnTheirLine) {
  EXPECT_EQ(roles("一、先登记；\n二、后入场；\n三、不用火。\n"), "verbatim verbatim verbatim");
  EXPECT_EQ(roles("一、先登记；\n桥通了。\n"), "- -");
}

TEST(Zones, VerseNeedsFourEqualLines) {
  EXPECT_EQ(roles("秋入江村老树黄，\n一街灯火照鱼粮。\n邻翁相问何时睡，\n卖尽新橙过石塘。\n"),
            "verbatim verbatim verbatim verbatim");
  EXPECT_EQ(roles("秋入江村老树黄，\n一街灯火照鱼粮。\n邻翁相问，\n卖尽新橙过石塘。\n"), "- - - -");
}

TEST(Zones, SignaturesUnderALetter) {
  EXPECT_EQ(roles("路灯坏了，盼望早日修好。\n此 致\n敬 礼！\n何小雨\n5月12日\n"),
            "- verbatim verbatim verbatim verbatim");
  EXPECT_EQ(roles("此致他写了一封信，说，\n路灯坏了。\n"), "- -");
}

TEST(Zones, Labels) {
  EXPECT_EQ(roles("时间：10月1日\n地点：老街\n桥通了。\n"), "verbatim verbatim -");
  EXPECT_EQ(roles("时间：10月1日\n桥通了。\n"), "- -");
}

}  // namespace
}  // namespace tonglan
