// Workers that crash, hang, eat all memory or are killed, on cue (cue_program.cpp): each costs its
// own page at most.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "cli/program.h"
#include "support/temporary_folder.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;
using testing::run;
using testing::TemporaryFolder;

const std::string kProgram = TONGLAN_CUE_PROGRAM;

class Faults : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder.path("in"));
    for (int i = 0; i < 8; ++i) add("good" + std::to_string(i));
  }
  void add(const std::string& name) { folder.file("in/" + name + ".txt", "渠水流过石桥。\n"); }
  Outcome go(const std::string& options) {
    return run(folder, kProgram + " -r in -o out -j 2 " + options);
  }
  int results() const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder.path("out"))) {
      count += entry.path().extension() == ".done";
    }
    return count;
  }
  TemporaryFolder folder;
};

bool says(const Outcome& outcome, const std::string& words) {
  return outcome.err.find(words) != std::string::npos;
}

TEST_F(Faults, ACrashCostsItsPageOnly) {
  add("crash");
  add("leave");
  const Outcome outcome = go("");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_TRUE(says(outcome, "tonglan: in/crash.txt: its worker died of signal 6")) << outcome.err;
  EXPECT_TRUE(says(outcome, "trying once more in a plainer way")) << outcome.err;
  EXPECT_TRUE(says(outcome, "tonglan: in/leave.txt: its worker died of exit status 42"));
  EXPECT_TRUE(says(outcome, "8 of 10 pages done")) << outcome.err;
  EXPECT_EQ(results(), 8);
}

TEST_F(Faults, WorkersHaveNoNetwork) {
  add("phone");
  const Outcome outcome = go("");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(results(), 9);
}

TEST_F(Faults, ASecondPlainerTryMayDo) {
  add("stumble");
  const Outcome outcome = go("");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(says(outcome, "1 on a second, plainer try")) << outcome.err;
  EXPECT_NE(folder.read("out/stumble.done").find("\"plain\":true"), std::string::npos);
  EXPECT_EQ(results(), 9);
}

TEST_F(Faults, AHangingPageIsEnded) {
  add("hang");
  const Outcome outcome = go("--page-timeout 1");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_TRUE(says(outcome, "in/hang.txt: takes longer than 1 s")) << outcome.err;
  EXPECT_EQ(results(), 8);
}

TEST_F(Faults, MemoryIsLimitedAPage) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer's own memory is not bounded";
#endif
  add("gorge");
  const Outcome outcome = go("--page-memory 2G");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_TRUE(says(outcome, "in/gorge.txt: needs more memory than a page may take")) << outcome.err;
  EXPECT_EQ(results(), 8);
}

TEST_F(Faults, AMurderedWorkersPageIsDoneAsItWas) {
  add("murdered");
  folder.file("in/murdered.txt.mark", "");
  const Outcome outcome = go("");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_FALSE(folder.has("in/murdered.txt.mark"));
  EXPECT_NE(folder.read("out/murdered.done").find("\"plain\":false"), std::string::npos);
}

TEST_F(Faults, ASignalStopsItAndTheNextRunGoesOn) {
  for (const int number : {SIGINT, SIGTERM}) {
    add("hang");
    int input = -1;
    const pid_t child = testing::start(folder, kProgram + " -r in -o out -j 2", &input);
    for (int i = 0; i < 500 && (!folder.has("out") || results() < 8); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::kill(child, number);
    const Outcome outcome = testing::finish(folder, child);
    ::close(input);
    EXPECT_EQ(outcome.status, 128 + number);
    EXPECT_TRUE(says(outcome, "the same command goes on from here")) << outcome.err;
    fs::remove(folder.path("in/hang.txt"));
    EXPECT_TRUE(says(go(""), "8 of them before"));
    for (const auto& entry : fs::directory_iterator(folder.path("out"))) {
      EXPECT_NE(entry.path().extension(), ".part") << entry.path();
    }
    fs::remove_all(folder.path("out"));
  }
}

TEST_F(Faults, TwoRunsOfOneShardDoNotMeet) {
  add("hang");
  int input = -1;
  const pid_t child = testing::start(folder, kProgram + " -r in -o out -j 2", &input);
  for (int i = 0; i < 500 && (!folder.has("out") || results() < 8); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const Outcome second = run(folder, kProgram + " -r in -o out");
  EXPECT_EQ(second.status, 75);
  EXPECT_TRUE(says(second, "another run is at work")) << second.err;
  ::kill(child, SIGKILL);
  testing::finish(folder, child);
  ::close(input);
}

}  // namespace
}  // namespace tonglan
