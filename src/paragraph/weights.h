// The learned weights: one row a feature, one column a transition, in 1/64 nats.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "paragraph/features.h"

namespace tonglan {

inline constexpr int kWeightScale = 64;
inline constexpr int kRow = 16;  // kTransitionCount, padded for vector registers

struct alignas(32) WeightRow {
  std::int16_t of[kRow] = {};
};

struct Weights {
  std::vector<WeightRow> rows;  // feature_count() of them
};

// Reads a table as in models/paragraph.tsv: a comment or a header line starts with '#'; then
// "feature TAB weight x 12", weights in nats; features that are missing weigh nothing. Throws Error
// (status 2) for a feature that doesn't exist or a line that can't be read.
Weights parse_weights(std::string_view table);

// models/paragraph.tsv as it was when the program was built.
const Weights& trained_weights();

}  // namespace tonglan
