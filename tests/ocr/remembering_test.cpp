// What has been read once is not read again, and nothing else is taken for it.
#include "ocr/remembering.h"

#include <gtest/gtest.h>

#include "ocr/orientation.h"
#include "ocr/read_page.h"
#include "support/fake_engine.h"

namespace tonglan {
namespace {

const std::u32string kAlphabet = U"甲乙丙丁戊己庚辛壬癸";

TEST(Remembering, ReadsACropOnceInEachWay) {
  Pixels page = blank_page(300, 100);
  draw_fake_text(page, kAlphabet, U"甲乙丙", 40, 30, 40);
  Pixels other = page;
  draw_fake_text(other, kAlphabet, U"丁", 200, 30, 40);
  FakeEngine engine(kAlphabet);
  RememberingEngine reader(engine);
  const auto read = [&](const Pixels& crop, const char* language, Direction direction) {
    return reader.read(crop, language, direction).text;
  };
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(read(page, "one", Direction::kHorizontal), "甲乙丙");
    EXPECT_EQ(read(other, "one", Direction::kHorizontal), "甲乙丙丁");
    read(page, "two", Direction::kHorizontal);
    read(page, "one", Direction::kVertical);
    EXPECT_EQ(engine.requests.size(), 4u);
  }
}

TEST(Remembering, SamplesOfAPageCostNothing) {
  ScannedPage scanned;
  scanned.grey = blank_page(900, 700);
  scanned.page.glyph = 40;
  for (int k = 0; k < 8; ++k) {
    TextLine line;
    line.box =
        draw_fake_text(scanned.grey, kAlphabet,
                       U"甲乙丙丁戊己" + kAlphabet.substr(std::size_t(k), 1), 100, 60 + 80 * k, 40);
    line.glyph = 40;
    scanned.lines.push_back(line);
  }
  OcrOptions options;
  options.language = "any";
  FakeEngine engine(kAlphabet);
  RememberingEngine reader(engine);
  EXPECT_EQ(turn_to_read({scanned}, reader, options), 0);
  EXPECT_GT(engine.requests.size(), 0u);
  const Document document = read_scanned_page({}, scanned, &reader, options);
  EXPECT_EQ(document.lines.size(), 8u);
  EXPECT_EQ(engine.requests.size(), 8u);
}

}  // namespace
}  // namespace tonglan
