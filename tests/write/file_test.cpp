// Output files: whole or not at all.
#include "write/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/bytes.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::TemporaryFolder;

TEST(OutputFile, AppearsOnlyWhenCommitted) {
  const TemporaryFolder folder;
  {
    OutputFile file(folder.path("a.txt"));
    file.write("甲");
    file.write(std::string(400000, 'x'));
    EXPECT_FALSE(folder.has("a.txt"));
    file.commit();
    EXPECT_EQ(folder.read("a.txt"), "甲" + std::string(400000, 'x'));
  }
  EXPECT_EQ(folder.count(), 1u);
}

TEST(OutputFile, LeavesNothingBehindWithoutCommit) {
  const TemporaryFolder folder;
  folder.file("a.txt", "old");
  {
    OutputFile file(folder.path("a.txt"));
    file.write(std::string(400000, 'x'));
  }
  EXPECT_EQ(folder.read("a.txt"), "old");
  EXPECT_EQ(folder.count(), 1u);
}

TEST(OutputFile, SignalHandlersCanRemoveUnfinishedFiles) {
  const TemporaryFolder folder;
  OutputFile file(folder.path("a.txt"));
  file.write("x");
  EXPECT_EQ(folder.count(), 1u);
  remove_unfinished_outputs();
  EXPECT_EQ(folder.count(), 0u);
}

TEST(OutputFile, KeepsTheRightsOfTheFileItReplacesAndItsLink) {
  const TemporaryFolder folder;
  folder.file("a.txt", "old");
  ::chmod(folder.path("a.txt").c_str(), 0640);
  ASSERT_EQ(::symlink("a.txt", folder.path("link").c_str()), 0);
  OutputFile file(folder.path("link"));
  file.write("new");
  file.commit();
  EXPECT_EQ(folder.read("a.txt"), "new");
  struct stat info {};
  ASSERT_EQ(::lstat(folder.path("link").c_str(), &info), 0);
  EXPECT_TRUE(S_ISLNK(info.st_mode));
  ASSERT_EQ(::stat(folder.path("a.txt").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
}

TEST(OutputFile, IsPackedByItsName) {
  const TemporaryFolder folder;
  const std::string text(500000, 'y');
  for (const std::string name : {"a.gz", "a.zst"}) {
    OutputFile file(folder.path(name));
    file.write(text.substr(0, 1000));
    file.write(text.substr(1000));
    file.commit();
    EXPECT_LT(folder.read(name).size(), 5000u);
    const auto source = open_bytes(folder.path(name));
    std::string back(600000, '\0');
    back.resize(read_fully(*source, back.data(), back.size()));
    EXPECT_EQ(back, text) << name;
  }
}

int status_of(const std::string& path, std::size_t bytes) {
  try {
    OutputFile file(path);
    file.write(std::string(bytes, 'x'));
    file.commit();
    return 0;
  } catch (const Error& error) {
    return error.status();
  }
}

TEST(OutputFile, FailuresHaveTheirStatus) {
  const TemporaryFolder folder;
  EXPECT_EQ(status_of("/dev/full", 10), 75);
  EXPECT_EQ(status_of(folder.path("none/a.txt"), 10), 5);
  EXPECT_EQ(status_of(folder.path(""), 10), 5);
  EXPECT_EQ(status_of("/dev/null", 10), 0);
  EXPECT_EQ(folder.count(), 0u);
}

}  // namespace
}  // namespace tonglan
