// The wording of advertisements, and figures: each kind with texts that are one and texts that are
// none.
#include "chinese/advert_words.h"

#include <gtest/gtest.h>

#include "chinese/figures.h"

namespace tonglan {
namespace {

TEST(AdvertWords, EachKindIsTold) {
  EXPECT_TRUE(has_word(find_advert_words("诚聘印刷工人三名"), AdvertWord::kOffer));
  EXPECT_TRUE(has_word(find_advert_words("旧书出售"), AdvertWord::kOffer));
  EXPECT_TRUE(has_word(find_advert_words("遺失聲明"), AdvertWord::kOffer));
  EXPECT_TRUE(has_word(find_advert_words("电话：7654321"), AdvertWord::kContact));
  EXPECT_TRUE(has_word(find_advert_words("0539-8123456"), AdvertWord::kContact));
  EXPECT_TRUE(has_word(find_advert_words("地址：河沿街"), AdvertWord::kPlace));
  EXPECT_TRUE(has_word(find_advert_words("石桥路45号"), AdvertWord::kPlace));
  EXPECT_TRUE(has_word(find_advert_words("每斤65元"), AdvertWord::kPrice));
  EXPECT_TRUE(has_word(find_advert_words("今起八折"), AdvertWord::kPrice));
}

TEST(AdvertWords, OtherTextHasNone) {
  for (const char* text : {"", "两岸居民从此不必再绕行", "2025年3月8日", "第12号台风已经登陆",
                           "元宵节", "比分为3比1", "1234567890123456", "\xFF\xFE"})
    EXPECT_EQ(find_advert_words(text), 0u) << text;
}

TEST(AdvertWords, SeveralInOneLineAreAllTold) {
  const unsigned words = find_advert_words("本店新到毛巾，每条5元，电话7654321");
  EXPECT_TRUE(has_word(words, AdvertWord::kOffer));
  EXPECT_TRUE(has_word(words, AdvertWord::kPrice));
  EXPECT_TRUE(has_word(words, AdvertWord::kContact));
  EXPECT_FALSE(has_word(words, AdvertWord::kPlace));
}

TEST(Figures, NumbersWithTheirUnits) {
  for (const char* text :
       {"7", "3.50元", "9～14℃", "2∶1", "二角五分", "6:40", "-12", "12 %", "一百二十"})
    EXPECT_TRUE(is_figure(text)) << text;
  for (const char* text :
       {"", "青河", "元", "三八妇女节", "第2中学", "～", "小雨转多云", "2025年优秀学生"})
    EXPECT_FALSE(is_figure(text)) << text;
}

}  // namespace
}  // namespace tonglan
