// How much of a headline's wording a stretch of text repeats.
//
// The score is the share of the headline's character pairs that stand in the text, each weighted by
// how few stretches of the document hold it: 发展 says nothing, a name says nearly all.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document.h"

namespace tonglan {

class WordingIndex {
 public:
  // `headlines`: the texts to be looked for; `stretches`: how many texts will be looked through.
  WordingIndex(const std::vector<std::string>& headlines, std::size_t stretches);

  // Notes which of the headlines' pairs stand in this line of a stretch. Stretches come in order.
  void read(std::string_view line, std::uint32_t stretch);

  // 0..1 for one headline and the stretches first .. last - 1 taken as one text. Call after the last
  // read().
  double containment(std::size_t headline, std::uint32_t first, std::uint32_t last) const;

 private:
  struct Pair {
    std::uint64_t code;
    std::vector<std::uint32_t> stretches;  // ascending
  };
  static std::uint64_t code_of(char32_t a, char32_t b) { return std::uint64_t{a} << 32 | b; }

  std::unordered_map<std::uint64_t, std::uint32_t> places_;  // of pairs
  std::vector<Pair> pairs_;
  std::vector<std::vector<std::uint32_t>> headline_pairs_;
  std::vector<std::uint64_t> filter_;  // one bit a hashed pair: most pairs of a text are in none
  std::size_t stretch_count_;
};

}  // namespace tonglan
