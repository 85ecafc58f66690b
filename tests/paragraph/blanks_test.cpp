// Which blanks inside a line go: letter-spacing does, the blanks of names, credits and tables don't.
#include "paragraph/blanks.h"

#include <gtest/gtest.h>

#include "support/text_art.h"
#include "tonglan.h"

namespace tonglan {
namespace {

TEST(Blanks, LetterSpacingGoes) {
  EXPECT_TRUE(repairs_to(
      "石浦镇的老石桥，修\n了整整一年，昨天终于重\n新 通 行 ， 桥 头 挤 满\n了看热闹的人。附近的老\n人说，桥还是那座桥。\n",
      "石浦镇的老石桥，修了整整一年，昨天终于重新通行，桥头挤满了看热闹的人。附近的老人说，桥还是那座桥。\n"));
}

TEST(Blanks, FoliosKeepTheirs) {
  EXPECT_NE(repaired("石浦镇的老石桥，修了整整\n2024年5月12日 星期日 第2版\n一年，昨天重新通行，桥头\n挤满了人。\n")
                .find("2024年5月12日 星期日 第2版\n"),
            std::string::npos);
}

TEST(Blanks, ALeadKeepsItsNamesApart) {
  EXPECT_TRUE(repairs_to("本报讯 周明安 记者 林安\n报道 昨天上午，石浦镇的\n老石桥重新通行，桥头挤满\n了看热闹的人。\n",
                         "本报讯 周明安 记者 林安报道 昨天上午，石浦镇的老石桥重新通行，桥头挤满了看热闹的人。\n"));
}

TEST(Blanks, CleanTextKeepsAll) {
  const std::string text =
      "石 浦 镇的老石桥 ， 修了整整一年，昨天重新通行，桥头挤满了看热闹的人，附近的老人说，桥还是那座桥，只是栏杆上的"
      "狮子又精神了。\n\n桥头的凉粉店 ， 一天卖出三百碗，店主说，修桥那一年冷清得很，如今总算盼到了头，比过节还忙上几分。\n";
  const Document d = repair(text, {});
  EXPECT_TRUE(d.untouched);
  EXPECT_TRUE(repairs_to(text, text));
}

TEST(Blanks, HanLatinBlanksAsAsked) {
  const std::string text = "石浦镇的老石桥 2023 年修\n好，用了 CAD 软件，昨天\n重新通行。\n";
  RepairOptions options;
  options.han_latin_space = HanLatinSpace::kStrip;
  EXPECT_EQ(repaired(text, options), "石浦镇的老石桥2023年修好，用了CAD软件，昨天重新通行。\n");
  options.han_latin_space = HanLatinSpace::kKeep;
  EXPECT_EQ(repaired(text, options), "石浦镇的老石桥 2023 年修好，用了 CAD 软件，昨天重新通行。\n");
}

}  // namespace
}  // namespace tonglan
