#include "chinese/bigrams.h"

#include <algorithm>
#include <bit>

#include "chinese/characters.h"

namespace tonglan {

BigramSet::BigramSet(const Document& document) {
  // Eight bits a character (three bytes) keep the false answers at about one in ten.
  const std::size_t wanted = std::clamp<std::size_t>(document.text.size() * 3, 1u << 12, 1u << 27);
  const int log2 = std::bit_width(wanted - 1);
  shift_ = 32 - log2;
  bits_.assign((std::size_t{1} << log2) / 64, 0);
  for (const Line& line : document.lines) {
    const char* p = document.text.data() + line.text.begin;
    const char* const end = document.text.data() + line.text.end;
    char32_t before = 0;
    while (p < end) {
      const Character c = decode(p, end);
      p += c.size;
      const Kind k = kind_of(c.code);
      if (k == Kind::kHan) {
        if (before != 0) {
          const std::uint32_t h = hash(before, c.code) >> shift_;
          bits_[h >> 6] |= std::uint64_t{1} << (h & 63);
        }
        before = c.code;
      } else if (k != Kind::kBlank) {  // letter-spacing does not part a word
        before = 0;
      }
    }
  }
}

}  // namespace tonglan
