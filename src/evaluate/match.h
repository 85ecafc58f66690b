// Which output paragraph is which gold paragraph, and to which article an output paragraph belongs.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evaluate/gold.h"

namespace tonglan {

// Character pairs and how often they occur.
using Bigrams = std::unordered_map<std::uint64_t, int>;
Bigrams bigrams(std::u32string_view text);
// As bigrams, but a text of one character (or none) counts as one pair of its own kind.
Bigrams bigrams_or_whole(std::u32string_view text);
int total(const Bigrams& counts);
int shared(const Bigrams& a, const Bigrams& b);

inline constexpr int kUnmatched = -1;

// For each gold paragraph the output paragraph that is it, or kUnmatched: equal ones first, then
// the most similar, one to one, down to a similarity of least.
std::vector<int> match_paragraphs(const Gold& gold, const Output& output, double least);

// For each output paragraph the gold article that holds most of its character pairs, or kUnmatched
// where hardly any article knows them.
std::vector<int> owners(const Gold& gold, const Output& output);

}  // namespace tonglan
