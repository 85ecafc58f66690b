// What takes minutes: kills at random moments, a disk too small, thousands of damaged inputs, a
// folder of 200 pages with broken ones among them.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <thread>

#include "cli/program.h"
#include "support/page_press.h"
#include "support/temporary_folder.h"
#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write/box/tsv.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;
using testing::run;
using testing::TemporaryFolder;

void draw(const TemporaryFolder& folder, int count) {
  fs::create_directories(folder.path("in/a"));
  for (int i = 0; i < count; ++i) {
    std::string page;
    write_hocr(print_sample(static_cast<std::uint64_t>(i)).document, page);
    folder.file((i % 2 ? "in/" : "in/a/") + std::to_string(i) + ".hocr", page);
  }
}

std::map<std::string, std::string> tree(const fs::path& root) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string path = entry.path().lexically_relative(root).string();
    if (!entry.is_regular_file() || path.starts_with(".tonglan")) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[path] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

// The processes whose parent is `parent`.
std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  std::ifstream list("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) +
                     "/children");
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

TEST(Endurance, KilledFiftyTimesTheResultIsThatOfAnUndisturbedRun) {
  const TemporaryFolder folder;
  draw(folder, 100);
  ASSERT_EQ(run(folder, "$T -q -r in -o whole -t txt,json,alto -j 2").status, 0);
  std::mt19937 random(11);
  int supervisors = 0, workers = 0, status = -1;
  for (int round = 0; round < 1000 && supervisors + workers < 50; ++round) {
    if (status == 0) fs::remove_all(folder.path("out"));  // done before it could be killed
    int input = -1;
    const pid_t child = testing::start(folder, "$T -q -r in -o out -t txt,json,alto -j 2", &input);
    std::this_thread::sleep_for(std::chrono::milliseconds(30 + random() % 250));
    if (round % 2 == 0) {
      supervisors += ::kill(child, SIGKILL) == 0;
    } else {
      for (const pid_t worker : children_of(child)) {
        if (random() % 2 == 0) workers += ::kill(worker, SIGKILL) == 0;
      }
    }
    status = testing::finish(folder, child).status;
    ::close(input);
    EXPECT_TRUE(status == 0 || status == 128 + SIGKILL) << status;
  }
  EXPECT_GE(supervisors + workers, 50);
  EXPECT_EQ(run(folder, "$T -q -r in -o out -t txt,json,alto -j 2").status, 0);
  EXPECT_TRUE(tree(folder.path("out")) == tree(folder.path("whole")));
  const Outcome merged = run(folder, "$T merge out >.out");
  EXPECT_EQ(merged.out, "100 pages: 100 done exactly once\n") << merged.err;
}

TEST(Endurance, ADiskThatIsFullLosesNothing) {
  const TemporaryFolder folder;
  draw(folder, 40);
  fs::create_directory(folder.path("disk"));
  const std::string disk = folder.path("disk");
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=8m") != 0) {
    GTEST_SKIP() << "no disk of 8 MiB can be made here";
  }
  ASSERT_EQ(run(folder, "$T -q -r in -o whole -t json,page,alto,hocr -j 2").status, 0);
  const Outcome full = run(folder, "$T -r in -o disk/out -t json,page,alto,hocr -j 2");
  EXPECT_EQ(full.status, 75) << full.err;
  EXPECT_NE(full.err.find("make room and run again"), std::string::npos) << full.err;
  EXPECT_EQ(::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, "size=512m"), 0);
  const Outcome again = run(folder, "$T -r in -o disk/out -t json,page,alto,hocr -j 2");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_NE(again.err.find("of them before"), std::string::npos) << again.err;
  EXPECT_TRUE(tree(folder.path("disk/out")) == tree(folder.path("whole")));
  EXPECT_EQ(run(folder, "$T merge disk/out").status, 0);
  ::umount(disk.c_str());
}

TEST(Endurance, TwoHundredPagesWithFiveBroken) {
  const TemporaryFolder folder;
  draw(folder, 200);
  folder.file("in/1.hocr", "");
  folder.file("in/77.hocr", "<html><body>no page</body></html>");
  folder.file("in/a/8.hocr", folder.read("in/a/8.hocr").substr(0, 300));
  folder.file("in/a/100.hocr", std::string(5000, '\0'));
  folder.file("in/199.hocr", "%PDF-1.7");
  const Outcome outcome = run(folder, "$T -r in -o out -t txt,json -j 2");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.err.find("195 of 200 pages done"), std::string::npos) << outcome.err;
  for (const char* name : {"1", "77", "a/8", "a/100", "199"}) {
    const std::string reason = std::string("tonglan: in/") + name + ".hocr: ";
    EXPECT_NE(outcome.err.find(reason), std::string::npos) << reason << outcome.err;
    EXPECT_FALSE(folder.has(std::string("out/") + name + ".txt"));
  }
  int documents = 0;
  for (const auto& [name, bytes] : tree(folder.path("out"))) documents += name.ends_with(".json");
  EXPECT_EQ(documents, 195);
}

TEST(Endurance, DamagedInputsNeitherCrashNorHang) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("in"));
  const Document page = print_sample(3).document;
  std::map<std::string, std::string> whole;
  write_hocr(page, whole["hocr"]);
  write_alto(page, whole["alto.xml"]);
  write_page(page, whole["page.xml"]);
  write_tsv(page, whole["tsv"]);
  for (const char* name : {"run-together.txt", "corpus.jsonl"}) {
    std::ifstream in(std::string(TONGLAN_SAMPLES) + "/" + name, std::ios::binary);
    const std::string suffix = fs::path(name).extension().string().substr(1);
    whole[suffix] = {std::istreambuf_iterator<char>(in), {}};
  }
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    auto at = whole.begin();
    std::advance(at, i % static_cast<int>(whole.size()));
    std::string bytes = at->second.substr(0, 20000);
    for (unsigned k = 0, damages = 1 + random() % 8; k < damages && !bytes.empty(); ++k) {
      const std::size_t place = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[place] = static_cast<char>(random());
          break;
        case 1:
          bytes.erase(place, random() % 200);
          break;
        case 2:
          bytes.insert(place, bytes.substr(random() % bytes.size(), random() % 200));
          break;
        default:
          bytes.insert(place, std::to_string(static_cast<int>(random())));
      }
    }
    folder.file("in/" + std::to_string(i) + "." + at->first, bytes);
  }
  const Outcome outcome = run(folder, "$T -r in -o out -t txt,json -j 2 --page-timeout 20");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_EQ(outcome.err.find("its worker died"), std::string::npos) << outcome.err;
  EXPECT_EQ(outcome.err.find("takes longer"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace tonglan
