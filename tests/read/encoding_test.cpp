// Encodings: found out right, turned into UTF-8 without loss, refused where it is no text.
// The inputs are made with iconv(3), so that ICU is not checked against itself.
#include "read/encoding.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include <string>

#include "tonglan.h"

namespace tonglan {
namespace {

using namespace std::literals;

const std::string kSimplified =
    "清晨的集市上，卖菜的老人把青菜摆得整整齐齐。\n"
    "记者在现场看到，不少居民提着篮子前来选购。\n";
const std::string kTraditional =
    "清晨的集市上，賣菜的老人把青菜擺得整整齊齊。\n"
    "記者在現場看到，不少居民提著籃子前來選購。\n";

std::string encoded(const std::string& utf8, const char* encoding) {
  const iconv_t converter = iconv_open(encoding, "UTF-8");
  EXPECT_NE(converter, reinterpret_cast<iconv_t>(-1)) << encoding;
  std::string in = utf8, out(utf8.size() * 4 + 8, '\0');
  char *from = in.data(), *to = out.data();
  std::size_t from_left = in.size(), to_left = out.size();
  EXPECT_EQ(iconv(converter, &from, &from_left, &to, &to_left), 0u) << encoding;
  iconv_close(converter);
  out.resize(out.size() - to_left);
  return out;
}

std::string decoded(const std::string& bytes, const std::string& encoding, std::size_t step) {
  Decoder decoder(encoding);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += step) {
    decoder.decode(std::string_view(bytes).substr(i, step), i + step >= bytes.size(), out);
  }
  return out;
}

struct Sample {
  const char* iconv_name;
  const char* expected;
  const std::string& text;
};

TEST(Encoding, IsFoundOutAndComesOutAsUtf8) {
  const Sample samples[] = {
      {"GB18030", "GB18030", kSimplified},   {"GBK", "GB18030", kSimplified},
      {"GBK", "GB18030", kTraditional},      {"BIG5", "Big5", kTraditional},
      {"UTF-16LE", "UTF-16LE", kSimplified}, {"UTF-16BE", "UTF-16BE", kTraditional},
      {"UTF-8", "UTF-8", kSimplified},
  };
  for (const Sample& sample : samples) {
    const std::string bytes = encoded(sample.text, sample.iconv_name);
    EXPECT_EQ(detect_encoding(bytes, true), sample.expected) << sample.iconv_name;
    // One byte at a time: every character is cut.
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
      EXPECT_EQ(decoded(bytes, sample.expected, step), sample.text) << sample.iconv_name << step;
    }
  }
}

TEST(Encoding, ShortTextsAreToldApart) {
  EXPECT_EQ(detect_encoding(encoded("春天的田野", "GBK"), true), "GB18030");
  EXPECT_EQ(detect_encoding(encoded("春天的田野，綠油油的。", "BIG5"), true), "Big5");
}

TEST(Encoding, MarksOfUtf16AndUtf32GoAndThatOfUtf8Stays) {
  EXPECT_EQ(detect_encoding("\xFF\xFE-N", true), "UTF-16LE");
  EXPECT_EQ(decoded("\xFF\xFE-N", "UTF-16LE", 1), "中");
  EXPECT_EQ(detect_encoding("\xFE\xFFN-", true), "UTF-16BE");
  EXPECT_EQ(decoded("\xFE\xFFN-", "UTF-16BE", 1), "中");
  EXPECT_EQ(detect_encoding("\xFF\xFE\0\0-N\0\0"s, true), "UTF-32LE");
  EXPECT_EQ(decoded("\xFF\xFE\0\0-N\0\0"s, "UTF-32LE", 3), "中");
  EXPECT_EQ(detect_encoding("\xEF\xBB\xBF中", true), "UTF-8");
  EXPECT_EQ(decoded("\xEF\xBB\xBF中", "UTF-8", 2), "\xEF\xBB\xBF中");
}

TEST(Encoding, Utf16OfLatinTextIsKnownByItsZeros) {
  EXPECT_EQ(detect_encoding("p\0a\0g\0e\0 \0"
                            "1\0\n\0"s,
                            true),
            "UTF-16LE");
  EXPECT_EQ(detect_encoding("\0p\0a\0g\0e\0 \0"
                            "1\0\n"s,
                            true),
            "UTF-16BE");
}

TEST(Encoding, ACharacterCutByTheWindowIsNoFault) {
  const std::string cut = kSimplified.substr(0, 7);
  EXPECT_EQ(detect_encoding(cut, false), "UTF-8");
  EXPECT_EQ(count_bad_bytes(cut), 1u);
}

TEST(Encoding, DamagedUtf8StaysUtf8ByteForByte) {
  std::string damaged = kSimplified;
  damaged.insert(9, "\xFF\x80");
  EXPECT_EQ(detect_encoding(damaged, true), "UTF-8");
  EXPECT_EQ(count_bad_bytes(damaged), 2u);
  EXPECT_EQ(decoded(damaged, "UTF-8", 5), damaged);
}

TEST(Encoding, BadBytesAreWhatUnicodeSaysTheyAre) {
  EXPECT_EQ(count_bad_bytes("ok"), 0u);
  EXPECT_EQ(count_bad_bytes("\xC0\xAF"), 2u);          // overlong
  EXPECT_EQ(count_bad_bytes("\xED\xA0\x80"), 3u);      // a surrogate
  EXPECT_EQ(count_bad_bytes("\xF4\x90\x80\x80"), 4u);  // above U+10FFFF
  EXPECT_EQ(count_bad_bytes("\xF0\x9F\x98\x80"), 0u);
}

TEST(Encoding, BytesThatGb18030LacksComeOutAsTheyAre) {
  const std::string bytes = encoded("春天", "GBK") + "\xFF" + encoded("田野", "GBK") + "\n";
  const std::string out = decoded(bytes, "GB18030", 1);
  EXPECT_EQ(out, "春天\xFF田野\n");
  EXPECT_EQ(count_bad_bytes(out), 1u);
}

TEST(Encoding, AFewNulsAreTextAndManyAreNot) {
  std::string nuls = kSimplified;
  nuls.insert(9, "\0\0"s);
  EXPECT_EQ(detect_encoding(nuls, true), "UTF-8");
  EXPECT_EQ(decoded(nuls, "UTF-8", 4), nuls);
  std::string binary;
  for (int i = 0; i < 4096; ++i) binary.push_back(static_cast<char>(i * 37 % 251));
  EXPECT_THROW(detect_encoding(binary, true), Error);
}

TEST(Encoding, KnownBinariesAreNamed) {
  const auto message = [](const std::string& head) -> std::string {
    try {
      return "taken for " + detect_encoding(head, true);
    } catch (const Error& error) {
      return std::to_string(error.status()) + " " + error.what();
    }
  };
  EXPECT_EQ(message("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s),
            "2 not text: this is a PNG image; tonglan repairs the text that OCR made of it");
  EXPECT_EQ(message("%PDF-1.4\n"),
            "2 not text: this is a PDF; take its text out first, for example with pdftotext -raw");
  EXPECT_EQ(message("PK\x03\x04\x14").substr(0, 30), "2 not text: this is a ZIP arch");
}

TEST(Encoding, UnknownNamesAreUsageErrors) {
  try {
    Decoder decoder("UTF-99");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 1);
  }
}

}  // namespace
}  // namespace tonglan
