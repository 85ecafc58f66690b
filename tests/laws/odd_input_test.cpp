// Any bytes are text: random bytes, and slices of text in two encodings, are repaired without a
// crash, without a loss, and the same every time.
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "support/random.h"
#include "support/text_art.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

void expect_lawful(const std::string& bytes) {
  const Document document = repair(bytes, {});
  EXPECT_NO_THROW(check_conserved(document));
  EXPECT_EQ(document.order.size(), document.lines.size());
  const std::string once = repaired(bytes);
  EXPECT_EQ(repaired(bytes), once);
}

TEST(OddInput, RandomBytes) {
  Random random(42);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(static_cast<std::size_t>(random.between(0, 400)), '\0');
    for (char& c : bytes) c = static_cast<char>(random.next());
    expect_lawful(bytes);
  }
}

TEST(OddInput, RandomBytesOfFewKinds) {
  const std::string kinds[] = {"\n", "\n", " ", "　", "。", "，", "“", "”", "字", "一", "a", "1",
                               "-",  "|",  "#", "（", "版", "月", "\xFF", "\r\n"};
  Random random(43);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = random.between(0, 150); i > 0; --i) text += kinds[random.next() % std::size(kinds)];
    expect_lawful(text);
  }
}

TEST(OddInput, SlicesOfTextAtAnyByte) {
  Random random(44);
  for (int round = 0; round < 200; ++round) {
    const std::string text = typeset_sample(own_corpus(), static_cast<std::uint64_t>(round)).text;
    const auto from = static_cast<std::size_t>(random.between(0, static_cast<int>(text.size()) - 1));
    const auto size = static_cast<std::size_t>(random.between(0, 2000));
    expect_lawful(text.substr(from, size));
  }
}

TEST(OddInput, TextOfAnotherEncodingTakenForUtf8) {
  // Two-byte characters, as GB18030 has them, in lines of twelve.
  Random random(45);
  for (int round = 0; round < 100; ++round) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
      text += static_cast<char>(random.between(0xB0, 0xF7));
      text += static_cast<char>(random.between(0xA1, 0xFE));
      if (i % 12 == 11) text += '\n';
    }
    expect_lawful(text.substr(static_cast<std::size_t>(random.between(0, 100))));
  }
}

TEST(OddInput, OneVeryLongLine) {
  std::string line;
  while (line.size() < 3'000'000) line += "渠水流过村口的石桥，孩子们在桥上看鱼。";
  EXPECT_TRUE(repaired(line) == line);
  line.push_back('\n');
  EXPECT_TRUE(repaired(line + line) == line + line);
}

TEST(OddInput, ManyEmptyLines) {
  const std::string empty(100'000, '\n');
  const std::string paragraph =
      "渠水流过村口的石桥，孩子们趴在桥栏上看鱼，大人们蹲在石阶上洗菜，谁家的锅里炒了辣椒，满街都闻得见，"
      "一条黄狗从桥头跑到桥尾，又从桥尾跑回桥头。";
  EXPECT_TRUE(repaired(paragraph + empty + paragraph) == paragraph + empty + paragraph);
}

}  // namespace
}  // namespace tonglan
