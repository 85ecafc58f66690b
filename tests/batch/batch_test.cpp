// Whole folders through the real program: what is done, what is left, what is said.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "batch/names.h"
#include "cli/program.h"
#include "support/small_pdf.h"
#include "support/temporary_folder.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;
using testing::run;
using testing::TemporaryFolder;

// A page of two columns, told apart by its number.
std::string page(int number) {
  std::string words;
  const std::string name = "第" + std::to_string(number) + "号渠水流过村口的石";
  const char* lines[] = {name.c_str(), "桥，孩子们看鱼。", "春天来了，柳树都", "发芽了。"};
  for (int i = 0; i < 4; ++i) {
    const int left = i % 2 == 0 ? 100 : 600, top = 100 + i / 2 * 50;
    words += "<span class='ocr_line' title='bbox " + std::to_string(left) + " " +
             std::to_string(top) + " " + std::to_string(left + 400) + " " +
             std::to_string(top + 40) + "'>" + lines[i] + "</span>\n";
  }
  return "<html><body><div class='ocr_page' title='bbox 0 0 1100 800'>" + words +
         "</div></body></html>\n";
}

void draw(const TemporaryFolder& folder, int count) {
  fs::create_directories(folder.path("in/1934"));
  for (int i = 0; i < count; ++i) {
    const std::string below = i % 2 == 0 ? "in/" : "in/1934/";
    folder.file(below + "p" + std::to_string(i) + ".hocr", page(i));
  }
}

// All files below a folder, the batch's own aside, by name.
std::map<std::string, std::string> tree(const TemporaryFolder& folder, const std::string& name) {
  std::map<std::string, std::string> files;
  const fs::path root = folder.path(name);
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string path = entry.path().lexically_relative(root).string();
    if (entry.is_regular_file() && !path.starts_with(".tonglan")) {
      files[path] = folder.read(name + "/" + path);
    }
  }
  return files;
}

long lines_in(const std::string& text, const std::string& word) {
  long count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != text.npos; ++at) ++count;
  return count;
}

TEST(Batch, MirrorsTheTreeAndIsTheSameForAnyJobs) {
  const TemporaryFolder folder;
  draw(folder, 20);
  std::map<std::string, std::string> first;
  for (const char* jobs : {"1", "2", "8"}) {
    const std::string out = std::string("out") + jobs;
    const Outcome outcome = run(folder, "$T -r in -o " + out + " -t txt,json -j " + jobs);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("20 of 20 pages done"), std::string::npos) << outcome.err;
    if (first.empty()) first = tree(folder, out);
    EXPECT_EQ(tree(folder, out), first) << jobs;
  }
  EXPECT_EQ(first.size(), 60u);
  // A worker's page is what the program makes of it alone.
  EXPECT_EQ(run(folder, "$T in/1934/p3.hocr >.out").out, first["1934/p3.txt"]);
}

TEST(Batch, TheSameCommandDoesWhatIsLeft) {
  const TemporaryFolder folder;
  draw(folder, 10);
  const std::string command = "$T -r in -o out -j 2";
  ASSERT_EQ(run(folder, command).status, 0);
  const auto whole = tree(folder, "out");
  EXPECT_NE(run(folder, command).err.find("10 of them before"), std::string::npos);
  fs::remove(folder.path("out/p0.done"));  // never finished
  fs::remove(folder.path("out/p2.txt"));   // taken away
  folder.file("out/p4.txt", "half");       // cut off
  folder.file("out/.p6.txt.part", "rest of a kill");
  fs::remove(folder.path("out/p6.done"));
  EXPECT_NE(run(folder, command).err.find("6 of them before"), std::string::npos);
  EXPECT_EQ(tree(folder, "out"), whole);
  // An input that has changed, and one that is new.
  folder.file("in/p8.hocr", page(88));
  folder.file("in/p10.hocr", page(10));
  EXPECT_NE(run(folder, command).err.find("9 of them before"), std::string::npos);
  EXPECT_NE(folder.read("out/p8.txt").find("第88号"), std::string::npos);
  EXPECT_EQ(tree(folder, "out").size(), 22u);
  // Other options make other results.
  EXPECT_EQ(run(folder, command + " --no-folios").err.find("before"), std::string::npos);
}

TEST(Batch, ExistingResultsAreTreatedAsAsked) {
  const TemporaryFolder folder;
  draw(folder, 4);
  EXPECT_EQ(run(folder, "$T -r in -o out --existing abort").status, 0);
  folder.file("out/p0.txt", std::string(folder.read("out/p0.txt").size(), 'x'));
  const Outcome abort = run(folder, "$T -r in -o out --existing abort");
  EXPECT_EQ(abort.status, 1);
  EXPECT_NE(abort.err.find("has results in out already"), std::string::npos) << abort.err;
  EXPECT_EQ(run(folder, "$T -r in -o out --existing overwrite").status, 0);
  EXPECT_EQ(folder.read("out/p0.txt")[0], "第"[0]);
}

TEST(Batch, BrokenPagesAreListedAndTheOthersDone) {
  const TemporaryFolder folder;
  draw(folder, 12);
  folder.file("in/x1.hocr", "");
  folder.file("in/x2.hocr", "no tags at all");
  folder.file("in/x3.pdf", "%PDF-1.4 cut off");
  folder.file("in/x4.hocr.gz", "\x1F\x8B\x08");
  folder.file("in/x5.txt", std::string(9000, '\1'));
  const Outcome outcome = run(folder, "$T -r in -o out -j 2");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.err.find("12 of 17 pages done"), std::string::npos) << outcome.err;
  for (const char* name : {"x1.hocr", "x2.hocr", "x3.pdf", "x4.hocr.gz", "x5.txt"}) {
    EXPECT_EQ(lines_in(outcome.err, std::string("tonglan: in/") + name + ": "), 1) << name;
  }
  EXPECT_EQ(tree(folder, "out").size(), 24u);
  const Outcome merged = run(folder, "$T merge out >.out");
  EXPECT_EQ(merged.status, 10);
  EXPECT_EQ(merged.out, "17 pages: 12 done exactly once, 5 failed\n");
  EXPECT_NE(merged.err.find("failed: x3.pdf: open: in/x3.pdf: the PDF is cut off"),
            std::string::npos)
      << merged.err;
  // With fewer allowed, the same folder is hopeless.
  const Outcome hopeless =
      run(folder, "$T -q -r in -o out2 --max-error-rate 10% --log-format json");
  EXPECT_EQ(hopeless.status, 11);
  EXPECT_NE(hopeless.err.find("\"event\":\"stopped\",\"status\":11"), std::string::npos)
      << hopeless.err;
}

TEST(Batch, ShardsInAnyOrderMakeTheWhole) {
  const TemporaryFolder folder;
  draw(folder, 30);
  ASSERT_EQ(run(folder, "$T -r in -o whole -j 2").status, 0);
  for (const int shard : {4, 0, 6, 2, 5, 1}) {
    const std::string part = " --shard " + std::to_string(shard) + "/7";
    ASSERT_EQ(run(folder, "$T -r in -o out -j 1" + part).status, 0);
  }
  const Outcome early = run(folder, "$T merge out >.out");
  EXPECT_EQ(early.status, 10);
  EXPECT_NE(early.err.find("shard 3/7 has not run"), std::string::npos) << early.err;
  ASSERT_EQ(run(folder,
                "env SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 "
                "SLURM_ARRAY_TASK_COUNT=7 $T -r in -o out -j 1")
                .status,
            0);
  EXPECT_EQ(tree(folder, "out"), tree(folder, "whole"));
  const Outcome merged = run(folder, "$T merge out -o account.jsonl >.out");
  EXPECT_EQ(merged.status, 0) << merged.err;
  EXPECT_EQ(merged.out, "30 pages: 30 done exactly once\n");
  EXPECT_EQ(lines_in(folder.read("account.jsonl"), "\"status\":\"done\""), 30);
}

TEST(Batch, MergeProvesIt) {
  const TemporaryFolder folder;
  draw(folder, 6);
  ASSERT_EQ(run(folder, "$T -r in -o out").status, 0);
  EXPECT_EQ(run(folder, "$T merge out").status, 0);
  const std::string good = folder.read("out/p0.txt");
  folder.file("out/p0.txt", std::string(good.size(), 'x'));
  fs::remove(folder.path("out/p2.done"));
  fs::copy_file(folder.path("out/p4.done"), folder.path("out/1934/p1.done"),
                fs::copy_options::overwrite_existing);
  const Outcome merged = run(folder, "$T merge out >.out");
  EXPECT_EQ(merged.status, 10);
  EXPECT_EQ(merged.out, "6 pages: 3 done exactly once, 1 missing, 1 double, 1 damaged\n");
  EXPECT_EQ(run(folder, "$T merge in").status, 2);
}

TEST(Batch, OddNamesAreNames) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("in"));
  fs::create_directory(folder.path("in/sub dir"));
  std::string longest(250, 'n'), han;
  while (han.size() + 3 <= 250) han += "报";
  std::vector<std::string> names = {"a b",   "new\nline",   "quote'\"`$", "--help", "文 件", "-",
                                    "*?[x]", "back\\slash", "\xFF\xFE",   "100%",   longest, han};
  std::string list;
  for (const std::string& name : names) {
    folder.file("in/" + name + ".hocr", page(1));
    folder.file("in/sub dir/" + name + ".hocr", page(2));
    list += "in/" + name + ".hocr" + '\0' + "in/sub dir/../sub dir/" + name + ".hocr" + '\0';
  }
  folder.file("list", list);
  const Outcome walked = run(folder, "$T -r in -o out -j 2");
  EXPECT_EQ(walked.status, 0) << walked.err;
  EXPECT_EQ(tree(folder, "out").size(), 4 * names.size());
  EXPECT_EQ(run(folder, "$T merge out").status, 0);
  const Outcome listed = run(folder, "$T --from-file list -o out2 -j 2");
  EXPECT_EQ(listed.status, 0) << listed.err;
  std::map<std::string, std::string> below;
  for (const auto& [name, bytes] : tree(folder, "out2")) {
    ASSERT_TRUE(name.starts_with("in/")) << name;
    if (!name.ends_with(".done")) below[name.substr(3)] = bytes;
  }
  for (const auto& [name, bytes] : below) EXPECT_EQ(bytes, tree(folder, "out")[name]) << name;
  EXPECT_EQ(below.size(), 2 * names.size());
}

TEST(Batch, NothingIsWrittenOutsideTheFolder) {
  const TemporaryFolder folder;
  draw(folder, 2);
  fs::create_directory(folder.path("here"));
  folder.file("here/list", "../in/p0.hocr\n../in/1934/../1934/p1.hocr\n");
  const Outcome outcome = run(folder, "bash -c 'cd here && $T --from-file - -o out < list'");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(folder.has("here/out/in/p0.txt"));
  EXPECT_TRUE(folder.has("here/out/in/1934/p1.txt"));
  EXPECT_EQ(tree(folder, "in").size(), 2u);
}

TEST(Batch, WhatWouldCollideIsRefusedBeforeAnythingIsDone) {
  const TemporaryFolder folder;
  draw(folder, 4);
  folder.file("in/p0.tsv", "");
  folder.file("in/p0.p0003.hocr", folder.read("in/p0.hocr"));
  folder.file("in/text.txt", "渠水。\n");
  struct Case {
    const char* command;
    const char* says;
  };
  const Case cases[] = {
      {"$T in/p0.hocr in/p0.tsv -o out/", "would both be written to out/p0.*"},
      {"$T -r in -o in -t txt", "would take the place of an input"},
      {"$T in/p0.hocr in/p0.p0003.hocr -t page -o out/", "page 3 of another input"},
      {"$T in/p0.hocr --shard 0/2", "belong to a batch"},
      {"$T -r in - -o out", "stdin is one stream"},
      {"$T 'in/*.tif' -o out", "no file matches"},
      {"$T -r in -o out --existing maybe", "--existing: 'maybe' is none of"},
  };
  for (const Case& test : cases) {
    const Outcome outcome = run(folder, test.command);
    EXPECT_EQ(outcome.status, 1) << test.command << outcome.err;
    EXPECT_NE(outcome.err.find(test.says), std::string::npos) << outcome.err;
    EXPECT_FALSE(folder.has("out")) << test.command;
  }
}

TEST(Batch, TextsAndCorporaAreDoneToo) {
  const TemporaryFolder folder;
  draw(folder, 2);
  folder.file("in/a.txt", "渠水流过村口的石\n桥，孩子们看鱼。\n");
  folder.file("in/c.jsonl", "{\"text\":\"清\"}\n{oops\n");
  const Outcome outcome = run(folder, "$T -r in -o out");
  EXPECT_EQ(outcome.status, 10);  // a bad record
  EXPECT_NE(outcome.err.find("in/c.jsonl: line 2: "), std::string::npos) << outcome.err;
  EXPECT_EQ(folder.read("out/a.txt"), run(folder, "$T in/a.txt >.out").out);
  EXPECT_EQ(folder.read("out/c.txt"), "清");
}

TEST(Batch, PagesOfAPdfMayBeDoneOneByOne) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("in"));
  std::vector<std::vector<testing::TextRun>> pages;
  for (const char16_t* text : {u"第一页只有一行。", u"第二页只有一行。", u"第三页只有一行。"}) {
    pages.push_back({{20, 250, 12, text}});
  }
  folder.file("in/book.pdf", testing::make_pdf(pages));
  ASSERT_EQ(run(folder, "$T -r in -o whole").status, 0);
  EXPECT_EQ(lines_in(folder.read("whole/book.txt"), "只有一行"), 3);
  const Outcome apart = run(folder, "$T -r in -o out --split-pages -j 2");
  EXPECT_EQ(apart.status, 0) << apart.err;
  EXPECT_NE(apart.err.find("3 of 3 pages done"), std::string::npos) << apart.err;
  EXPECT_EQ(folder.read("out/book.p0002.txt"), "第二页只有一行。\n");
  EXPECT_EQ(run(folder, "$T merge out >.out").out, "3 pages: 3 done exactly once\n");
  EXPECT_NE(run(folder, "$T -r in -o out --split-pages").err.find("3 of them before"),
            std::string::npos);
  fs::remove(folder.path("out/book.p0003.done"));
  EXPECT_EQ(run(folder, "$T merge out >.out").out, "3 pages: 2 done exactly once, 1 missing\n");
  ASSERT_EQ(run(folder, "$T -r in -o some --split-pages --pages 2-3").status, 0);
  EXPECT_FALSE(folder.has("some/book.p0001.txt"));
  EXPECT_EQ(run(folder, "$T merge some >.out").out, "2 pages: 2 done exactly once\n");
  // Its pages' names are another input's.
  folder.file("in/book.p0001.txt", "渠水。\n");
  const Outcome collision = run(folder, "$T -r in -o out2 --split-pages");
  EXPECT_EQ(collision.status, 10);
  EXPECT_NE(collision.err.find("would take the place of another"), std::string::npos);
}

// White pages, grey and unpacked.
std::string tiff(int pages) {
  const auto number = [](std::uint32_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> 8 * i));
    return out;
  };
  constexpr std::uint32_t kWidth = 300, kHeight = 200;
  const std::uint32_t pixels = kWidth * kHeight, page_size = pixels + 2 + 9 * 12 + 4;
  std::string file = std::string("II*\0", 4) + number(8 + pixels, 4);
  for (int page = 0; page < pages; ++page) {
    const std::uint32_t begin = static_cast<std::uint32_t>(file.size());
    file += std::string(pixels, '\xFF') + number(9, 2);
    const std::uint32_t fields[9][2] = {{256, kWidth}, {257, kHeight}, {258, 8},
                                        {259, 1},      {262, 1},       {273, begin},
                                        {277, 1},      {278, kHeight}, {279, pixels}};
    for (const auto& [tag, value] : fields) {
      file += number(tag, 2) + number(4, 2) + number(1, 4) + number(value, 4);
    }
    file += number(page + 1 < pages ? begin + page_size + pixels : 0, 4);
  }
  return file;
}

TEST(Batch, PagesOfAnImageFileAreDoneOneByOne) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("in"));
  folder.file("in/book.tif", tiff(3));
  folder.file("in/single.tif", tiff(1));
  folder.file("in/cut.tif", tiff(1).substr(0, 1000));
  const Outcome outcome = run(folder, "$T -r in -o out --engine none -t txt,json -j 2");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.err.find("4 of 5 pages done"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("tonglan: in/cut.tif: "), std::string::npos) << outcome.err;
  for (const char* name : {"book.p0001", "book.p0002", "book.p0003", "single"}) {
    EXPECT_TRUE(folder.has("out/" + std::string(name) + ".json")) << name;
  }
  const Outcome some = run(folder, "$T in/book.tif in/cut.tif -o some/ --engine none --pages 2-3");
  EXPECT_TRUE(folder.has("some/book.p0003.done")) << some.err;
  EXPECT_FALSE(folder.has("some/book.p0001.done")) << some.err;
}

TEST(Batch, TalksJsonWhenAsked) {
  const TemporaryFolder folder;
  draw(folder, 4);
  folder.file("in/x.hocr", "");
  const Outcome outcome = run(folder, "$T -r in -o out --log-format json --stats stats.json");
  EXPECT_EQ(outcome.status, 10);
  std::map<std::string, int> events;
  std::istringstream lines(outcome.err);
  for (std::string line; std::getline(lines, line);) {
    ++events[nlohmann::json::parse(line).at("event").get<std::string>()];
  }
  EXPECT_EQ(events, (std::map<std::string, int>{{"failed", 1}, {"summary", 1}}));
  const auto stats = nlohmann::json::parse(folder.read("stats.json"));
  EXPECT_EQ(stats.at("done"), 4);
  EXPECT_EQ(stats.at("failed"), 1);
  EXPECT_EQ(stats.at("slowest").size(), 4u);
  std::map<std::string, double> stages;
  for (const auto& time : stats.at("stages")) stages[time.at("stage")] = time.at("seconds");
  for (const char* stage : {"read", "layout", "write"})
    EXPECT_TRUE(stages.contains(stage)) << stage;
  EXPECT_EQ(run(folder, "$T -q -r in -o out").err.find("finished"), std::string::npos);
}

TEST(Batch, AFolderThatCannotBeWrittenIsSaid) {
  const TemporaryFolder folder;
  draw(folder, 4);
  folder.file("out", "a file");
  EXPECT_EQ(run(folder, "$T -r in -o out/").status, 5);
  fs::create_directory(folder.path("half"));
  folder.file("half/1934", "a file where a folder should be");
  const Outcome outcome = run(folder, "$T -r in -o half");
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.err.find("2 of 4 pages done"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace tonglan
