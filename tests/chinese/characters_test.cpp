// The table of character kinds against ICU's properties, and the decoder against ICU's.
#include "chinese/characters.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <string>

#include "support/random.h"

namespace tonglan {
namespace {

std::string hex(char32_t c) {
  char out[16];
  std::snprintf(out, sizeof out, "U+%04X", static_cast<unsigned>(c));
  return out;
}

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

// Assigned characters only, and no surrogates.
template <class F>
void for_each_character(F f) {
  for (char32_t c = 0; c < 0x10000; ++c)
    if (u_isdefined(static_cast<UChar32>(c)) && u_charType(static_cast<UChar32>(c)) != U_SURROGATE) f(c);
}

TEST(Characters, EveryIdeographIsHan) {
  for_each_character([](char32_t c) {
    if (script_of(c) == USCRIPT_HAN && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC)) {
      EXPECT_EQ(kind_of(c), Kind::kHan) << hex(c);
    }
  });
  for (char32_t c : {U'\U00020000', U'\U0002A6D6', U'\U0002B740', U'\U00030000'})
    EXPECT_EQ(kind_of(c), Kind::kHan) << hex(c);
}

TEST(Characters, KanaAndBopomofoLettersAreHan) {
  for_each_character([](char32_t c) {
    const UScriptCode script = script_of(c);
    const bool kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO;
    const bool enclosed = c >= 0x3200 && c <= 0x32FF;  // bullets
    if (kana && !enclosed && u_isalpha(static_cast<UChar32>(c))) {
      EXPECT_EQ(kind_of(c), Kind::kHan) << hex(c);
    }
  });
}

TEST(Characters, HangulLettersAreHangul) {
  for_each_character([](char32_t c) {
    const bool enclosed = c >= 0x3200 && c <= 0x32FF;
    if (script_of(c) == USCRIPT_HANGUL && !enclosed && u_isalpha(static_cast<UChar32>(c))) {
      EXPECT_EQ(kind_of(c), Kind::kHangul) << hex(c);
    }
  });
}

TEST(Characters, DigitsAreTheAsciiTen) {
  for_each_character([](char32_t c) {
    EXPECT_EQ(kind_of(c) == Kind::kDigit, c >= U'0' && c <= U'9') << hex(c);
  });
}

TEST(Characters, WhiteSpaceIsBlankOrEndsALine) {
  for_each_character([](char32_t c) {
    const bool line_end = (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
    const bool separator = c >= 0x1C && c <= 0x1F;  // control characters that Unicode calls white
    const bool ogham = c == 0x1680;                 // its blank is a stroke
    if (u_isUWhiteSpace(static_cast<UChar32>(c)) && !line_end && !separator && !ogham) {
      EXPECT_EQ(kind_of(c), Kind::kBlank) << hex(c);
    }
    if (kind_of(c) == Kind::kBlank) {
      EXPECT_TRUE(u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B || c == 0xFEFF) << hex(c);
    }
  });
}

TEST(Characters, LettersOfAlphabetsAreLatin) {
  for_each_character([](char32_t c) {
    const UScriptCode script = script_of(c);
    const bool alphabet = script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
    const auto type = u_charType(static_cast<UChar32>(c));
    const bool letter = type == U_UPPERCASE_LETTER || type == U_LOWERCASE_LETTER;
    if (alphabet && letter && c < 0x2000) {
      EXPECT_EQ(kind_of(c), Kind::kLatin) << hex(c);
    }
  });
}

// What a typesetter takes for one thing may be several in Unicode; a wrong side is always wrong.
TEST(Characters, OpeningsOpenAndClosingsClose) {
  for_each_character([](char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    const Kind k = kind_of(c);
    if (k == Kind::kOpen || k == Kind::kOpenQuote) {
      EXPECT_TRUE(type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION) << hex(c);
    }
    if (k == Kind::kClose || k == Kind::kCloseQuote) {
      EXPECT_TRUE(type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION) << hex(c);
    }
  });
}

TEST(Characters, MarksOfThePage) {
  const struct {
    const char32_t* characters;
    Kind kind;
  } rows[] = {
      {U"。！？．｡", Kind::kStop},    {U"，；", Kind::kComma},         {U"、､", Kind::kPause},
      {U"：", Kind::kColon},          {U"（《「『【〈〔［｛", Kind::kOpen}, {U"）》」』】〉〕］｝", Kind::kClose},
      {U"“‘", Kind::kOpenQuote},      {U"”’", Kind::kCloseQuote},      {U"—–―～", Kind::kDash},
      {U"…‥", Kind::kEllipsis},       {U"·・‧", Kind::kMiddleDot},     {U"△●■①◆★※", Kind::kBullet},
      {U".!?", Kind::kAsciiStop},     {U",;:", Kind::kAsciiComma},     {U"([{<", Kind::kAsciiOpen},
      {U")]}>", Kind::kAsciiClose},   {U"-\u00AD\u2010\u2011", Kind::kHyphen},
      {U"%/@&#+=*_\"'", Kind::kAsciiOther}, {U"Ａ１々〇ァ", Kind::kHan},
  };
  for (const auto& row : rows)
    for (const char32_t* c = row.characters; *c != 0; ++c) EXPECT_EQ(kind_of(*c), row.kind) << hex(*c);
}

TEST(Characters, GroupsDontOverlap) {
  for (int k = 0; k < kKinds; ++k) {
    const Kind kind = static_cast<Kind>(k);
    EXPECT_FALSE(is_chinese(kind) && is_narrow(kind)) << k;
    EXPECT_FALSE(is_opening(kind) && is_closing(kind)) << k;
    EXPECT_TRUE(!is_chinese_mark(kind) || is_chinese(kind)) << k;
    EXPECT_TRUE(!is_quote(kind) || is_opening(kind) || is_closing(kind)) << k;
  }
}

// --- The decoder ---

TEST(Decode, AgreesWithIcuOnAnyBytes) {
  Random random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(static_cast<std::size_t>(random.between(1, 6)), '\0');
    for (char& c : bytes) c = static_cast<char>(random.next() | (random.chance(.6) ? 0x80 : 0));
    const Character found = decode(bytes.data(), bytes.data() + bytes.size());
    std::int32_t at = 0;
    UChar32 code = 0;
    const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int32_t>(bytes.size());
    U8_NEXT(text, at, size, code);
    if (code < 0) {
      EXPECT_EQ(found.code, kBadByte);
      EXPECT_EQ(found.size, 1);
    } else {
      EXPECT_EQ(found.code, static_cast<char32_t>(code));
      EXPECT_EQ(found.size, at);
    }
  }
}

TEST(Decode, TheLastCharacter) {
  EXPECT_EQ(decode_last("").size, 0);
  EXPECT_EQ(decode_last("a").code, U'a');
  EXPECT_EQ(decode_last("桥").code, U'桥');
  EXPECT_EQ(decode_last("桥a").code, U'a');
  EXPECT_EQ(decode_last("a𠀀").code, U'𠀀');
  EXPECT_EQ(decode_last("é").code, U'é');
  EXPECT_EQ(decode_last("桥\xFF").code, kBadByte);
  EXPECT_EQ(decode_last("桥\xE6").size, 1);
}

}  // namespace
}  // namespace tonglan
