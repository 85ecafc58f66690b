// Drawn pages: each shape of article must come out in the order it was set.
#include <gtest/gtest.h>

#include "chinese/spacing.h"
#include "evaluate/score.h"
#include "support/corpus.h"
#include "support/page_press.h"
#include "tonglan.h"

namespace tonglan {
namespace {

Score score_of(PrintedPage page) {
  const Document repaired = repair_pages(std::move(page.document), {});
  check_conserved(repaired);
  std::string text;
  append_text(repaired, text);
  return score(read_gold(page.gold, "page"), read_output(text));
}

// Mean share of successions found over a few pages of one kind.
struct Found {
  double all = 0, hard = 0, exact = 0;
};
Found found_in(const PressSettings& settings) {
  Found mean;
  constexpr int kPages = 4;
  for (std::uint64_t seed = 1; seed <= kPages; ++seed) {
    const Score s = score_of(print_page(own_corpus(), settings, seed));
    EXPECT_TRUE(s.conserved());
    mean.all += s.succ.value_or(1) / kPages;
    mean.hard += s.succ_hard.value_or(1) / kPages;
    mean.exact += s.para_exact / kPages;
  }
  return mean;
}

class Shapes : public testing::TestWithParam<int> {};

TEST_P(Shapes, ReadInOrder) {
  PressSettings settings;
  settings.shapes = {static_cast<Shape>(GetParam())};
  const Found found = found_in(settings);
  EXPECT_GE(found.all, .98) << shape_name(settings.shapes[0]);
  EXPECT_GE(found.hard, .9) << shape_name(settings.shapes[0]);
  EXPECT_GE(found.exact, .9) << shape_name(settings.shapes[0]);
}
INSTANTIATE_TEST_SUITE_P(Page, Shapes, testing::Range(0, kShapes));

TEST(Shapes, TiersOfVerticalText) {
  PressSettings settings;
  settings.vertical = true;
  const Found found = found_in(settings);
  EXPECT_GE(found.all, .99);
  EXPECT_GE(found.hard, .95);
}

TEST(Shapes, ThreeToEightColumns) {
  for (int columns = 3; columns <= 8; ++columns) {
    PressSettings settings;
    settings.columns = columns;
    settings.shapes = {Shape::kPlain};
    EXPECT_GE(found_in(settings).all, .99) << columns;
  }
}

// The press itself: what it prints is no reading order, or these tests could not fail.
TEST(Shapes, DrawingOrderIsNoReadingOrder) {
  const PrintedPage page = print_page(own_corpus(), {}, 1);
  std::string text;
  for (const Line& l : page.document.lines) text += std::string(page.document.view(l)) + "\n";
  const Score s = score(read_gold(page.gold, "page"), read_output(text));
  EXPECT_TRUE(s.conserved());
  EXPECT_LT(s.succ.value(), .1);
}

}  // namespace
}  // namespace tonglan
