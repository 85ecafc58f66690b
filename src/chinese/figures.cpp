#include "chinese/figures.h"

#include <algorithm>

#include "chinese/characters.h"

namespace tonglan {
namespace {

// Sorted by code point.
constexpr std::u32string_view kHanDigits = U"〇一七三九二五八六十千四百零";
// Marks and units that stand beside numbers.
constexpr std::u32string_view kBesideNumbers =
    U"%+,-./:~¥°·–—℃∶万两个亿個元克分号吨场場斤日时月条次比点米角－．／：～￥";

static_assert(std::is_sorted(kHanDigits.begin(), kHanDigits.end()));
static_assert(std::is_sorted(kBesideNumbers.begin(), kBesideNumbers.end()));

bool is_one_of(std::u32string_view sorted, char32_t c) {
  return std::binary_search(sorted.begin(), sorted.end(), c);
}

}  // namespace

bool is_figure(std::string_view text) {
  int characters = 0, digits = 0, beside = 0;
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    const Kind kind = kind_of(c.code);
    if (kind == Kind::kBlank) continue;
    ++characters;
    if (kind == Kind::kDigit || is_one_of(kHanDigits, c.code))
      ++digits;
    else if (is_one_of(kBesideNumbers, c.code))
      ++beside;
  }
  return digits > 0 && 3 * (digits + beside) >= 2 * characters;
}

}  // namespace tonglan
