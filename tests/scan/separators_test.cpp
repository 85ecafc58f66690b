// separate: every kind of rule is found and gone, nothing else is; pictures and white-on-black
// text.
#include "scan/separators.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "scan/clean_ink.h"
#include "scan/debug_pictures.h"
#include "scan/drawn_page.h"
#include "support/temporary_folder.h"

namespace tonglan {
namespace {

constexpr int kGlyph = 30;

SeparatedPage separated(const cv::Mat& drawn) {
  CleanPage page;
  page.grey = even_light(drawn, kGlyph);
  page.ink = find_ink(page.grey, kGlyph);
  page.glyph = kGlyph;
  page.confidence = 1;
  return separate(page);
}

cv::Mat ink_of(const cv::Mat& drawn) { return find_ink(even_light(drawn, kGlyph), kGlyph); }

// Two columns of text with room for a rule between them, and under them.
cv::Mat two_columns() {
  cv::Mat page = paper(1200, 1500);
  draw_text(page, {80, 80, 480, 1000}, kGlyph);
  draw_text(page, {640, 80, 480, 1000}, kGlyph);
  return page;
}

::testing::AssertionResult has_rule(const SeparatedPage& page, const cv::Rect& where,
                                    bool vertical) {
  for (const Separator& s : page.separators) {
    const float along = vertical ? s.box.height() : s.box.width();
    const int expected = vertical ? where.height : where.width;
    const cv::Point2f middle((s.box.left + s.box.right) / 2, (s.box.top + s.box.bottom) / 2);
    if (s.rule && s.vertical == vertical && std::abs(along - expected) < kGlyph &&
        middle.x > where.x - kGlyph / 2 && middle.x < where.br().x + kGlyph / 2 &&
        middle.y > where.y - kGlyph / 2 && middle.y < where.br().y + kGlyph / 2) {
      return ::testing::AssertionSuccess();
    }
  }
  auto failure = ::testing::AssertionFailure() << "no rule at " << where << "; found:";
  for (const Separator& s : page.separators) {
    failure << " [" << s.box.left << " " << s.box.top << " " << s.box.right << " " << s.box.bottom
            << "]";
  }
  return failure;
}

// What remains where the rule was, and what was lost elsewhere.
void expect_only_gone(const cv::Mat& with, const cv::Mat& without, const SeparatedPage& page,
                      const cv::Rect& rule) {
  const cv::Rect round(rule.x - 6, rule.y - 6, rule.width + 12, rule.height + 12);
  EXPECT_LT(cv::countNonZero(page.ink(round)), cv::countNonZero(ink_of(with)(round)) / 20);
  EXPECT_GT(cv::mean(page.grey(round))[0], kPaper * 0.93);
  cv::Mat lost = ink_of(without) & ~page.ink;
  lost(round) = 0;
  EXPECT_LT(cv::countNonZero(lost), cv::countNonZero(page.ink) / 200);
}

using Draw = void (*)(cv::Mat&, const cv::Rect&);

void draw_plain(cv::Mat& page, const cv::Rect& r) { cv::rectangle(page, r, kDrawnInk, cv::FILLED); }

void draw_double(cv::Mat& page, const cv::Rect& r) {
  cv::rectangle(page, {r.x, r.y, r.width, 2}, kDrawnInk, cv::FILLED);
  cv::rectangle(page, {r.x, r.br().y - 4, r.width, 4}, kDrawnInk, cv::FILLED);
}

void draw_dotted(cv::Mat& page, const cv::Rect& r) {
  for (int x = r.x; x + 5 <= r.br().x; x += 14) {
    cv::rectangle(page, {x, r.y, 5, 5}, kDrawnInk, cv::FILLED);
  }
}

void draw_dashed(cv::Mat& page, const cv::Rect& r) {
  for (int x = r.x; x + 16 <= r.br().x; x += 28) {
    cv::rectangle(page, {x, r.y, 16, 4}, kDrawnInk, cv::FILLED);
  }
}

void draw_wavy(cv::Mat& page, const cv::Rect& r) {
  for (int x = r.x; x < r.br().x; ++x) {
    const int y = r.y + int(std::lround((r.height - 5) * (0.5 + 0.5 * std::sin((x - r.x) / 7.0))));
    cv::rectangle(page, {x, y, 1, 5}, kDrawnInk, cv::FILLED);
  }
}

void draw_broken(cv::Mat& page, const cv::Rect& r) {
  draw_plain(page, r);
  for (int x = r.x + 110; x + 20 < r.br().x; x += 130) {
    cv::rectangle(page, {x, r.y, 14, r.height}, kDrawnPaper, cv::FILLED);
  }
}

struct Kind {
  const char* name;
  int thick;
  Draw draw;
};

const Kind kKinds[] = {{"hairline", 1, draw_plain}, {"thin", 3, draw_plain},
                       {"thick", 14, draw_plain},   {"double", 14, draw_double},
                       {"dotted", 5, draw_dotted},  {"dashed", 4, draw_dashed},
                       {"wavy", 16, draw_wavy},     {"broken", 3, draw_broken}};

TEST(Separators, FindsAndErasesRulesOfAllKinds) {
  const cv::Mat plain = two_columns();
  for (const Kind& kind : kKinds) {
    SCOPED_TRACE(kind.name);
    cv::Mat drawn = plain.clone();
    const cv::Rect where(90, 1150, 1000, kind.thick);
    kind.draw(drawn, where);
    const SeparatedPage page = separated(drawn);
    EXPECT_TRUE(has_rule(page, where, false));
    EXPECT_EQ(page.separators.size(), 1u);
    expect_only_gone(drawn, plain, page, where);
    EXPECT_TRUE(page.pictures.empty());
  }
}

// A thin rule that leans crosses more than its own height, close to text on both sides.
TEST(Separators, FindsARuleThatLeansBetweenTiers) {
  cv::Mat drawn = paper(1200, 700);
  for (const int top : {60, 354}) {
    cv::Mat tier = paper(1200, 700);
    draw_text(tier, {60, top, 1080, 270}, 30, true);
    // Both tiers lean as the rule between them does.
    for (int x = 0; x < tier.cols; ++x) {
      const int down = x / 60;
      cv::Mat column = drawn.col(x).rowRange(down, drawn.rows);
      column = cv::min(column, tier.col(x).rowRange(0, drawn.rows - down));
    }
  }
  for (int x = 60; x < 1140; ++x) cv::rectangle(drawn, {x, 342 + x / 60, 1, 2}, kDrawnInk);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(has_rule(page, {60, 342, 1080, 20}, false));
}

TEST(Separators, FindsUprightRulesToo) {
  const cv::Mat plain = two_columns();
  for (const Kind& kind : kKinds) {
    SCOPED_TRACE(kind.name);
    cv::Mat turned = plain.t();  // draws upright, reads level
    const cv::Rect level(90, 600 - kind.thick / 2, 980, kind.thick);
    kind.draw(turned, level);
    const cv::Mat drawn = turned.t();
    const cv::Rect where(level.y, level.x, level.height, level.width);
    const SeparatedPage page = separated(drawn);
    EXPECT_TRUE(has_rule(page, where, true));
    expect_only_gone(drawn, plain, page, where);
  }
}

TEST(Separators, FindsAShortDottedRule) {
  const cv::Mat plain = two_columns();
  cv::Mat drawn = plain.clone();
  const cv::Rect where(90, 1150, 6 * kGlyph, 5);
  draw_dotted(drawn, where);
  EXPECT_TRUE(has_rule(separated(drawn), where, false));
}

TEST(Separators, ARuleGoesOnWhereItsPrintIsWorn) {
  cv::Mat page = two_columns();
  for (int x = 100; x < 700; ++x) page.at<std::uint8_t>(1200, x) = kDrawnInk;
  cv::rectangle(page, cv::Rect(100, 1199, 600, 3), kDrawnInk, cv::FILLED);
  for (int x = 712; x < 900; x += 30)  // crumbs, with white between
    cv::rectangle(page, cv::Rect(x, 1199, 16, 3), kDrawnInk, cv::FILLED);
  EXPECT_TRUE(has_rule(separated(page), {100, 1199, 790, 3}, false));
}

// Fine lines are pale where a scan is blurred: no ink of the page, or here and there some. What
// shines through is paler still.
TEST(Separators, FindsPaleRulesButNotWhatShinesThrough) {
  for (const bool vertical : {false, true}) {
    cv::Mat drawn = two_columns();
    const cv::Rect rule = vertical ? cv::Rect(598, 80, 2, 1000) : cv::Rect(80, 1200, 1040, 2);
    const cv::Rect ghost = vertical ? cv::Rect(60, 1150, 2, 300) : cv::Rect(80, 1300, 1040, 2);
    cv::rectangle(drawn, rule, 160, cv::FILLED);
    cv::rectangle(drawn, ghost, 212, cv::FILLED);
    const SeparatedPage page = separated(drawn);
    ASSERT_LT(cv::countNonZero(ink_of(drawn)(rule)), rule.area() / 2);
    EXPECT_TRUE(has_rule(page, rule, vertical));
    EXPECT_EQ(page.separators.size(), 1u);
    double darkest = 0;
    const cv::Rect inner = vertical ? cv::Rect(598, 100, 2, 960) : cv::Rect(100, 1200, 1000, 2);
    cv::minMaxLoc(page.grey(inner), &darkest, nullptr);
    EXPECT_GT(darkest, 200) << "the rule is still in the grey";
  }
}

TEST(Separators, OnAPageWithLittleInkToo) {
  cv::Mat drawn = paper(1200, 1500);
  draw_text(drawn, {80, 80, 480, 2 * kGlyph}, kGlyph);
  cv::rectangle(drawn, cv::Rect(80, 1200, 1040, 2), 160, cv::FILLED);
  cv::rectangle(drawn, cv::Rect(80, 1300, 1040, 2), 212, cv::FILLED);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(has_rule(page, {80, 1200, 1040, 2}, false));
  EXPECT_EQ(page.separators.size(), 1u);
}

TEST(Separators, FindsTheSidesOfAFrame) {
  const cv::Mat plain = two_columns();
  cv::Mat drawn = plain.clone();
  cv::rectangle(drawn, {50, 1200, 600, 240}, kDrawnInk, 3);
  draw_text(drawn, {80, 1240, 540, 160}, kGlyph);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(has_rule(page, {50, 1199, 600, 3}, false));
  EXPECT_TRUE(has_rule(page, {50, 1438, 600, 3}, false));
  EXPECT_TRUE(has_rule(page, {49, 1200, 3, 240}, true));
  EXPECT_TRUE(has_rule(page, {648, 1200, 3, 240}, true));
  EXPECT_TRUE(page.pictures.empty());
  EXPECT_GT(cv::countNonZero(page.ink(cv::Rect(70, 1230, 560, 180))), 3000);
}

// A box that begins close under a rule is no second line of it: what stands beside the box would
// lie on the rule.
TEST(Separators, ABoxUnderARuleIsNoPartOfIt) {
  cv::Mat drawn = two_columns();
  cv::rectangle(drawn, {40, 1150, 1120, 3}, kDrawnInk, cv::FILLED);
  cv::rectangle(drawn, {60, 1164, 420, 300}, kDrawnInk, 3);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(has_rule(page, {60, 1164, 420, 3}, false));
  const auto rule = std::find_if(page.separators.begin(), page.separators.end(),
                                 [](const Separator& s) { return s.box.width() > 1000; });
  ASSERT_NE(rule, page.separators.end());
  EXPECT_LT(rule->box.bottom, 1160);
}

TEST(Separators, FindsTheSidesOfAWavyBrokenFrame) {
  cv::Mat drawn = two_columns();
  const cv::Rect frame(40, 30, 1120, 1200);
  cv::Mat side = paper(frame.width, 18), upright;
  draw_wavy(side, {0, 0, frame.width, 18});
  cv::copyMakeBorder(side, side, 0, 0, 0, frame.height - frame.width, cv::BORDER_WRAP);
  cv::rotate(side, upright, cv::ROTATE_90_CLOCKWISE);
  for (const int x : {frame.x, frame.br().x - 18}) {
    upright.copyTo(drawn(cv::Rect(x, frame.y, 18, frame.height)));
    for (int y = 200; y < 1000; y += 150) {  // breaks
      cv::rectangle(drawn, {x, y, 18, 12}, kDrawnPaper, cv::FILLED);
    }
  }
  for (const int y : {frame.y, frame.br().y - 18}) {
    side.colRange(0, frame.width).copyTo(drawn(cv::Rect(frame.x, y, frame.width, 18)));
  }
  const SeparatedPage page = separated(drawn);
  // Where two sides meet, neither is a rule.
  const int corner = 3 * kGlyph;
  const cv::Rect across(frame.x + corner, frame.y, frame.width - 2 * corner, 18);
  const cv::Rect down(frame.x, frame.y + corner, 18, frame.height - 2 * corner);
  for (const cv::Rect& side : {across, across + cv::Point(0, frame.height - 18), down,
                               down + cv::Point(frame.width - 18, 0)}) {
    EXPECT_LT(cv::countNonZero(page.ink(side)), cv::countNonZero(ink_of(drawn)(side)) / 10);
    EXPECT_TRUE(
        std::any_of(page.separators.begin(), page.separators.end(), [&](const Separator& s) {
          return s.vertical == (side.height > side.width) && s.box.left <= float(side.x) &&
                 s.box.top <= float(side.y) && s.box.right >= float(side.br().x) &&
                 s.box.bottom >= float(side.br().y);
        }));
  }
}

TEST(Separators, TextAloneHasNone) {
  for (const bool vertical : {false, true}) {
    const cv::Mat drawn = newspaper(kGlyph, vertical);
    const SeparatedPage page = separated(drawn);
    EXPECT_TRUE(page.separators.empty());
    EXPECT_TRUE(page.pictures.empty());
    EXPECT_TRUE(page.reversed.empty());
    EXPECT_EQ(cv::countNonZero(page.ink != ink_of(drawn)), 0);
  }
}

TEST(Separators, KeepsStrokesThatLookLikeRules) {
  cv::Mat drawn = two_columns();
  const int g = kGlyph;
  for (int k = 0; k < 12; ++k) {  // 一一一一, a line of 丨, and a dash of two characters
    cv::rectangle(drawn, {90 + k * g, 1200, int(0.85 * g), 3}, kDrawnInk, cv::FILLED);
    cv::rectangle(drawn, {600, 1130 + k * g, 3, int(0.85 * g)}, kDrawnInk, cv::FILLED);
  }
  cv::rectangle(drawn, {90, 1260, 2 * g, 3}, kDrawnInk, cv::FILLED);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(page.separators.empty());
  EXPECT_EQ(cv::countNonZero(page.ink != ink_of(drawn)), 0);
}

TEST(Separators, KeepsTheStrokesOfAHeadline) {
  cv::Mat drawn = two_columns();
  for (int k = 0; k < 5; ++k) {  // 王: three level strokes of four glyphs, and one upright
    const int x = 100 + k * 160, y = 1200, side = 140;
    for (const int dy : {0, 60, 120}) {
      cv::rectangle(drawn, {x, y + dy, side, 8}, kDrawnInk, cv::FILLED);
    }
    cv::rectangle(drawn, {x + side / 2 - 6, y, 12, 124}, kDrawnInk, cv::FILLED);
  }
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(page.separators.empty());
  EXPECT_EQ(cv::countNonZero(page.ink != ink_of(drawn)), 0);
}

TEST(Separators, ADashBehindAHeadlineIsNoRule) {
  for (const int away : {10, 240}) {  // pixels from the last character
    cv::Mat drawn = two_columns();
    const int size = 84, y = 1200;
    for (int k = 0; k < 5; ++k) draw_character(drawn, 100 + k * 90, y, size, std::uint64_t(k));
    const int x = 100 + 4 * 90 + size + away;
    cv::rectangle(drawn, {x, y + size / 2 - 4, 2 * size, 8}, kDrawnInk, cv::FILLED);
    const SeparatedPage page = separated(drawn);
    EXPECT_EQ(page.separators.empty(), away < size) << away;
    EXPECT_EQ(cv::countNonZero(page.ink(cv::Rect(x, y, 2 * size, size))) > 0, away < size) << away;
  }
}

TEST(Separators, StrokesThatCrossARuleStayWhole) {
  cv::Mat drawn = two_columns();
  const cv::Rect where(90, 1150, 1000, 3);
  draw_plain(drawn, where);
  const cv::Rect stroke(300, 1130, 4, 40);
  cv::rectangle(drawn, stroke, kDrawnInk, cv::FILLED);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(has_rule(page, where, false));
  EXPECT_EQ(cv::countNonZero(page.ink(cv::Rect(301, 1132, 2, 36))), 2 * 36);
}

TEST(Separators, FindsPhotographsAndLeavesTheTextBeside) {
  cv::Mat plain = two_columns(), drawn = plain.clone();
  const cv::Rect where(640, 1120, 480, 300);
  draw_photograph(drawn, where);
  draw_text(drawn, {80, 1120, 480, 300}, kGlyph);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  const Box& box = page.pictures[0];
  EXPECT_NEAR(box.left, where.x, kGlyph / 2);
  EXPECT_NEAR(box.top, where.y, kGlyph / 2);
  EXPECT_NEAR(box.right, where.br().x, kGlyph / 2);
  EXPECT_NEAR(box.bottom, where.br().y, kGlyph / 2);
  EXPECT_LT(cv::countNonZero(page.ink(where)), int(where.area() * 0.02));
  const cv::Mat left = page.ink.colRange(0, 600), before = ink_of(drawn).colRange(0, 600);
  EXPECT_EQ(cv::countNonZero(left != before), 0);
}

// More than half of it is as light as paper, and open to the paper below.
TEST(Separators, APhotographWithALightMiddleIsFound) {
  cv::Mat drawn = two_columns();
  const cv::Rect where(640, 1100, 480, 380);
  draw_photograph(drawn, where);
  cv::rectangle(drawn, {where.x + 72, where.y + 72, 336, 308}, kDrawnPaper, cv::FILLED);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_GT(page.pictures[0].width(), where.width * 0.8f);
  EXPECT_GT(page.pictures[0].height(), where.height * 0.8f);
}

// A side that is paper and ink by turns has no cell that tells of a picture, but hangs on to one.
TEST(Separators, ThePaleSideOfAPhotographIsNoInk) {
  cv::Mat drawn = two_columns();
  const cv::Rect where(640, 1120, 480, 300), side(1092, 1120, 28, 300);
  draw_photograph(drawn, where);
  for (int y = side.y; y < side.br().y; y += 12) {
    cv::rectangle(drawn, {side.x, y, side.width, 7}, kDrawnPaper, cv::FILLED);
  }
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_LT(cv::countNonZero(page.ink(side)), side.area() / 100);
}

// Broad strokes that have run together, counters clogged with grey: dark all over, but no picture.
TEST(Separators, ASmudgedHeadlineIsNoPicture) {
  cv::Mat drawn = two_columns(), headline = paper(900, 200);
  for (int k = 0; k < 7; ++k) draw_character(headline, 10 + 125 * k, 30, 120, 70 + k);
  cv::erode(headline, headline, cv::getStructuringElement(cv::MORPH_ELLIPSE, {19, 19}));
  cv::GaussianBlur(headline, headline, {9, 9}, 0);
  cv::Mat grain(headline.size(), CV_8U);
  cv::RNG(3).fill(grain, cv::RNG::UNIFORM, 0, 40);
  cv::blur(grain, grain, {3, 3});
  headline += grain;
  cv::Mat place = drawn(cv::Rect(100, 1120, 900, 200));
  cv::min(headline, place, place);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(page.pictures.empty());
  EXPECT_GT(cv::countNonZero(page.ink(cv::Rect(100, 1120, 900, 200))), 900 * 120 / 3);
}

// White above it, up to the line around it: the sky.
TEST(Separators, APhotographGoesUpToItsFrame) {
  cv::Mat drawn = two_columns();
  const cv::Rect frame(640, 1080, 480, 360);
  draw_photograph(drawn, {640, 1260, 480, 180});
  cv::rectangle(drawn, frame, kDrawnInk, 4);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].top, frame.y, kGlyph / 2);
  // Text in the frame above it is none of the picture.
  cv::Mat boxed = two_columns();
  cv::rectangle(boxed, frame, kDrawnInk, 4);
  draw_text(boxed, {660, 1095, 440, 160}, kGlyph);
  draw_photograph(boxed, {640, 1260, 480, 180});
  const SeparatedPage text = separated(boxed);
  ASSERT_EQ(text.pictures.size(), 1u);
  EXPECT_NEAR(text.pictures[0].top, 1260, kGlyph / 2);
}

// A tone so pale that it counts as paper by itself, at the foot of one.
TEST(Separators, APaleGroundIsPartOfThePhotograph) {
  cv::Mat drawn = two_columns();
  draw_photograph(drawn, {640, 1100, 480, 200});
  draw_text(drawn, {640, 1350, 480, 60}, kGlyph);
  CleanPage clean;
  clean.grey = even_light(drawn, kGlyph);
  cv::rectangle(clean.grey, {640, 1300, 480, 40}, 224, cv::FILLED);
  clean.ink = find_ink(clean.grey, kGlyph);
  clean.glyph = kGlyph;
  const SeparatedPage page = separate(clean);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].bottom, 1340, 5);
}

// Characters so close that the grey they stand on is nowhere broad: no panel, but no picture
// either.
TEST(Separators, AHeadlineOnGreyIsNoPicture) {
  cv::Mat drawn = two_columns(), small(136, 60, CV_8U, cv::Scalar(190));
  for (int k = 0; k < 10; ++k)
    draw_character(small, 3 + 28 * (k % 2), 1 + 27 * (k / 2), 26, std::uint64_t(50 + k));
  const cv::Rect ground(640, 1100, 150, 340);
  cv::resize(small, drawn(ground), ground.size(), 0, 0, cv::INTER_CUBIC);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(page.pictures.empty());
  EXPECT_GT(cv::countNonZero(page.ink(ground)), ground.area() / 10);
}

TEST(Separators, FindsHalftones) {
  cv::Mat drawn = two_columns(), tones = paper(480, 300);
  draw_photograph(tones, {0, 0, 480, 300});
  const cv::Rect where(640, 1120, 480, 300);
  for (int y = 2; y < 300; y += 4) {  // a screen of four pixels
    for (int x = 2; x < 480; x += 4) {
      const double radius = 2.6 * std::sqrt((255 - tones.at<std::uint8_t>(y, x)) / 255.0);
      for (int dy = -2; dy < 2; ++dy) {
        for (int dx = -2; dx < 2; ++dx) {
          if (std::hypot(dx + 0.5, dy + 0.5) <= radius) {
            drawn.at<std::uint8_t>(where.y + y + dy, where.x + x + dx) = kDrawnInk;
          }
        }
      }
    }
  }
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].width(), where.width, kGlyph);
  EXPECT_NEAR(page.pictures[0].height(), where.height, kGlyph);
}

// Dots, a quarter of a character apart, whose area is `share`(x, y) of their cell's.
template <typename Share>
void draw_screen(cv::Mat& page, const cv::Rect& where, Share share) {
  constexpr int kPitch = 8;
  for (int y = 0; y < where.height; ++y) {
    for (int x = 0; x < where.width; ++x) {
      const double dx = x % kPitch - kPitch / 2 + 0.5, dy = y % kPitch - kPitch / 2 + 0.5;
      const double dark = share(x - dx, y - dy) * kPitch * kPitch;
      if (CV_PI * (dx * dx + dy * dy) <= dark)
        page.at<std::uint8_t>(where.y + y, where.x + x) = kDrawnInk;
    }
  }
}

// As scanned with one bit a pixel: no tone but what its dots make. The lines about it stay.
TEST(Separators, FindsHalftonesWhoseDotsStandApart) {
  cv::Mat drawn = two_columns();
  const cv::Rect where(640, 1120, 480, 300), line(640, 1085, 480, 30);
  draw_text(drawn, line, kGlyph);
  draw_screen(drawn, where,
              [](double x, double y) { return 0.5 + 0.35 * std::sin(x / 50) * std::cos(y / 40); });
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].width(), where.width, kGlyph);
  EXPECT_NEAR(page.pictures[0].height(), where.height, kGlyph);
  EXPECT_EQ(cv::countNonZero(page.ink(line) != ink_of(drawn)(line)), 0);
}

// Its dots are of one size: text may stand on it.
TEST(Separators, ATintIsNoPicture) {
  cv::Mat drawn = two_columns();
  draw_screen(drawn, {640, 1120, 480, 300}, [](double, double) { return 0.15; });
  EXPECT_TRUE(separated(drawn).pictures.empty());
}

// Past its dots, which grow paler to the right, it is text like any other; the words in the
// photograph beside it are not looked for.
TEST(Separators, TurnsAHeadlineOnAHalftone) {
  cv::Mat drawn = two_columns(), straight = two_columns();
  const cv::Rect tint(80, 1120, 800, 150), picture(940, 1120, 200, 300);
  draw_screen(drawn, tint, [](double x, double) { return .35 - .3 * x / 800; });
  draw_screen(drawn, picture,
              [](double x, double y) { return 0.5 + 0.35 * std::sin(x / 50) * std::cos(y / 40); });
  for (int k = 0; k < 7; ++k)
    for (cv::Mat* page : {&drawn, &straight})
      draw_character(*page, 130 + 100 * k, 1155, 80, 50 + k);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].left, picture.x, kGlyph);
  const cv::Mat expected = ink_of(straight)(tint), found = page.ink(tint);
  EXPECT_LT(cv::countNonZero(expected != found), cv::countNonZero(expected) * .35);
  EXPECT_GT(cv::mean(page.grey(cv::Rect(85, 1125, 790, 25)))[0], 230);
}

// What a photograph shows may stand clear of its edges and be as slender as strokes are.
TEST(Separators, BarsInAHalftoneAreNoHeadline) {
  cv::Mat drawn = two_columns();
  const cv::Rect where(640, 1120, 260, 260);
  draw_screen(drawn, where, [](double x, double y) {
    const bool clear = x > 40 && x < 220 && y > 40 && y < 220;
    return .1 + .25 * y / 260 + (clear ? .8 * std::max(0., std::sin((x + y / 3) / 10)) : 0);
  });
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].left, where.x, kGlyph);
  EXPECT_EQ(cv::countNonZero(page.ink(where)), 0);
}

TEST(Separators, FindsDrawings) {
  cv::Mat drawn = two_columns();
  const cv::Point middle(850, 1300);
  for (int k = 0; k < 24; ++k) {  // rays and rings, all one component
    const double a = k * CV_PI / 12;
    cv::line(drawn, middle, middle + cv::Point(int(170 * std::cos(a)), int(170 * std::sin(a))),
             kDrawnInk, 2);
  }
  for (const int radius : {60, 120, 170}) cv::circle(drawn, middle, radius, kDrawnInk, 2);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.pictures.size(), 1u);
  EXPECT_NEAR(page.pictures[0].width(), 340, kGlyph);
  EXPECT_NEAR(page.pictures[0].height(), 340, kGlyph);
}

// As large as drawings, one component, but of broad strokes.
TEST(Separators, ALargeCharacterIsNoPicture) {
  cv::Mat drawn = two_columns();
  const cv::Rect frame(700, 1110, 12 * kGlyph, 12 * kGlyph);
  cv::rectangle(drawn, frame, kDrawnInk, kGlyph);
  cv::line(drawn, {frame.x, frame.y + 6 * kGlyph}, {frame.br().x, frame.y + 6 * kGlyph}, kDrawnInk,
           kGlyph);
  cv::line(drawn, {frame.x + 6 * kGlyph, frame.y}, {frame.x + 6 * kGlyph, frame.br().y}, kDrawnInk,
           kGlyph);
  EXPECT_TRUE(separated(drawn).pictures.empty());
}

// A broken and slanted rule is one, about its middle; its parts say where it lies.
TEST(Separators, PartsSayWhereALongRuleLies) {
  cv::Mat drawn = two_columns();
  for (int k = 0; k < 6; ++k) {
    cv::rectangle(drawn, {100 + 170 * k, 1150 + kGlyph / 4 * k, 150, 3}, kDrawnInk, cv::FILLED);
  }
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.separators.size(), 1u);
  EXPECT_LT(page.separators[0].box.height(), kGlyph / 3);
  EXPECT_NEAR(page.separators[0].box.top, 1150 + kGlyph * 5 / 8, kGlyph / 3);
  std::vector<std::uint8_t> covered(1100);
  for (const Separator& part : page.rule_parts) {
    EXPECT_FALSE(part.vertical);
    EXPECT_LT(part.box.height(), kGlyph / 3);
    for (int x = int(part.box.left); x < int(part.box.right); ++x) covered[x] = 1;
  }
  EXPECT_EQ(std::count(covered.begin() + 105, covered.begin() + 1095, 0), 0);
  EXPECT_TRUE(separated(two_columns()).rule_parts.empty());
}

// As long as two of its characters, it could be a stroke of a still larger one, but these have
// their other strokes above their middle (旦).
TEST(Separators, ARuleUnderAHeadlineIsNoStrokeOfIt) {
  const int size = 4 * kGlyph;
  cv::Mat drawn = two_columns();
  cv::Mat place = drawn(cv::Rect(150, 1150, size, size));
  place = kDrawnPaper;
  cv::rectangle(place, {8, 8, size - 16, size - 16}, kDrawnInk, 8);
  cv::line(place, {8, size / 2}, {size - 8, size / 2}, kDrawnInk, 8);
  cv::Mat centred = drawn.clone(), apart = drawn.clone();
  const int y = 1150 + size + kGlyph / 2;
  cv::rectangle(drawn, {150, y, 2 * size, 4}, kDrawnInk, cv::FILLED);
  EXPECT_EQ(separated(drawn).separators.size(), 1u);
  cv::rectangle(centred, {150 - size / 2, y, 2 * size, 4}, kDrawnInk, cv::FILLED);
  EXPECT_TRUE(separated(centred).separators.empty());
  // Nor does a character have so much white inside.
  cv::rectangle(apart, {150 - size / 2, y + kGlyph + 6, 2 * size, 4}, kDrawnInk, cv::FILLED);
  EXPECT_EQ(separated(apart).separators.size(), 1u);
}

TEST(Separators, TurnsWhiteOnBlack) {
  cv::Mat drawn = two_columns();
  const cv::Rect bar(100, 1180, 400, 60);
  cv::rectangle(drawn, bar, kDrawnInk, cv::FILLED);
  draw_text(drawn, {125, 1192, 360, 51}, 36, false, kDrawnPaper);
  cv::Mat straight = two_columns();
  draw_text(straight, {125, 1192, 360, 51}, 36);
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.reversed.size(), 1u);
  EXPECT_NEAR(page.reversed[0].left, bar.x, 3);
  EXPECT_NEAR(page.reversed[0].bottom, bar.br().y, 3);
  const int expected = cv::countNonZero(ink_of(straight)(bar));
  EXPECT_NEAR(cv::countNonZero(page.ink(bar)), expected, expected * 0.35);
  EXPECT_GT(cv::mean(page.grey(bar))[0], 140);
  EXPECT_TRUE(page.pictures.empty());
}

// 日 in a bold face: black all round, and white inside of the size of characters.
TEST(Separators, TheSquaresInABoldCharacterAreNoWhiteText) {
  cv::Mat drawn = two_columns();
  const cv::Rect sun(300, 1150, 110, 200);
  cv::rectangle(drawn, sun, kDrawnInk, cv::FILLED);
  for (const int y : {1172, 1262}) cv::rectangle(drawn, {325, y, 60, 66}, kDrawnPaper, cv::FILLED);
  const SeparatedPage page = separated(drawn);
  EXPECT_TRUE(page.reversed.empty());
  EXPECT_EQ(cv::countNonZero(page.ink(sun) != ink_of(drawn)(sun)), 0);
}

// What stands on a panel is parted from what is beside it.
TEST(Separators, ThePanelsSidesAreRules) {
  CleanPage clean;
  clean.grey = two_columns();
  clean.ink = find_ink(clean.grey, kGlyph);
  clean.glyph = kGlyph;
  const std::size_t before = separate(clean).separators.size();
  clean.panels = {{100, 1120, 1100, 1400}, {300, 1040, 400, 1090}};
  const SeparatedPage page = separate(clean);
  EXPECT_EQ(page.separators.size(), before + 4);  // the second holds a single line: a label
  EXPECT_TRUE(has_rule(page, {100, 1120, 1000, 1}, false));
  EXPECT_TRUE(has_rule(page, {1100, 1120, 1, 280}, true));
}

// White on black in its left half, with little black above and below; black on white in the right.
TEST(Separators, TurnsTheBlackHalfOfALabel) {
  cv::Mat drawn = two_columns();
  const cv::Rect label(100, 1180, 400, 60), black(100, 1180, 200, 60);
  cv::rectangle(drawn, label, kDrawnInk, 1);
  cv::rectangle(drawn, black, kDrawnInk, cv::FILLED);
  for (int k = 0; k < 4; ++k) {
    draw_character(drawn, 110 + 45 * k, 1184, 48, 70 + k, kDrawnPaper);
    draw_character(drawn, 310 + 45 * k, 1190, 40, 80 + k);
  }
  const SeparatedPage page = separated(drawn);
  ASSERT_EQ(page.reversed.size(), 1u);
  EXPECT_NEAR(page.reversed[0].left, black.x, 3);
  EXPECT_NEAR(page.reversed[0].right, black.br().x, 4);
}

TEST(Separators, APageWithoutTextIsLeftAlone) {
  CleanPage page;
  page.grey = paper(50, 40);
  page.ink = cv::Mat::zeros(40, 50, CV_8U);
  const SeparatedPage separated_page = separate(page);
  EXPECT_TRUE(separated_page.separators.empty());
  EXPECT_EQ(separated_page.ink.size(), page.ink.size());
}

TEST(Separators, DoesNotTrustTinyPages) {
  for (const cv::Size& size : {cv::Size(1, 1), cv::Size(3, 200), cv::Size(200, 3)}) {
    CleanPage page;
    page.grey = cv::Mat(size, CV_8U, cv::Scalar(10));
    page.ink = cv::Mat(size, CV_8U, cv::Scalar(255));
    page.glyph = kGlyph;
    EXPECT_EQ(separate(page).ink.size(), page.ink.size());
  }
}

TEST(DebugPictures, AreWrittenInTheOrderOfTheRoad) {
  const testing::TemporaryFolder folder;
  CleanPage clean;
  clean.grey = two_columns();
  clean.ink = ink_of(clean.grey);
  clean.glyph = kGlyph;
  write_debug_pictures(folder.path("new"), 2, clean, separate(clean), {{{80, 80, 560, 110}}});
  for (const char* name :
       {"page-2-1-grey.png", "page-2-2-ink.png", "page-2-3-separators.png", "page-2-4-lines.png"}) {
    std::ifstream in(folder.path("new") + "/" + name, std::ios::binary);
    std::string start(8, ' ');
    in.read(start.data(), 8);
    EXPECT_EQ(start, "\x89PNG\r\n\x1a\n") << name;
  }
}

TEST(DebugPictures, SayWhatCannotBeWritten) {
  EXPECT_THROW(write_png("/proc/no/such/place.png", paper(2, 2)), std::runtime_error);
}

}  // namespace
}  // namespace tonglan
