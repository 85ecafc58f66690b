// The ordered parallel map: same order for any number of jobs, errors where they belong, bounded.
#include "batch/pipeline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

namespace tonglan {
namespace {

struct Trial {
  int items = 200;
  int read_fails_at = -1;
  int work_fails_at = -1;
  int sink_fails_at = -1;
  std::size_t budget = 64;
  std::size_t size = 1;
};

// What the sink saw, and the error, if any.
std::string run(const Trial& trial, unsigned jobs) {
  std::string seen;
  int next = 0;
  try {
    ordered_map(
        [&]() -> std::optional<int> {
          if (next == trial.read_fails_at) throw std::runtime_error("read");
          if (next == trial.items) return std::nullopt;
          return next++;
        },
        [&](int) { return trial.size; },
        [&] {
          return [&](int item) {
            // Later items are done earlier.
            if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
            if (item == trial.work_fails_at) throw std::runtime_error("work");
            return item * 2;
          };
        },
        [&](int out) {
          if (out == 2 * trial.sink_fails_at) throw std::runtime_error("sink");
          seen += std::to_string(out) + " ";
        },
        {jobs, trial.budget});
  } catch (const std::runtime_error& error) {
    seen += error.what();
  }
  return seen;
}

TEST(OrderedMap, OrderIsThatOfTheReaderForAnyJobs) {
  const std::string one = run({}, 1);
  EXPECT_TRUE(one.starts_with("0 2 4 ") && one.ends_with("398 "));
  for (const unsigned jobs : {2u, 3u, 8u}) EXPECT_EQ(run({}, jobs), one) << jobs;
}

TEST(OrderedMap, ErrorsComeAfterTheItemsBeforeThem) {
  for (const unsigned jobs : {1u, 2u, 8u}) {
    EXPECT_EQ(run({.read_fails_at = 3}, jobs), "0 2 4 read") << jobs;
    EXPECT_EQ(run({.work_fails_at = 3}, jobs), "0 2 4 work") << jobs;
    EXPECT_EQ(run({.sink_fails_at = 3}, jobs), "0 2 4 sink") << jobs;
    EXPECT_EQ(run({.read_fails_at = 9, .work_fails_at = 2}, jobs), "0 2 work") << jobs;
    EXPECT_EQ(run({.read_fails_at = 0}, jobs), "read") << jobs;
  }
}

TEST(OrderedMap, NothingToDoEnds) {
  for (const unsigned jobs : {1u, 4u}) EXPECT_EQ(run({.items = 0}, jobs), "");
}

TEST(OrderedMap, AnItemAboveTheBudgetStillPasses) {
  EXPECT_EQ(run({.items = 3, .budget = 10, .size = 1000}, 4), "0 2 4 ");
}

TEST(OrderedMap, ItemsBetweenReaderAndSinkAreBounded) {
  std::atomic<int> between{0}, most{0};
  int next = 0;
  ordered_map(
      [&]() -> std::optional<int> {
        if (next == 300) return std::nullopt;
        const int now = ++between;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        return next++;
      },
      [](int) { return std::size_t{10}; }, [] { return [](int item) { return item; }; },
      [&](int) {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        --between;
      },
      {4, 100});
  EXPECT_LE(most, 11);
}

}  // namespace
}  // namespace tonglan
