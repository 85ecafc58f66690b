// Shards: every id in one of them, whatever else is on the list; what cluster engines say.
#include "batch/shard.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "tonglan.h"

namespace tonglan {
namespace {

TEST(Shard, EachIdIsInOnePartAndPartsAreAlike) {
  std::map<std::uint32_t, int> sizes;
  for (int i = 0; i < 7000; ++i) {
    const std::string id = "1934/page-" + std::to_string(i) + ".hocr";
    int parts = 0;
    for (std::uint32_t k = 0; k < 7; ++k) {
      if (!holds({k, 7}, id)) continue;
      ++parts;
      ++sizes[k];
    }
    ASSERT_EQ(parts, 1) << id;
    ASSERT_TRUE(holds({0, 1}, id));
  }
  for (const auto& [part, size] : sizes) {
    EXPECT_GT(size, 850) << part;
    EXPECT_LT(size, 1150) << part;
  }
}

TEST(Shard, IsReadStrictly) {
  EXPECT_EQ(parse_shard("3/7"), (Shard{3, 7}));
  EXPECT_EQ(parse_shard("0/1"), (Shard{0, 1}));
  for (const char* bad : {"", "3", "7/7", "-1/7", "1/0", "0/0", "1/7x", "1 /7", "/", "1/"}) {
    EXPECT_THROW(parse_shard(bad), Error) << bad;
  }
}

class Environment : public ::testing::Test {
 protected:
  void TearDown() override {
    for (const char* name : kNames) ::unsetenv(name);
  }
  void SetUp() override { TearDown(); }
  static constexpr const char* kNames[] = {"SLURM_ARRAY_TASK_ID",       "SLURM_ARRAY_TASK_COUNT",
                                           "SLURM_ARRAY_TASK_MIN",      "SLURM_ARRAY_TASK_STEP",
                                           "JOB_COMPLETION_INDEX",      "JOB_COMPLETIONS",
                                           "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"};
};

TEST_F(Environment, SaysNothingOutsideACluster) { EXPECT_FALSE(shard_from_environment()); }

TEST_F(Environment, SlurmArraysMayBeginAnywhere) {
  ::setenv("SLURM_ARRAY_TASK_ID", "10", 1);
  ::setenv("SLURM_ARRAY_TASK_COUNT", "4", 1);
  ::setenv("SLURM_ARRAY_TASK_MIN", "4", 1);
  ::setenv("SLURM_ARRAY_TASK_STEP", "2", 1);
  EXPECT_EQ(shard_from_environment()->shard, (Shard{3, 4}));
  ::setenv("SLURM_ARRAY_TASK_ID", "12", 1);
  EXPECT_THROW(shard_from_environment(), Error);
}

TEST_F(Environment, KubernetesAndAwsCountFromZero) {
  ::setenv("JOB_COMPLETION_INDEX", "2", 1);
  EXPECT_THROW(shard_from_environment(), Error);  // of how many?
  ::setenv("JOB_COMPLETIONS", "5", 1);
  EXPECT_EQ(shard_from_environment()->shard, (Shard{2, 5}));
  ::unsetenv("JOB_COMPLETION_INDEX");
  ::setenv("AWS_BATCH_JOB_ARRAY_INDEX", "0", 1);
  ::setenv("AWS_BATCH_JOB_ARRAY_SIZE", "3", 1);
  EXPECT_EQ(shard_from_environment()->shard, (Shard{0, 3}));
}

}  // namespace
}  // namespace tonglan
