// The real program on files with boxes: every format in, every format out, the same reading.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "cli/program.h"
#include "support/small_pdf.h"
#include "support/temporary_folder.h"

namespace tonglan {
namespace {

using testing::make_pdf;
using testing::Outcome;
using testing::run;
using testing::TemporaryFolder;

std::string sample(const std::string& name) {
  std::ifstream in(std::string(TONGLAN_SAMPLES) + "/" + name, std::ios::binary);
  EXPECT_TRUE(in.good()) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

// Two columns of two lines; the PDF shows them row by row.
std::string two_column_pdf() {
  return make_pdf({{{20, 250, 12, u"渠水流过村口的"},
                    {200, 250, 12, u"春天来了，柳树"},
                    {20, 232, 12, u"石桥。"},
                    {200, 232, 12, u"发芽了。"}},
                   {{20, 250, 12, u"第二页只有一行。"}}});
}

TEST(Boxes, ColumnsThatOcrReadRowByRowAreReadDownwards) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  const Outcome outcome = run(folder, "$T page.hocr >.out");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, sample("two-columns.expected.txt"));
}

TEST(Boxes, EveryFormatReadsBackAsTheSameText) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  const std::string expected = sample("two-columns.expected.txt");
  for (const char* name :
       {"out.hocr", "out.alto.xml", "out.page.xml", "out.tsv", "out.alto.xml.gz"}) {
    const std::string file(name);
    EXPECT_EQ(run(folder, "$T page.hocr -o " + file).status, 0) << name;
    const Outcome again = run(folder, "$T " + file + " >.out");
    EXPECT_EQ(again.status, 0) << name << again.err;
    EXPECT_EQ(again.out, expected) << name;
    if (!file.ends_with(".hocr") && !file.ends_with(".xml")) continue;
    const Outcome checked = run(folder, "$T validate " + file + " >.out");
    EXPECT_EQ(checked.status, 0) << checked.out;
    EXPECT_NE(checked.out.find("no faults"), std::string::npos);
  }
}

// The correction loop: columns in the wrong order, put right by hand.
TEST(Boxes, ACorrectedPageIsKeptAsItWasCorrected) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  ASSERT_EQ(run(folder, "$T page.hocr -o page.json").status, 0);
  const Outcome before = run(folder, "$T page.json >.out");
  EXPECT_EQ(before.out, sample("two-columns.expected.txt"));
  // The last two blocks change places.
  ASSERT_EQ(run(folder, "sed -E 's/(\"block_order\":\\[[^]]*),([0-9]+),([0-9]+)\\]/\\1,\\3,\\2]/' "
                        "page.json >new.json; ! cmp -s page.json new.json").status, 0);
  const Outcome kept = run(folder, "$T new.json --keep order >.out");
  EXPECT_EQ(kept.status, 0) << kept.err;
  EXPECT_NE(kept.out, before.out);
  EXPECT_EQ(run(folder, "$T new.json >.out").out, before.out);
  // PAGE holds the same.
  ASSERT_EQ(run(folder, "$T new.json --keep order -o new.page.xml").status, 0);
  EXPECT_EQ(run(folder, "$T new.page.xml --keep all >.out").out, kept.out);
}

// What was decided stands in every format, and is kept from there: the file comes out as it went in.
TEST(Boxes, WhatWasWrittenIsKeptToTheByte) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  for (const char* suffix : {".json", ".hocr", ".alto.xml", ".page.xml"}) {
    const std::string once = "once" + std::string(suffix), twice = "twice" + std::string(suffix);
    ASSERT_EQ(run(folder, "$T page.hocr -o " + once).status, 0);
    EXPECT_EQ(run(folder, "$T " + once + " --keep all >.out").out,
              sample("two-columns.expected.txt"))
        << suffix;
    ASSERT_EQ(run(folder, "$T " + once + " --keep all -o " + twice).status, 0);
    if (once.ends_with(".json")) continue;  // margins of what is kept are not those of a judge
    EXPECT_EQ(run(folder, "cmp " + once + " " + twice + " >.out").out, "") << suffix;
  }
}

// Two paragraphs that were taken for one, parted by hand.
TEST(Boxes, ACorrectedParagraphIsKept) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  ASSERT_EQ(run(folder, "$T page.hocr -o page.page.xml").status, 0);
  ASSERT_EQ(run(folder, "sed '0,/paragraph:2;/! s/paragraph:2;/paragraph:99;/' page.page.xml "
                        ">new.page.xml").status, 0);
  const Outcome before = run(folder, "$T page.page.xml --keep paragraphs >.out");
  EXPECT_EQ(before.out, sample("two-columns.expected.txt"));
  const Outcome kept = run(folder, "$T new.page.xml --keep paragraphs >.out");
  const auto paragraphs = [](const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find("\n\n", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(paragraphs(kept.out), paragraphs(before.out) + 1) << kept.out;
  EXPECT_EQ(run(folder, "$T new.page.xml >.out").out, before.out);
}

TEST(Boxes, PageIsAFileAPage) {
  const TemporaryFolder folder;
  folder.file("two.pdf", two_column_pdf());
  EXPECT_EQ(run(folder, "$T two.pdf -t page,txt -o out/").status, 0);
  EXPECT_EQ(run(folder, "ls out >.out").out, "two.p0001.page.xml\ntwo.p0002.page.xml\ntwo.txt\n");
  EXPECT_EQ(run(folder, "$T out/two.p0002.page.xml >.out").out, "第二页只有一行。\n");
  for (const char* where : {"-t page >.out", "-o one.page.xml"}) {
    const Outcome outcome = run(folder, std::string("$T two.pdf ") + where);
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.err,
              "tonglan: two.pdf: 2 pages, and page holds one page a file; name a folder with -o "
              "DIR/, or take hocr or alto\n");
  }
  EXPECT_EQ(run(folder, "ls >.out").out.find("one.page.xml"), std::string::npos);
  // A batch does the same, and knows what it has done.
  ASSERT_EQ(run(folder, "mkdir in").status, 0);
  ASSERT_EQ(run(folder, "cp two.pdf in/").status, 0);
  EXPECT_EQ(run(folder, "$T -r in -t page -o batch/ -q").status, 0);
  EXPECT_EQ(run(folder, "ls batch >.out").out,
            "two.done\ntwo.p0001.page.xml\ntwo.p0002.page.xml\n");
  EXPECT_EQ(run(folder, "$T merge batch/ >.out").out, "1 pages: 1 done exactly once\n");
  ASSERT_EQ(run(folder, "rm batch/two.p0002.page.xml").status, 0);
  EXPECT_EQ(run(folder, "$T -r in -t page -o batch/ -q").status, 0);
  EXPECT_EQ(run(folder, "ls batch >.out").out,
            "two.done\ntwo.p0001.page.xml\ntwo.p0002.page.xml\n");
}

TEST(Boxes, KeepNeedsSomethingToKeep) {
  const TemporaryFolder folder;
  folder.file("broken.txt", "渠水流过村口\n的石桥。\n");
  Outcome outcome = run(folder, "$T broken.txt --keep order >.out");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "tonglan: broken.txt: --keep: text has no blocks; it needs a JSON, PAGE, ALTO or hOCR file "
            "of tonglan's\n");
  EXPECT_EQ(outcome.out, "");
  // A document of text is read back, and repaired as its text is.
  const std::string text = run(folder, "$T broken.txt >.out").out;
  EXPECT_EQ(run(folder, "$T broken.txt -t json | $T - >.out").out, text);
  outcome = run(folder, "$T broken.txt -t json | $T - --keep roles >.out");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "tonglan: stdin: --keep: the input has no blocks; it needs a JSON, PAGE, ALTO or hOCR file "
            "of a page\n");
}

TEST(Boxes, StdinIsKnownByItsFirstBytes) {
  const TemporaryFolder folder;
  const auto feed = [](const std::string& bytes) {
    return [bytes](int fd) {
      EXPECT_EQ(::write(fd, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    };
  };
  EXPECT_EQ(run(folder, "$T - >.out", feed(sample("two-columns.hocr"))).out,
            sample("two-columns.expected.txt"));
  const Outcome pdf = run(folder, "$T - >.out", feed(two_column_pdf()));
  EXPECT_EQ(pdf.status, 0) << pdf.err;
  EXPECT_NE(pdf.out.find("第二页只有一行。"), std::string::npos) << pdf.out;
}

TEST(Boxes, PagesOfAPdf) {
  const TemporaryFolder folder;
  folder.file("paper.pdf", two_column_pdf());
  const Outcome second = run(folder, "$T paper.pdf --pages 2 >.out");
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_EQ(second.out, "第二页只有一行。\n");
  const Outcome first = run(folder, "$T paper.pdf --pages -1 >.out");
  EXPECT_EQ(first.out.find("第二页"), std::string::npos);
  EXPECT_NE(first.out.find("渠水流过村口的石桥。"), std::string::npos) << first.out;
  EXPECT_EQ(run(folder, "$T paper.pdf --pages 3").status, 2);
}

TEST(Boxes, BadFilesHaveTheirStatusOneLineAndNoOutput) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  folder.file("cut.xml", "<?xml version=\"1.0\"?><alto><Layout><Page>");
  folder.file("feed.xml", "<rss/>");
  folder.file("cut.pdf", two_column_pdf().substr(0, 400));
  const std::size_t before = folder.count();
  struct Case {
    const char* command;
    int status;
    const char* says;
  };
  const Case cases[] = {
      {"$T cut.xml -o b.txt", 2, "tonglan: cut.xml: "},
      {"$T feed.xml -o b.txt", 2, "tonglan: feed.xml: no hOCR, ALTO, PAGE, "},
      {"$T cut.pdf -o b.txt", 2, "tonglan: cut.pdf: the PDF is cut off"},
      {"$T none.pdf -o b.txt", 5, "tonglan: none.pdf: No such file or directory"},
      {"$T page.hocr -f alto -o b.txt", 2, "tonglan: page.hocr: "},
      {"$T page.hocr --max-record 9K -o b.txt", 2, "tonglan: page.hocr: is larger than 9216 bytes"},
      {"$T page.hocr -o b.xml", 1, "tonglan: b.xml: the name does not tell the format"},
      {"$T validate feed.xml", 2, "tonglan: feed.xml: neither PAGE nor ALTO nor hOCR"},
      {"$T validate none.xml", 5, "tonglan: none.xml: No such file or directory"},
  };
  for (const Case& test : cases) {
    const Outcome outcome = run(folder, test.command);
    EXPECT_EQ(outcome.status, test.status) << test.command << outcome.err;
    EXPECT_EQ(outcome.err.substr(0, std::string(test.says).size()), test.says) << test.command;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_EQ(folder.count(), before) << test.command;
  }
}

TEST(Boxes, AMissingPdftotextIsSaid) {
  const TemporaryFolder folder;
  folder.file("paper.pdf", two_column_pdf());
  const Outcome outcome = run(folder, "env PATH=/nowhere $T paper.pdf");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.err.find("poppler-utils"), std::string::npos) << outcome.err;
}

TEST(Boxes, OverlaysAreDrawn) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  folder.file("paper.pdf", two_column_pdf());
  folder.file("a.txt", "种豆得豆。\n");
  EXPECT_EQ(run(folder, "$T overlay page.hocr -o page.svg").status, 0);
  EXPECT_NE(folder.read("page.svg").find("<svg"), std::string::npos);
  EXPECT_EQ(run(folder, "$T overlay page.hocr -o page.png").status, 0);
  EXPECT_EQ(folder.read("page.png").substr(1, 3), "PNG");
  EXPECT_EQ(run(folder, "$T overlay page.hocr --layers lines -o lines.svg").status, 0);
  EXPECT_LT(folder.read("lines.svg").size(), folder.read("page.svg").size());
  EXPECT_EQ(run(folder, "$T overlay paper.pdf --page 2 -o second.svg").status, 0);
  const std::size_t before = folder.count();
  EXPECT_EQ(run(folder, "$T overlay page.hocr --page 2 -o b.svg").status, 2);
  EXPECT_EQ(run(folder, "$T overlay paper.pdf --page 3 -o b.svg").status, 2);
  EXPECT_EQ(run(folder, "$T overlay a.txt -o b.svg").status, 2);
  EXPECT_EQ(run(folder, "$T overlay page.hocr -o b.jpg").status, 1);
  EXPECT_EQ(run(folder, "$T overlay page.hocr").status, 1);
  EXPECT_EQ(run(folder, "$T overlay page.hocr --layers colours -o b.svg").status, 1);
  EXPECT_EQ(folder.count(), before);
}

TEST(Boxes, ValidateNamesTheFaultAndItsLine) {
  const TemporaryFolder folder;
  folder.file("page.hocr", sample("two-columns.hocr"));
  ASSERT_EQ(run(folder, "$T page.hocr -o good.page.xml").status, 0);
  std::string page = folder.read("good.page.xml");
  const std::size_t at = page.find("regionRef=\"");
  ASSERT_NE(at, page.npos);
  page.insert(at + 11, "gone_");
  folder.file("bad.page.xml", page);
  const Outcome outcome = run(folder, "$T validate bad.page.xml >.out");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out.substr(0, 13), "bad.page.xml:");
  EXPECT_NE(outcome.out.find("gone_"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace tonglan
