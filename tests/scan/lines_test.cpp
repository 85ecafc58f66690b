// Lines on drawn pages. Characters are figures of black boxes in one, two or three parts, as
// Chinese characters are; where they stand is known to the pixel, so the boxes found must be
// exactly theirs.
#include "scan/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "scan/lines_ends.h"
#include "scan/lines_wide.h"

namespace tonglan {
namespace {

constexpr int kEm = 40;  // pixels of a body character's cell

// A page that is being drawn, with the ink boxes of the lines set so far.
struct Press {
  SeparatedPage page;
  std::vector<cv::Rect> truth;

  explicit Press(int width = 2000, int height = 1600) {
    page.ink = cv::Mat::zeros(height, width, CV_8U);
  }

  cv::Rect fill(double x, double y, double width, double height) {
    const cv::Rect box(int(x), int(y), std::max(1, int(width)), std::max(1, int(height)));
    page.ink(box) = 255;
    return box;
  }

  // One character in the cell at (x, y); the figure depends on the place, not on chance.
  // ',' is a comma, '"' an opening quote, 'i' a narrow letter, 'B' always of one part, 'P' of four
  // small ones, ' ' nothing.
  cv::Rect character(char c, int x, int y, int em) {
    const double e = em / 20.0;
    switch (c) {
      case ' ':
        return {};
      case ',':
        return fill(x + e, y + 13 * e, 4 * e, 5 * e);
      case '"':
        return fill(x + 10 * e, y + 2 * e, 3 * e, 5 * e) |
               fill(x + 15 * e, y + 2 * e, 3 * e, 5 * e);
      case 'i':
        return fill(x + e, y + 2 * e, 4 * e, 16 * e);
      case 'P':
        return fill(x + e, y + e, 8 * e, 7 * e) | fill(x + 11 * e, y + e, 8 * e, 7 * e) |
               fill(x + e, y + 11 * e, 8 * e, 7 * e) | fill(x + 11 * e, y + 11 * e, 8 * e, 7 * e);
    }
    switch (c == 'B' ? 0 : (x / 7 + y / 11) % 4) {
      case 0:  // one part: a frame with a stroke across
        return fill(x + e, y + e, 18 * e, 3 * e) | fill(x + e, y + 15 * e, 18 * e, 3 * e) |
               fill(x + e, y + e, 3 * e, 17 * e) | fill(x + 16 * e, y + e, 3 * e, 17 * e);
      case 1:  // left and right
        return fill(x + e, y + 2 * e, 6 * e, 16 * e) | fill(x + 9 * e, y + e, 10 * e, 17 * e);
      case 2:  // upper and lower
        return fill(x + 2 * e, y + e, 16 * e, 7 * e) | fill(x + e, y + 10 * e, 18 * e, 8 * e);
      default:  // a dot over one
        return fill(x + 9 * e, y + e, 3 * e, 3 * e) | fill(x + e, y + 6 * e, 18 * e, 12 * e);
    }
  }

  // A line from (x, y) on, `advance` pixels from character to character; remembers its ink box.
  void line(const std::string& text, int x, int y, int em = kEm, bool vertical = false,
            int advance = 0) {
    cv::Rect ink;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const int along = int(i) * (advance ? advance : em);
      ink |= character(text[i], x + (vertical ? 0 : along), y + (vertical ? along : 0), em);
    }
    truth.push_back(ink);
  }

  // `rows` lines of `cells` characters, some with punctuation inside or at the end.
  void column(int x, int y, int cells, int rows, int pitch = 54, int em = kEm) {
    for (int row = 0; row < rows; ++row) {
      std::string text(cells, 'A');
      if (row % 3 == 1) text[(x / 10 + row * 5) % (cells - 2) + 1] = ',';
      if (row % 4 == 2) text[cells - 1] = ',';
      if (row % 5 == 3) text[(row * 3) % (cells - 1)] = '"';
      line(text, x, y + row * pitch, em);
    }
  }

  std::vector<TextLine> found(float glyph = 0.9f * kEm, const std::string& direction = "auto") {
    ScanOptions options;
    options.direction = direction;
    return find_lines(page, glyph, options);
  }
};

std::vector<cv::Rect> sorted(std::vector<cv::Rect> boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  return boxes;
}

std::vector<cv::Rect> boxes_of(const std::vector<TextLine>& lines) {
  std::vector<cv::Rect> boxes;
  for (const TextLine& line : lines) {
    boxes.emplace_back(int(line.box.left), int(line.box.top), int(line.box.width()),
                       int(line.box.height()));
  }
  return boxes;
}

std::size_t count(const std::vector<TextLine>& lines, Direction direction) {
  return std::count_if(lines.begin(), lines.end(),
                       [&](const TextLine& line) { return line.direction == direction; });
}

#define EXPECT_EXACT(press, lines) EXPECT_EQ(sorted(boxes_of(lines)), sorted((press).truth))

TEST(FindLines, EmptyPageHasNone) {
  EXPECT_TRUE(Press().found().empty());
  EXPECT_TRUE(Press().found(0).empty());
  EXPECT_TRUE(find_lines(SeparatedPage(), 30, ScanOptions()).empty());
}

TEST(FindLines, OddPagesDoNoHarm) {
  Press black(300, 200);
  black.page.ink = 255;
  for (const TextLine& line : black.found()) EXPECT_LT(line.confidence, 0.5f);
  Press pixel(1, 1);
  EXPECT_TRUE(pixel.found().empty());
  pixel.page.ink = 255;
  EXPECT_TRUE(pixel.found().empty());
  Press press;
  press.column(100, 100, 12, 10);
  for (const float glyph : {0.3f, 3.0f, 500.0f, 1e9f, std::nanf("")}) {
    for (const TextLine& line : press.found(glyph)) {
      EXPECT_GE(line.box.left, 0);
      EXPECT_LE(line.box.right, press.page.ink.cols);
      EXPECT_GE(line.confidence, 0);
      EXPECT_LE(line.confidence, 1);
    }
  }
}

TEST(FindLines, OneCharacterIsALine) {
  Press press;
  press.line("A", 400, 300);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(text_form(lines).substr(0, 30), "h 402,302 36x34 glyph 34 1.00\n");
}

// No neighbour is as high as the whole character and would hold its halves together.
TEST(FindLines, AnUpperAndALowerHalfAloneAreOneCharacter) {
  Press press;
  press.column(100, 100, 12, 6);
  const double e = kEm / 20.0;
  const int y = 100 + 6 * 54;
  press.truth.push_back(press.fill(102, y + e, 16 * e, 7 * e) |
                        press.fill(101, y + 10 * e, 18 * e, 8 * e) |
                        press.fill(101 + 21 * e, y + 13 * e, 4 * e, 5 * e));
  press.line("AA", 100, y + 54);
  // A title a little larger than the text, and one of twice its size.
  press.truth.push_back(press.fill(1002, 102, 50, 22) | press.fill(1000, 128, 54, 26));
  press.truth.push_back(press.fill(1502, 402, 72, 45) | press.fill(1500, 449, 78, 27));
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, NeighbouringColumnsAtEqualHeightsStayApart) {
  Press press;
  for (const int column : {0, 1, 2}) press.column(100 + column * int(13.2 * kEm), 100, 12, 14);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, RuleMakesAGutterOfTwoLines) {
  Press press;
  press.column(100, 100, 12, 2);
  press.column(100 + 13 * kEm, 100, 12, 2);
  EXPECT_EQ(press.found().size(), 2u) << "nothing tells the blank from a gutter";
  Separator rule;
  rule.box = {100 + 12.4f * kEm, 90, 100 + 12.5f * kEm, 200};
  rule.vertical = true;
  press.page.rule_parts.push_back(rule);
  EXPECT_EXACT(press, press.found());
}

// The first characters of a few lines with a mark behind them, or the numbers of a list.
TEST(FindLines, ASingleCharacterIsNoColumnOfFewLines) {
  Press press;
  for (int row = 0; row < 6; ++row) press.line("A, BBBBBBBBB", 100, 100 + row * 54);
  EXPECT_EXACT(press, press.found());
}

// What is left of a rule may stand in the gap as a mark does.
TEST(FindLines, RuleBesideAMarkMakesAGutter) {
  Press press;
  press.column(100, 100, 12, 2);
  press.column(100 + 13 * kEm, 100, 12, 2);
  press.page.rule_parts.push_back({{100 + 12.2f * kEm, 90, 100 + 12.3f * kEm, 200}, true, true, 1});
  for (const int y : {112, 166}) press.fill(100 + 12.25 * kEm, y, 0.3 * kEm, 0.3 * kEm);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                          [](const TextLine& line) { return line.box.width() > 20 * kEm; }),
            0);
}

TEST(FindLines, CrumbsOnARuleAreNoPartOfALine) {
  Press press;
  press.column(100, 100, 12, 2);
  press.column(100 + 13 * kEm, 100, 12, 2);
  const int x = 100 + int(12.5 * kEm);
  press.page.rule_parts.push_back({{float(x - 2), 90, float(x + 2), 200}, true, true, 1});
  for (const int y : {110, 120, 164, 174}) press.fill(x - 6 + y % 3, y, 0.3 * kEm, 8);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, BlanksInsideALineDoNotCutIt) {
  Press press;
  press.column(100, 100, 12, 6);
  press.line("AAAA,\"AAAAAA", 100, 100 + 6 * 54);  // 1.1 cells of white between the marks
  press.line("AAA AAAAAAAA", 100, 100 + 7 * 54);
  press.line("AAAAAA, AAAA", 100, 100 + 8 * 54);
  press.column(100, 100 + 9 * 54, 12, 4);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, LastLineOfMarksOnly) {
  Press press;
  press.column(100, 100, 12, 6);
  press.line("\",", 100, 100 + 6 * 54);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, LetterSpacedHeadlineIsOneLine) {
  Press press;
  press.line("AA", 300, 60, 3 * kEm, false, 7 * kEm);
  press.column(100, 300, 16, 8);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
}

// The border of a box: large and small beads in turn along a rule, on two levels.
TEST(FindLines, BeadsAlongARuleAreNoLines) {
  Press press;
  press.column(100, 200, 16, 8);
  press.page.separators.push_back({{60, 150, 760, 156}, false, true, 1});
  press.page.separators.push_back({{60, 150, 66, 700}, true, true, 1});
  for (int k = 0; k < 20; ++k) {
    const int large = 18 - 8 * (k % 2);
    press.fill(79 + 34 * k - large / 2, 140 - large, large, large);
    press.fill(52 - large, 169 + 26 * k - large / 2, large, large);
  }
  EXPECT_EXACT(press, press.found());
}

// A line of text under a rule is no row of beads, nor are a few dots.
TEST(FindLines, TextAlongARuleIsNoBeads) {
  Press press;
  press.page.separators.push_back({{90, 80, 760, 86}, false, true, 1});
  press.column(100, 94, 16, 6);
  EXPECT_EXACT(press, press.found());
}

// Drafts of what a press has drawn, line by line.
std::vector<Draft> drafts_of(const Press& press) {
  std::vector<Draft> drafts;
  for (const cv::Rect& r : press.truth) {
    Draft draft;
    draft.box = {r.x, r.y, r.br().x, r.br().y};
    draft.glyph = float(r.height);
    drafts.push_back(draft);
  }
  return drafts;
}

// A mark leaves most of its cell white: between characters set wide, that is as broad as a gutter.
TEST(JoinWide, MarksDoNotCutAHeadline) {
  const int em = 2 * kEm, pitch = 13 * kEm / 5;
  Press press;
  press.line("BBBB,", 150, 60, em, false, pitch);
  press.line(",", 150 + 5 * pitch, 60, em);
  press.line("BBB", 150 + 6 * pitch, 60, em, false, pitch);
  press.line("BBB", 150 + 11 * pitch, 60, em, false, pitch);  // too far, and no mark before it
  const std::vector<Draft> joined = join_wide(drafts_of(press), press.page.ink, kEm);
  ASSERT_EQ(joined.size(), 2u);
  EXPECT_EQ(joined[0].box.right, press.truth[2].br().x);
}

// In a vertical line the mark may stand so close under a character that both are one.
TEST(JoinWide, AMarkUnderItsCharacterDoesNotCutAVerticalHeadline) {
  const int em = 2 * kEm;
  for (const bool marked : {true, false}) {
    Press press;
    press.line("BBB", 150, 60, em, true);
    if (marked) press.truth[0] |= press.fill(150 + 0.4 * em, 60 + 2.9 * em, 0.25 * em, 0.3 * em);
    press.line("BBBB", 150, 60 + int(3.9 * em), em, true);
    std::vector<Draft> drafts = drafts_of(press);
    for (Draft& draft : drafts) {
      draft.vertical = true;
      draft.glyph = float(draft.box.width());
    }
    EXPECT_EQ(join_wide(drafts, press.page.ink, kEm).size(), marked ? 1u : 2u);
  }
}

TEST(JoinWide, TheSameWhiteInsideAndBetweenIsOneLine) {
  const int em = 2 * kEm, pitch = 31 * kEm / 10;
  Press press;
  press.line("BB", 150, 60, em, false, pitch);
  press.line("BB", 150 + 2 * pitch, 60, em, false, pitch);
  EXPECT_EQ(join_wide(drafts_of(press), press.page.ink, kEm).size(), 1u);
}

// 公　告 over a notice; with a neighbour as near on its level, each stays what it is.
TEST(JoinTitles, TwoCharactersAloneOnTheirLevelAreOne) {
  for (const bool alone : {true, false}) {
    Press press;
    press.line("B", 300, 60, 3 * kEm / 2);
    press.line("B", 420, 60, 3 * kEm / 2);
    if (!alone) press.line("BBBB", 520, 60);
    EXPECT_EQ(join_titles(drafts_of(press), kEm).size(), alone ? 1u : 3u);
  }
}

// Nobody who asks for vertical lines gets a level one.
TEST(JoinTitles, NotWhereTheDirectionIsForced) {
  Press press;
  press.line("B", 300, 60, 3 * kEm / 2);
  press.line("B", 420, 60, 3 * kEm / 2);
  EXPECT_EQ(press.found().size(), 1u);
  const std::vector<TextLine> forced = press.found(0.9f * kEm, "vertical");
  EXPECT_EQ(count(forced, Direction::kVertical), forced.size());
  EXPECT_EQ(forced.size(), 2u);
}

TEST(JoinWide, PartsOfTwoSizesOrPitchesStayApart) {
  const int em = 2 * kEm, pitch = 13 * kEm / 5;
  for (const auto& [other, step] : {std::pair(3 * kEm / 2, 2 * kEm), std::pair(em, 4 * kEm)}) {
    Press press;
    press.line("BBBB,", 150, 60, em, false, pitch);
    press.line("BBB", 150 + 5 * pitch, 60, other, false, step);
    EXPECT_EQ(join_wide(drafts_of(press), press.page.ink, kEm).size(), 2u) << other;
  }
}

// White as broad as the characters, and other large lines as near as they are to each other.
TEST(FindLines, HeadlineSetWideIsOneLineByItsPitch) {
  for (const bool vertical : {false, true}) {
    for (const char* text : {"BBBBBB", "BPBBPB"}) {
      Press press;
      press.line(text, 120, 100, 2 * kEm, vertical, 4 * kEm);
      if (!vertical) press.line("BBBBBBBBBB", 300, 100 + int(2.4 * kEm), int(1.6 * kEm));
      for (int i = 0; i < 24; ++i)
        press.line("AAAAAAAAAAAA", 1700 - i * 54, 100 + 5 * kEm, kEm, true);
      EXPECT_EXACT(press, press.found()) << text << (vertical ? " vertical" : "");
    }
  }
}

// Two characters that touch are as long as large ones: at the top of columns, they stand in a row.
TEST(FindLines, ACharacterOfSmallPartsEndsAHeadlineSetWide) {
  Press press;
  const int em = 2 * kEm, advance = 4 * kEm;
  press.line("PBBBP", 300, 60, em, false, advance);
  for (const int column : {0, 1}) press.column(200 + column * int(13.2 * kEm), 320, 12, 10);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, CharactersThatTouchInARowOfColumnsAreNoHeadline) {
  Press press;
  for (int i = 0; i < 24; ++i) {
    press.line("BBAAAAAAAAAA", 1700 - i * 54, 200, kEm, true);
    if (i % 4 == 1) press.fill(1700 - i * 54 + 16, 200 + 32, 6, 18);
  }
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kVertical), lines.size());
}

// Larger than the text, but not large: in the text's direction each character, and each half of
// one, seems to be a line.
TEST(FindLines, AKickerSetWideOnAVerticalPageIsOneLine) {
  Press press;
  const int em = int(1.3 * kEm), pitch = int(1.8 * kEm);
  cv::Rect ink;
  for (int i = 0; i < 8; ++i) {
    const int x = 600 + i * pitch;
    const cv::Rect left = press.fill(x, 60, 0.45 * em, 0.9 * em);
    ink |= left | press.fill(x + 0.48 * em, 60, 0.45 * em, 0.9 * em);
  }
  press.truth.push_back(ink);
  for (int i = 0; i < 24; ++i) press.line("AAAAAAAAAAAA", 1700 - i * 54, 160, kEm, true);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kHorizontal), 1u);
}

// As large as a character might be: the lines under it are as wide, and no parts of anything.
TEST(FindLines, ABlotOverAColumnLeavesItsLinesAlone) {
  Press press;
  press.column(300, 100, 9, 8);
  const cv::Rect blot = press.fill(302, 560, 9 * kEm, 7 * kEm);
  press.column(300, 900, 9, 8);
  std::vector<cv::Rect> boxes = boxes_of(press.found());
  std::erase_if(boxes, [&](const cv::Rect& box) { return box == blot; });
  EXPECT_EQ(sorted(boxes), sorted(press.truth));
}

TEST(FindLines, ABlotWithCrumbsBesideItIsNoLine) {
  Press press;
  press.fill(600, 1100, 3 * kEm, 3 * kEm);
  press.fill(600 + int(3.6 * kEm), 1100 + kEm, kEm / 2, kEm / 2);
  press.fill(600 + int(4.6 * kEm), 1100 + kEm, int(1.6 * kEm), kEm);
  for (int i = 0; i < 24; ++i) press.line("AAAAAAAAAAAA", 1700 - i * 54, 160, kEm, true);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(count(lines, Direction::kHorizontal), 0u);
}

// Two phrases as far apart as columns are: one line where the headline under them goes past the
// white.
TEST(FindLines, PhrasesOverAHeadlineAreOneLine) {
  for (const bool headed : {true, false}) {
    Press press;
    const int em = int(1.3 * kEm), gap = int(7.6 * em);
    cv::Rect ink;
    for (int i = 0; i < 5; ++i) ink |= press.character('B', 500 + i * em, 60, em);
    if (!headed) press.truth.push_back(ink);
    if (!headed) ink = {};
    for (int i = 0; i < 5; ++i) ink |= press.character('B', 500 + gap + i * em, 60, em);
    press.truth.push_back(ink);
    if (headed) press.line("BBBBBBBBB", 400, 60 + 2 * em, 2 * kEm);
    for (const int column : {0, 1}) press.column(300 + column * int(13.2 * kEm), 320, 12, 10);
    EXPECT_EXACT(press, press.found()) << headed;
  }
}

// With a deck in the middle of both; without it they are two headlines.
TEST(FindLines, PhrasesOfAHeadlineAreOneLine) {
  for (const bool decked : {true, false}) {
    Press press;
    const int em = 2 * kEm, gap = 6 * em;
    cv::Rect ink;
    for (int i = 0; i < 4; ++i) ink |= press.character('B', 300 + i * em, 60, em);
    if (!decked) press.truth.push_back(ink);
    if (!decked) ink = {};
    for (int i = 0; i < 4; ++i) ink |= press.character('B', 300 + gap + i * em, 60, em);
    press.truth.push_back(ink);
    if (decked) press.line("BBBBBBBBB", 300 + 5 * em - int(4.5 * kEm), 60 + em + kEm / 2, kEm);
    for (const int column : {0, 1}) press.column(200 + column * int(13.2 * kEm), 320, 12, 10);
    EXPECT_EXACT(press, press.found()) << decked;
  }
}

// A deck set wide, whose second character is of an upper and a lower part, with a colon after it.
TEST(FindLines, NoLineLiesInAnother) {
  Press press;
  press.line("BBBBBBBBB", 260, 60, 3 * kEm);
  const int em = int(1.25 * kEm), pitch = int(1.5 * em), y = 60 + int(3.6 * kEm);
  const double x = 340 + pitch, size = 0.9 * em;
  cv::Rect ink = press.character('B', 340, y, em);
  ink |= press.fill(x, y + 2, size, 0.26 * size) |
         press.fill(x + 0.1 * size, y + 2 + 0.34 * size, 0.95 * size, 0.7 * size);
  for (const double dot : {0.3, 0.75})
    ink |= press.fill(x + pitch + 0.3 * size, y + dot * size, 0.17 * size, 0.17 * size);
  for (int i = 3; i < 14; ++i) ink |= press.character('B', 340 + i * pitch, y, em);
  press.truth.push_back(ink);
  for (const int column : {0, 1}) press.column(200 + column * int(13.2 * kEm), 420, 12, 10);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, ANarrowCharacterLeavesItsHeadlineWhole) {
  Press press;
  cv::Rect ink = press.fill(300, 100, 0.6 * 3 * kEm, 0.9 * 3 * kEm);
  const int next = 300 + int(0.6 * 3 * kEm) + int(0.55 * 3 * kEm);
  for (int i = 0; i < 5; ++i) ink |= press.character('B', next + i * 4 * kEm, 100, 3 * kEm);
  press.truth.push_back(ink);
  press.column(100, 320, 16, 8);
  EXPECT_EXACT(press, press.found());
}

// Down through a character of each line, into the text below.
TEST(FindLines, AFoldDoesNotJoinTheLinesOfAHeadline) {
  Press press;
  press.line("BBBBBBBBB", 140, 40, 2 * kEm);
  press.line("BBBBBBBBB", 140, 40 + 5 * kEm / 2, 2 * kEm);
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 280, 12, 10);
  press.fill(140 + 9 * kEm, 20, 4, 6 * kEm);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, HeadlineSpansColumnsAndKeepsItsComma) {
  Press press;
  press.line("AAA,AAAA", 140, 40, 3 * kEm);
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 240, 12, 10);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  const auto headline =
      std::max_element(lines.begin(), lines.end(),
                       [](const TextLine& a, const TextLine& b) { return a.glyph < b.glyph; });
  EXPECT_NEAR(headline->glyph, 2.6 * kEm, 0.3 * kEm);
}

TEST(FindLines, CharactersOfSmallPartsStayInTheirHeadline) {
  for (const bool vertical : {false, true}) {
    for (const char* text : {"PBBBBB", "BBPPBB", "BBBBBP", "BBPBPB"}) {
      Press press;
      press.line(text, 120, 100, 2 * kEm, vertical);
      press.column(100 + (vertical ? 7 * kEm : 0), vertical ? 100 : 100 + 4 * kEm, 14, 12);
      EXPECT_EXACT(press, press.found()) << text << (vertical ? " vertical" : "");
    }
  }
}

TEST(FindLines, ColumnsThatBeginBesideAHeadlineAreNoPartOfIt) {
  Press press;
  press.line("BBPPBB", 100, 100, 2 * kEm);
  press.column(100, 100 + 3 * kEm, 12, 9);
  press.column(100 + int(13.3 * kEm), 100, 12, 11);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, BylineOverAGutterIsOneLine) {
  Press press;
  const int gutter = 100 + 12 * kEm;
  press.line("AAAA A", gutter - 4 * kEm, 100);
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 200, 12, 10);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, ABylineWithTwoBlanksOverAGutterIsOneLine) {
  Press press;
  press.line("BBBBBBB", 350, 50, 2 * kEm);
  press.line("AAAA A A", 100 + 8 * kEm, 146);
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 200, 12, 10);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, VerticalTiers) {
  Press press;
  for (const int tier : {0, 1, 2}) {
    for (int i = 0; i < 20; ++i) {
      std::string text = "AAAAAAAAAA";
      if (i % 4 == 1) text[4] = ',';
      press.line(text, 1800 - i * 52, 60 + tier * int(11.2 * kEm), kEm, true);
    }
  }
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kVertical), lines.size());
}

TEST(FindLines, VerticalHeadlineBesideHorizontalText) {
  Press press;
  press.line("AAAAA", 100, 100, 3 * kEm, true);
  press.column(100 + 5 * kEm, 100, 14, 12);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kVertical), 1u);
}

TEST(FindLines, HorizontalHeadingOnAVerticalPage) {
  Press press;
  press.line("AAAAAA", 500, 60, kEm, false, 2 * kEm);
  for (int i = 0; i < 24; ++i) press.line("AAAAAAAAAAAA", 1700 - i * 54, 220, kEm, true);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kHorizontal), 1u);
}

// As large as drawings, with a line of large letters right below.
TEST(FindLines, AMastheadOnAVerticalPage) {
  Press press(2000, 2000);
  press.line("BBB", 300, 40, 12 * kEm);
  press.line("BBBBBB", 500, 40 + 13 * kEm, 3 * kEm);
  for (int i = 0; i < 24; ++i) press.line("AAAAAAAAAAAA", 1700 - i * 54, 900, kEm, true);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kHorizontal), 2u);
}

TEST(FindLines, ADrawingIsNoCharacter) {
  Press press;
  for (int i = 0; i < 9; ++i) press.fill(1000, 100 + i * 45, 12 * kEm, 4);  // hatched, fine
  press.fill(1000, 100, 4, 364);
  press.fill(100, 700, 10 * kEm, 10 * kEm);  // blots
  press.fill(1000, 700, 11 * kEm, 3 * kEm);
  press.column(100, 1150, 24, 6);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, VerticalBlockOnAHorizontalPage) {
  Press press;
  press.column(100, 100, 16, 20);
  for (int i = 0; i < 5; ++i) press.line("AAAAAAAAAA", 1200 - i * 60, 100, kEm, true);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EXACT(press, lines);
  EXPECT_EQ(count(lines, Direction::kVertical), 5u);
}

TEST(FindLines, ForcedDirection) {
  Press press;
  for (int row = 0; row < 6; ++row) press.line("AAAAAA", 100, 100 + 60 * row);
  const std::vector<TextLine> lines = press.found(0.9f * kEm, "vertical");
  EXPECT_EQ(count(lines, Direction::kVertical), lines.size());
}

TEST(FindLines, TextAroundAPicture) {
  Press press;
  press.page.pictures.push_back({100 + 8 * kEm, 380, 100 + 14 * kEm, 700});
  for (int row = 0; row < 16; ++row) {
    const int y = 100 + row * 54;
    press.line(std::string(y > 330 && y < 700 ? 7 : 14, 'A'), 100, y);
  }
  press.column(100 + int(15.2 * kEm), 100, 14, 16);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, DropCapitalLeavesItsLinesWhole) {
  Press press;
  press.line("A", 100, 100, 2 * kEm + 10);
  press.line("AAAAAAAAAA", 100 + int(2.6 * kEm), 104);
  press.line("AAAAAAAAAA", 100 + int(2.6 * kEm), 104 + 54);
  press.column(100, 104 + 2 * 54, 12, 8);
  EXPECT_EXACT(press, press.found());
}

// Bold characters that touch stand so near that they may be taken for more of it.
TEST(FindLines, DropCapitalTakesNothingOfTheLinesBesideIt) {
  Press press;
  const int size = int(3.6 * kEm), beside = 100 + size + kEm / 3;
  press.line("B", 100, 100, size);
  for (const int row : {0, 1}) {
    const int y = 102 + row * 54;
    cv::Rect ink = press.fill(beside, y, 2.9 * kEm, 34);
    press.page.ink(cv::Rect(beside + 6, y + 6, int(2.4 * kEm), 20)) = 0;
    for (int x = beside + 14; x < beside + 2 * kEm; x += 18) press.fill(x, y, 5, 34);
    press.line("AAAAAA", beside + 3 * kEm, 100 + row * 54);
    press.truth.back() |= ink;
  }
  press.line("AA,AAAAAA", beside, 100 + 2 * 54);
  press.column(100, 100 + 3 * 54, 13, 8);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, TableCellsAreLines) {
  Press press;
  for (int row = 0; row < 8; ++row) {
    for (const int cell : {0, 1, 2}) press.line("AAA", 100 + cell * 6 * kEm, 100 + row * 60);
  }
  EXPECT_EXACT(press, press.found());
}

// The rows say that they stand beside others, not under one another.
TEST(FindLines, CellsOfATableAreNoLineDownwards) {
  Press press;
  press.column(100, 700, 30, 8);
  for (int row = 0; row < 8; ++row) {
    const int y = 100 + row * 62;
    press.line("AAAA", 100, y);
    press.line("A", 420, y);
    press.line("A", 600, y);
    press.line("A", 780, y);
  }
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, TightLeading) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 100, 12, 16, 43);
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, TouchingLinesAreCutApart) {
  Press press;
  for (int row = 0; row < 10; ++row) press.line("BBBBBAABBBBBAB", 100, 100 + row * 46);
  // Strokes from the lower part of a character into the one below; three rows hang together.
  for (const int row : {1, 3, 4}) {
    for (const int cell : {0, 3, 8}) press.fill(112 + cell * kEm, 130 + row * 46, 6, 24);
  }
  const std::vector<TextLine> lines = press.found();
  ASSERT_EQ(lines.size(), press.truth.size()) << testing::PrintToString(sorted(boxes_of(lines)));
  for (const TextLine& line : lines) {
    EXPECT_LT(line.box.height(), 1.2 * kEm);
    EXPECT_GT(line.box.width(), 13 * kEm);
  }
}

TEST(FindLines, NoiseIsNoLine) {
  Press press;
  cv::RNG random(5);
  for (int i = 0; i < 2000; ++i) {
    press.fill(random.uniform(10, 1980), random.uniform(10, 1580), random.uniform(1, 5),
               random.uniform(1, 5));
  }
  for (const TextLine& line : press.found()) EXPECT_LT(line.confidence, 0.5f);
}

TEST(FindLines, SpecksInAGutterDoNotBridgeIt) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 100, 12, 14);
  for (int row = 0; row < 14; ++row) {
    press.fill(100 + 12 * kEm + 20 + row % 3 * 4, 118 + row * 54, 4, 4);
  }
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(lines.size(), press.truth.size());
  for (const TextLine& line : lines) EXPECT_LT(line.box.width(), 13 * kEm);
}

// As large as half a character, beside one line, and above the rule that tells the gutter.
TEST(FindLines, AStrayPieceInAGutterDoesNotBridgeIt) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * 13 * kEm, 100, 12, 4);
  Separator rule;
  rule.box = {100 + 12.6f * kEm, 100 + 54, 100 + 12.7f * kEm, 100 + 4 * 54};
  rule.vertical = true;
  press.page.rule_parts.push_back(rule);
  press.fill(100 + 12 * kEm + 10, 100 + 6, 15, 22);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(lines.size(), press.truth.size());
  for (const TextLine& line : lines) EXPECT_LT(line.box.width(), 13 * kEm);
}

TEST(FindLines, CharactersThatTouchUnderAHeadlineAreNoPartOfIt) {
  Press press;
  press.line("BBBB", 100, 100, 3 * kEm);
  for (const int column : {0, 1}) press.column(100 + column * 13 * kEm, 100 + 3 * kEm + 4, 12, 8);
  // Bars that join two characters, all along the first line.
  for (int k = 0; k < 12; k += 2) press.fill(100 + k * kEm + 20, 100 + 3 * kEm + 18, kEm, 4);
  // Specks that lead to the next column.
  for (int k = 0; k < 3; ++k) press.fill(100 + 12 * kEm + 6 + 12 * k, 100 + 3 * kEm + 20, 4, 4);
  EXPECT_EQ(press.found().size(), press.truth.size());
}

TEST(FindLines, DirtUnderALineDoesNotMakeItHigher) {
  Press press;
  press.column(100, 100, 12, 8, 2 * kEm);
  press.fill(100 + 4 * kEm + 38, 100 + 5 * 2 * kEm + 32, 3, 13);
  EXPECT_EXACT(press, press.found());
}

// The lines beside leave little of it free, and they are few.
TEST(FindLines, AWideGapPastFourLinesIsAGutter) {
  Press press;
  const int end = 100 + 12 * kEm;
  const int ends[] = {0, 0, 10, 0}, begins[] = {52, 30, 52, 52};
  for (int row = 0; row < 4; ++row) {
    press.line("BBBBBBBBBBBB", 100 + ends[row], 100 + row * 54);
    press.line("BBBBBBBBBBBB", end + begins[row], 100 + row * 54);
  }
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                          [](const TextLine& line) { return line.box.top < 120; }),
            2);
}

// Ink as dark as print where `page.ink` has it, but for the areas that shine through.
cv::Mat grey_with_pale(const SeparatedPage& page, const std::vector<cv::Rect>& pale) {
  cv::Mat grey(page.ink.size(), CV_8U, cv::Scalar(240));
  grey.setTo(100, page.ink);
  for (const cv::Rect& area : pale) grey(area).setTo(180, page.ink(area));
  return grey;
}

TEST(FindLines, ShowThroughIsNoLine) {
  Press press;
  press.column(100, 100, 12, 14);
  const std::vector<cv::Rect> printed = press.truth;
  press.line("AAAAA", 900, 300, 2 * kEm);
  press.line("AAAAAAAA", 900, 500);
  press.page.grey = grey_with_pale(press.page, {{850, 0, 1150, 1600}});
  EXPECT_EQ(sorted(boxes_of(press.found())), sorted(printed));
}

TEST(FindLines, PaleMarksAndUnevenPrintAreKept) {
  Press press;
  press.column(100, 100, 12, 14);
  press.column(700, 100, 12, 14);
  // A pale character amid dark ones, then a page of which half is pale.
  press.page.grey = grey_with_pale(press.page, {{100 + 5 * kEm, 154, kEm, kEm}});
  press.page.grey(cv::Rect(100 + 5 * kEm, 154, kEm, kEm))
      .setTo(140, press.page.ink(cv::Rect(100 + 5 * kEm, 154, kEm, kEm)));
  EXPECT_EXACT(press, press.found());
  press.page.grey = grey_with_pale(press.page, {{650, 0, 1350, 1600}});
  EXPECT_EXACT(press, press.found());
}

// Print is paler over a part of a column than elsewhere.
TEST(FindLines, PaleLinesOfAColumnAreOfIt) {
  for (const bool vertical : {false, true}) {
    Press press;
    for (int row = 0; row < 20; ++row) press.line("AAAAAAAAAAAA", 100, 100 + row * 54);
    press.page.grey = grey_with_pale(press.page, {{0, 100 + 8 * 54, 700, 3 * 54}});
    if (vertical) {
      press.page.ink = press.page.ink.t();
      press.page.grey = press.page.grey.t();
      for (cv::Rect& r : press.truth) r = {r.y, r.x, r.height, r.width};
    }
    EXPECT_EXACT(press, press.found(36, vertical ? "vertical" : "auto"));
  }
}

// Text that is a little larger than was measured is no pair of phrases under a headline.
TEST(FindLines, TheFirstLinesUnderAHeadlineAreNoPhrases) {
  Press press;
  press.line("BBBBBBBBB", 260, 100, 2 * kEm);
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 220, 12, 8);
  EXPECT_EXACT(press, press.found(31));
}

// A worn or thin character at a line's end is as pale as what shines through behind it.
TEST(FindLines, APaleCharacterAtALinesEndIsOfTheLine) {
  Press press;
  press.column(100, 100, 12, 14);
  const std::vector<cv::Rect> printed = press.truth;
  const int end = 100 + 12 * kEm, row = 100 + 6 * 54;
  press.line("BBB", end + 2 * kEm, row);
  press.page.grey = grey_with_pale(
      press.page, {{100, 100 + 3 * 54, kEm, kEm}, {end + kEm, row - 10, 6 * kEm, kEm + 20}});
  EXPECT_EQ(sorted(boxes_of(press.found())), sorted(printed));
}

TEST(FindLines, CrumbsOfARuleDoNotJoinTheColumnsBesideIt) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 100, 12, 3);
  const int x = 100 + 12 * kEm + 20;
  // Found down to y = 100 only; below, pieces of it are left in the ink.
  press.page.rule_parts.push_back({{float(x), 20, float(x + 4), 100}, true, true, 1});
  for (int y = 104; y < 260; y += 50) press.fill(x - 2, y, 9, 44);
  EXPECT_EXACT(press, press.found());
}

// A wave beside a rule, its ragged edge: ink that runs along it, nearer than a character is wide.
TEST(FindLines, WhatRunsAlongARuleIsNoLine) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * 14 * kEm, 100, 12, 20);
  const int x = 100 + 13 * kEm;
  press.page.rule_parts.push_back({{float(x - 2), 90, float(x + 2), 1200}, true, true, 1});
  for (int y = 100; y < 1200; y += 140) {
    for (int k = 0; k < 120; k += 20) press.fill(x + 3 + k / 20 % 2 * 9, y + k, 12, 20);
  }
  EXPECT_EXACT(press, press.found());
}

TEST(FindLines, TheRoundedCornerOfAFrameIsNoLine) {
  Press press;
  press.column(160, 160, 12, 4);
  press.page.rule_parts.push_back({{60, 100, 900, 106}, false, true, 1});
  press.page.rule_parts.push_back({{100, 60, 106, 600}, true, true, 1});
  for (int k = 0; k < 40; k += 4) press.fill(100 + k, 136 - k, 8, 8);
  EXPECT_EXACT(press, press.found());
}

// Set close, the characters of a whole line touch; those of the lines beside it do not.
TEST(FindLines, ALineOfTouchingCharactersIsALine) {
  for (const bool vertical : {false, true}) {
    Press press;
    for (int i = 0; i < 8; ++i) press.line("AAAAAAAAAAAA", 100, 100 + i * 54);
    const cv::Rect& touching = press.truth[4];
    press.fill(touching.x, touching.y + 20, touching.width, 3);
    if (vertical) {
      press.page.ink = press.page.ink.t();
      for (cv::Rect& r : press.truth) r = {r.y, r.x, r.height, r.width};
    }
    EXPECT_EXACT(press, press.found(36, vertical ? "vertical" : "auto"));
  }
}

// As what is left of a wavy frame.
TEST(FindLines, ALongStrokeWithoutItsCharacterIsNoLine) {
  Press press;
  for (int i = 0; i < 12; ++i) press.line("AAAAAAAAAAAA", 100 + i * 54, 100, kEm, true);
  for (const int x : {110, 360}) press.fill(x, 60, 6 * kEm, 20);
  EXPECT_EXACT(press, press.found());
}

// A full stop of a few pixels, saved small and enlarged, is grey all over.
TEST(PaleMarks, AreOfTheLineThatTheyEnd) {
  const auto end_of = [](auto draw, const std::vector<Box>& taken = {}, bool two = false) {
    cv::Mat grey(200, 800, CV_8U, cv::Scalar(240));
    for (int x = 40; x < 440; x += kEm)
      cv::rectangle(grey, {x + 4, 84}, {x + 34, 114}, cv::Scalar(20), 6);
    draw(grey);
    TextLine line, other;
    line.box = {40, 80, 440, 120};
    line.glyph = other.glyph = kEm;
    other.box = {455, 80, 700, 120};
    std::vector<TextLine> lines = {line};
    if (two) lines.push_back(other);
    return with_pale_marks(lines, grey, taken)[0].box.right;
  };
  const auto stop = [](cv::Mat& grey) { cv::circle(grey, {452, 112}, 6, cv::Scalar(130), 3); };
  EXPECT_NEAR(end_of(stop), 460, 2);
  EXPECT_EQ(end_of(stop, {{444, 90, 600, 190}}), 440);  // a picture
  EXPECT_EQ(end_of(stop, {}, true), 440);               // another line
  EXPECT_EQ(end_of([](cv::Mat&) {}), 440);
  // Dust, something at the top of the line, a stroke, what is hardly darker than paper, two marks.
  EXPECT_EQ(end_of([](cv::Mat& grey) {
              cv::circle(grey, {452, 112}, 2, cv::Scalar(20), -1);
            }),
            440);
  EXPECT_EQ(end_of([](cv::Mat& grey) { cv::circle(grey, {452, 90}, 6, cv::Scalar(130), 3); }), 440);
  EXPECT_EQ(end_of([](cv::Mat& g) { cv::rectangle(g, {448, 84}, {453, 116}, 130, -1); }), 440);
  EXPECT_EQ(end_of([](cv::Mat& grey) {
              cv::circle(grey, {452, 112}, 6, cv::Scalar(210), 3);
            }),
            440);
  EXPECT_EQ(end_of([&](cv::Mat& grey) {
              stop(grey);
              cv::circle(grey, {472, 112}, 5, cv::Scalar(130), 3);
            }),
            440);
}

TEST(FindLines, HalfADegreeOfSkew) {
  Press press;
  for (const int column : {0, 1, 2}) press.column(100 + column * int(13.2 * kEm), 100, 12, 20);
  const cv::Mat turn = cv::getRotationMatrix2D(cv::Point2f(1000, 800), 0.5, 1);
  cv::warpAffine(press.page.ink, press.page.ink, turn, press.page.ink.size(), cv::INTER_NEAREST);
  const std::vector<TextLine> lines = press.found();
  EXPECT_EQ(lines.size(), press.truth.size());
  for (const cv::Rect& set : press.truth) {
    const cv::Point2d middle(set.x + set.width / 2.0, set.y + set.height / 2.0);
    const double x =
        turn.at<double>(0, 0) * middle.x + turn.at<double>(0, 1) * middle.y + turn.at<double>(0, 2);
    const double y =
        turn.at<double>(1, 0) * middle.x + turn.at<double>(1, 1) * middle.y + turn.at<double>(1, 2);
    EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                            [&](const TextLine& line) {
                              return line.box.left < x && x < line.box.right && line.box.top < y &&
                                     y < line.box.bottom &&
                                     std::abs(line.box.width() - set.width) < kEm / 2;
                            }),
              1);
  }
}

TEST(FindLines, PageTurnedOnItsSideGivesTheSameLines) {
  Press press;
  for (const int column : {0, 1}) press.column(100 + column * int(13.2 * kEm), 100, 12, 12);
  press.line("AAAAAA", 200, 900, 2 * kEm);
  const std::vector<TextLine> upright = press.found(36, "horizontal");
  press.page.ink = press.page.ink.t();
  std::vector<cv::Rect> turned = boxes_of(press.found(36, "vertical"));
  for (cv::Rect& box : turned) box = {box.y, box.x, box.height, box.width};
  EXPECT_EQ(sorted(turned), sorted(boxes_of(upright)));
}

}  // namespace
}  // namespace tonglan
