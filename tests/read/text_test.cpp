// Lines: where they end, what their ends are trimmed of, and that nothing is lost.
#include "read/text.h"

#include <gtest/gtest.h>

#include <random>

namespace tonglan {
namespace {

using namespace std::literals;

// One-line form of a document: "page:blank_before:indent:text", set apart by '/'.
std::string shown(const std::string& text) {
  const Document document = read_text(text);
  std::string out;
  for (const Line& line : document.lines) {
    if (!out.empty()) out += '/';
    out += std::to_string(line.page) + ':' + std::to_string(line.blank_before) + ':' +
           std::to_string(line.indent) + ':' + std::string(document.view(line));
  }
  return out;
}

TEST(ReadText, EveryLineEndCuts) {
  EXPECT_EQ(shown("甲\n乙\r\n丙\r丁\u2028戊\u2029己\u0085庚"),
            "0:0:0:甲/0:0:0:乙/0:0:0:丙/0:0:0:丁/0:0:0:戊/0:0:0:己/0:0:0:庚");
}

TEST(ReadText, QuotesAndDashesShareBytesWithLineEndsAndDoNotCut) {
  EXPECT_EQ(shown("“甲”——乙…\n丙"), "0:0:0:“甲”——乙…/0:0:0:丙");
  EXPECT_EQ(shown("Â\n\xE2\x80"), "0:0:0:Â/0:0:0:\xE2\x80");
}

TEST(ReadText, BlanksAtTheEndsAreMeasuredAndTakenOff) {
  EXPECT_EQ(shown("　　甲 乙　 \n\t丙\t\n  \u00A0丁\u00A0\n\uFEFF戊\u200B"),
            "0:0:4:甲 乙/0:0:4:丙/0:0:3:丁/0:0:1:戊");
}

TEST(ReadText, EmptyLinesAreCounted) {
  EXPECT_EQ(shown("甲\n\n　\n乙\n\n"), "0:0:0:甲/0:2:0:乙");
  EXPECT_EQ(shown("甲\r\n\r\n乙"), "0:0:0:甲/0:1:0:乙");
}

TEST(ReadText, EmptyLineCountSaturates) {
  const Document document = read_text(std::string(70000, '\n') + "甲");
  EXPECT_EQ(document.lines[0].blank_before, 65535);
}

TEST(ReadText, FormFeedsEndPages) {
  EXPECT_EQ(shown("甲\f乙\n\f丙\v丁\n\f"), "0:0:0:甲/1:0:0:乙/2:0:0:丙/3:0:0:丁");
  EXPECT_EQ(read_text("甲\f乙\n\f").pages.size(), 2u);
  EXPECT_EQ(read_text("甲").pages.size(), 1u);
  EXPECT_EQ(read_text("").pages.size(), 1u);
}

TEST(ReadText, OddBytesAreText) {
  EXPECT_EQ(shown("\0甲\n\xFF\xE3\x80"s), "0:0:0:\0甲/0:0:0:\xFF\xE3\x80"s);
  EXPECT_EQ(shown(" \n\t\n"), "");
}

// The slow obvious reference: line by line, character by character.
bool is_blank_or_end(const std::string& c) {
  static const std::string kAll[] = {" ",      "\t",     "\n",     "\r",     "\f",
                                     "\v",     "\u00A0", "\u3000", "\u2003", "\u2028",
                                     "\u2029", "\u0085", "\uFEFF"};
  for (const std::string& known : kAll) {
    if (c == known) return true;
  }
  return false;
}

TEST(ReadText, KeepsEveryCharacterThatIsNoBlankOrLineEnd) {
  const std::string alphabet[] = {"甲",     "“",      "a",      " ",      "\t",     "\n",
                                  "\r",     "\f",     "\v",     "\u00A0", "\u3000", "\u2003",
                                  "\u2028", "\u2029", "\u0085", "\uFEFF", "é",      "…"};
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string text, solid;
    for (int i = 0; i < 60; ++i) {
      const std::string& c = alphabet[random() % std::size(alphabet)];
      text += c;
      if (!is_blank_or_end(c)) solid += c;
    }
    const Document document = read_text(text);
    std::string kept;
    std::uint32_t end = 0;
    for (const Line& line : document.lines) {
      EXPECT_GE(line.text.begin, end);
      end = line.text.end;
      ASSERT_FALSE(document.view(line).empty());
      kept += document.view(line);
    }
    // Blanks inside lines stay; they are taken out for the comparison.
    for (const std::string blank : {" ", "\t", "\u00A0", "\u3000", "\u2003", "\uFEFF"}) {
      for (std::size_t at; (at = kept.find(blank)) != kept.npos;) kept.erase(at, blank.size());
    }
    EXPECT_EQ(kept, solid) << text;
  }
}

}  // namespace
}  // namespace tonglan
