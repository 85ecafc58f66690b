// The word list: what it says of seams that fall inside words, between them, and where no seam is.
#include "chinese/word_pairs.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

TEST(WordPairs, InsideAWord) {
  EXPECT_GT(word_pair_ratio(U'科', U'技'), 7);
  EXPECT_GT(word_pair_ratio(U'经', U'济'), 7);
  EXPECT_GT(word_pair_ratio(U'經', U'濟'), 7);
}

TEST(WordPairs, BetweenWordsSaysLittle) {
  EXPECT_LT(word_pair_ratio(U'的', U'人'), 4);
  EXPECT_GT(word_pair_ratio(U'的', U'人'), .25);
}

TEST(WordPairs, NoWordBeginsLikeThat) {
  EXPECT_LT(word_pair_ratio(U'的', U'济'), .4);
  EXPECT_LT(word_pair_ratio(U'了', U'们'), .4);
}

TEST(WordPairs, UnknownCharactersSayNothing) {
  EXPECT_EQ(word_pair_ratio(U'科', U'a'), 1);
  EXPECT_EQ(word_pair_ratio(U'。', U'技'), 1);
}

}  // namespace
}  // namespace tonglan
