// clean_image: pages drawn, turned, bent, shaded and soiled; what comes out must be upright,
// straight and even, and every point of it must be found again on the source.
#include "scan/clean.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"
#include "scan/clean_ink.h"
#include "scan/drawn_page.h"

namespace tonglan {
namespace {

CleanPage cleaned(const cv::Mat& picture) {
  const std::vector<CleanPage> pages = clean_image(pixels_of(picture), {});
  EXPECT_EQ(pages.size(), 1u);
  return pages.at(0);
}

int characters_of(const cv::Mat& ink, float glyph) {
  int count = 0;
  for (const Component& c : components_of(ink).items) {
    count += std::max(c.width(), c.height()) > 0.5f * glyph;
  }
  return count;
}

// The middle of a black disc of about `radius` pixels nearest to `near`.
cv::Point2f disc_near(const cv::Mat& grey, cv::Point2f near, int radius) {
  const cv::Rect window =
      cv::Rect(int(near.x) - 3 * radius, int(near.y) - 3 * radius, 6 * radius, 6 * radius) &
      cv::Rect(0, 0, grey.cols, grey.rows);
  const cv::Moments m = cv::moments(255 - grey(window) > 120, true);
  return {float(window.x + m.m10 / m.m00 + 0.5), float(window.y + m.m01 / m.m00 + 0.5)};
}

// Where the cleaned page shows the point of the source: the transform, solved by steps.
cv::Point2f on_cleaned(const Transform& t, cv::Point2f source) {
  const float size = t.a * t.e - t.b * t.d;
  Point p = {0, 0};
  for (int k = 0; k < 50; ++k) {
    const Point there = point_in_source(t, p);
    const float dx = source.x - there.x, dy = source.y - there.y;
    p = {p.x + (t.e * dx - t.b * dy) / size, p.y + (t.a * dy - t.d * dx) / size};
  }
  return {p.x, p.y};
}

// Discs at `marks` of the source stand on the cleaned page where the transform says.
void expect_marks(const CleanPage& page, const std::vector<cv::Point2f>& marks, int radius) {
  for (const cv::Point2f& mark : marks) {
    const cv::Point2f expected = on_cleaned(page.to_source, mark);
    const cv::Point2f seen = disc_near(page.grey, expected, radius);
    const Point back = point_in_source(page.to_source, {seen.x, seen.y});
    EXPECT_NEAR(back.x, mark.x, 1) << "mark at " << mark;
    EXPECT_NEAR(back.y, mark.y, 1) << "mark at " << mark;
  }
}

TEST(Clean, FindsTheSizeOfBodyCharacters) {
  for (const bool vertical : {false, true}) {
    for (const int glyph : {20, 24, 33, 48, 70}) {
      const CleanPage page = cleaned(newspaper(glyph, vertical));
      EXPECT_NEAR(page.glyph / glyph, 1, 0.1) << glyph << (vertical ? " vertical" : "");
      EXPECT_GT(page.confidence, 0.6);
    }
  }
}

TEST(Clean, LeavesAStraightPageAsItIs) {
  const cv::Mat drawn = newspaper(30);
  const CleanPage page = cleaned(drawn);
  EXPECT_NEAR(page.skew, 0, 0.05);
  EXPECT_EQ(page.turned, 0);
  EXPECT_TRUE(page.to_source.bend.empty());
  EXPECT_EQ(page.grey.size(), page.ink.size());
  EXPECT_EQ(characters_of(page.ink, 30), characters_of(find_ink(drawn, 30), 30));
}

TEST(Clean, TakesSkewOut) {
  for (const bool vertical : {false, true}) {
    const cv::Mat drawn = newspaper(26, vertical);
    for (const double degrees : {-14.0, -6.3, -0.4, 0.25, 1.7, 9.0}) {
      EXPECT_NEAR(cleaned(turned(drawn, degrees)).skew, degrees, 0.1)
          << (vertical ? "vertical" : "");
    }
  }
}

TEST(Clean, KeepsSkewWhenAsked) {
  ScanOptions options;
  options.straighten = false;
  const auto pages = clean_image(pixels_of(turned(newspaper(26), 3)), options);
  EXPECT_EQ(pages.at(0).skew, 0);
}

TEST(Clean, MapsBackToTheSource) {
  cv::Mat drawn = newspaper(26);
  const std::vector<cv::Point2f> marks = {
      {30, 30}, {1160, 40}, {40, 1250}, {1150, 1260}, {600, 1270}};
  for (const cv::Point2f& m : marks) cv::circle(drawn, m, 9, 0, cv::FILLED, cv::LINE_AA);
  for (const double degrees : {0.0, -3.0, 8.5}) {
    std::vector<cv::Point2f> there;
    for (const cv::Point2f& m : marks) {
      // Discs are drawn round the middles of pixels; boxes and transforms count from corners.
      const cv::Point2f p = turned_point(drawn, degrees, m);
      there.push_back({p.x + 0.5f, p.y + 0.5f});
    }
    expect_marks(cleaned(degrees == 0 ? drawn : turned(drawn, degrees)), there, 9);
  }
}

TEST(Clean, EnlargesSmallCharacters) {
  cv::Mat drawn = newspaper(24), small;
  cv::circle(drawn, {40, 40}, 14, 0, cv::FILLED);
  cv::resize(drawn, small, {}, 0.5, 0.5, cv::INTER_AREA);
  const CleanPage page = cleaned(small);
  EXPECT_GE(page.glyph, 20);
  EXPECT_NEAR(page.glyph * page.to_source.a, 12, 1.5);
  expect_marks(page, {{20.25f, 20.25f}}, 14);
}

// The page whose point x, y shows what the drawn one has at x, y + d(x).
template <typename Offset>
cv::Mat bent_by(const cv::Mat& drawn, const Offset& d) {
  cv::Mat map_x(drawn.size(), CV_32F), map_y(drawn.size(), CV_32F), bent;
  for (int y = 0; y < drawn.rows; ++y) {
    for (int x = 0; x < drawn.cols; ++x) {
      map_x.at<float>(y, x) = float(x);
      map_y.at<float>(y, x) = float(y + d(x));
    }
  }
  cv::remap(drawn, bent, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, kDrawnPaper);
  return bent;
}

// Points of one straight line are on one line again, within so many pixels.
template <typename Offset>
void expect_straight(const CleanPage& page, int glyph, const Offset& d, float within) {
  for (const int y : {300, 700, 1100}) {
    float least = 1e9f, most = -1e9f;
    for (int x = 3 * glyph; x < 43 * glyph; x += glyph) {
      const cv::Point2f p = on_cleaned(page.to_source, {float(x), float(y - d(x))});
      const float level = p.y - y;  // the page was not turned by much
      least = std::min(least, level);
      most = std::max(most, level);
    }
    EXPECT_LT(most - least, within) << "line at " << y;
  }
}

TEST(Clean, StraightensBentLines) {
  const int g = 26;
  cv::Mat drawn = newspaper(g);
  std::vector<cv::Point2f> marks;
  for (const int y : {60, 640, 1265}) {
    for (const int x : {30, 480, 1165}) marks.push_back({float(x), float(y)});
  }
  for (const cv::Point2f& m : marks) cv::circle(drawn, m, 8, 0, cv::FILLED, cv::LINE_AA);
  const auto d = [&](double x) { return 12 * std::sin(x / drawn.cols * CV_PI * 1.3); };
  const CleanPage page = cleaned(bent_by(drawn, d));
  ASSERT_FALSE(page.to_source.bend.empty());
  std::vector<cv::Point2f> there;
  for (const cv::Point2f& m : marks) there.push_back({m.x + 0.5f, float(m.y - d(m.x) + 0.5)});
  expect_marks(page, there, 8);
  expect_straight(page, g, d, g / 6.f + 2);
}

TEST(Clean, StraightensAWaveOfFewCharacters) {
  const int g = 26;
  const cv::Mat drawn = newspaper(g);
  const auto d = [&](double x) { return 14 * std::sin(x / (35 * g) * 2 * CV_PI + 1); };
  const CleanPage page = cleaned(bent_by(drawn, d));
  ASSERT_FALSE(page.to_source.bend.empty());
  expect_straight(page, g, d, g / 3.f);  // of 28
}

TEST(Clean, DoesNotBendAStraightPage) {
  EXPECT_TRUE(cleaned(turned(newspaper(26), 2)).to_source.bend.empty());
  EXPECT_TRUE(cleaned(newspaper(26, true)).to_source.bend.empty());
}

TEST(Clean, LinesOfNeighboursThatStandLowerAreNoBend) {
  const int g = 26;
  const cv::Mat drawn = newspaper(g);
  for (const double lower : {.25, .5, .75}) {
    const auto d = [&](double x) { return x < 16 * g || x > 30 * g ? 0 : -lower * g; };
    EXPECT_TRUE(cleaned(bent_by(drawn, d)).to_source.bend.empty()) << lower;
  }
}

TEST(Clean, SurvivesUnevenLight) {
  cv::Mat drawn = newspaper(30);
  const int expected = characters_of(cleaned(drawn).ink, 30);
  for (int y = 0; y < drawn.rows; ++y) {
    for (int x = 0; x < drawn.cols; ++x) {
      const double light = 0.45 + 0.55 * x / drawn.cols - 0.1 * std::sin(y / 250.0);
      drawn.at<std::uint8_t>(y, x) =
          cv::saturate_cast<std::uint8_t>(drawn.at<std::uint8_t>(y, x) * light);
    }
  }
  const CleanPage page = cleaned(drawn);
  EXPECT_NEAR(characters_of(page.ink, 30), expected, expected / 50);
  // Paper is as light on the dark side as on the bright one.
  const double left = cv::mean(page.grey.colRange(0, 80))[0];
  const double right = cv::mean(page.grey.colRange(page.grey.cols - 80, page.grey.cols))[0];
  EXPECT_NEAR(left, right, 8);
}

// A crease darkens a band over the whole page; the characters in it are as dark as the others.
void draw_crease(cv::Mat& page, int middle, bool down) {
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x) {
      const double off = ((down ? x : y) - middle - 4 * std::sin((down ? y : x) / 300.0)) / 5;
      std::uint8_t& v = page.at<std::uint8_t>(y, x);
      v = std::uint8_t(v * (1 - 0.4 * std::exp(-off * off)));
    }
  }
}

TEST(Clean, ACreaseThroughTextIsNoInk) {
  const cv::Mat plain = newspaper(30);
  const CleanPage without = cleaned(plain);
  for (const bool down : {true, false}) {
    cv::Mat drawn = plain.clone();
    draw_crease(drawn, down ? plain.cols * 3 / 7 : plain.rows / 2, down);
    const CleanPage page = cleaned(drawn);
    ASSERT_EQ(page.ink.size(), without.ink.size());
    EXPECT_LT(cv::countNonZero(page.ink & ~without.ink), cv::countNonZero(without.ink) * 0.005);
    EXPECT_GT(cv::countNonZero(page.ink & without.ink), cv::countNonZero(without.ink) * 0.99);
  }
}

// As long as a crease, as pale, and text keeps off it.
TEST(Clean, APaleRuleFromEdgeToEdgeStaysInk) {
  cv::Mat drawn = newspaper(30);
  const cv::Rect rule(0, 30, drawn.cols, 6);
  drawn(rule) = 120;
  const CleanPage page = cleaned(drawn);
  EXPECT_GT(cv::countNonZero(page.ink(rule)), rule.area() * 0.9);
}

TEST(Clean, ShowThroughIsNoInk) {
  cv::Mat drawn = newspaper(30), behind;
  cv::flip(drawn, behind, 1);
  cv::GaussianBlur(behind, behind, {9, 9}, 0);
  const cv::Mat both = drawn - (kDrawnPaper - behind) / 6;
  const CleanPage plain = cleaned(drawn), page = cleaned(both);
  EXPECT_NEAR(cv::countNonZero(page.ink), cv::countNonZero(plain.ink),
              cv::countNonZero(plain.ink) * 0.1);
}

// A page out of focus, so that its body strokes are not much darker than the headline behind it.
TEST(Clean, AHeadlineThatShinesThroughIsNoInk) {
  cv::Mat drawn = paper(1200, 1400), behind = drawn.clone();
  for (int k = 0; k < 24; ++k) {
    draw_character(drawn, 150 + 110 * (k % 8), 60 + 110 * (k / 8), 100, k);
  }
  for (int k = 0; k < 32 * 16; ++k) {
    draw_character(drawn, 100 + 30 * (k % 32), 420 + 54 * (k / 32), 30, 100 + k, kDrawnPaper - 110);
  }
  for (int k = 0; k < 6; ++k) draw_character(behind, 150 + 160 * k, drawn.rows / 2, 150, 40 + k);
  cv::GaussianBlur(behind, behind, {9, 9}, 0);
  cv::Mat both = drawn - (kDrawnPaper - behind) * 0.25;
  cv::GaussianBlur(both, both, {7, 7}, 0);
  cv::GaussianBlur(drawn, drawn, {7, 7}, 0);
  const CleanPage plain = cleaned(drawn), page = cleaned(both);
  const cv::Mat ghost = behind < kDrawnPaper - 100;
  const int more = cv::countNonZero(page.ink & ~plain.ink & ghost);
  EXPECT_LT(more, cv::countNonZero(ghost & ~plain.ink) * 0.05);
  EXPECT_GT(cv::countNonZero(page.ink & plain.ink), cv::countNonZero(plain.ink) * 0.95);
}

TEST(Clean, APaleHeadlineIsInk) {
  cv::Mat drawn = newspaper(30);
  const cv::Rect place(150, drawn.rows / 2, 660, 100);
  drawn(place) = kDrawnPaper;
  for (int k = 0; k < 6; ++k) {
    draw_character(drawn, 150 + 110 * k, drawn.rows / 2, 100, 40 + k, kDrawnPaper - 110);
  }
  const cv::Mat print = drawn(place) < kDrawnPaper - 80;
  const CleanPage page = cleaned(drawn);
  EXPECT_GT(cv::countNonZero(page.ink(place) & print), cv::countNonZero(print) * 0.95);
}

TEST(Clean, SpecksGoAndDotsStay) {
  cv::Mat drawn = newspaper(40);
  const cv::Rect dot(40 * 3 + 40 * 4 + 12, 40 * 9 - 14, 6,
                     6);  // over a character of the first line
  cv::rectangle(drawn, dot, kDrawnInk, cv::FILLED);
  cv::rectangle(drawn, {20, 1000, 5, 5}, kDrawnInk, cv::FILLED);  // alone in the margin
  const CleanPage page = cleaned(drawn);
  EXPECT_GT(cv::countNonZero(page.ink(dot)), 0);
  EXPECT_EQ(cv::countNonZero(page.ink(cv::Rect(15, 995, 15, 15))), 0);
}

TEST(Clean, BlankCornersDoNotHideTheNoiseOfThePage) {
  cv::Mat drawn = paper(1600, 2400);
  draw_text(drawn, {200, 200, 900, 500}, 30);
  cv::Mat noise(drawn.size(), CV_16S), noisy;
  cv::RNG random(7);
  random.fill(noise, cv::RNG::NORMAL, 0, 14);
  cv::Mat grey;
  drawn.convertTo(grey, CV_16S);
  cv::Mat(grey / 2 + 80 + noise).convertTo(noisy, CV_8U);
  const CleanPage plain = cleaned(drawn), page = cleaned(turned(noisy, 2));
  EXPECT_NEAR(page.glyph, plain.glyph, 0.1 * plain.glyph);
  EXPECT_LT(cv::countNonZero(page.ink), 4 * cv::countNonZero(plain.ink));  // a few specks
}

TEST(Clean, ColouredPrintIsInk) {
  for (const cv::Scalar& colour : {cv::Scalar(200, 20, 30), cv::Scalar(20, 60, 200)}) {
    const cv::Mat drawn = newspaper(30);
    cv::Mat page(drawn.size(), CV_8UC3, cv::Scalar(240, 236, 220));
    page.setTo(colour, drawn < 128);
    const CleanPage clean = cleaned(page);
    EXPECT_NEAR(characters_of(clean.ink, 30), characters_of(cleaned(drawn).ink, 30), 40);
  }
}

TEST(Clean, WhitensTheScannersBorderOnly) {
  cv::Mat drawn = newspaper(30);
  const CleanPage without = cleaned(drawn);
  cv::rectangle(drawn, {0, 0, 50, drawn.rows}, 8, cv::FILLED);
  cv::rectangle(drawn, {0, drawn.rows - 40, drawn.cols, 40}, 8, cv::FILLED);
  const CleanPage page = cleaned(drawn);
  ASSERT_EQ(page.ink.size(), without.ink.size());
  EXPECT_EQ(cv::countNonZero(page.ink.colRange(0, 60)), 0);
  EXPECT_GT(cv::mean(page.grey.colRange(0, 45))[0], 200);
  const cv::Rect inside(60, 0, drawn.cols - 60, drawn.rows - 60);
  EXPECT_EQ(cv::countNonZero(page.ink(inside) != without.ink(inside)), 0);
}

TEST(Clean, KeepsTextAtTheEdge) {
  cv::Mat drawn = newspaper(30);
  cv::Mat cut = drawn(cv::Rect(85, 0, drawn.cols - 85, drawn.rows)).clone();  // through characters
  const CleanPage page = cleaned(cut);
  EXPECT_GT(cv::countNonZero(page.ink.colRange(0, 35)), 2000);
}

TEST(Clean, NothingToReadIsNoText) {
  cv::Mat noise(900, 700, CV_8U);
  cv::RNG random(7);
  random.fill(noise, cv::RNG::NORMAL, 200, 20);
  cv::Mat photograph = paper(900, 700);
  draw_photograph(photograph, {0, 0, 900, 700});
  for (const cv::Mat& odd :
       {paper(900, 700), cv::Mat(700, 900, CV_8U, cv::Scalar(0)), noise, photograph,
        cv::Mat(1, 1, CV_8U, cv::Scalar(80)), cv::Mat(1, 3000, CV_8U, cv::Scalar(200)),
        cv::Mat(3000, 2, CV_8U, cv::Scalar(10))}) {
    const CleanPage page = cleaned(odd);
    EXPECT_EQ(page.glyph, 0) << odd.size();
    EXPECT_LT(page.confidence, 0.3) << odd.size();
    EXPECT_EQ(page.skew, 0);
    EXPECT_FALSE(page.grey.empty());
    EXPECT_EQ(page.grey.size(), page.ink.size());
  }
  EXPECT_TRUE(clean_image({}, {}).empty());
}

}  // namespace
}  // namespace tonglan
