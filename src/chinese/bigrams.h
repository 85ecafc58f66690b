// How often each pair of neighbouring Chinese characters stands inside the lines of a document.
//
// A word cut by a line end mostly stands whole somewhere else in the same document: 科|技 is a join
// because 科技 was seen. And a pair that is rare in the document says much about what a text is
// about. Counts sit in a hashed table without chains, sized by the text: an answer costs a load, may
// rarely be too high, and needs no dictionary.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/characters.h"
#include "document.h"

namespace tonglan {

class BigramCounts {
 public:
  BigramCounts() = default;
  // Empty, sized for a text of so many bytes.
  explicit BigramCounts(std::size_t bytes);
  // Of all lines of the document.
  explicit BigramCounts(const Document& document);

  // Two neighbouring ideographs of one line; blanks between them don't part a word.
  void add(HanKey a, HanKey b) {
    std::uint8_t& n = counts_[hash(a, b) >> shift_];
    n = static_cast<std::uint8_t>(n + (n != 255));
    ++total_;
  }

  // 0..255. Only Chinese letters are counted: kana and ideographs, full-width letters.
  int count(HanKey a, HanKey b) const {
    return counts_.empty() ? 0 : counts_[hash(a, b) >> shift_];
  }
  bool contains(char32_t a, char32_t b) const { return count(han_key(a), han_key(b)) > 0; }
  // Pairs counted in all.
  std::size_t total() const { return total_; }

 private:
  static std::uint32_t hash(HanKey a, HanKey b) {
    const std::uint32_t mixed = a * 0x9E3779B1u ^ b * 0x85EBCA77u;
    return mixed ^ mixed >> 15;
  }
  std::vector<std::uint8_t> counts_;
  int shift_ = 0;
  std::size_t total_ = 0;
};

}  // namespace tonglan
