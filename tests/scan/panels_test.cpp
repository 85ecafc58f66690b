// turn_panels: text on filled areas of any tone becomes dark on paper; pictures and blots stay.
#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "scan/clean.h"
#include "scan/clean_ink.h"
#include "scan/clean_panels.h"
#include "scan/drawn_page.h"
#include "scan/scan.h"
#include "scan/separators.h"

namespace tonglan {
namespace {

constexpr int kGlyph = 30;
const cv::Rect kPanel(100, 1000, 900, 400);
const cv::Rect kText(140, 1030, 820, 340);

// Two columns of text, and room for a panel under them.
cv::Mat two_columns() {
  cv::Mat page = paper(1200, 1500);
  draw_text(page, {80, 80, 480, 850}, kGlyph);
  draw_text(page, {640, 80, 480, 850}, kGlyph);
  return page;
}

void fill(cv::Mat& page, const cv::Rect& area, int tone) {
  cv::rectangle(page, area, tone, cv::FILLED);
}

void add_noise(cv::Mat& page, double deviation) {
  cv::Mat noise(page.size(), CV_16S), sum;
  cv::RNG(7).fill(noise, cv::RNG::NORMAL, 0, deviation);
  page.convertTo(sum, CV_16S);
  sum += noise;
  sum.convertTo(page, CV_8U);
}

struct Turned {
  std::vector<cv::Rect> boxes;
  cv::Mat even, before;
};

Turned turned_panels(const cv::Mat& drawn) {
  Turned turned;
  turned.even = even_light(drawn, kGlyph);
  turned.before = turned.even.clone();
  turned.boxes = turn_panels(drawn, turned.even, kGlyph);
  return turned;
}

// The ink in the panel is that of the same text on plain paper, but for the rims of strokes.
void expect_ink(const Turned& turned, const cv::Mat& on_paper) {
  ASSERT_EQ(turned.boxes.size(), 1u);
  EXPECT_NEAR(turned.boxes[0].x, kPanel.x, kGlyph / 3);
  EXPECT_NEAR(turned.boxes[0].y, kPanel.y, kGlyph / 3);
  EXPECT_NEAR(turned.boxes[0].br().x, kPanel.br().x, kGlyph / 3);
  EXPECT_NEAR(turned.boxes[0].br().y, kPanel.br().y, kGlyph / 3);
  const cv::Mat found = find_ink(turned.even, kGlyph)(kText);
  const cv::Mat expected = find_ink(even_light(on_paper, kGlyph), kGlyph)(kText);
  cv::Mat round_found, round_expected;
  cv::dilate(found, round_found, cv::Mat::ones(3, 3, CV_8U));
  cv::dilate(expected, round_expected, cv::Mat::ones(3, 3, CV_8U));
  EXPECT_LT(cv::countNonZero(expected & ~round_found), cv::countNonZero(expected) / 50);
  EXPECT_LT(cv::countNonZero(found & ~round_expected), cv::countNonZero(expected) / 50);
}

void expect_nothing(const Turned& turned) {
  EXPECT_TRUE(turned.boxes.empty());
  EXPECT_EQ(cv::countNonZero(turned.even != turned.before), 0);
}

TEST(Panels, WhiteOnDarkBecomesDarkOnPaper) {
  for (const bool vertical : {false, true}) {
    cv::Mat drawn = two_columns(), on_paper = drawn.clone();
    fill(drawn, kPanel, 40);
    draw_text(drawn, kText, kGlyph, vertical, 235);
    draw_text(on_paper, kText, kGlyph, vertical);
    expect_ink(turned_panels(drawn), on_paper);
  }
}

// As yellow is: the red on it is nearer to it than the black.
TEST(Panels, TwoDarkerTonesAreTextBoth) {
  cv::Mat drawn = two_columns(), on_paper = drawn.clone();
  fill(drawn, kPanel, 110);
  for (cv::Mat* page : {&drawn, &on_paper}) {
    draw_text(*page, {140, 1040, 820, 130}, 3 * kGlyph, false, page == &drawn ? 60 : kDrawnInk);
    draw_text(*page, {140, 1200, 820, 160}, kGlyph, false, 20);
  }
  expect_ink(turned_panels(drawn), on_paper);
}

TEST(Panels, BlackAndWhiteOnMidGreyAreTextBoth) {
  cv::Mat drawn = two_columns(), on_paper = drawn.clone();
  fill(drawn, kPanel, 130);
  for (cv::Mat* page : {&drawn, &on_paper}) {
    draw_text(*page, {140, 1040, 820, 150}, kGlyph, false, page == &drawn ? 240 : kDrawnInk);
    draw_text(*page, {140, 1210, 820, 150}, kGlyph, false, kDrawnInk);
  }
  expect_ink(turned_panels(drawn), on_paper);
}

TEST(Panels, ASlowGradientAndNoiseAreBackground) {
  cv::Mat drawn = two_columns(), on_paper = drawn.clone();
  for (int x = 0; x < kPanel.width; ++x) {
    fill(drawn, {kPanel.x + x, kPanel.y, 1, kPanel.height}, 45 + 30 * x / kPanel.width);
  }
  draw_text(drawn, kText, kGlyph, false, 225);
  draw_text(on_paper, kText, kGlyph);
  cv::GaussianBlur(drawn, drawn, {3, 3}, 0);
  add_noise(drawn, 8);
  expect_ink(turned_panels(drawn), on_paper);
}

// The blurred edge of a panel becomes paper; the text close under it stays as it is.
TEST(Panels, TextCloseToThemIsLeftAlone) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 90);
  draw_text(drawn, kText, kGlyph, false, 235);
  const cv::Rect close(100, kPanel.br().y + 6, 900, kGlyph);
  draw_text(drawn, close, kGlyph);
  cv::GaussianBlur(drawn, drawn, {3, 3}, 0);
  const Turned turned = turned_panels(drawn);
  ASSERT_EQ(turned.boxes.size(), 1u);
  const cv::Rect line(100, close.y + 2, 900, kGlyph - 2);
  EXPECT_EQ(cv::countNonZero(turned.even(line) != turned.before(line)), 0);
}

// A page that leans and bends: where a panel lies on it, is found backwards.
TEST(Panels, PointsAreFoundOnTheCleanedPage) {
  Transform t;
  t.a = 1.01f, t.b = -.02f, t.c = 14, t.d = .02f, t.e = 1.01f, t.f = -9;
  t.cell = 100;
  t.columns = 3;
  t.rows = 2;
  t.bend = {{0, 1}, {2, 4}, {1, -3}, {0, 2}, {-2, 5}, {1, 0}};
  for (const Point p : {Point{20, 30}, Point{150, 80}, Point{290, 5}}) {
    const Point back = point_in_cleaned(t, point_in_source(t, p));
    EXPECT_NEAR(back.x, p.x, .01f);
    EXPECT_NEAR(back.y, p.y, .01f);
  }
}

TEST(Panels, AreFoundOnASkewPage) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 40);
  draw_text(drawn, kText, kGlyph, false, 235);
  EXPECT_EQ(turned_panels(turned(drawn, 3)).boxes.size(), 1u);
}

// Its light must not be taken for the page's where it is far from any paper, nor the panel at the
// top for the dark round a page.
TEST(Panels, LinesOnThemAreFoundOnTheWholeRoad) {
  cv::Mat drawn = paper(1500, 2200);
  draw_text(drawn, {80, 200, 640, 1000}, kGlyph);
  draw_text(drawn, {780, 200, 640, 1000}, kGlyph);
  fill(drawn, {0, 0, 1500, 130}, 40);
  draw_text(drawn, {60, 40, 600, 70}, 50, false, 235);
  fill(drawn, {40, 1300, 1420, 860}, 110);
  draw_text(drawn, {120, 1640, 1260, 300}, kGlyph, false, 20);
  ScanOptions options;
  const auto pages = scan_image(pixels_of(drawn), options);
  ASSERT_EQ(pages.size(), 1u);
  const auto inside = [&](const Box& box) {
    return std::count_if(pages[0].lines.begin(), pages[0].lines.end(), [&](const TextLine& line) {
      return line.box.left > box.left && line.box.right < box.right && line.box.top > box.top &&
             line.box.bottom < box.bottom;
    });
  };
  EXPECT_EQ(inside({40, 20, 700, 120}), 1);
  EXPECT_EQ(inside({60, 1320, 1440, 2140}), 300 / int(kGlyph * 1.4));
  EXPECT_TRUE(pages[0].page.pictures.empty());
}

// A box and a bar, blurred as scans are.
TEST(Panels, NothingIsLeftOfTheirRims) {
  for (const int height : {400, 100}) {
    cv::Mat drawn = two_columns();
    const cv::Rect area(kPanel.x, kPanel.y, kPanel.width, height);
    fill(drawn, area, 40);
    draw_text(drawn, {140, 1020, 500, height - 25}, 50, false, 235);
    cv::GaussianBlur(drawn, drawn, {5, 5}, 0);
    CleanPage page;
    page.grey = turned_panels(drawn).even;
    page.ink = find_ink(page.grey, kGlyph);
    page.glyph = kGlyph;
    const SeparatedPage found = separate(page);
    EXPECT_TRUE(found.separators.empty());
    EXPECT_TRUE(found.pictures.empty());
    const cv::Rect round(area.x - 20, area.y - 20, area.width + 40, area.height + 40);
    EXPECT_LT(cv::countNonZero(page.ink(round).colRange(0, 50)), 10);
    EXPECT_LT(cv::countNonZero(page.ink(round).rowRange(0, 40)), 10);
  }
}

TEST(Panels, APictureOnOneStaysAPicture) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 40);
  draw_text(drawn, {140, 1030, 440, 340}, kGlyph, false, 235);
  const cv::Rect photograph(640, 1040, 320, 320);
  draw_photograph(drawn, photograph);
  cv::Mat place = drawn(photograph);
  place += 60;  // lighter than the panel all over
  CleanPage page;
  const Turned turned = turned_panels(drawn);
  ASSERT_EQ(turned.boxes.size(), 1u);
  page.grey = turned.even;
  page.ink = find_ink(page.grey, kGlyph);
  page.glyph = kGlyph;
  const SeparatedPage found = separate(page);
  ASSERT_EQ(found.pictures.size(), 1u);
  EXPECT_NEAR(found.pictures[0].left, photograph.x, kGlyph / 2);
  EXPECT_NEAR(found.pictures[0].bottom, photograph.br().y, kGlyph / 2);
  EXPECT_GT(cv::countNonZero(found.ink(cv::Rect(140, 1030, 440, 340))), 10000);
}

TEST(Panels, TextOnPaperIsLeftAlone) {
  for (const bool vertical : {false, true})
    expect_nothing(turned_panels(newspaper(kGlyph, vertical)));
}

TEST(Panels, ABlotIsNoPanel) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 30);
  cv::ellipse(drawn, {500, 1200}, {150, 60}, 20, 0, 360, kDrawnPaper, cv::FILLED);
  cv::ellipse(drawn, {800, 1150}, {20, 15}, 0, 0, 360, kDrawnPaper, cv::FILLED);
  expect_nothing(turned_panels(drawn));
}

// The white between the strokes of a broad character (國) has the form of strokes itself.
TEST(Panels, ALargeCharacterIsNoPanel) {
  cv::Mat drawn = two_columns();
  const int side = 9 * kGlyph;
  for (int k = 0; k < 3; ++k) {
    const cv::Rect box(120 + 300 * k, 1050, side, side);
    fill(drawn, box, kDrawnInk);
    for (int i = 0; i < 4; ++i) {
      draw_character(drawn, box.x + 40 + 100 * (i % 2), box.y + 40 + 100 * (i / 2), 90, 60 + i + k,
                     kDrawnPaper);
    }
  }
  expect_nothing(turned_panels(drawn));
}

// A dark house on white, with rows of lit windows as large as characters.
TEST(Panels, WindowsAreNoCharacters) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 60);
  for (int y = kPanel.y + 30; y + 60 < kPanel.br().y; y += 50) {
    for (int x = kPanel.x + 40; x + 60 < kPanel.br().x; x += 45) fill(drawn, {x, y, 22, 30}, 210);
  }
  expect_nothing(turned_panels(drawn));
}

TEST(Panels, APhotographIsNone) {
  cv::Mat drawn = two_columns();
  draw_photograph(drawn, kPanel);
  add_noise(drawn, 6);
  expect_nothing(turned_panels(drawn));
}

// A flat sky, houses of one tone with rows of lit windows, people before it.
TEST(Panels, APhotographWithFlatAreasIsNone) {
  cv::Mat drawn = two_columns();
  fill(drawn, kPanel, 150);
  draw_photograph(drawn, {100, 1300, 900, 100});
  for (int k = 0; k < 6; ++k) {
    const cv::Rect house(130 + 140 * k, 1080 + 20 * (k % 3), 110, 240);
    fill(drawn, house, 50 + 15 * (k % 3));
    for (int y = house.y + 12; y + 30 < house.br().y; y += 28) {
      for (int x = house.x + 8; x + 14 < house.br().x; x += 24) fill(drawn, {x, y, 12, 16}, 200);
    }
  }
  for (int k = 0; k < 5; ++k) {
    cv::circle(drawn, {200 + 160 * k, 1280}, 28, 90 + 10 * k, cv::FILLED);
  }
  add_noise(drawn, 4);
  expect_nothing(turned_panels(drawn));
}

// What is written on a banner in a photograph is the photograph's.
TEST(Panels, ABannerInAPhotographIsNone) {
  cv::Mat drawn = two_columns();
  draw_photograph(drawn, kPanel);
  fill(drawn, {250, 1120, 600, 100}, 40);
  draw_text(drawn, {280, 1140, 540, 70}, 50, false, 220);
  expect_nothing(turned_panels(drawn));
}

// Where the page lies in the shade its paper is as dark as a panel, and ends where the light
// begins.
TEST(Panels, ShadedPaperIsNone) {
  cv::Mat drawn = newspaper(kGlyph), shaded;
  for (int x = 0; x < drawn.cols; ++x) {
    const double light = std::clamp(0.5 + 0.5 * (x - 500) / 120.0, 0.5, 1.0);
    cv::Mat column = drawn.col(x);
    column.convertTo(column, CV_8U, light);
  }
  EXPECT_TRUE(turned_panels(drawn).boxes.empty());
}

}  // namespace
}  // namespace tonglan
