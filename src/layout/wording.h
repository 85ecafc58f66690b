// How much of a headline's wording a text repeats.
//
// The share of the headline's character pairs that stand in the text, each weighted by how rare it is
// in the document: 发展 says nothing, a name says nearly all.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "chinese/bigrams.h"

namespace tonglan {

class Wording {
 public:
  Wording(std::string_view headline, const BigramCounts& bigrams);

  // Notes which of the headline's pairs stand in this line.
  void read(std::string_view line);

  // 0..1 of what was read since the last call.
  double take_share();

 private:
  struct Pair {
    std::uint64_t code;
    float weight;
    bool seen;
  };
  std::vector<Pair> pairs_;                 // by code
  std::array<std::uint64_t, 64> filter_{};  // one bit a hashed pair: most pairs of a text are in none
  double all_ = 0;
};

}  // namespace tonglan
