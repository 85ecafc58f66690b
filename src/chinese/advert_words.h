// The wording of advertisements and notices: telephone numbers, addresses, prices, what is offered.
//
// Weak evidence, each kind of it: news has telephone numbers and prices too. Layout weighs it with
// frame, sizes and setting.
#pragma once

#include <cstdint>
#include <string_view>

namespace tonglan {

enum class AdvertWord : std::uint8_t {
  kOffer = 1,    // 招聘, 出售, 遗失启事
  kContact = 2,  // 电话：7654321
  kPlace = 4,    // 地址：, 本店设…大街12号
  kPrice = 8,    // 每份3.50元, 八折
};

// The kinds of wording in one line: AdvertWord values, added.
unsigned find_advert_words(std::string_view text);

inline bool has_word(unsigned words, AdvertWord word) {
  return (words & static_cast<unsigned>(word)) != 0;
}

}  // namespace tonglan
