// Pages as scanners and engines give them: the order and the paragraphs of a perfect page must
// survive each kind of damage.
#include <gtest/gtest.h>

#include "chinese/spacing.h"
#include "evaluate/score.h"
#include "support/page_press.h"
#include "support/spoil.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string text_of(Document page) {
  const Document repaired = repair_pages(std::move(page), {});
  check_conserved(repaired);
  std::string text;
  append_text(repaired, text);
  return text;
}

struct Found {
  double all = 0, hard = 0, exact = 0;
};

Found found_in(const Damage& damage) {
  Found mean;
  constexpr int kPages = 12;
  for (std::uint64_t seed = 1; seed <= kPages; ++seed) {
    PrintedPage page = spoil(print_sample(seed), damage, seed);
    const Gold gold = read_gold(page.gold, "page");
    const Score s = score(gold, read_output(text_of(std::move(page.document))));
    EXPECT_EQ(s.lost, 0u);
    mean.all += s.succ.value_or(1) / kPages;
    mean.hard += s.succ_hard.value_or(1) / kPages;
    mean.exact += s.para_exact / kPages;
  }
  return mean;
}

struct Kind {
  const char* name;
  Damage damage;
  double all, hard, exact;  // at least
};

class Damages : public testing::TestWithParam<Kind> {};

TEST_P(Damages, AreReadThrough) {
  const Found found = found_in(GetParam().damage);
  EXPECT_GE(found.all, GetParam().all);
  EXPECT_GE(found.hard, GetParam().hard);
  EXPECT_GE(found.exact, GetParam().exact);
}

INSTANTIATE_TEST_SUITE_P(Page, Damages,
                         testing::Values(Kind{"none", {}, .99, .93, .98},
                                         Kind{"ink", {.ink = true}, .99, .93, .97},
                                         Kind{"jitter", {.jitter = .2}, .98, .91, .92},
                                         Kind{"sizes", {.size = .2}, .985, .92, .97},
                                         Kind{"skew", {.skew = -1.5}, .99, .93, .98},
                                         Kind{"warp", {.warp = 1}, .98, .9, .88},
                                         Kind{"lost", {.lost = .03}, .97, .85, .92},
                                         Kind{"split", {.split = .1}, .985, .92, .97},
                                         Kind{"merged", {.merged = .1}, .96, .88, .93},
                                         Kind{"specks", {.specks = .03}, .985, .92, .9},
                                         Kind{"wrong", {.wrong = .1}, .98, .87, .94},
                                         Kind{"unmarked", {.unmarked = .5}, .98, .91, .88}),
                         [](const auto& info) { return std::string(info.param.name); });

// A page that lies askew reads like the same page upright, letter by letter.
TEST(Damage, SkewChangesNothing) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::string straight = text_of(print_sample(seed).document);
    for (double angle : {-2., .7})
      EXPECT_TRUE(text_of(spoil(print_sample(seed), {.skew = angle}, seed).document) == straight)
          << seed << " " << angle;
  }
}

// The spoiler spoils: or the tests above could not fail.
TEST(Damage, IsDone) {
  const PrintedPage page = print_sample(3);
  const std::size_t lines = page.document.lines.size();
  EXPECT_LT(spoil(page, {.lost = .2}, 1).document.lines.size(), lines);
  EXPECT_LT(spoil(page, {.merged = .5}, 1).document.lines.size(), lines);
  EXPECT_GT(spoil(page, {.split = .5}, 1).document.lines.size(), lines);
  EXPECT_GT(spoil(page, {.specks = .2}, 1).document.lines.size(), lines);
  EXPECT_NE(spoil(page, {.wrong = .1}, 1).document.text, spoil(page, {}, 1).document.text);
  EXPECT_LT(spoil(page, {.unmarked = .5}, 1).document.text.size(), page.document.text.size());
  const auto edge = [](const PrintedPage& p) { return p.document.lines[5].box.left; };
  for (const Damage& damage :
       {Damage{.ink = true}, Damage{.jitter = .2}, Damage{.skew = 1}, Damage{.warp = 1}})
    EXPECT_NE(edge(spoil(page, damage, 1)), edge(page));
}

}  // namespace
}  // namespace tonglan
