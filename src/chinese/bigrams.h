// Which pairs of Chinese characters a document holds inside its lines.
//
// A word cut by a line end mostly stands whole somewhere else in the same document: 科|技 is a join
// because 科技 was seen. A set of hashed pairs (a Bloom filter of one function, sized by the text)
// answers that for a nanosecond a character and needs no dictionary.
#pragma once

#include <cstdint>
#include <vector>

#include "document.h"

namespace tonglan {

class BigramSet {
 public:
  BigramSet() = default;
  explicit BigramSet(const Document& document);

  // True if the pair stands inside a line; rarely true for one that doesn't.
  bool contains(char32_t a, char32_t b) const {
    const std::uint32_t h = hash(a, b) >> shift_;
    return !bits_.empty() && (bits_[h >> 6] >> (h & 63) & 1);
  }

 private:
  static std::uint32_t hash(char32_t a, char32_t b) {
    return (a * 0x9E3779B1u) ^ ((b * 0x85EBCA77u) << 7 | (b * 0x85EBCA77u) >> 25);
  }

  std::vector<std::uint64_t> bits_;
  int shift_ = 0;
};

}  // namespace tonglan
