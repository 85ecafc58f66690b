// The fast distances against the textbook tables.
#include "evaluate/distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random.h"

namespace tonglan {
namespace {

std::size_t slow_levenshtein(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

std::size_t slow_common_subsequence(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> t(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      t[i][j] = a[i - 1] == b[j - 1] ? t[i - 1][j - 1] + 1 : std::max(t[i - 1][j], t[i][j - 1]);
    }
  }
  return t[a.size()][b.size()];
}

std::u32string random_text(Random& random, int most, int alphabet) {
  std::u32string text;
  for (int n = random.between(0, most); n > 0; --n) {
    text += static_cast<char32_t>(0x4E00 + random.between(1, alphabet));
  }
  return text;
}

TEST(Distance, AgreesWithTheSlowTables) {
  Random random(1);
  for (int round = 0; round < 1500; ++round) {
    const int most = round % 3 == 0 ? 300 : 70;  // up to several strips of 64
    const int alphabet = random.between(1, 12);
    const std::u32string a = random_text(random, most, alphabet);
    const std::u32string b = random_text(random, most, alphabet);
    ASSERT_EQ(levenshtein(a, b), slow_levenshtein(a, b)) << a.size() << " x " << b.size();
    ASSERT_EQ(common_subsequence(a, b), slow_common_subsequence(a, b))
        << a.size() << " x " << b.size();
  }
}

TEST(Distance, KnowsItsEdges) {
  EXPECT_EQ(levenshtein(U"", U""), 0u);
  EXPECT_EQ(levenshtein(U"", U"通栏"), 2u);
  EXPECT_EQ(levenshtein(U"晨报晚报", U"晨报日报"), 1u);
  EXPECT_EQ(similarity(U"", U""), 1.0);
  EXPECT_EQ(similarity(U"晨报", U""), 0.0);
  EXPECT_EQ(similarity(U"晨报", U"晚报"), 0.5);
}

TEST(Distance, FullWordsOfRowsCarry) {
  const std::u32string a(64, U'一');
  const std::u32string b(128, U'一');
  EXPECT_EQ(levenshtein(a, b), 64u);
  EXPECT_EQ(common_subsequence(U"二" + b, b + U"三"), 128u);
}

}  // namespace
}  // namespace tonglan
