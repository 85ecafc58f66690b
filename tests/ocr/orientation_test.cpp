// Which way up a page is: found by what can be read, for nothing where it can be read as it is.
#include "ocr/orientation.h"

#include <gtest/gtest.h>

#include "support/fake_engine.h"

namespace tonglan {
namespace {

const std::u32string kAlphabet = U"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
constexpr float kWidth = 1200, kHeight = 900;

// As sure of a line as it could read of it.
class Honest : public FakeEngine {
 public:
  using FakeEngine::FakeEngine;
  ReadLine read(const Pixels& crop, const std::string& language, Direction direction,
                Framing framing) override {
    ReadLine line = FakeEngine::read(crop, language, direction, framing);
    line.confidence = float(line.glyphs.size()) / 10;  // of the ten characters in every line
    return line;
  }
};

// What the scan room makes of an upright page that was turned by `degrees` before.
ScannedPage page_turned_by(int degrees) {
  ScannedPage page;
  page.grey = blank_page(int(kWidth), int(kHeight));
  page.page.glyph = 40;
  for (int k = 0; k < 9; ++k) {
    TextLine line;
    line.box = draw_fake_text(page.grey, kAlphabet, U"甲乙丙丁戊己庚辛壬癸", 100, 60 + 80 * k, 40);
    line.glyph = 40;
    page.lines.push_back(line);
  }
  page.grey = turned(page.grey, degrees);
  const bool aside = degrees % 180 != 0;
  // Turning by the rest of the circle would set it upright: from there the way back leads here.
  const Transform to_turned =
      before_turning({}, (360 - degrees) % 360, aside ? kHeight : kWidth, aside ? kWidth : kHeight);
  for (TextLine& line : page.lines) {
    line.box = box_in_source(to_turned, line.box);
    if (aside) line.direction = Direction::kVertical;
  }
  return page;
}

TEST(TurnToRead, FindsTheWayUp) {
  for (const int degrees : {0, 90, 180, 270}) {
    Honest engine(kAlphabet);
    EXPECT_EQ(turn_to_read({page_turned_by(degrees)}, engine, {}), (360 - degrees) % 360)
        << degrees;
  }
}

TEST(TurnToRead, AnUprightPageIsReadOnceInAFewLines) {
  Honest engine(kAlphabet);
  turn_to_read({page_turned_by(0)}, engine, {});
  EXPECT_GT(engine.requests.size(), 0u);
  EXPECT_LE(engine.requests.size(), 6u);
}

TEST(TurnToRead, WhatCannotBeReadAnywayStaysAsItIs) {
  Honest engine(U"一");  // knows none of the characters
  EXPECT_EQ(turn_to_read({page_turned_by(180)}, engine, {}), 0);
  EXPECT_EQ(turn_to_read({ScannedPage{}}, engine, {}), 0);
  EXPECT_EQ(turn_to_read({}, engine, {}), 0);
}

TEST(Turned, GoesRoundAndBack) {
  Pixels picture;
  picture.width = 3;
  picture.height = 2;
  picture.channels = 3;
  for (int k = 0; k < 18; ++k) picture.bytes.push_back(std::uint8_t(k));
  const Pixels quarter = turned(picture, 90);
  EXPECT_EQ(quarter.width, 2);
  EXPECT_EQ(quarter.height, 3);
  EXPECT_EQ(quarter.row(0)[3], 0);  // the upper left corner is on the right now
  EXPECT_EQ(turned(quarter, 90).bytes, turned(picture, 180).bytes);
  EXPECT_EQ(turned(quarter, 270).bytes, picture.bytes);
}

TEST(Turned, PointsComeBackToThePictureBefore) {
  // A corner of the turned picture, and where it was before: 300 wide, 200 high.
  const auto before = [](int degrees, Point p) {
    return point_in_source(before_turning({}, degrees, 300, 200), p);
  };
  EXPECT_EQ(before(90, {0, 0}).y, 200);
  EXPECT_EQ(before(90, {0, 0}).x, 0);
  EXPECT_EQ(before(180, {10, 20}).x, 290);
  EXPECT_EQ(before(180, {10, 20}).y, 180);
  EXPECT_EQ(before(270, {0, 0}).x, 300);
  EXPECT_EQ(before(270, {0, 0}).y, 0);
}

}  // namespace
}  // namespace tonglan
