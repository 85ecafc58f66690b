// Drawn pages: ink stands where the truth says it does, and nowhere else.
#include "support/page_painter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/code_points.h"
#include "support/corpus.h"
#include "support/page_damage.h"

namespace tonglan {
namespace {

PressSettings small_page(bool vertical) {
  PressSettings s;
  s.columns = 3;
  s.bands = 2;
  s.cell = 24;
  s.vertical = vertical;
  s.furniture = false;
  return s;
}

int darkest(const Pixels& p, Box b) {
  int least = 255;
  for (int y = std::max(0, int(b.top)); y < std::min(p.height, int(std::ceil(b.bottom))); ++y)
    for (int x = std::max(0, int(b.left)); x < std::min(p.width, int(std::ceil(b.right))); ++x)
      least = std::min(least, int(p.row(y)[x]));
  return least;
}

void whiten(Pixels& p, const Box& b, float margin) {
  for (int y = std::max(0, int(b.top - margin)); y < std::min(p.height, int(b.bottom + margin) + 1);
       ++y)
    for (int x = std::max(0, int(b.left - margin));
         x < std::min(p.width, int(b.right + margin) + 1); ++x)
      p.row(y)[x] = 255;
}

TEST(PagePainter, EveryCharacterHasInkInItsBox) {
  for (const bool vertical : {false, true}) {
    const PrintedPage page = print_page(own_corpus(), small_page(vertical), 2);
    const Pixels picture = paint_page(page, 1);
    for (const Glyph& glyph : page.document.glyphs) {
      const std::string text(page.document.view(glyph.text));
      if (text == " " || text == "　") continue;
      EXPECT_LT(darkest(picture, glyph.box), 160) << text << " " << vertical;
    }
  }
}

TEST(PagePainter, NoInkStandsOutsideLinesAndMarks) {
  for (const bool vertical : {false, true}) {
    PressSettings settings = small_page(vertical);
    settings.column_rules = RuleStyle::kDouble;
    settings.band_rules = RuleStyle::kDotted;
    const PrintedPage page = print_page(own_corpus(), settings, 2);
    ASSERT_FALSE(page.marks.empty());
    Pixels picture = paint_page(page, 1);
    for (const PrintedLine& line : page.lines) whiten(picture, line.box, .15f * line.size);
    for (const PageMark& mark : page.marks) whiten(picture, mark.box, .25f * page.cell);
    EXPECT_EQ(darkest(picture, {0, 0, float(picture.width), float(picture.height)}), 255)
        << vertical;
  }
}

TEST(PagePainter, MarksDoNotMoveText) {
  PressSettings with = small_page(false);
  with.column_rules = with.article_rules = with.band_rules = RuleStyle::kThick;
  const PrintedPage a = print_page(own_corpus(), small_page(false), 5);
  const PrintedPage b = print_page(own_corpus(), with, 5);
  EXPECT_EQ(a.gold, b.gold);
  EXPECT_EQ(a.document.text, b.document.text);
  EXPECT_GT(b.marks.size(), a.marks.size());
}

TEST(PagePainter, RulesHaveTheirStyles) {
  PrintedPage page;
  page.cell = 40;
  page.document.pages.resize(1);
  page.document.pages[0].width = 200;
  page.document.pages[0].height = 400;
  // Rows of the rule in which there is ink, and its greatest width.
  const auto drawn = [&](RuleStyle style) {
    page.marks = {{PageMark::Kind::kRule, style, {100, 50, 100, 350}}};
    const Pixels picture = paint_page(page, 1);
    int rows = 0, widest = 0;
    for (int y = 50; y < 350; ++y) {
      const auto ink = static_cast<int>(
          std::count_if(picture.row(y), picture.row(y) + 200, [](int v) { return v < 128; }));
      rows += ink > 0;
      widest = std::max(widest, ink);
    }
    return std::pair(rows, widest);
  };
  EXPECT_EQ(drawn(RuleStyle::kNone), std::pair(0, 0));
  const auto thin = drawn(RuleStyle::kThin), thick = drawn(RuleStyle::kThick);
  EXPECT_GE(thin.first, 298);
  EXPECT_GE(thick.first, 298);
  EXPECT_GT(thick.second, 2 * thin.second);
  EXPECT_GT(drawn(RuleStyle::kDouble).second, thin.second);
  EXPECT_NEAR(drawn(RuleStyle::kDotted).first, 100, 30);
}

// A black horizontal bar in the middle of white.
Pixels bar() {
  Pixels p{600, 400, 1, 0, std::vector<std::uint8_t>(600 * 400, 255)};
  for (int y = 195; y < 205; ++y) std::fill_n(p.row(y), 600, 0);
  return p;
}

double middle_of_ink(const Pixels& p, int x) {
  double sum = 0, weight = 0;
  for (int y = 0; y < p.height; ++y) {
    const double ink = 255 - p.row(y)[x];
    sum += ink * y;
    weight += ink;
  }
  return sum / weight;
}

TEST(PageDamage, NoneChangesNothing) {
  EXPECT_EQ(damaged(bar(), damage_of(0, 30, 1), 1).bytes, bar().bytes);
}

TEST(PageDamage, TheSameSeedGivesTheSamePage) {
  const Damage damage = damage_of(3, 30, 9);
  EXPECT_EQ(damaged(bar(), damage, 9).bytes, damaged(bar(), damage, 9).bytes);
  EXPECT_NE(damaged(bar(), damage, 9).bytes, damaged(bar(), damage, 10).bytes);
}

TEST(PageDamage, SkewIsClockwise) {
  Damage damage;
  damage.skew = 2;
  const Pixels turned = damaged(bar(), damage, 1);
  const double rise = middle_of_ink(turned, 550) - middle_of_ink(turned, 50);
  EXPECT_NEAR(rise, 500 * std::tan(2 * M_PI / 180), .5);
}

TEST(PageDamage, WarpBendsLines) {
  Damage damage;
  damage.warp = 6;
  const Pixels bent = damaged(bar(), damage, 1);
  double least = 400, most = 0;
  for (int x = 10; x < 590; ++x) {
    least = std::min(least, middle_of_ink(bent, x));
    most = std::max(most, middle_of_ink(bent, x));
  }
  EXPECT_NEAR(most - least, 12, 1);
}

TEST(PageDamage, InkPaperSpecklesAndBorder) {
  Damage damage;
  damage.ink = 60;
  damage.paper = 200;
  const Pixels faded = damaged(bar(), damage, 1);
  EXPECT_EQ(faded.row(10)[10], 200);
  EXPECT_EQ(faded.row(200)[300], 60);
  damage.speckles = 100;
  const Pixels dirty = damaged(bar(), damage, 1);
  EXPECT_NE(dirty.bytes, faded.bytes);
  damage.border = .02;
  const Pixels edged = damaged(bar(), damage, 1);
  EXPECT_LT(std::min(edged.row(100)[3], edged.row(100)[596]), 60);
}

TEST(PageDamage, StrengthsGrow) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_LE(std::abs(damage_of(1, 30, seed).skew), .3);
    EXPECT_LE(std::abs(damage_of(2, 30, seed).skew), 1);
    EXPECT_LE(std::abs(damage_of(3, 30, seed).skew), 2);
    EXPECT_GT(damage_of(2, 30, seed).noise, damage_of(1, 30, seed).noise);
    EXPECT_GT(damage_of(3, 30, seed).warp, damage_of(2, 30, seed).warp);
  }
}

}  // namespace
}  // namespace tonglan
