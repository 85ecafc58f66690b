// Which files are written, from -o and -t.
#include "batch/outputs.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string planned(const RunOptions& options) {
  try {
    const Plan plan = plan_outputs(options);
    std::string out;
    for (const InputPlan& input : plan.inputs) {
      for (std::size_t i = 0; i < input.paths.size(); ++i) {
        out += (out.empty() ? "" : " ") + std::string(plan.formats[i].name) + ":" + input.paths[i];
      }
    }
    return out;
  } catch (const Error& error) {
    return std::to_string(error.status()) + " " + error.what();
  }
}

RunOptions run(std::vector<std::string> inputs, std::string out = "",
               std::vector<std::string> formats = {}) {
  RunOptions options;
  options.inputs = std::move(inputs);
  options.out = std::move(out);
  options.formats = std::move(formats);
  return options;
}

TEST(Outputs, OneTextGoesToStdout) {
  EXPECT_EQ(planned(run({"a.txt"})), "txt:-");
  EXPECT_EQ(planned(run({"a.jsonl"})), "jsonl:-");
  EXPECT_EQ(planned(run({"a.jsonl.gz"})), "jsonl:-");
  EXPECT_EQ(planned(run({"a.txt", "b.txt"}, "-", {"md"})), "md:- md:-");
}

TEST(Outputs, TheSuffixOfOutIsTheFormat) {
  EXPECT_EQ(planned(run({"a.txt"}, "b.md")), "md:b.md");
  EXPECT_EQ(planned(run({"a.txt"}, "b.json.gz")), "json:b.json.gz");
  EXPECT_EQ(planned(run({"a.txt"}, "b")), "txt:b");
  EXPECT_EQ(planned(run({"a.txt"}, "b.md", {"txt"})), "txt:b.md");
}

TEST(Outputs, FoldersMirrorTheNames) {
  EXPECT_EQ(planned(run({"x/a.txt", "y/b.jsonl.gz"}, "out", {"md"})), "md:out/a.md md:out/b.md.gz");
  EXPECT_EQ(planned(run({"a.text"}, "out/", {"txt", "json"})), "txt:out/a.txt json:out/a.json");
  EXPECT_EQ(planned(run({"1934.10.20", "-"}, "out/")), "txt:out/1934.10.20.txt txt:out/stdin.txt");
  const testing::TemporaryFolder folder;
  EXPECT_EQ(planned(run({"a.txt"}, folder.path(""))), "txt:" + folder.path("a.txt"));
}

TEST(Outputs, NonsenseIsUsage) {
  EXPECT_EQ(
      planned(run({"a.txt"}, "", {"doc"})),
      "1 unknown output format 'doc'; known: txt, md, json, jsonl, hocr, alto, page, tsv, pdf");
  EXPECT_EQ(planned(run({"a.txt"}, "", {"txt", "md"})),
            "1 several output formats need a folder; name one with -o DIR/");
  EXPECT_EQ(planned(run({"x/a.txt", "y/a.txt"}, "out/")),
            "1 two inputs would be written to out/a.txt; give them folders of their own");
}

TEST(Outputs, FilesWithBoxesGoToTextByDefault) {
  EXPECT_EQ(planned(run({"a.hocr"})), "txt:-");
  EXPECT_EQ(planned(run({"a.pdf"}, "b.alto.xml")), "alto:b.alto.xml");
  EXPECT_EQ(planned(run({"a.hocr"}, "b.page.xml.gz")), "page:b.page.xml.gz");
  EXPECT_EQ(planned(run({"x/a.alto.xml", "b.hocr", "c.pdf", "d.tsv", "e.json"}, "out/", {"hocr"})),
            "hocr:out/a.hocr hocr:out/b.hocr hocr:out/c.hocr hocr:out/d.hocr hocr:out/e.hocr");
}

TEST(Outputs, XmlDoesNotTellItsFormat) {
  const std::string names = "txt, md, json, jsonl, hocr, alto, page, tsv, pdf";
  EXPECT_EQ(planned(run({"a.hocr"}, "b.xml")),
            "1 b.xml: the name does not tell the format; say it with -t (" + names + ")");
  EXPECT_EQ(planned(run({"a.hocr"}, "b.xml", {"alto"})), "alto:b.xml");
}

TEST(Outputs, OneDocumentAFileWhereTheFormatHasNoRoomForMore) {
  EXPECT_EQ(planned(run({"a.hocr", "b.hocr"}, "c.hocr")),
            "1 hocr holds one document a file; name a folder with -o DIR/");
  EXPECT_EQ(planned(run({"a.hocr", "b.hocr"}, "", {"tsv"})),
            "1 tsv holds one document a file; name a folder with -o DIR/");
  EXPECT_EQ(planned(run({"a.jsonl"}, "c.hocr")),
            "1 hocr holds one document a file and JSONL many; take -t jsonl or json");
  EXPECT_EQ(planned(run({"a.hocr", "b.hocr"}, "c.txt")), "txt:c.txt txt:c.txt");
}

TEST(Outputs, ExplanationGoesToStdout) {
  RunOptions options = run({"a.txt"});
  options.repair.explain = true;
  EXPECT_EQ(planned(options), "explain:-");
  options.out = "b.txt";
  EXPECT_EQ(planned(options), "txt:b.txt explain:-");
}

}  // namespace
}  // namespace tonglan
