#include "ocr/spelling.h"

#include <gtest/gtest.h>

#include "support/code_points.h"

namespace tonglan {
namespace {

constexpr float kEm = 40;

// One symbol as an engine gives it; sizes and gaps in ems.
struct Seen {
  std::string text;
  float width = .9f;   // of its ink, along the line
  float gap = .1f;     // before it
  bool blank = false;  // the engine puts a blank before it
  float top = .05f, bottom = .95f;
};

Seen han(const char* text) { return {text}; }
Seen low(const char* text, float size = .15f) {
  return {text, size, .1f, false, .95f - size, .95f};
}
Seen high(const char* text, float gap) { return {text, .3f, gap, false, .05f, .3f}; }
Seen latin(const char* text, float gap = .05f, bool blank = false) {
  return {text, .4f, gap, blank, .3f, .95f};
}

std::string spelled(const std::vector<Seen>& line, Direction direction = Direction::kHorizontal) {
  ReadLine read;
  float at = 0;
  for (const Seen& s : line) {
    if (s.blank) read.text += ' ';
    ReadGlyph glyph;
    glyph.text.begin = std::uint32_t(read.text.size());
    read.text += s.text;
    glyph.text.end = std::uint32_t(read.text.size());
    at += s.gap * kEm;
    const float end = at + s.width * kEm;
    glyph.box = direction == Direction::kVertical ? Box{s.top * kEm, at, s.bottom * kEm, end}
                                                  : Box{at, s.top * kEm, end, s.bottom * kEm};
    at = end;
    read.glyphs.push_back(glyph);
  }
  const ReadLine out = spell(read, direction, kEm);
  for (const ReadGlyph& g : out.glyphs) {
    EXPECT_LT(g.text.begin, g.text.end);
    EXPECT_LE(g.text.end, out.text.size());
  }
  return out.text;
}

TEST(Spelling, ClosesBlanksBetweenChineseCharacters) {
  Seen spaced = han("地");
  spaced.blank = true;
  EXPECT_EQ(spelled({han("天"), spaced, han("人")}), "天地人");
}

TEST(Spelling, MarksBesideChineseAreFullWidth) {
  EXPECT_EQ(spelled({han("天"), low(","), han("地"), latin(":"), han("人"), latin("?")}),
            "天，地：人？");
  EXPECT_EQ(spelled({latin("("), han("天"), latin(")")}), "（天）");
}

TEST(Spelling, AMarkAfterANumberAtTheEndOfALineIsTheSentences) {
  const std::vector<Seen> four = {han("同"), han("比"), han("增"), han("长")};
  const auto with = [&](std::vector<Seen> end) {
    end.insert(end.begin(), four.begin(), four.end());
    return spelled(end);
  };
  EXPECT_EQ(with({latin("9"), latin("%"), low(";")}), "同比增长9%；");
  EXPECT_EQ(with({latin("9"), low(",")}), "同比增长9,");  // 9,000?
  EXPECT_EQ(spelled({latin("a"), latin("b"), low(";")}), "ab;");
}

TEST(Spelling, AQuoteBeforeAStopCloses) {
  EXPECT_EQ(spelled({high("\"", 0), low("。", .2f)}), "”。");
  EXPECT_EQ(spelled({high("\"", 0), han("天"), low("。", .2f)}), "“天。");
}

// What is a quote by its shape stays one, however small; what was only read as one may be a comma.
TEST(Spelling, QuotesByShapeAreTurned) {
  const Seen quote = {"＂", .3f, .1f, false, .75f, .95f},
             comma = {"\"", .15f, .1f, false, .75f, .95f};
  EXPECT_EQ(spelled({quote, han("天"), quote, han("地"), comma, han("人")}, Direction::kVertical),
            "“天”地，人");
}

TEST(Spelling, ABracketIsWhatClosesIt) {
  EXPECT_EQ(spelled({han("村"), latin("〈"), han("社"), latin(")")}), "村（社）");
  EXPECT_EQ(spelled({latin("〈"), han("社"), latin("〉"), latin("("), han("村"), latin(")")}),
            "〈社〉（村）");
  EXPECT_EQ(spelled({latin("〈"), han("社")}), "〈社");
}

TEST(Spelling, MarksInsideNumbersAndLatinTextStay) {
  EXPECT_EQ(spelled({latin("3"), low("."), latin("5"), han("万")}), "3.5万");
  EXPECT_EQ(spelled({latin("1"), low(","), latin("0"), latin("0"), latin("0")}), "1,000");
  EXPECT_EQ(spelled({han("在"), latin("2"), latin("0"), latin(":"), latin("3"), latin("0")}),
            "在20:30");
  EXPECT_EQ(spelled({latin("U"), low("."), latin("S"), low("."), han("天")}), "U.S.天");
}

TEST(Spelling, NumbersInAWideFaceHoldNoBlanks) {
  EXPECT_EQ(spelled({latin("2"), latin("5"), low("."), latin("5", .5f, true), latin("%")}),
            "25.5%");
  Seen point = low(".");
  point.gap = .4f;
  EXPECT_EQ(spelled({han("约"), latin("1"), point, latin("8")}), "约1.8");
  EXPECT_EQ(spelled({latin("a"), point, latin("8")}), "a .8");
}

TEST(Spelling, BlanksOfLatinWordsComeFromTheGaps) {
  EXPECT_EQ(spelled({latin("a"), latin("b", .05f, true), latin("c", .4f), latin("d", .15f, true)}),
            "ab c d");
  EXPECT_EQ(spelled({han("看"), latin("T", .25f, true), latin("V"), han("吧")}), "看TV吧");
  EXPECT_EQ(spelled({han("看"), latin("T", .7f), latin("V")}), "看 TV");
}

TEST(Spelling, QuotesTurnTowardsWhatTheyHold) {
  // The blank half of its cell lies before an opening quote and behind a closing one.
  Seen next = han("人");
  next.gap = .6f;
  EXPECT_EQ(spelled({han("天"), high("”", .6f), han("地"), high("“", .1f), next}), "天“地”人");
  EXPECT_EQ(spelled({high("”", 0), han("天"), han("地")}), "“天地");
  EXPECT_EQ(spelled({han("天"), han("地"), high("“", .1f)}), "天地”");
}

TEST(Spelling, QuotesTakeTurnsWhereTheGapsSayNothing) {
  Seen comma = low("，");
  EXPECT_EQ(spelled({han("说"), high("”", .1f), han("天"), high("”", .1f), comma, han("地")}),
            "说“天”，地");
  // A line that begins inside a quotation.
  EXPECT_EQ(spelled({han("天"), high("”", .1f), comma, han("说"), high("“", .4f), han("地")}),
            "天”，说“地");
}

TEST(Spelling, LowMarksReadAsQuotesAreCommasAndStops) {
  EXPECT_EQ(spelled({han("天"), low("'"), han("地"), low("*", .22f)}), "天，地。");
  // High up they are what they were.
  EXPECT_EQ(spelled({latin("l"), high("'", .05f), latin("a")}), "l'a");
}

TEST(Spelling, QuotesAreSingleOrDoubleByTheirWidth) {
  const auto quote = [](const char* text, float width) {
    return Seen{text, width, .1f, false, .05f, .3f};
  };
  EXPECT_EQ(spelled({quote("“", .13f), han("天"), quote("'", .13f), han("地")}), "‘天’地");
  EXPECT_EQ(spelled({quote("‘", .34f), han("天"), quote("’", .34f), han("地")}), "“天”地");
  EXPECT_EQ(spelled({quote("“", .34f), quote("”", .13f), han("天"), quote("，", .13f), han("地")}),
            "“‘天，地");
  EXPECT_EQ(spelled({latin("d"), quote("'", .13f), latin("A")}), "d'A");
  // The halves of one.
  EXPECT_EQ(spelled({quote("“", .34f), han("天"), quote("‘", .13f), quote("’", .13f)}), "“天”");
}

TEST(Spelling, TwoOnesAreADash) {
  const auto on = [](const char* text) { return Seen{text, 1, 0}; };  // its ink runs on
  for (const Direction direction : {Direction::kHorizontal, Direction::kVertical}) {
    const auto read = [&](const std::vector<Seen>& line) { return spelled(line, direction); };
    EXPECT_EQ(read({han("天"), han("一"), han("一"), han("地")}), "天——地");
    EXPECT_EQ(read({han("天"), han("一"), han("一")}), "天——");
    EXPECT_EQ(read({han("天"), han("一"), han("—"), han("地")}), "天——地");
    EXPECT_EQ(read({han("二"), han("〇"), han("一"), han("一"), han("年")}), "二〇一一年");
    EXPECT_EQ(read({han("天"), han("一"), han("一"), han("对")}), "天一一对");
    EXPECT_EQ(read({han("天"), han("一"), on("一"), han("对")}), "天——对");
    EXPECT_EQ(read({han("唯"), han("一"), han("一"), han("次")}), "唯一一次");
    EXPECT_EQ(read({han("之"), han("一"), han("—"), han("—"), han("天")}), "之一——天");
  }
  EXPECT_EQ(spelled({han("天"), han("一"), han("地")}), "天一地");
}

TEST(Spelling, InVerticalLinesWidthTellsAQuoteFromAComma) {
  Seen comma{"”", .2f, .1f, false, .7f, .85f};
  Seen quote{"“", .3f, .6f, false, .3f, .7f};
  EXPECT_EQ(spelled({han("天"), comma, han("地"), quote, han("人")}, Direction::kVertical),
            "天，地“人");
}

TEST(Spelling, AColumnRuleBesideTheLineIsNoBar) {
  Seen rule{"|", .08f, .2f, false, 0, 1};
  EXPECT_EQ(spelled({rule, han("天"), han("地"), rule}), "天地");
  EXPECT_EQ(spelled({han("天"), rule, han("地")}), "天|地");
}

TEST(Spelling, WhatHasNoInkIsLeftOut) {
  Seen nothing = high("“", .5f);
  nothing.width = 0;
  EXPECT_EQ(spelled({han("天"), nothing, han("地")}), "天地");
  EXPECT_EQ(spelled({nothing}), "");
  EXPECT_EQ(spelled({}), "");
}

std::vector<Seen> word(const std::string& letters) {
  std::vector<Seen> out;
  for (const char c : letters)
    out.push_back({.text = std::string(1, c), .width = .4f, .gap = .05f, .top = .3f});
  return out;
}

TEST(Spelling, DigitsInsideLatinWordsAreLetters) {
  EXPECT_EQ(spelled(word("Wor1d")), "World");
  EXPECT_EQ(spelled(word("0pen")), "Open");
  EXPECT_EQ(spelled(word("c0mpany")), "company");
  for (const char* right : {"Boeing747", "B0C7", "1st", "10km", "101km", "0s", "A1", "3D"})
    EXPECT_EQ(spelled(word(right)), right);
}

}  // namespace
}  // namespace tonglan
