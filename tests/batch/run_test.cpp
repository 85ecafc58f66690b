// Whole runs inside the process: the same bytes for any -j, records kept apart, bad ones by policy.
#include "batch/run.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::TemporaryFolder;

// Newspaper lines of twelve cells, cut where the column was; every paragraph is another text.
std::string broken_text(int paragraphs) {
  std::string text;
  for (int i = 0; i < paragraphs; ++i) {
    const std::string number = std::to_string(i);
    text += "　　第" + number + "村的水渠今年春天重新\n修整过了，沿渠的柳树也都发了\n芽，" +
            "村民说这是多年没有的事。\n";
    if (i % 5 == 0) text += "\n";
  }
  return text;
}

RunOptions quiet_run(std::vector<std::string> inputs, const std::string& out, unsigned jobs) {
  RunOptions options;
  options.inputs = std::move(inputs);
  options.out = out;
  options.jobs = jobs;
  options.quiet = true;
  return options;
}

std::string without_blanks(std::string text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text.compare(i, 3, "　") == 0) {
      i += 3;
    } else if (text[i] == ' ' || text[i] == '\n') {
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

TEST(Run, TextIsTheSameForAnyJobsAndNothingIsLost) {
  const TemporaryFolder folder;
  const std::string text = broken_text(25000);  // several records
  const std::string a = folder.file("a.txt", text), b = folder.file("b.txt", broken_text(10));
  std::string first;
  for (const unsigned jobs : {1u, 2u, 8u}) {
    const std::string out = "out" + std::to_string(jobs);
    EXPECT_EQ(run_repair(quiet_run({a, b}, folder.path(out), jobs)), 0);
    const std::string result = folder.read(out + "/a.txt");
    if (first.empty()) first = result;
    EXPECT_EQ(result, first) << jobs;
    EXPECT_EQ(folder.read(out + "/b.txt"), folder.read("out1/b.txt"));
  }
  EXPECT_EQ(without_blanks(first), without_blanks(text));
}

TEST(Run, CleanTextOfManyRecordsComesBackByteForByte) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) {
    text += "第" + std::to_string(i) +
            "户人家的院子里种着石榴和葡萄，到了秋天，满院都是果子的香气，孩子们放学回来总要先摘上一"
            "串。\n\n";
  }
  const std::string a = folder.file("a.txt", text);
  EXPECT_EQ(run_repair(quiet_run({a}, folder.path("out.txt"), 2)), 0);
  EXPECT_TRUE(folder.read("out.txt") == text);
}

std::string corpus(int records) {
  std::string text;
  for (int i = 0; i < records; ++i) {
    text += "{\"n\": " + std::to_string(i) +
            ", \"text\": \"渠水流到了田里，农民\\n都说今年是个好年成。\\n\", "
            "\"x\":[1.0,\"\\u0041\"] }\n";
  }
  return text;
}

TEST(Run, JsonlKeepsRecordsInOrderForAnyJobs) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.jsonl", corpus(20000));
  std::string first;
  for (const unsigned jobs : {1u, 2u, 8u}) {
    const std::string out = "out" + std::to_string(jobs) + ".jsonl";
    EXPECT_EQ(run_repair(quiet_run({a}, folder.path(out), jobs)), 0);
    const std::string result = folder.read(out);
    if (first.empty()) first = result;
    EXPECT_TRUE(result == first) << jobs;
  }
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 20000);
  std::size_t at = 0;
  for (int i = 0; i < 20000; ++i) {
    ASSERT_EQ(first.compare(at, 5, "{\"n\":"), 0);
    ASSERT_EQ(std::stoi(first.substr(at + 5, 8)), i);
    const std::size_t end = first.find('\n', at);
    ASSERT_EQ(first.substr(end - 22, 22), ", \"x\":[1.0,\"\\u0041\"] }") << i;
    at = end + 1;
  }
}

std::string run_jsonl(OnError policy, int* status) {
  const TemporaryFolder folder;
  const std::string a =
      folder.file("a.jsonl", "{\"text\":\"清\"}\n{oops\n\n{\"text\":7}\n{\"text\":\"明\"}");
  RunOptions options = quiet_run({a}, folder.path("out.jsonl"), 1);
  options.jsonl.on_error = policy;
  *status = run_repair(options);
  return folder.has("out.jsonl") ? folder.read("out.jsonl") : "no file";
}

TEST(Run, BadRecordsFollowThePolicy) {
  int status = 0;
  EXPECT_EQ(run_jsonl(OnError::kPass, &status),
            "{\"text\":\"清\"}\n{oops\n\n{\"text\":7}\n{\"text\":\"明\"}");
  EXPECT_EQ(status, 10);
  EXPECT_EQ(run_jsonl(OnError::kSkip, &status), "{\"text\":\"清\"}\n\n{\"text\":\"明\"}");
  EXPECT_EQ(status, 10);
  EXPECT_EQ(run_jsonl(OnError::kFail, &status), "no file");
  EXPECT_EQ(status, 2);
}

TEST(Run, CorporaStayPackedAndRecordsBecomeTexts) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.jsonl", "{\"text\":\"清\"}\n{\"text\":\"明\\n\"}\n");
  EXPECT_EQ(run_repair(quiet_run({a}, folder.path("b.jsonl.gz"), 1)), 0);
  EXPECT_EQ(run_repair(quiet_run({folder.path("b.jsonl.gz")}, folder.path("c.jsonl.zst"), 1)), 0);
  EXPECT_EQ(run_repair(quiet_run({folder.path("c.jsonl.zst")}, folder.path("d.jsonl"), 1)), 0);
  EXPECT_EQ(folder.read("d.jsonl"), folder.read("a.jsonl"));
  EXPECT_EQ(run_repair(quiet_run({a}, folder.path("e.txt"), 1)), 0);
  EXPECT_EQ(folder.read("e.txt"), "清\n\n明\n");
}

TEST(Run, AFailingInputDoesNotStopTheOthers) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.txt", "清\n"), c = folder.file("c.txt", "明\n");
  EXPECT_EQ(run_repair(quiet_run({a, folder.path("b.txt"), c}, folder.path("out"), 2)), 10);
  EXPECT_EQ(folder.read("out/a.txt"), "清\n");
  EXPECT_EQ(folder.read("out/c.txt"), "明\n");
  EXPECT_FALSE(folder.has("out/b.txt"));
  EXPECT_EQ(run_repair(quiet_run({folder.path("b.txt")}, folder.path("x.txt"), 1)), 5);
  EXPECT_FALSE(folder.has("x.txt"));
}

TEST(Run, AResultMayTakeThePlaceOfItsInput) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.txt", broken_text(20));
  EXPECT_EQ(run_repair(quiet_run({a}, folder.path("b.txt"), 1)), 0);
  EXPECT_EQ(run_repair(quiet_run({a}, a, 1)), 0);
  EXPECT_EQ(folder.read("a.txt"), folder.read("b.txt"));
  EXPECT_EQ(folder.count(), 2u);
}

}  // namespace
}  // namespace tonglan
