// What is learned from the lines of a text: measure, widths, kinsoku, indents, blank lines, stops.
#include "layout/measure.h"
#include "layout/whole.h"

#include <gtest/gtest.h>

#include "layout/zones.h"
#include "read/text.h"
#include "support/text_art.h"
#include "support/typesetter.h"

namespace tonglan {
namespace {

const std::vector<std::string> kHarbour = {
    "天还没亮，渔港的冰厂已经机声隆隆，一块块透明的冰顺着滑道落进船舱，发出清脆的响声，码头上到处是人。",
    "休渔结束以后的头一趟出海，家家都格外上心，补网的补网，加油的加油，孩子们也起了个大早来送行。",
    "老船长把罗盘擦了又擦，他说，海上的事急不得，冰足了，油足了，心也就定了，鱼总归在那里等着。",
    "上午九时，港内一百三十二艘渔船全部离港，海面上白帆点点，一直排到天边，望也望不到头。"};

struct Result {
  Document document;
  Measured measured;
};

Result measured(const std::string& text) {
  Document document = read_text(text);
  split_lines(document);
  Measured m = measure_lines(document);
  return {std::move(document), std::move(m)};
}

std::string set(const TypesetSettings& settings) {
  ArticleText article;
  article.units.push_back({Role::kBody, kHarbour[0] + kHarbour[1]});
  article.units.push_back({Role::kBody, kHarbour[2] + kHarbour[3]});
  return typeset({article, article, article}, settings, 1).text;
}

TypesetSettings plain(int measure) {
  TypesetSettings settings;
  settings.measure = measure;
  settings.column_lines = 100000;
  return settings;
}

TEST(Measure, OfAPlainColumn) {
  for (int cells : {8, 12, 17, 25, 34}) {
    const Result r = measured(set(plain(cells)));
    for (const Line& line : r.document.lines) EXPECT_EQ(line.measure, 2 * cells) << r.document.view(line);
  }
}

TEST(Measure, ChangesWhereTheColumnDoes) {
  const std::string wide = set(plain(20)), narrow = set(plain(12));
  const Result r = measured(wide + narrow);
  const std::size_t change = wide.size();
  int wrong = 0;
  for (const Line& line : r.document.lines) wrong += line.measure != (line.text.begin < change ? 40 : 24);
  EXPECT_LE(wrong, 1);  // a short last line says nothing about its column
}

TEST(Measure, ZeroForUnwrappedText) {
  std::string text;
  for (int i = 0; i < 3; ++i)
    for (const std::string& paragraph : kHarbour) text += paragraph + paragraph + "\n";
  for (const Line& line : measured(text).document.lines) EXPECT_EQ(line.measure, 0);
}

TEST(Measure, LengthsAreInHalfCells) {
  const Result r = measured("石桥通了\nstone\n");
  EXPECT_EQ(r.document.lines[0].length, 8);
  EXPECT_EQ(r.document.lines[1].length, 5);
}

TEST(Measure, MarksTakeAFullCellUnlessTheLinesSayOtherwise) {
  const Widths full = measured(set(plain(15))).measured.setting.widths;
  EXPECT_EQ(full.mark, 2);
  EXPECT_EQ(full.quote, 2);
}

TEST(Measure, KinsokuIsLearned) {
  TypesetSettings settings = plain(11);
  EXPECT_TRUE(measured(set(settings)).measured.setting.kinsoku);
  settings.kinsoku = false;
  EXPECT_FALSE(measured(set(settings)).measured.setting.kinsoku);
}

TEST(Measure, FirstLineIndentsAreLearned) {
  for (int cells : {0, 1, 2}) {
    TypesetSettings settings = plain(13);
    settings.indent = cells;
    const Setting setting = measured(set(settings)).measured.setting;
    EXPECT_EQ(setting.first_indent[26], 2 * cells) << cells;
    EXPECT_FALSE(setting.indent_kept);
  }
  TypesetSettings settings = plain(13);
  settings.indent_kept = IndentKept::kIdeographic;
  const Result r = measured(set(settings));
  EXPECT_TRUE(r.measured.setting.indent_kept);
  EXPECT_EQ(r.measured.setting.base_indent, 0);
  EXPECT_EQ(r.document.lines[0].indent, 4);
}

TEST(Measure, BlankLinesAreTrustedAsTheyDeserve) {
  TypesetSettings settings = plain(13);
  EXPECT_EQ(measured(set(settings)).measured.setting.blank_trust, BlankTrust::kNone);
  settings.blank_lines.at_breaks = 1;
  EXPECT_EQ(measured(set(settings)).measured.setting.blank_trust, BlankTrust::kHighComplete);
  settings.blank_lines.elsewhere = 1;
  EXPECT_EQ(measured(set(settings)).measured.setting.blank_trust, BlankTrust::kEverywhere);
  settings.blank_lines = {};
  settings.blank_lines.elsewhere = .3;
  EXPECT_EQ(measured(set(settings)).measured.setting.blank_trust, BlankTrust::kNoise);
}

TEST(Measure, StopHabits) {
  EXPECT_EQ(measured(set(plain(13))).measured.setting.stop_habit, StopHabit::kUsual);
  EXPECT_EQ(measured("西江水勢、連日暴漲、沿岸、\n低窪之處、盡成澤國、災民、\n扶老攜幼、避居山上、狀極、\n可憐。\n")
                .measured.setting.stop_habit,
            StopHabit::kFew);
  EXPECT_EQ(measured("西江水勢、連日暴漲、\n沿岸低窪之處、盡成澤國、\n").measured.setting.stop_habit,
            StopHabit::kNone);
  EXPECT_EQ(measured("桥通了。路也通了。水渠通了。\n大家，高兴。\n").measured.setting.stop_habit, StopHabit::kUsual);
}

// --- Text that no column cut ---

bool whole_text(const std::string& text) {
  Result r = measured(text);
  mark_zones(r.document, r.measured);
  return is_whole(r.document, r.measured);
}

TEST(Whole, ParagraphsALineWithABlankLineBetween) { EXPECT_TRUE(whole_text(whole(kHarbour))); }

TEST(Whole, ColumnsAreNot) {
  for (int cells : {7, 12, 20, 32, 40}) EXPECT_FALSE(whole_text(set(plain(cells)))) << cells;
}

TEST(Whole, ColumnsWithABlankLineAfterEveryLineAreNot) {
  for (int cells : {7, 12, 20, 32}) {
    TypesetSettings settings = plain(cells);
    settings.blank_lines.at_breaks = settings.blank_lines.elsewhere = 1;
    EXPECT_FALSE(whole_text(set(settings))) << cells;
  }
}

}  // namespace
}  // namespace tonglan
