// The manifest: what is appended is read back; torn and altered lines are no lines.
#include "batch/manifest.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::TemporaryFolder;

ManifestEvent failed(const std::string& id) {
  ManifestEvent event;
  event.event = "failed";
  event.id = id;
  event.status = 2;
  event.stage = "read";
  event.reason = "坏\xFF \"x\"\n";
  return event;
}

TEST(Manifest, ReadsBackWhatWasAppended) {
  const TemporaryFolder folder;
  {
    Manifest manifest(folder.path("m"));
    manifest.append(failed("a\n%\xFF.hocr"));
    manifest.append(std::vector<ManifestEvent>(5000, failed("b")));
  }
  const ManifestContent content = read_manifest(folder.path("m"));
  ASSERT_EQ(content.events.size(), 5001u);
  EXPECT_EQ(content.torn, 0u);
  EXPECT_EQ(content.events[0].id, "a\n%\xFF.hocr");
  EXPECT_EQ(content.events[0].reason, failed("").reason);
  EXPECT_EQ(content.events[0].status, 2);
}

TEST(Manifest, TornLinesAreNoLinesAndSwallowNone) {
  const std::string line = spell_event(failed("page"));
  for (std::size_t size = 1; size < line.size(); ++size) {
    const TemporaryFolder folder;
    folder.file("m", line + line.substr(0, size));
    Manifest(folder.path("m")).append(failed("next"));
    const ManifestContent content = read_manifest(folder.path("m"));
    // Only the line end was missing: the line itself is whole.
    const std::size_t whole = size + 1 == line.size() ? 3 : 2;
    ASSERT_EQ(content.events.size(), whole) << size;
    EXPECT_EQ(content.torn, 3 - whole);
    EXPECT_EQ(content.events.back().id, "next");
  }
}

TEST(Manifest, AlteredLinesAreNoLines) {
  const TemporaryFolder folder;
  const std::string line = spell_event(failed("page"));
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    std::string altered = line;
    altered[i] = altered[i] == 'x' ? 'y' : 'x';
    folder.file("m", altered);
    EXPECT_TRUE(read_manifest(folder.path("m")).events.empty()) << altered;
  }
}

TEST(Manifest, HasOneWriterAtATime) {
  const TemporaryFolder folder;
  const Manifest first(folder.path("m"));
  try {
    const Manifest second(folder.path("m"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 75);
  }
}

TEST(Manifest, KnowsItsShardByItsName) {
  EXPECT_EQ(shard_of_manifest(manifest_path("x", {3, 7})), (Shard{3, 7}));
  for (const char* name : {"manifest.3-of-7.jsonl.bak", "manifest.x-of-7.jsonl", "list.jsonl",
                           "manifest.03-of-7.jsonl"}) {
    EXPECT_FALSE(shard_of_manifest(name)) << name;
  }
}

}  // namespace
}  // namespace tonglan
