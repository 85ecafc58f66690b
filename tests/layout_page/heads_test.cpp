// Which legs a headline owns, on small drawn pages.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/code_points.h"
#include "tonglan.h"

namespace tonglan {
namespace {

constexpr float kCell = 20;  // pixels: a character, and a line with its white space
constexpr float kColumn = 12, kGutter = 1.5f;  // cells
constexpr float kPitch = 1.5f;

struct Leg {
  int column;
  float top;          // lines from the page's top
  // One character a line: '>' begins a paragraph, '$' a report, '|' goes on, '.' ends one.
  std::string lines;
};
struct Over {  // a headline in the middle of columns first .. last
  std::string text;
  float first, last;
  float top;
  float cells = 2;  // size of its characters
};

struct Picture {
  int first, last;    // columns
  float top, bottom;  // lines from the page's top
};

class Page {
 public:
  explicit Page(const std::vector<Over>& heads, const std::vector<Leg>& legs,
                const std::vector<Picture>& pictures = {}) {
    d_.pages.emplace_back();
    for (const Picture& p : pictures) {
      const float left = left_of(static_cast<float>(p.first));
      const float right = left_of(static_cast<float>(p.last)) + kColumn * kCell;
      d_.pages[0].pictures.push_back({left, y_of(p.top), right, y_of(p.bottom)});
    }
    for (const Over& h : heads) {
      const auto letters = static_cast<float>(code_points(h.text).size());
      const float middle = (left_of(h.first) + left_of(h.last) + kColumn * kCell) / 2;
      add(h.text, middle - letters * h.cells / 2 * kCell, h.top, h.cells * kCell);
    }
    own_ = static_cast<std::uint32_t>(d_.lines.size());
    for (const Leg& leg : legs) {
      float top = leg.top;
      for (char line : leg.lines) add_text_line(leg.column, top++, line);
    }
  }

  // A letter a leg: those of one article have the same.
  std::string articles() const {
    const Document out = repair_pages(d_, {});
    std::string found;
    for (std::uint32_t first : firsts_) {
      const std::uint32_t block = out.lines[first].block;
      found += static_cast<char>('a' + out.blocks[block].article);
    }
    return found;
  }

  // The legs as they are read, by their numbers.
  std::string order() const {
    const Document out = repair_pages(d_, {});
    std::string found;
    for (const std::uint32_t line : out.order) {
      const auto leg = std::find(firsts_.begin(), firsts_.end(), line);
      if (leg != firsts_.end()) found += static_cast<char>('0' + (leg - firsts_.begin()));
    }
    return found;
  }

  // What isn't of the legs' own, in the order it is read.
  std::vector<std::string> lines() const {
    const Document out = repair_pages(d_, {});
    std::vector<std::string> found;
    for (const std::uint32_t line : out.order)
      if (line < own_) found.emplace_back(out.view(out.lines[line]));
    return found;
  }

  // What stands at the end of a page's text.
  std::string last_line() const {
    const Document out = repair_pages(d_, {});
    return std::string(out.view(out.lines[out.order.back()]));
  }

  void add_rule(float first, float last, float top) {
    const float right = left_of(last) + kColumn * kCell;
    d_.pages[0].separators.push_back({{left_of(first), y_of(top), right, y_of(top) + 2}, false});
  }

  // Right of a column.
  void add_wall(float column, float top, float bottom) {
    const float x = left_of(column) + (kColumn + kGutter / 2) * kCell;
    d_.pages[0].separators.push_back({{x, y_of(top), x + 2, y_of(bottom)}, true});
  }

 private:
  static float left_of(float column) { return 100 + column * (kColumn + kGutter) * kCell; }

  static float y_of(float top) { return 50 + top * kPitch * kCell; }

  void add_text_line(int column, float top, char kind) {
    static const std::u32string kText =
        U"水边人家推窗看雨老街新铺卖茶挑担过桥南来北往早市开门灯火渐明";
    const bool begins = kind == '>' || kind == '$';
    const std::size_t count = begins ? 10 : kind == '.' ? 7 : 12;
    std::u32string text;
    for (std::size_t i = 0; i < count; ++i) text += kText[(next_ += 7) % kText.size()];
    if (kind == '.') text.back() = U'。';
    if (kind == '$') text.replace(0, 4, U"本报讯　");
    if (last_column_ != column || top != last_top_ + 1)
      firsts_.push_back(static_cast<std::uint32_t>(d_.lines.size()));
    last_column_ = column;
    last_top_ = top;
    add(utf8(text), left_of(static_cast<float>(column)) + (begins ? 2 * kCell : 0), top, kCell);
  }

  void add(const std::string& text, float left, float top, float size) {
    Line line;
    line.text.begin = static_cast<std::uint32_t>(d_.text.size());
    d_.text += text;
    line.text.end = static_cast<std::uint32_t>(d_.text.size());
    d_.text += '\n';
    const float y = y_of(top);
    const auto length = static_cast<float>(code_points(text).size());
    line.box = {left, y, left + length * size, y + size};
    d_.order.push_back(static_cast<std::uint32_t>(d_.lines.size()));
    d_.lines.push_back(line);
  }

  Document d_;
  std::vector<std::uint32_t> firsts_;
  std::uint32_t own_ = 0;  // lines before those of the legs
  std::size_t next_ = 0;
  int last_column_ = -1;
  float last_top_ = -1;
};

TEST(Heads, LegsBetweenTwoHeadlinesGoWhereBothFit) {
  // Flush with the first of three columns, the left one would do for them, too; the right one
  // stands in the middle of three only with the one between.
  const Page page(
      {{"新桥通车", 0, 1, 0}, {"老街卖茶", 2, 4, 0}},
      {{0, 2, ">||||."}, {1, 2, ">||||."}, {2, 2, ">||||."}, {3, 2, ">||||."}, {4, 2, ">||||."}});
  EXPECT_EQ(page.articles(), "aabbb");
}

TEST(Heads, AHeadlineInTheMiddleOwnsBothSides) {
  const Page page({{"新桥通车早市开", 0, 2, 0}, {"老街卖茶", 1, 1, 9}}, {{0, 2, ">||||."},
                                                                         {1, 2, ">||||."},
                                                                         {2, 2, ">||||."},
                                                                         {0, 9, ">||||."},
                                                                         {1, 11, ">||||."},
                                                                         {2, 9, ">||||."}});
  EXPECT_EQ(page.articles(), "aaabbb");
}

// What begins as a report on the right belongs to nobody's headline here.
TEST(Heads, AReportBesideAHeadlineInTheMiddleIsAnother) {
  Page page({{"老街卖茶", 1, 1, 0}, {"新桥通车", 2, 2, 7}},
            {{0, 0, ">|||||"}, {1, 2, "|||."}, {2, 0, "$|||||"}, {2, 10, "|||."}});
  page.add_rule(2, 2, 6.3f);
  EXPECT_EQ(page.articles(), "aabb");
}

// A caption under a small headline, then a rule: the column below it belongs to the headline
// beside.
TEST(Heads, ARuleEndsAShortArticle) {
  Page page(
      {{"老街卖茶", 1, 1, 0}, {"图为昨天早市开门以前桥头", 1, 1, 2, .8f}, {"新桥通车", 0, 0, 7}},
      {{0, 9, ">||||"}, {1, 9, "||||."}});
  EXPECT_EQ(page.articles(), "ab");
  page.add_rule(0, 1, 6);
  EXPECT_EQ(page.articles(), "bb");
}

TEST(Heads, ALegFarUnderAHeadlineIsItsNeighbours) {
  // A picture fills the second column of the first article; the leg under it begins level with the
  // legs of the next, whose headline needs it to stand in the middle.
  const Page page(
      {{"新桥通车早市开门灯火渐明", 0, 1, 0}, {"老街卖茶", 1, 3, 12}},
      {{0, 2, ">||||||||||||."}, {1, 14, ">||||."}, {2, 14, ">||||."}, {3, 14, ">||||."}});
  EXPECT_EQ(page.articles(), "abbb");
}

// In print the picture stands beside the headline, and the text begins under it.
TEST(Heads, TextUnderAPictureBeginsBesideAHeadline) {
  const std::vector<Over> heads = {{"新桥通车早市", 1, 2, 0}};
  const std::vector<Leg> legs = {{0, 10, ">|||||"}, {1, 2, "|||.>||||||||"}, {2, 2, "||||."}};
  EXPECT_EQ(Page(heads, legs, {{0, 0, 2, 9}}).articles(), "aaa");
}

// A picture over two columns, with its frame found as rules: each goes on under it.
TEST(Heads, ColumnsGoOnUnderAPicture) {
  const std::vector<Over> heads = {{"新桥通车早市开门", 0, 2, 0}};
  Page page(heads,
            {{0, 2, ">||||||||||||||||||||||||||||||||"},
             {1, 2, "||||"},
             {1, 32, "|||"},
             {2, 2, "||||"},
             {2, 32, "||."}},
            {{1, 2, 7, 30}});
  page.add_rule(1, 2, 7);
  page.add_rule(1, 2, 30);
  EXPECT_EQ(page.articles(), "aaaaa");
  EXPECT_EQ(page.order(), "01234");
}

// Where one column runs on past the picture, so do the others: none is entered under it, even if
// the ends of another look more like it.
TEST(Heads, AColumnPastAPictureIsEnteredAtItsTop) {
  const std::vector<Over> heads = {{"新桥通车早市开门", 0, 2, 0}};
  const std::vector<Leg> legs = {{0, 2, ">|||||||||||||||||||"},
                                 {1, 2, "|||||."},
                                 {1, 16, ">|||||"},
                                 {2, 2, "|||||."},
                                 {2, 16, "|||||."}};
  EXPECT_EQ(Page(heads, legs, {{1, 2, 9, 15}}).order(), "01234");
}

// Two phrases of one headline: a sentence runs from under the first to under the second.
TEST(Heads, PhrasesOfAHeadlineHaveOneText) {
  const std::vector<Over> heads = {{"新桥昨日通车", 0, 1, 0, 3.4f},
                                   {"老街卖茶挑担", 2, 3, 0, 3.4f}};
  const Page one(heads,
                 {{0, 4, ">||||||"}, {1, 4, "||.>||||"}, {2, 4, "||||.>||"}, {3, 4, "|||."}});
  EXPECT_EQ(one.articles(), "aaaa");
  const Page two(heads,
                 {{0, 4, ">||||||"}, {1, 4, "||.>|||."}, {2, 4, ">||.>|||"}, {3, 4, "|||."}});
  EXPECT_EQ(two.articles(), "aabb");
}

// A head over one leg of a longer article: its text goes on in the next column.
TEST(Heads, AHeadInsideALegBeginsASection) {
  const std::vector<Over> heads = {{"新桥通车早市开门", 0, 2, 0, 3}, {"老街卖茶", 0, 0, 13, 1.4f}};
  const Page section(heads, {{0, 4, ">|||||||."},
                             {0, 15, ">|||||||"},
                             {1, 4, "||||.>|||||||||."},
                             {2, 4, ">|||||||||||."}});
  EXPECT_EQ(section.articles(), "aaaa");
  const Page article(heads, {{0, 4, ">||||||||"},
                             {0, 15, ">||||||."},
                             {1, 4, "||||.>|||||||||."},
                             {2, 4, ">|||||||||||."}});
  EXPECT_EQ(article.articles(), "abaa");
}

// One of them alone says nothing: those of one article that are set alike are judged together.
TEST(Heads, SectionsOfOneArticleAreJudgedTogether) {
  const std::vector<Leg> legs = {{0, 4, ">|||||||."},
                                 {0, 15, ">||||||."},
                                 {1, 4, ">|||||||."},
                                 {1, 15, ">|||||||"},
                                 {2, 4, "|||||||||||||||||."}};
  const Page alike({{"新桥通车早市开门", 0, 2, 0, 3},
                    {"老街卖茶", 0, 0, 13, 1.4f},
                    {"南来北往", 1, 1, 13, 1.4f}},
                   legs);
  EXPECT_EQ(alike.articles(), "aaaaa");
  const Page different({{"新桥通车早市开门", 0, 2, 0, 3},
                        {"老街卖茶", 0, 0, 13, 1.65f},
                        {"南来北往", 1, 1, 13, 1.4f}},
                       legs);
  EXPECT_EQ(different.articles(), "abaaa");
}

TEST(Heads, TextFromAboveDoesNotGoOnUnderAnothersLegs) {
  // The lower article lost a line in its last column: what is left under it begins a paragraph.
  const Page page({{"新桥通车早市开", 0, 1, 0}, {"老街卖茶", 0, 2, 9}}, {{0, 2, ">||||."},
                                                                         {1, 2, ">||||."},
                                                                         {0, 11, ">|||||||"},
                                                                         {1, 11, "||||||||"},
                                                                         {2, 11, "|||"},
                                                                         {2, 16, ">||."}});
  EXPECT_EQ(page.articles(), "aabbbb");
}

// The columns run on past a headline that is set into its text.
TEST(Heads, AHeadlineMayInterruptItsColumns) {
  const std::vector<Over> heads = {{"老街卖茶", 1, 2, 6}};
  const std::vector<Leg> legs = {{0, 0, ">|||||||||||||"},
                                 {1, 0, "||||."},
                                 {1, 9, ">||||"},
                                 {2, 0, "||||||"},
                                 {2, 9, "||||."}};
  const Page island(heads, legs);
  EXPECT_EQ(island.articles(), "aaaaa");
  EXPECT_EQ(island.order(), "01234");
  // Of its deck one word was read.
  const Page decked({{"老街卖茶", 1, 2, 5}, {"访桥记", 1.5f, 1.5f, 8.2f, 1}}, legs);
  EXPECT_EQ(decked.articles(), "aaaaa");
  // Here another article stands under the first, with its own beginning.
  const Page two(heads, {{0, 0, ">|||||||||||||"},
                         {1, 0, "|||||"},
                         {1, 9, ">||||"},
                         {2, 0, "||||."},
                         {2, 9, "||||."}});
  EXPECT_EQ(two.articles(), "aabab");
}

// Where paragraphs aren't indented, a leg that begins at the edge may begin an article.
TEST(Heads, WithoutIndentsAHeadlineInterruptsNothing) {
  const Page page({{"老街卖茶", 1, 2, 6}}, {{0, 0, "||||||||||||||"},
                                            {1, 0, "|||||"},
                                            {1, 9, "|||||"},
                                            {2, 0, "||||||"},
                                            {2, 9, "||||."}});
  EXPECT_EQ(page.articles(), "aabab");
}

// ... one of which ends in a picture above it.
TEST(Heads, AHeadlineMayStandUnderAPictureAmidItsText) {
  const Page page(
      {{"老街卖茶挑担过", 0, 2, 9, 5}},
      {{0, 0, ">||||||"}, {0, 13, "||||"}, {1, 0, "|||||||"}, {1, 13, "||||"}, {2, 13, "|||."}},
      {{2, 2, 0, 7}});
  EXPECT_EQ(page.articles(), "aaaaa");
  EXPECT_EQ(page.order(), "01234");
}

// ... and those beside it begin where the text above it does, one of them under its byline.
TEST(Heads, LegsBesideAnInterruptedOneBeginWithIt) {
  const std::vector<Over> heads = {{"本报记者林一", 0, 0, 0, 1}, {"老街卖茶", 1, 2, 6}};
  const Page page(heads, {{0, 1, ">||||||||||||"},
                          {1, 0, "||||."},
                          {1, 9, ">||||"},
                          {2, 0, "||||||"},
                          {2, 9, "||||."}});
  EXPECT_EQ(page.articles(), "aaaaa");
}

// The name of a series above the middle of a headline, as large as the text; a byline above the
// first leg. Another line that stands so above a headline ends a text.
TEST(Heads, ASmallKickerIsPartOfItsHeadline) {
  const std::vector<Over> heads = {{"新桥通车早市", 0, 1, 0},
                                   {"街头巷议", 0, 1, 9, 1},
                                   {"老街卖茶挑担", 0, 1, 10.5f},
                                   {"本报记者林一", 0, .4f, 13, 1}};
  const std::vector<Leg> legs = {
      {0, 2, ">||||."}, {1, 2, "||||."}, {0, 14, ">||||"}, {1, 13, "|||||."}};
  EXPECT_EQ(Page(heads, legs).lines(),
            (std::vector<std::string>{"新桥通车早市", "街头巷议", "老街卖茶挑担", "本报记者林一"}));
}

// News in brief under one headline: rules part them, and bold words begin them.
TEST(Heads, ItemsPartedByRulesAreOfOneHeadline) {
  const std::vector<Over> heads = {{"新桥通车", 2, 2, 0}, {"老街卖茶挑担", 0, 1, 0}};
  Page page(heads, {{0, 2, ">|||||"},
                    {1, 2, "|||||||||||||."},
                    {2, 2, ">||||."},
                    {2, 9, "|||||."},
                    {2, 16, "||."}});
  page.add_rule(2, 2, 8.4f);
  page.add_rule(2, 2, 15.4f);
  EXPECT_EQ(page.articles(), "aabbb");
  EXPECT_EQ(page.order(), "01234");
}

// Elsewhere on the page no wall parts the columns under one headline.
TEST(Heads, AWallPastItsColumnsEndsAnArticle) {
  const std::vector<Over> heads = {
      {"新桥通车", 0, 2, 0}, {"老街卖茶挑担", 3, 5, 0}, {"南来北往早市开门灯火", 0, 3, 13, 4}};
  Page page(heads, {{0, 2, ">||||."},
                    {1, 2, ">||||."},
                    {2, 2, ">||||."},
                    {3, 2, ">||||."},
                    {4, 2, ">||||."},
                    {5, 2, ">||||."},
                    {0, 17, ">||||."},
                    {1, 17, ">||||."},
                    {2, 17, ">||||."},
                    {3, 17, ">||||."}});
  EXPECT_EQ(page.articles(), "aaabbbcccc");
  page.add_wall(1, 0, 12);
  EXPECT_EQ(page.articles(), "aabbbbcccc");
}

// A deck of the text's size stands right over one of the columns: the others begin a line lower.
TEST(Heads, ADeckOverOneLegDoesNotLiftTheOthers) {
  const Page page(
      {{"新桥通车早市开门灯火渐", 1, 3, 0, 3}},
      {{0, 4, ">||||"}, {1, 4, "|||||"}, {2, 2.7f, "|"}, {2, 4, "|||||"}, {3, 4, "||||."}});
  EXPECT_EQ(page.articles(), "aaaaa");
}

TEST(Heads, ADeckMayBeSmallerThanTheText) {
  const Page page({{"新桥通车早市开门", 0, 1, 0, 3}, {"水边人家推窗看雨", 0, 1, 2.8f, .85f}},
                  {{0, 4, ">||||"}, {1, 4, "||||."}});
  EXPECT_EQ(page.articles(), "aa");
  EXPECT_NE(page.last_line(), "水边人家推窗看雨");
}

TEST(Heads, APullQuoteIsReadAfterTheText) {
  const std::vector<Over> heads = {{"新桥通车早市开", 0, 1, 0}, {"南来北往", 0, 0, 9, 1.3f}};
  const auto page = [&](const char* under) {
    Page drawn(heads, {{0, 3, ">||||"}, {0, 12, under}, {1, 3, "||||||||||||||."}});
    drawn.add_rule(0, 0, 8.5f);
    return drawn;
  };
  EXPECT_EQ(page("||||||").articles(), "aaa");
  EXPECT_EQ(page("||||||").order(), "012");
  EXPECT_EQ(page("||||||").last_line(), "南来北往");
  EXPECT_EQ(page(">||||.").articles(), "aba");
}

// ... between two rules, with white under it; in quotation marks it is one whatever stands under
// it.
TEST(Heads, APullQuoteMayHaveWhiteUnderIt) {
  const auto page = [&](const char* quote, const char* under) {
    Page drawn({{"新桥通车早市开", 0, 1, 0}, {quote, 0, 0, 9, 1.3f}},
               {{0, 3, ">||||"}, {0, 16, under}, {1, 3, "||||||||||||||||||."}});
    drawn.add_rule(0, 0, 8.5f);
    drawn.add_rule(0, 0, 15.5f);
    return drawn;
  };
  EXPECT_EQ(page("“南来北往", "||||||").articles(), "aaa");
  EXPECT_EQ(page("“南来北往。”", ">|||||").articles(), "aaa");
  EXPECT_EQ(page("“南来北往。”", ">|||||").last_line(), "“南来北往。”");
  EXPECT_EQ(page("南来北往", ">|||||").articles(), "aba");
}

TEST(Heads, ALabelOverTheFirstLegIsPartOfTheHeadlineBesideIt) {
  const std::vector<Over> heads = {{"水边", 0, 0, 0, 1.2f}, {"新桥通车早市开", 1, 3, 0}};
  const std::vector<Leg> rest = {{2, 2, "|||||"}, {3, 2, "||||."}};
  const auto articles = [&](const char* under_label, const char* under_headline) {
    std::vector<Leg> legs = {{0, 2, under_label}, {1, 2, under_headline}};
    legs.insert(legs.end(), rest.begin(), rest.end());
    return Page(heads, legs).articles();
  };
  EXPECT_EQ(articles(">|||||", "|||||"), "aaaa");
  // A small article beside a large one.
  EXPECT_EQ(articles(">||||.", ">||||"), "abbb");
  EXPECT_EQ(articles(">|||||", ">||||"), "abbb");
  EXPECT_EQ(articles(">||||.", "|||||"), "abbb");
}

}  // namespace
}  // namespace tonglan
