// Edit distances of long texts, 64 cells of the table at a time.
//
// The table is cut into strips of 64 rows; a strip keeps one number a column for the strip below
// it, so memory is linear in the text and time is n·m/64.
#pragma once

#include <cstddef>
#include <string_view>

namespace tonglan {

// Levenshtein distance. Method: Myers, "A fast bit-vector algorithm for approximate string matching
// based on dynamic programming", JACM 46 (1999), in Hyyrö's form for blocks (2003).
std::size_t levenshtein(std::u32string_view a, std::u32string_view b);

// Length of the longest common subsequence. Method: Hyyrö, "Bit-parallel LCS-length computation
// revisited" (2004).
std::size_t common_subsequence(std::u32string_view a, std::u32string_view b);

// 2 · common_subsequence / (|a| + |b|); 1 for two empty texts.
double similarity(std::u32string_view a, std::u32string_view b);

}  // namespace tonglan
