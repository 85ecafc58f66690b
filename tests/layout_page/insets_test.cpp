// Pages with text of both directions: each block is read its own way.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layout_page/paragraphs_of.h"
#include "support/code_points.h"
#include "tonglan.h"

namespace tonglan {
namespace {

constexpr float kEm = 20, kPitch = 30;

// Two paragraphs of one article, and one of another, that no line end happens to part well.
const std::u32string kHarbour = U"清晨渔港的冰厂已经机声隆隆，一块块透明的冰顺着滑道落进船舱，发出清脆的响声。船老大说，冰足了，心就定了。休渔结束后的第一趟出海，他带了冰块和五吨油和一整箱面条，孩子们站在堤上数着远去的桅杆。";
const std::u32string kBridge = U"山里的石桥修了三年，终于在秋天完工，全村老少都到桥头来看。第一辆马车慢慢走过桥面，赶车的老人摘下帽子，向两岸的人挥手。年轻的石匠蹲在栏杆旁边，摸着自己刻的狮子，笑得合不拢嘴，河水在桥下哗哗地流。";

// Adds the text, `cells` characters a line, in legs of `rows` lines: from the left, or, if it is
// upright, in tiers from the top, each from the right.
void set_text(Document& d, const std::u32string& text, float left, float top, std::size_t cells,
              std::size_t rows, bool upright) {
  for (std::size_t at = 0, line = 0; at < text.size(); at += cells, ++line) {
    const std::u32string part = text.substr(at, cells);
    const auto leg = float(line / rows), row = float(line % rows);
    const float length = float(part.size()) * kEm, leg_pitch = float(cells) * kEm + 2 * kEm;
    const float x = upright ? left + (float(rows) - 1 - row) * kPitch : left + leg * leg_pitch;
    const float y = upright ? top + leg * leg_pitch : top + row * kPitch;
    Line l;
    l.text.begin = std::uint32_t(d.text.size());
    d.text += utf8(part);
    l.text.end = std::uint32_t(d.text.size());
    d.text += '\n';
    l.box = upright ? Box{x, y, x + kEm, y + length} : Box{x, y, x + length, y + kEm};
    d.order.push_back(std::uint32_t(d.lines.size()));
    d.lines.push_back(l);
  }
}

void set_headline(Document& d, const std::u32string& text, Box box) {
  Line l;
  l.text.begin = std::uint32_t(d.text.size());
  d.text += utf8(text);
  l.text.end = std::uint32_t(d.text.size());
  d.text += '\n';
  l.box = box;
  d.order.push_back(std::uint32_t(d.lines.size()));
  d.lines.push_back(l);
}

Document empty_page() {
  Document d;
  d.pages.emplace_back();
  d.pages[0].width = 1600;
  d.pages[0].height = 1200;
  return d;
}

std::size_t place_of(const std::vector<std::string>& texts, const std::u32string& text) {
  return std::size_t(std::find(texts.begin(), texts.end(), utf8(text)) - texts.begin());
}

TEST(Insets, AHorizontalArticleOnAPageOfVerticalText) {
  Document d = empty_page();
  set_text(d, kBridge + kBridge + kBridge, 800, 100, 12, 12, true);
  set_headline(d, U"渔港开船", {100, 100, 340, 160});
  set_text(d, kHarbour, 100, 180, 12, 4, false);
  const std::vector<std::string> texts = paragraphs_of(repair_pages(std::move(d), {}));
  const std::size_t headline = place_of(texts, U"渔港开船");
  ASSERT_LT(headline + 1, texts.size());
  EXPECT_EQ(texts[headline + 1], utf8(kHarbour));
}

TEST(Insets, AVerticalArticleOnAPageOfHorizontalText) {
  Document d = empty_page();
  set_text(d, kHarbour + kHarbour + kHarbour, 100, 100, 16, 10, false);
  set_headline(d, U"石桥完工", {1500, 100, 1560, 340});
  set_text(d, kBridge, 1330, 100, 12, 5, true);
  const std::vector<std::string> texts = paragraphs_of(repair_pages(std::move(d), {}));
  const std::size_t headline = place_of(texts, U"石桥完工");
  ASSERT_LT(headline + 1, texts.size());
  EXPECT_EQ(texts[headline + 1], utf8(kBridge));
  EXPECT_EQ(std::count(texts.begin(), texts.end(), utf8(kHarbour + kHarbour + kHarbour)), 1);
}

// A inset stands where it begins among the page's articles, not behind them all.
TEST(Insets, StandWhereTheyAreOnThePage) {
  Document d = empty_page();
  set_headline(d, U"渔港开船", {100, 40, 340, 100});
  set_text(d, kHarbour, 100, 120, 16, 4, false);
  set_headline(d, U"石桥完工", {1030, 400, 1090, 640});
  set_text(d, kBridge, 700, 400, 12, 10, true);
  set_headline(d, U"冬天的码头", {100, 800, 400, 860});
  set_text(d, kHarbour, 100, 880, 16, 4, false);
  const std::vector<std::string> texts = paragraphs_of(repair_pages(std::move(d), {}));
  EXPECT_LT(place_of(texts, U"渔港开船"), place_of(texts, U"石桥完工"));
  EXPECT_LT(place_of(texts, U"石桥完工"), place_of(texts, U"冬天的码头"));
  EXPECT_LT(place_of(texts, U"冬天的码头"), texts.size());
}

// A headline of two lines down beside horizontal text is no text of its own.
TEST(Insets, AVerticalHeadlineIsNone) {
  Document d = empty_page();
  set_headline(d, U"渔港清晨第一声汽笛", {100, 100, 140, 460});
  set_headline(d, U"一百三十二艘渔船出海", {150, 100, 190, 500});
  set_text(d, kHarbour, 220, 100, 12, 5, false);
  const Document repaired = repair_pages(std::move(d), {});
  EXPECT_EQ(paragraphs_of(repaired, Role::kBody), (std::vector<std::string>{utf8(kHarbour)}));
}

}  // namespace
}  // namespace tonglan
