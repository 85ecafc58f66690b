// The real program, run on everything that can go wrong: exit status, one clear line on stderr,
// nothing half-written, bounded memory.
#include "cli/program.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/temporary_folder.h"

namespace tonglan {
namespace {

using testing::finish;
using testing::Outcome;
using testing::run;
using testing::start;
using testing::TemporaryFolder;

TEST(Program, ReadsAPipeAndWritesOne) {
  const TemporaryFolder folder;
  const Outcome outcome = run(folder, "$T - >.out", [](int fd) {
    const std::string text = "清明前后，村民们忙着种豆。\n";
    EXPECT_GT(::write(fd, text.data(), text.size()), 0);
  });
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "清明前后，村民们忙着种豆。\n");
  EXPECT_EQ(outcome.err, "");
}

TEST(Program, EmptyInputIsEmptyOutput) {
  const TemporaryFolder folder;
  folder.file("a.txt", "");
  EXPECT_EQ(run(folder, "$T a.txt -o b.txt").status, 0);
  EXPECT_TRUE(folder.has("b.txt"));
  EXPECT_EQ(folder.read("b.txt"), "");
}

TEST(Program, BadInputsHaveTheirStatusOneLineAndNoOutput) {
  const TemporaryFolder folder;
  folder.file("a.txt", "种豆得豆。\n");
  folder.file("line.txt", std::string(3'000'000, 'x') + "\n");
  std::string binary;
  for (int i = 0; i < 9000; ++i) binary.push_back(static_cast<char>(i * 37 % 251));
  folder.file("binary", binary);
  folder.file("bad.jsonl", "{\"text\":\"a\"}\n{\"text\"\n");
  folder.file("cut.gz", "\x1F\x8B\x08");
  std::filesystem::create_directory(folder.path("folder"));
  const std::size_t before = folder.count();
  struct Case {
    const char* command;
    int status;
    const char* message;
  };
  const Case cases[] = {
      {"$T none.txt -o b.txt", 5, "tonglan: none.txt: No such file or directory\n"},
      {"$T folder -o b.txt", 2,
       "tonglan: folder: is a directory; name its files, for example folder/*.txt\n"},
      {"$T binary -o b.txt", 2,
       "tonglan: binary: not text: too many control bytes (binary data?); if it is text after all, "
       "name its encoding with --encoding\n"},
      {"$T line.txt --max-record 2M -o b.txt", 2,
       "tonglan: line.txt: line 1 is longer than 2097152 bytes; raise the limit with "
       "--max-record\n"},
      {"$T bad.jsonl --errors fail -o b.jsonl", 2,
       "tonglan: bad.jsonl: line 2: not valid JSON: a brace, comma, quote or key is missing or too "
       "many\n"},
      {"$T cut.gz -o b.txt", 2, "tonglan: cut.gz: the gzip data ends early; the file is cut off\n"},
      {"$T a.txt -o none/b.txt", 5,
       "tonglan: none/b.txt: can't be written: No such file or directory\n"},
      {"$T a.txt -o a.txt/b.txt", 5, "tonglan: a.txt/b.txt: can't be written: Not a directory\n"},
      {"$T a.txt -o /dev/full", 75,
       "tonglan: /dev/full: can't be written: No space left on device; make room and run again\n"},
      {"$T a.txt >/dev/full", 75,
       "tonglan: stdout: can't be written: No space left on device; make room and run again\n"},
      {"$T a.txt >&-", 5, "tonglan: stdout: can't be written: Bad file descriptor\n"},
      {"$T a.txt --encoding nonsense", 1,
       "tonglan: unknown encoding 'nonsense'; try UTF-8, GB18030, Big5 or UTF-16\n"},
      {"$T a.txt --explian", 1, "tonglan: unknown option '--explian'; did you mean --explain?\n"},
  };
  for (const Case& test : cases) {
    const Outcome outcome = run(folder, test.command);
    EXPECT_EQ(outcome.status, test.status) << test.command;
    EXPECT_EQ(outcome.err, test.message) << test.command;
    EXPECT_EQ(folder.count(), before) << test.command;
  }
}

TEST(Program, SomeFailuresAmongSeveralAreTen) {
  const TemporaryFolder folder;
  folder.file("a.txt", "种豆得豆。\n");
  const Outcome outcome = run(folder, "$T a.txt none.txt -o out/");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_EQ(outcome.err,
            "tonglan: none.txt: No such file or directory\ntonglan: 1 of 2 inputs failed\n");
  EXPECT_EQ(folder.read("out/a.txt"), "种豆得豆。\n");
}

TEST(Program, BadBytesAreKeptWithAWarning) {
  const TemporaryFolder folder;
  folder.file("a.txt", "种豆得\xFF豆，种瓜得瓜。\n");
  const Outcome outcome = run(folder, "$T a.txt >.out");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "种豆得\xFF豆，种瓜得瓜。\n");
  EXPECT_EQ(outcome.err, "tonglan: a.txt: 1 byte not valid in its encoding, kept as it is\n");
  EXPECT_EQ(run(folder, "$T -q a.txt >.out").err, "");
}

void feed_lines(int fd, std::size_t bytes) {
  std::string block;
  while (block.size() < 1'000'000) block += "渠水流过村口的石桥，孩子们在\n桥上看鱼。\n";
  for (std::size_t done = 0; done < bytes; done += block.size()) {
    for (std::size_t at = 0; at < block.size();) {
      const ssize_t got = ::write(fd, block.data() + at, block.size() - at);
      if (got <= 0) return;
      at += static_cast<std::size_t>(got);
    }
  }
}

TEST(Program, AClosedPipeEndsItQuietly) {
  const TemporaryFolder folder;
  const Outcome outcome =
      run(folder, "bash -c '$T - | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}'",
          [](int fd) { feed_lines(fd, 20'000'000); });
  EXPECT_EQ(outcome.status, 141);
  EXPECT_EQ(outcome.err, "");
}

TEST(Program, SignalsLeaveNothingHalfWritten) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const TemporaryFolder folder;
    int input = -1;
    const pid_t child = start(folder, "$T - -o b.txt", &input);
    ::signal(SIGPIPE, SIG_IGN);
    feed_lines(input, 5'000'000);
    // The temporary file is there, then the signal comes.
    for (int i = 0; i < 500 && folder.count() < 2; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(folder.count(), 2u);  // it and .err
    ::kill(child, signal);
    EXPECT_EQ(finish(folder, child).status, 128 + signal);
    ::close(input);
    EXPECT_EQ(folder.count(), 0u);
  }
}

TEST(Program, MemoryIsBoundedOnALongStream) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer's own memory is not bounded";
#endif
  const TemporaryFolder folder;
  const Outcome outcome =
      run(folder, "$T - -j 2 -o /dev/null", [](int fd) { feed_lines(fd, 300'000'000); });
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_LT(outcome.peak_kib, 150 * 1024);
}

}  // namespace
}  // namespace tonglan
