// The table of weights: read, and refused with the line that is wrong.
#include "paragraph/weights.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tonglan.h"

namespace tonglan {
namespace {

std::string row(const std::string& feature, int weights) {
  std::string out = feature;
  for (int i = 0; i < weights; ++i) out += "\t0.5";
  return out + "\n";
}

std::string error_of(const std::string& table) {
  try {
    parse_weights(table);
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 2);
    return error.what();
  }
  return "";
}

TEST(Weights, AreReadInNats) {
  const std::string name = feature_name(3);
  const Weights weights = parse_weights("# a comment\n\n" + row(name, kTransitionCount));
  ASSERT_EQ(weights.rows.size(), static_cast<std::size_t>(feature_count()));
  for (int t = 0; t < kTransitionCount; ++t) {
    EXPECT_EQ(weights.rows[3].of[t], kWeightScale / 2);
    EXPECT_EQ(weights.rows[4].of[t], 0);
  }
}

TEST(Weights, ErrorsNameTheLine) {
  const std::string name = feature_name(0);
  EXPECT_EQ(error_of("# x\nnothing=here\t1\n"), "paragraph weights, line 2: unknown feature nothing=here");
  EXPECT_EQ(error_of(name + "\n"), "paragraph weights, line 1: no tab");
  EXPECT_EQ(error_of(row(name, kTransitionCount - 1)), "paragraph weights, line 1: fewer than 12 weights");
  EXPECT_EQ(error_of(name + "\tx\n"), "paragraph weights, line 1: fewer than 12 weights");
  EXPECT_EQ(error_of(name + "\t1e9" + row("", kTransitionCount)), "paragraph weights, line 1: a weight beyond 100 nats");
  EXPECT_EQ(error_of(name + "\tnan" + row("", kTransitionCount)), "paragraph weights, line 1: a weight beyond 100 nats");
}

TEST(Weights, TheTrainedOnesAreThere) {
  const Weights& weights = trained_weights();
  ASSERT_EQ(weights.rows.size(), static_cast<std::size_t>(feature_count()));
  const auto used = std::count_if(weights.rows.begin(), weights.rows.end(), [](const WeightRow& r) {
    return std::any_of(std::begin(r.of), std::end(r.of), [](std::int16_t w) { return w != 0; });
  });
  EXPECT_GT(used, feature_count() / 10);
}

TEST(Weights, EveryFeatureHasItsOwnName) {
  std::vector<std::string> names;
  for (int i = 0; i < feature_count(); ++i) names.push_back(feature_name(i));
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace tonglan
