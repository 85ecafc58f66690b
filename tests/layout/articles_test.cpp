// Articles told apart, and headlines given to their own: by wording, by the document's habit, never
// to a stranger.
#include "layout/articles.h"

#include <gtest/gtest.h>

#include <map>

#include "chinese/spacing.h"
#include "support/corpus.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// Whole articles, as paragraphs with marks at their ends: only the headlines are in question.
std::vector<ArticleText> articles() {
  std::vector<ArticleText> out;
  for (const ArticleText& article : own_corpus()) {
    bool running = article.headline.size() > 20 && article.units.size() >= 3;
    for (const ArticleText::Unit& unit : article.units)
      running = running && unit.role == Role::kBody && unit.text.size() > 60;
    if (!running) continue;
    ArticleText plain = article;
    plain.kicker.clear(), plain.deck.clear(), plain.byline.clear();
    out.push_back(plain);
  }
  return out;
}

std::string spelled(const Document& document, const Paragraph& paragraph) {
  std::string out;
  append_paragraph(document, paragraph, out);
  return out;
}

struct Placed {
  int own = 0, stolen = 0, missing = 0;
};

// Three articles at a time, typeset and repaired: whose text follows each headline?
Placed place(HeadlinePlace where) {
  const std::vector<ArticleText> all = articles();
  Placed placed;
  TypesetSettings settings;
  settings.measure = 16;
  settings.headline_place = where;
  for (std::size_t i = 0; i + 3 <= all.size(); i += 3) {
    const std::vector<ArticleText> three(all.begin() + static_cast<std::ptrdiff_t>(i),
                                         all.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    const Document d = repair(typeset(three, settings, i).text, {});
    for (const ArticleText& article : three) {
      const std::string opening = article.units[0].text.substr(0, 15);
      bool found = false;
      for (const Article& a : d.articles) {
        if (a.headline == kNone || spelled(d, d.paragraphs[a.headline]) != article.headline) continue;
        found = true;
        std::uint32_t text = a.headline + 1;
        while (text < a.last && d.paragraphs[text].role == Role::kDeck) ++text;
        const bool own = text < a.last && spelled(d, d.paragraphs[text]).starts_with(opening);
        placed.own += own;
        placed.stolen += !own;
      }
      placed.missing += !found;
    }
  }
  return placed;
}

TEST(Articles, HeadlinesBeforeTheirText) {
  const Placed placed = place(HeadlinePlace::kBefore);
  EXPECT_GE(placed.own, 9 * (placed.own + placed.stolen + placed.missing) / 10);
  EXPECT_LE(placed.stolen, 1);
}

TEST(Articles, HeadlinesAfterTheirText) {
  const Placed placed = place(HeadlinePlace::kAfter);
  EXPECT_GE(placed.own, 8 * (placed.own + placed.stolen + placed.missing) / 10);
  EXPECT_LE(placed.stolen, 2);
}

TEST(Articles, NoHeadlineIsInvented) {
  const Placed placed = place(HeadlinePlace::kMissing);
  EXPECT_EQ(placed.own + placed.stolen, 0);
}

TEST(Articles, BylinesOpenAnArticle) {
  const Document d = repair(
      "本报讯 昨天上午，石浦镇的老石\n桥重新通行，桥头挤满了看热闹的\n人，孩子们来回跑了好几趟。\n本报讯 云坪村的春茶昨日开采，\n"
      "茶农们天不亮就上了山，赶在露水\n干以前采下第一篮嫩芽。\n",
      {});
  ASSERT_EQ(d.articles.size(), 2u);
  EXPECT_EQ(d.articles[0].byline.agency, "本报讯");
  EXPECT_EQ(d.articles[1].byline.agency, "本报讯");
}

TEST(Articles, TheFirstParagraphKnowsItsArticle) {
  const Document d = repair(
      "老石桥重新通行\n石浦镇的石桥，修了整整\n一年，昨天重新通行，桥头挤满了\n人。附近的老人说，桥还是那座桥\n，只是栏杆上的狮子又精神了。\n", {});
  ASSERT_EQ(d.articles.size(), 1u);
  EXPECT_EQ(d.articles[0].headline, 0u);
  EXPECT_GE(d.articles[0].headline_margin, 0);
}

TEST(Articles, AnEmptyDocumentHasNone) { EXPECT_TRUE(repair("", {}).articles.empty()); }

}  // namespace
}  // namespace tonglan
