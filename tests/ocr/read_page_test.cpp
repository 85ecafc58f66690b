// The road from boxes to characters, with an engine that reads what the test draws.
#include "ocr/read_page.h"

#include <gtest/gtest.h>

#include "ocr/language.h"
#include "support/fake_engine.h"
#include "tonglan.h"

namespace tonglan {
namespace {

const std::u32string kAlphabet = U"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

OcrOptions in(const std::string& language) {
  OcrOptions options;
  options.language = language;
  return options;
}

struct Sheet {
  ScannedPage page;

  Sheet() {
    page.grey = blank_page(1200, 900);
    page.page.width = 1200;
    page.page.height = 900;
  }
  void write(const std::u32string& text, int left, int top, int em,
             Direction direction = Direction::kHorizontal) {
    TextLine line;
    line.box = draw_fake_text(page.grey, kAlphabet, text, left, top, em, direction);
    line.glyph = float(em);
    line.direction = direction;
    page.lines.push_back(line);
  }
};

// Reads differently the second time.
class Fickle : public Engine {
 public:
  std::string name() const override { return "fickle"; }
  ReadLine read(const Pixels& crop, const std::string&, Direction) override {
    crops.push_back(crop.bytes);
    const bool first = crops.size() == 1;
    ReadLine out;
    out.text = first ? "甲" : "乙";
    out.confidence = first ? first_confidence : .7f;
    out.glyphs = {{{0, 3}, {0, 0, float(crop.width), float(crop.height)}, out.confidence}};
    return out;
  }
  float first_confidence = .5f;
  std::vector<std::vector<std::uint8_t>> crops;
};

// Specks in a margin are read as characters with some confidence; beside a line so small a thing is
// its last character, and a folio is read with more.
TEST(ReadPage, ALoneCharacterMustBeReadWithConfidence) {
  Sheet sheet;
  sheet.page.page.glyph = 40;
  sheet.write(U"甲乙丙丁戊己庚辛壬癸", 100, 100, 40);
  sheet.write(U"子", 100, 160, 40);    // under the line
  sheet.write(U"丑", 900, 700, 40);    // alone
  sheet.write(U"辰巳", 900, 400, 20);  // two in the place of one, alone
  sheet.write(U"寅", 300, 600, 120);   // alone, but of a headline
  sheet.write(U"卯", 900, 800, 24);    // alone, and smaller than any folio
  FakeEngine some(kAlphabet), more(kAlphabet);
  some.confidence = {{"any", .8f}};
  more.confidence = {{"any", .95f}};
  EXPECT_EQ(read_scanned_page({}, sheet.page, &some, in("any")).lines.size(), 3u);
  EXPECT_EQ(read_scanned_page({}, sheet.page, &more, in("any")).lines.size(), 5u);
  sheet.page.page.glyph = 0;  // unknown: nothing can be told
  EXPECT_EQ(read_scanned_page({}, sheet.page, &some, in("any")).lines.size(), 6u);
}

// A scratch, longer than a character and flat, is never 一; a blot of a headline's size is no
// digit, but a year on a poster is.
TEST(ReadPage, ScratchesAndBlotsAreNoCharacters) {
  class Confident : public Engine {
   public:
    std::string name() const override { return "confident"; }
    ReadLine read(const Pixels& crop, const std::string&, Direction) override {
      ReadLine out;
      out.text = text;
      out.confidence = confidence;
      out.glyphs = {{{0, std::uint32_t(text.size())},
                     {7, 7, float(crop.width - 7), float(crop.height - 7)},
                     confidence}};
      return out;
    }
    std::string text;
    float confidence = .8f;
  } engine;
  const auto count = [&](const std::string& text, const Box& ink, float confidence) {
    Sheet sheet;
    sheet.page.page.glyph = 40;
    for (int y = int(ink.top); y < int(ink.bottom); ++y)
      for (int x = int(ink.left); x < int(ink.right); ++x) sheet.page.grey.row(y)[x] = 0;
    TextLine line;
    line.box = ink;
    line.glyph = ink.height();
    sheet.page.lines.push_back(line);
    engine.text = text;
    engine.confidence = confidence;
    return read_scanned_page({}, sheet.page, &engine, in("any")).lines.size();
  };
  EXPECT_EQ(count("一", {500, 500, 600, 508}, .97f), 0u);
  EXPECT_EQ(count("4", {500, 500, 560, 600}, .8f), 0u);
  EXPECT_EQ(count("4", {500, 500, 560, 600}, .95f), 1u);
  EXPECT_EQ(count("四", {500, 500, 600, 600}, .8f), 1u);
}

TEST(ReadPage, EveryLineStandsWithItsTextBoxAndGlyphs) {
  Sheet sheet;
  sheet.write(U"甲乙丙丁", 100, 100, 40);
  sheet.write(U"子丑寅", 700, 60, 64, Direction::kVertical);
  FakeEngine engine(kAlphabet);
  const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));

  ASSERT_EQ(d.pages.size(), 1u);
  ASSERT_EQ(d.lines.size(), 2u);
  EXPECT_EQ(d.view(d.lines[0]), "甲乙丙丁");
  EXPECT_EQ(d.view(d.lines[1]), "子丑寅");
  EXPECT_EQ(d.order, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_FLOAT_EQ(d.lines[0].box.left, 100);
  EXPECT_FLOAT_EQ(d.lines[0].confidence, 1);
  EXPECT_EQ(d.origins[d.lines[0].origin].direction, Direction::kHorizontal);
  EXPECT_EQ(d.origins[d.lines[1].origin].direction, Direction::kVertical);
  EXPECT_EQ(d.origins[d.lines[1].origin].language, "any");

  ASSERT_EQ(d.lines[1].glyph_count, 3u);
  const Glyph& third = d.glyphs[d.lines[1].first_glyph + 2];
  EXPECT_EQ(d.view(third.text), "寅");
  EXPECT_NEAR(third.box.top, 60 + 2 * 64, 2.5f);
  EXPECT_NEAR(third.box.bottom, 60 + 2.9f * 64, 2.5f);
  EXPECT_NEAR(third.box.left, 700, 2.5f);
}

// Crumbs of a rule beside the column have been taken for the line's end.
TEST(ReadPage, ALineEndsWithItsCharacters) {
  Sheet sheet;
  sheet.write(U"甲乙丙丁戊己庚辛", 100, 100, 40);
  sheet.write(U"子丑寅卯辰巳", 600, 100, 40, Direction::kVertical);
  const Box across = sheet.page.lines[0].box, down = sheet.page.lines[1].box;
  sheet.page.lines[0].box.right += 30;
  sheet.page.lines[0].box.left -= 8;  // a character's own white
  sheet.page.lines[1].box.top -= 30;
  FakeEngine engine(kAlphabet);
  engine.confidence = {{"any", .95f}};
  const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
  ASSERT_EQ(d.lines.size(), 2u);
  EXPECT_NEAR(d.lines[0].box.right, across.right, 4);
  EXPECT_NEAR(d.lines[0].box.left, across.left - 8, .1);
  EXPECT_NEAR(d.lines[1].box.top, down.top, 4);
  engine.confidence = {{"any", .5f}};  // it may be the line's end that was not read
  const Document doubtful = read_scanned_page({}, sheet.page, &engine, in("any"));
  EXPECT_NEAR(doubtful.lines[0].box.right, across.right + 30, .1);
}

TEST(ReadPage, PagesFollowOneAnother) {
  Sheet first, second;
  first.write(U"甲乙丙", 100, 100, 40);
  second.write(U"丁戊己", 100, 100, 40);
  second.page.warnings = {{0, "scan", "dark"}};
  FakeEngine engine(kAlphabet);
  Document d = read_scanned_page({}, first.page, &engine, in("any"));
  d = read_scanned_page(std::move(d), second.page, &engine, in("any"));
  ASSERT_EQ(d.lines.size(), 2u);
  EXPECT_EQ(d.text, "甲乙丙\n丁戊己\n");
  EXPECT_EQ(d.lines[1].page, 1u);
  ASSERT_EQ(d.warnings.size(), 1u);
  EXPECT_EQ(d.warnings[0].page, 1u);
}

TEST(ReadPage, TheRoadGoesOnFromHere) {
  Sheet sheet;
  sheet.write(U"甲乙丙丁戊己庚辛壬癸", 100, 100, 40);
  sheet.write(U"子丑寅卯辰巳午未申酉", 100, 160, 40);
  sheet.write(U"戌亥", 100, 220, 40);
  FakeEngine engine(kAlphabet);
  const Document d =
      repair_pages(read_scanned_page({}, sheet.page, &engine, in("any")), RepairOptions{});
  EXPECT_NO_THROW(check_conserved(d));
  EXPECT_EQ(d.order, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(ReadPage, LinesThatCannotBeReadAreCounted) {
  Sheet sheet;
  sheet.write(U"甲乙丙", 100, 100, 40);
  TextLine paper;
  paper.box = {500, 500, 700, 540};
  paper.glyph = 40;
  sheet.page.lines.push_back(paper);
  paper.box = {5000, 500, 5700, 540};  // off the page
  sheet.page.lines.push_back(paper);
  FakeEngine engine(kAlphabet);
  const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
  EXPECT_EQ(d.lines.size(), 1u);
  ASSERT_EQ(d.warnings.size(), 1u);
  EXPECT_EQ(d.warnings[0].message.substr(0, 7), "2 lines");
}

TEST(ReadPage, WhatAnEngineMakesOfSpecksIsLeftOut) {
  Sheet sheet;
  sheet.page.page.glyph = 40;
  sheet.write(U"甲乙", 100, 100, 40);
  sheet.write(U"丙丁戊己", 100, 200, 12);  // a caption or a row of specks?
  sheet.write(U"庚辛壬癸", 100, 300, 40);
  const std::vector<std::pair<float, std::size_t>> lines_at = {
      {.9f, 3}, {.5f, 2}, {.3f, 1}, {.1f, 0}};
  for (const auto& [confidence, lines] : lines_at) {
    FakeEngine engine(kAlphabet);
    engine.confidence = {{"any", confidence}};
    const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
    EXPECT_EQ(d.lines.size(), lines) << confidence;
    EXPECT_EQ(d.warnings.size(), lines == 3 ? 0u : 1u) << confidence;
  }
}

TEST(ReadPage, AHeadlineThatIsHardToReadIsKept) {
  for (const float ink : {1.f, .3f}) {  // how sure the scan room is
    Sheet sheet;
    sheet.page.page.glyph = 40;
    sheet.write(U"甲乙丙丁戊", 100, 100, 100);
    sheet.page.lines[0].confidence = ink;
    FakeEngine engine(kAlphabet);
    engine.confidence = {{"any", .15f}};
    const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
    EXPECT_EQ(d.lines.size(), ink == 1 ? 1u : 0u) << ink;
  }
}

// The last character of a headline that is set over two lines; a blot as large, far from any.
TEST(ReadPage, ALargeCharacterBesideALineOfItsSizeIsKept) {
  for (const bool near : {true, false}) {
    Sheet sheet;
    sheet.page.page.glyph = 40;
    sheet.write(U"甲乙丙丁戊", 100, 100, 100);
    sheet.write(U"己", near ? 300 : 900, near ? 230 : 700, 100);
    FakeEngine engine(kAlphabet);
    engine.confidence = {{"any", .3f}};
    const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
    EXPECT_EQ(d.lines.size(), near ? 2u : 1u) << near;
  }
}

// Of a worn leg not all lines can be read, but lines they are; so is a headline. One by itself is
// not known to be one, nor are crumbs in which few characters are seen.
TEST(ReadPage, ALineThatLooksLikeOneIsKeptWhateverIsRead) {
  FakeEngine engine(kAlphabet);
  engine.confidence = {{"any", .03f}};
  const auto count = [&](const Sheet& sheet) {
    return read_scanned_page({}, sheet.page, &engine, in("any")).lines.size();
  };
  Sheet leg, large, alone, crumbs;
  for (Sheet* sheet : {&leg, &large, &alone, &crumbs}) sheet->page.page.glyph = 40;
  leg.write(U"甲乙丙丁戊己", 100, 100, 40);
  leg.write(U"庚辛壬癸子丑", 100, 160, 40);
  large.write(U"甲乙丙", 100, 100, 100);
  alone.write(U"甲乙丙丁戊己", 100, 100, 40);
  crumbs.write(U"甲乙", 100, 100, 40);
  crumbs.write(U"庚辛", 100, 160, 40);
  for (TextLine& line : crumbs.page.lines) line.box.right += 200;
  EXPECT_EQ(count(leg), 2u);
  EXPECT_EQ(count(large), 1u);
  EXPECT_EQ(count(alone), 0u);
  EXPECT_EQ(count(crumbs), 0u);
}

// Without the short last line of a paragraph its leg would fall apart at the gap.
TEST(ReadPage, AShortLineOfALegIsKeptWhateverIsRead) {
  for (const bool in_leg : {true, false}) {
    Sheet sheet;
    sheet.page.page.glyph = 40;
    sheet.write(U"甲乙丙丁戊己", 100, 100, 40);
    sheet.write(U"壬癸子丑寅卯", 100, 160, 40);
    sheet.write(U"庚辛", 100, in_leg ? 220 : 400, 40);
    FakeEngine engine(kAlphabet);
    engine.confidence = {{"any", .11f}};
    EXPECT_EQ(read_scanned_page({}, sheet.page, &engine, in("any")).lines.size(), in_leg ? 3u : 2u);
  }
}

// ... which may be nothing but marks.
TEST(ReadPage, MarksThatCloseASentenceAreALineOfALeg) {
  const std::u32string alphabet = kAlphabet + U"”。《";
  for (const std::u32string last : {U"”。", U"。”", U"《《"}) {
    Sheet sheet;
    sheet.page.page.glyph = 40;
    const auto write = [&](const std::u32string& text, int top) {
      TextLine line;
      line.box = draw_fake_text(sheet.page.grey, alphabet, text, 100, top, 40);
      line.glyph = 40;
      sheet.page.lines.push_back(line);
    };
    write(U"甲乙丙丁戊己", 100);
    write(last, 160);
    FakeEngine engine(alphabet);
    EXPECT_EQ(read_scanned_page({}, sheet.page, &engine, in("any")).lines.size(),
              last == U"《《" ? 1u : 2u);
  }
}

// What an engine makes of the edge of something: a character in the length of eight.
TEST(ReadPage, ALongLineHasMoreThanACharacter) {
  for (const bool is_long : {true, false}) {
    Sheet sheet;
    sheet.page.page.glyph = 40;
    sheet.write(U"甲", 100, 100, 40);
    if (is_long) sheet.page.lines[0].box.right += 300;
    sheet.write(U"丙丁戊己", 100, 160, 40);  // so that it does not stand alone
    FakeEngine engine(kAlphabet);
    engine.confidence = {{"any", .6f}};
    EXPECT_EQ(read_scanned_page({}, sheet.page, &engine, in("any")).lines.size(),
              is_long ? 1u : 2u);
  }
}

TEST(ReadPage, WithoutAnEngineLinesStandEmpty) {
  Sheet sheet;
  sheet.write(U"甲乙丙", 100, 100, 40);
  sheet.write(U"丁戊己", 100, 160, 40);
  const Document d = read_scanned_page({}, sheet.page, nullptr, in("auto"));
  ASSERT_EQ(d.lines.size(), 2u);
  EXPECT_EQ(d.view(d.lines[1]), "");
  EXPECT_FLOAT_EQ(d.lines[1].box.top, 160);
  EXPECT_LT(d.lines[1].confidence, 0);
  const Document laid_out = repair_pages(d, RepairOptions{});
  EXPECT_EQ(laid_out.order.size(), 2u);
  EXPECT_NO_THROW(check_conserved(laid_out));
}

TEST(ReadPage, ADoubtfulLineIsReadASecondWay) {
  Sheet sheet;
  sheet.write(U"甲", 100, 100, 40);
  Fickle doubtful;
  Document d = read_scanned_page({}, sheet.page, &doubtful, in("any"));
  ASSERT_EQ(doubtful.crops.size(), 2u);
  EXPECT_NE(doubtful.crops[0], doubtful.crops[1]);
  EXPECT_EQ(d.view(d.lines[0]), "乙");

  Fickle sure;
  sure.first_confidence = .95f;
  d = read_scanned_page({}, sheet.page, &sure, in("any"));
  EXPECT_EQ(sure.crops.size(), 1u);
  EXPECT_EQ(d.view(d.lines[0]), "甲");

  Fickle worse;
  worse.first_confidence = .8f;
  d = read_scanned_page({}, sheet.page, &worse, in("any"));
  EXPECT_EQ(d.view(d.lines[0]), "甲");
}

// Of two ways that are both doubtful, each sure of a character of its own.
class HalfSure : public Engine {
 public:
  std::string name() const override { return "half sure"; }
  ReadLine read(const Pixels& crop, const std::string&, Direction direction) override {
    const bool first = direction == Direction::kVertical && reads++ == 0;
    ReadLine out;
    out.text = first ? "甲乙丙" : "子丑寅";
    out.confidence = first ? confidence : confidence - .1f;
    const float step = float(crop.height) / 3;
    for (std::uint32_t k = 0; k < 3; ++k) {
      const bool is_sure = (k == 1) != first;
      out.glyphs.push_back({{3 * k, 3 * k + 3},
                            {0, step * float(k), float(crop.width), step * float(k + 1)},
                            is_sure ? .9f : .3f});
    }
    return out;
  }
  float confidence = .5f;
  int reads = 0;
};

TEST(ReadPage, ADoubtfulVerticalLineTakesWhatEachWayIsSureOf) {
  for (const float confidence : {.5f, .8f}) {
    Sheet sheet;
    sheet.write(U"丁丁丁", 100, 100, 40, Direction::kVertical);
    HalfSure engine;
    engine.confidence = confidence;
    const Document d = read_scanned_page({}, sheet.page, &engine, in("any"));
    ASSERT_EQ(d.lines.size(), 1u);
    EXPECT_EQ(engine.reads, 2);
    EXPECT_EQ(d.view(d.lines[0]), confidence < .7f ? "甲丑丙" : "甲乙丙");
  }
}

// Reads the same characters in the one script or the other; as sure of the line in both.
class TwoScripts : public Engine {
 public:
  explicit TwoScripts(std::string right) : right_(std::move(right)) {}
  std::string name() const override { return "two scripts"; }
  ReadLine read(const Pixels&, const std::string& language, Direction) override {
    ReadLine out;
    if (fails_on_first_line && language == right_ && reads_++ == 0) return out;
    out.text = language == "chi_sim" ? "人国人" : "人國人";
    out.confidence = language == right_ ? .93f : .95f;
    const float sure = language == right_ ? .98f : .95f;
    out.glyphs = {{{0, 3}, {10, 10, 40, 40}, .99f},
                  {{3, 6}, {50, 10, 80, 40}, sure},
                  {{6, 9}, {90, 10, 120, 40}, language == right_ ? .9f : .99f}};
    return out;
  }
  bool fails_on_first_line = false;

 private:
  std::string right_;
  int reads_ = 0;
};

TEST(ReadPage, TheLanguageIsTheOneSurestWhereReadingsDiffer) {
  for (const std::string right : {"chi_sim", "chi_tra"}) {
    for (const bool fails : {false, true}) {
      Sheet sheet;
      for (int i = 0; i < 12; ++i) sheet.write(U"甲乙丙丁戊己", 100, 60 + 60 * i, 40);
      TwoScripts engine(right);
      engine.fails_on_first_line = fails;
      const Document d = read_scanned_page({}, sheet.page, &engine, in("auto"));
      EXPECT_EQ(d.origins[d.lines[5].origin].language, right);
    }
  }
}

// As TwoScripts, but narrow lines are so worn that both languages doubt the same.
class HalfWorn : public TwoScripts {
 public:
  explicit HalfWorn(const std::string& right) : TwoScripts(right), right_(right) {}
  ReadLine read(const Pixels& crop, const std::string& language, Direction d) override {
    ReadLine out = TwoScripts::read(crop, language, d);
    if (crop.width > 8 * crop.height) return out;
    for (ReadGlyph& g : out.glyphs) g.confidence = language == right_ ? .2f : .21f;
    return out;
  }

 private:
  std::string right_;
};

TEST(ReadPage, ALanguageIsChosenForAllPagesTogether) {
  for (const std::string right : {"chi_sim", "chi_tra"}) {
    std::vector<ScannedPage> pages(2);
    for (const int p : {0, 1}) {
      Sheet sheet;
      const std::u32string text = p == 0 ? U"甲乙丙丁戊己" : U"甲乙丙丁戊己庚辛壬癸子丑寅卯";
      for (int i = 0; i < 12; ++i) sheet.write(text, 100, 60 + 60 * i, 40);
      pages[std::size_t(p)] = sheet.page;
    }
    HalfWorn engine(right);
    EXPECT_EQ(choose_language(pages, engine, in("auto")), right);
  }
}

TEST(ReadPage, ALanguageThatIsGivenIsNotQuestioned) {
  Sheet sheet;
  sheet.write(U"甲乙丙丁戊己", 100, 60, 40);
  FakeEngine engine(kAlphabet);
  read_scanned_page({}, sheet.page, &engine, in("chi_sim+eng"));
  for (const FakeEngine::Request& r : engine.requests) EXPECT_EQ(r.language, "chi_sim+eng");
}

// Of a border one language may make many doubtful characters, the other a single one: that says
// nothing, where other lines can be read.
TEST(ReadPage, ABorderDoesNotChooseTheLanguage) {
  class WithBorder : public TwoScripts {
   public:
    explicit WithBorder(const std::string& right) : TwoScripts(right), right_(right) {}
    ReadLine read(const Pixels& crop, const std::string& language, Direction d) override {
      ReadLine out = TwoScripts::read(crop, language, d);
      if (crop.width < 8 * crop.height) return out;
      out.confidence = .1f;
      for (ReadGlyph& g : out.glyphs) g.confidence = .1f;
      if (language != right_) {
        out.text.resize(out.glyphs[0].text.end);
        out.glyphs.resize(1);
        out.glyphs[0].confidence = .99f;
      }
      return out;
    }

   private:
    std::string right_;
  };
  for (const std::string right : {"chi_sim", "chi_tra"}) {
    Sheet sheet;
    for (int i = 0; i < 12; ++i)
      sheet.write(i % 3 == 0 ? U"甲乙丙丁戊己庚辛壬癸子丑寅卯" : U"甲乙丙丁戊己", 100, 60 + 60 * i,
                  40);
    WithBorder engine(right);
    const std::vector<ScannedPage> pages = {sheet.page};
    EXPECT_EQ(choose_language(pages, engine, in("auto")), right);
  }
}

}  // namespace
}  // namespace tonglan
