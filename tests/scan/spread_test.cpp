// Double-page spreads: two pages of one picture, in reading order, each with its own skew; one page
// stays one.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "scan/drawn_page.h"
#include "scan/scan.h"

namespace tonglan {
namespace {

constexpr int kGlyph = 24;

cv::Mat side_by_side(const cv::Mat& left, const cv::Mat& right) {
  cv::Mat both;
  cv::hconcat(left, right, both);
  return both;
}

// Share of the page's lines whose boxes lie between `left` and `right` on the source.
float lines_between(const ScannedPage& page, float left, float right) {
  int inside = 0;
  for (const TextLine& line : page.lines) {
    const Box box = box_in_source(page.to_source, line.box);
    inside += box.left >= left && box.right <= right;
  }
  return page.lines.empty() ? 0 : float(inside) / float(page.lines.size());
}

TEST(Spread, VerticalPagesAreReadFromTheRight) {
  const cv::Mat page = newspaper(kGlyph, true), both = side_by_side(page, page);
  const auto pages = scan_image(pixels_of(both), {});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_GT(pages[0].lines.size(), 20u);
  EXPECT_EQ(lines_between(pages[0], float(page.cols), float(both.cols)), 1);
  EXPECT_EQ(lines_between(pages[1], 0, float(page.cols)), 1);
}

TEST(Spread, HorizontalPagesAreReadFromTheLeft) {
  const cv::Mat page = newspaper(kGlyph), both = side_by_side(page, page);
  const auto pages = scan_image(pixels_of(both), {});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(lines_between(pages[0], 0, float(page.cols)), 1);
  EXPECT_EQ(lines_between(pages[1], float(page.cols), float(both.cols)), 1);
}

TEST(Spread, EachPageHasItsOwnSkew) {
  const cv::Mat left = turned(newspaper(kGlyph), 0.8), straight = newspaper(kGlyph);
  cv::Mat right = turned(straight, -0.6);
  cv::resize(right, right, left.size());
  const auto pages = scan_image(pixels_of(side_by_side(left, right)), {});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_NEAR(pages[0].page.skew, 0.8, 0.15);
  EXPECT_NEAR(pages[1].page.skew, -0.6, 0.15);
}

TEST(Spread, FramesBesideTheFoldAreNoHindrance) {
  cv::Mat page = newspaper(kGlyph, true);
  cv::rectangle(page, {kGlyph, kGlyph, page.cols - 2 * kGlyph, page.rows - 2 * kGlyph}, kDrawnInk,
                3);
  EXPECT_EQ(scan_image(pixels_of(side_by_side(page, page)), {}).size(), 2u);
}

// A vertical rule with frayed edges, which erasing leaves crumbs of.
void draw_frayed_rule(cv::Mat& page, int x, int top, int bottom) {
  cv::rectangle(page, {x, top, 6, bottom - top}, kDrawnInk, cv::FILLED);
  for (int y = top; y < bottom; y += kGlyph) {
    cv::rectangle(page, {x - 5, y, 16, kGlyph / 5}, kDrawnInk, cv::FILLED);
  }
}

TEST(Spread, FrayedFramesAtTheFoldAreNoHindrance) {
  const int width = 30 * kGlyph, height = 42 * kGlyph;
  cv::Mat both = paper(2 * width, height);
  for (const int left : {0, width}) {
    draw_text(both, {left + kGlyph, 2 * kGlyph, width - 2 * kGlyph, height - 4 * kGlyph}, kGlyph,
              true);
    draw_frayed_rule(both, left == 0 ? width - 16 : width + 10, kGlyph, height - kGlyph);
  }
  cv::RNG random(1);
  for (int k = 0; k < 300; ++k) {
    const cv::Point at(random.uniform(0, both.cols - 4), random.uniform(0, both.rows - 4));
    cv::rectangle(both, {at.x, at.y, 3, 3}, kDrawnInk, cv::FILLED);
  }
  EXPECT_EQ(scan_image(pixels_of(both), {}).size(), 2u);
}

TEST(Spread, ThinFramesCloseToTheFoldAreNoHindrance) {
  const int width = 30 * kGlyph, height = 42 * kGlyph;
  cv::Mat both = paper(2 * width, height);
  for (const int left : {0, width}) {
    draw_text(both, {left + kGlyph, 2 * kGlyph, width - 2 * kGlyph, height - 4 * kGlyph}, kGlyph,
              true);
    const int frame = left == 0 ? width - kGlyph / 2 : width + kGlyph / 2;
    cv::rectangle(both, {frame, kGlyph, 3, height - 2 * kGlyph}, kDrawnInk, cv::FILLED);
  }
  EXPECT_EQ(scan_image(pixels_of(both), {}).size(), 2u);
}

// Two blocks of text, `left` and `right` glyphs wide, on a page of `sheet` glyphs; a dotted rule
// between them.
cv::Mat two_columns(int left, int right, int sheet) {
  cv::Mat page = paper(sheet * kGlyph, 40 * kGlyph);
  draw_text(page, {2 * kGlyph, 2 * kGlyph, left * kGlyph, 36 * kGlyph}, kGlyph);
  draw_text(page, {(4 + left) * kGlyph, 2 * kGlyph, right * kGlyph, 36 * kGlyph}, kGlyph);
  for (int y = 2 * kGlyph; y < 38 * kGlyph; y += kGlyph / 3) {
    cv::rectangle(page, {(3 + left) * kGlyph - 2, y, 4, 4}, kDrawnInk, cv::FILLED);
  }
  return page;
}

TEST(Spread, AWidePageOfTwoUnequalColumnsIsOne) {
  EXPECT_EQ(scan_image(pixels_of(two_columns(41, 29, 76)), {}).size(), 1u);
}

TEST(Spread, AWidePageWithTextOnItsLeftHalfIsOne) {
  EXPECT_EQ(scan_image(pixels_of(two_columns(24, 24, 110)), {}).size(), 1u);
}

TEST(Spread, AWideTableIsOnePage) {
  cv::Mat page = paper(66 * kGlyph, 40 * kGlyph);
  for (int x = 1; x < 66; x += 16) {
    cv::rectangle(page, {x * kGlyph, kGlyph, 3, 38 * kGlyph}, kDrawnInk, cv::FILLED);
  }
  for (int y = 1; y < 40; y += 2) {
    cv::rectangle(page, {kGlyph, y * kGlyph, 64 * kGlyph, 3}, kDrawnInk, cv::FILLED);
    for (int x = 1; y < 38 && x < 64; x += 16) {
      for (int k = 1; k < 14; ++k) {
        draw_character(page, (x + k) * kGlyph, y * kGlyph + kGlyph / 2, kGlyph,
                       std::uint64_t(100 * y + x + k));
      }
    }
  }
  EXPECT_EQ(scan_image(pixels_of(page), {}).size(), 1u);
}

TEST(Spread, APageOfTwoColumnsIsOne) {
  cv::Mat page = paper(30 * kGlyph, 44 * kGlyph);
  for (const int x : {2, 16}) {
    draw_text(page, {x * kGlyph, 2 * kGlyph, 12 * kGlyph, 40 * kGlyph}, kGlyph);
  }
  EXPECT_EQ(scan_image(pixels_of(page), {}).size(), 1u);
}

TEST(Spread, AWidePageUnderOneHeadlineIsOne) {
  cv::Mat page = paper(72 * kGlyph, 40 * kGlyph);
  for (int x = 4; x < 66; x += 3) {  // characters like 国 and 圆
    draw_character(page, x * kGlyph, 4 * kGlyph, 3 * kGlyph, std::uint64_t(x));
    cv::rectangle(page, {x * kGlyph + 4, 4 * kGlyph + 4, 3 * kGlyph - 8, 3 * kGlyph - 8}, kDrawnInk,
                  6);
  }
  for (const int x : {2, 20, 38, 56}) {
    draw_text(page, {x * kGlyph, 9 * kGlyph, 14 * kGlyph, 28 * kGlyph}, kGlyph);
  }
  EXPECT_EQ(scan_image(pixels_of(page), {}).size(), 1u);
}

TEST(Spread, WideTextWithoutAGutterIsOnePage) {
  for (const bool vertical : {false, true}) {
    cv::Mat page = paper(70 * kGlyph, 40 * kGlyph);
    draw_text(page, {2 * kGlyph, 2 * kGlyph, 66 * kGlyph, 36 * kGlyph}, kGlyph, vertical);
    EXPECT_EQ(scan_image(pixels_of(page), {}).size(), 1u) << vertical;
  }
}

// A strip of the neighbouring page at the edge of the glass.
TEST(Spread, TheNeighboursStripIsLeftOut) {
  const cv::Mat page = newspaper(kGlyph);
  const auto alone = scan_image(pixels_of(page), {});
  ASSERT_EQ(alone.size(), 1u);
  for (const bool left : {false, true}) {
    const cv::Mat strip = left ? page.colRange(page.cols - 5 * kGlyph, page.cols - kGlyph)
                               : page.colRange(kGlyph, 5 * kGlyph);
    const auto pages =
        scan_image(pixels_of(left ? side_by_side(strip, page) : side_by_side(page, strip)), {});
    ASSERT_EQ(pages.size(), 1u);
    EXPECT_EQ(pages[0].lines.size(), alone[0].lines.size());
    ASSERT_EQ(pages[0].warnings.size(), 1u);
    EXPECT_NE(pages[0].warnings[0].message.find("another page"), std::string::npos);
  }
}

// A column that the edge cuts off is the page's own.
TEST(Spread, AColumnAtTheEdgeIsKept) {
  const cv::Mat page = newspaper(kGlyph);
  const auto whole = scan_image(pixels_of(page), {});
  const auto cut = scan_image(pixels_of(page.colRange(0, page.cols - 4 * kGlyph)), {});
  ASSERT_EQ(cut.size(), 1u);
  EXPECT_TRUE(cut[0].warnings.empty());
  EXPECT_GE(cut[0].lines.size(), whole[0].lines.size());
}

}  // namespace
}  // namespace tonglan
