// Journals, magazines and books: one article through all columns.
#include <gtest/gtest.h>

#include <algorithm>

#include "chinese/spacing.h"
#include "evaluate/score.h"
#include "layout_page/paragraphs_of.h"
#include "support/corpus.h"
#include "support/journal_press.h"
#include "tonglan.h"

namespace tonglan {
namespace {

class Journals : public testing::TestWithParam<std::size_t> {};

TEST_P(Journals, ReadAsWholeParagraphs) {
  const JournalKind& kind = journal_kinds()[GetParam()];
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    PrintedPage page = print_journal(own_corpus(), kind.settings, seed);
    const Document repaired = repair_pages(std::move(page.document), {});
    check_conserved(repaired);
    std::string text;
    append_text(repaired, text);
    const Score s = score(read_gold(page.gold, "page"), read_output(text));
    EXPECT_TRUE(s.conserved());
    EXPECT_EQ(s.succ.value_or(1), 1) << kind.name;
    EXPECT_EQ(s.succ_hard.value_or(1), 1) << kind.name;
    EXPECT_GE(s.para_exact, .94) << kind.name;
  }
}
INSTANTIATE_TEST_SUITE_P(Page, Journals, testing::Range<std::size_t>(0, journal_kinds().size()));

Document repaired(const JournalSettings& settings) {
  return repair_pages(print_journal(own_corpus(), settings, 1).document, {});
}

TEST(Journal, RunningHeadAndPageNumberAreFolios) {
  const std::vector<std::string> folios = paragraphs_of(repaired({}), Role::kFolio);
  ASSERT_EQ(folios.size(), 4u);
  EXPECT_EQ(folios[0], "第12卷 第3期");
  EXPECT_EQ(folios[2], "Vol.12 No.3");
}

TEST(Journal, SectionHeadsBeginNoArticle) {
  const Document d = repaired({});
  EXPECT_EQ(d.articles.size(), 1u);
  EXPECT_GT(paragraphs_of(d, Role::kSubhead).size(), 2u);
}

// The negative case: what is as large, but has no number, is a headline.
TEST(Journal, LargerLinesWithoutANumberAreHeadlines) {
  PrintedPage page = print_journal(own_corpus(), {}, 1);
  Document& d = page.document;
  for (Line& line : d.lines) {
    const std::string_view text = d.view(line);
    if (text.size() < 5 || text[0] < '1' || text[0] > '9' || text.substr(1, 3) != "　") continue;
    line.text.begin += 4;  // the number and the blank behind it
    line.first_glyph += 2;
    line.glyph_count -= 2;
  }
  const Document out = repair_pages(d, {});
  EXPECT_TRUE(paragraphs_of(out, Role::kSubhead).empty());
  EXPECT_GT(paragraphs_of(out, Role::kHeadline).size(), 2u);
}

TEST(Journal, NotesStandAfterTheText) {
  JournalSettings settings;
  settings.footnotes = true;
  const Document d = repaired(settings);
  std::string last;
  append_paragraph(d, d.paragraphs.back(), last);
  EXPECT_EQ(last.substr(0, 6), "E-mail");
}

}  // namespace
}  // namespace tonglan
