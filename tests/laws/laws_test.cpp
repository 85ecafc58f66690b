// The promises of CONTRIBUTING, held against some hundred typeset and damaged documents.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "chinese/roles.h"
#include "chinese/spacing.h"
#include "support/code_points.h"
#include "support/corpus.h"
#include "support/text_art.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// Seeds of their own: the weights were trained on others.
constexpr std::uint64_t kFirstSeed = 7'700'000;
constexpr int kDocuments = 300;

const std::vector<Typeset>& documents() {
  static const std::vector<Typeset> all = [] {
    std::vector<Typeset> made;
    for (int i = 0; i < kDocuments; ++i)
      made.push_back(typeset_sample(own_corpus(), kFirstSeed + static_cast<std::uint64_t>(i)));
    return made;
  }();
  return all;
}

// Each character that is no white space with how often it stands there.
std::map<char32_t, int> characters_of(const std::string& text) {
  std::map<char32_t, int> count;
  for (const char32_t c : code_points(text))
    if (!is_blank(c) && c != U'\n' && c != U'\r') ++count[c];
  return count;
}

TEST(Laws, NothingIsLostAndNothingInvented) {
  for (const Typeset& page : documents()) {
    const Document document = repair(page.text, {});
    EXPECT_NO_THROW(check_conserved(document));
    std::string out;
    append_text(document, out);
    std::map<char32_t, int> expected = characters_of(page.text);
    std::map<char32_t, int> found = characters_of(out);
    for (const LeftOut& left : document.left_out)
      for (const char32_t c : code_points(std::string(document.view(left.text)))) ++found[c];
    // A hyphen at a joined line end may go.
    expected.erase(U'-');
    found.erase(U'-');
    EXPECT_TRUE(found == expected) << page.text << "\n---\n" << out;
  }
}

TEST(Laws, TheSelfCheckSeesALostLine) {
  Document document = repair(documents().front().text, {});
  ASSERT_GT(document.paragraphs.size(), 1u);
  document.paragraphs.pop_back();
  EXPECT_THROW(check_conserved(document), Error);
}

TEST(Laws, TheSelfCheckSeesALineThatStandsTwice) {
  Document document = repair(documents().front().text, {});
  ASSERT_GT(document.order.size(), 1u);
  document.order[1] = document.order[0];
  EXPECT_THROW(check_conserved(document), Error);
}

TEST(Laws, TheOrderIsAPermutationAndItsPartsTile) {
  for (const Typeset& page : documents()) {
    const Document d = repair(page.text, {});
    std::vector<std::uint32_t> sorted = d.order;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(sorted.size(), d.lines.size());
    for (std::uint32_t i = 0; i < sorted.size(); ++i) ASSERT_EQ(sorted[i], i);
    ASSERT_EQ(d.breaks.size() + 1, d.order.size());
    std::uint32_t at = 0;
    std::vector<BreakKind> kinds(d.order.size(), BreakKind::kJoin);  // after each line
    for (const Paragraph& p : d.paragraphs) {
      ASSERT_EQ(p.first, at);
      ASSERT_LT(p.first, p.last);
      at = p.last;
      if (p.role == Role::kVerbatim || p.role == Role::kTable)
        for (std::uint32_t k = p.first; k < p.last; ++k) kinds[k] = BreakKind::kParagraph;
      kinds[p.last - 1] = BreakKind::kParagraph;
      ASSERT_LT(p.article, d.articles.size());
    }
    ASSERT_EQ(at, d.order.size());
    at = 0;
    for (std::uint32_t a = 0; a < d.articles.size(); ++a) {
      const Article& article = d.articles[a];
      ASSERT_EQ(article.first, at);
      ASSERT_LT(article.first, article.last);
      at = article.last;
      for (std::uint32_t p = article.first; p < article.last; ++p)
        ASSERT_EQ(d.paragraphs[p].article, a);
      if (article.headline != kNone) {
        ASSERT_GE(article.headline, article.first);
        ASSERT_LT(article.headline, article.last);
        ASSERT_EQ(d.paragraphs[article.headline].role, Role::kHeadline);
      }
      kinds[d.paragraphs[article.last - 1].last - 1] = BreakKind::kArticle;
    }
    ASSERT_EQ(at, d.paragraphs.size());
    for (std::size_t k = 0; k < d.breaks.size(); ++k) {
      ASSERT_EQ(static_cast<int>(d.breaks[k].kind), static_cast<int>(kinds[k])) << k << '\n' << page.text;
      ASSERT_GE(d.breaks[k].margin, 0);
    }
  }
}

TEST(Laws, ASecondRepairChangesNothing) {
  for (const Typeset& page : documents()) {
    const std::string once = repaired(page.text);
    EXPECT_TRUE(repairs_to(once, once)) << page.text;
  }
}

TEST(Laws, TheSameInputIsTheSameOutput) {
  for (const Typeset& page : documents()) EXPECT_EQ(repaired(page.text), repaired(page.text));
}

TEST(Laws, ExplainingChangesNothingButTheReasons) {
  RepairOptions explain;
  explain.explain = true;
  for (int i = 0; i < 50; ++i) {
    const Typeset& page = documents()[static_cast<std::size_t>(i)];
    EXPECT_EQ(repaired(page.text, explain), repaired(page.text));
  }
}

// --- Clean text ---

std::string clean_text(const ArticleText& article, const std::string& indent, const std::string& between) {
  std::string out = article.headline + between;
  for (const ArticleText::Unit& unit : article.units)
    out += (unit.role == Role::kBody ? indent : "") + unit.text + between;
  return out;
}

TEST(Laws, CleanTextComesOutAsItWentIn) {
  int articles = 0;
  for (const ArticleText& article : own_corpus()) {
    const bool running = std::all_of(article.units.begin(), article.units.end(), [](const auto& unit) {
      return unit.role == Role::kBody && unit.text.size() > 60;
    });
    if (!running) continue;
    ++articles;
    for (const auto& [indent, between] : {std::pair{"", "\n"}, {"", "\n\n"}, {"　　", "\n"}, {"　　", "\n\n"}}) {
      const std::string text = clean_text(article, indent, between);
      EXPECT_TRUE(repairs_to(text, text));
    }
  }
  EXPECT_GT(articles, 10);
}

// --- A floor under the judgement ---

struct Seams {
  std::size_t right = 0, claimed = 0, real = 0;
  double f1() const {
    return claimed + real == 0 ? 1 : 2.0 * static_cast<double>(right) / static_cast<double>(claimed + real);
  }
};

// Paragraph ends found against true ones: for each body line, does it begin a paragraph?
Seams count_seams(const Typeset& page) {
  const Document d = repair(page.text, {});
  std::set<std::uint32_t> begins;
  for (const Paragraph& p : d.paragraphs) {
    begins.insert(d.order[p.first]);
    if (p.role == Role::kVerbatim || p.role == Role::kTable)
      for (std::uint32_t k = p.first; k < p.last; ++k) begins.insert(d.order[k]);
  }
  // A line that was cut in two counts with its first part.
  std::vector<std::uint32_t> lines;
  for (std::uint32_t i = 0; i < d.lines.size(); ++i) {
    const std::uint32_t begin = d.lines[i].text.begin;
    const bool starts_line =
        i == 0 || d.text.find('\n', d.lines[i - 1].text.begin) < begin;
    if (starts_line) lines.push_back(i);
  }
  EXPECT_EQ(lines.size(), page.lines.size());
  Seams seams;
  for (std::size_t i = 1; i < std::min(lines.size(), page.lines.size()); ++i) {
    const LineState state = page.lines[i].state;
    const bool real = state != LineState::kContinue && state != LineState::kDisplayContinue;
    const bool claimed = begins.contains(lines[i]);
    seams.real += real;
    seams.claimed += claimed;
    seams.right += real && claimed;
  }
  return seams;
}

TEST(Laws, ParagraphEndsAreFound) {
  double sum = 0;
  for (int i = 0; i < 200; ++i) sum += count_seams(documents()[static_cast<std::size_t>(i)]).f1();
  std::printf("mean F1 of paragraph ends: %.4f\n", sum / 200);
  EXPECT_GE(sum / 200, .97);
}

}  // namespace
}  // namespace tonglan
