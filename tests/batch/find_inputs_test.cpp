// Files, folders, globs and lists become one list of inputs.
#include "batch/find_inputs.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::TemporaryFolder;

// The ids, in order.
std::string ids(const RunOptions& options) {
  try {
    std::string out;
    for (const FoundInput& input : find_inputs(options).inputs) {
      out += (out.empty() ? "" : " ") + input.id;
    }
    return out;
  } catch (const Error& error) {
    return std::to_string(error.status());
  }
}

class FindInputs : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"in", "in/1934", "in/1934/.hidden", "in/out", "in/empty"}) {
      std::filesystem::create_directory(folder.path(name));
    }
    for (const char* name :
         {"in/b.txt", "in/a.hocr", "in/1934/p1.hocr", "in/1934/p2.hocr.gz", "in/1934/notes.doc",
          "in/1934/.hidden/p3.hocr", "in/.p4.hocr", "in/out/a.txt", "in/1934/p[5].txt"}) {
      folder.file(name, "");
    }
    folder.file("in/mets.xml", "<mets/>");
    folder.file("in/1934/p6.xml", "<alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'></alto>");
  }
  RunOptions options(std::vector<std::string> inputs, bool recursive = false) {
    RunOptions run;
    for (const std::string& input : inputs) run.inputs.push_back(folder.path(input));
    run.batch.recursive = recursive;
    run.out = folder.path("in/out");
    return run;
  }
  TemporaryFolder folder;
};

TEST_F(FindInputs, FoldersHoldWhatIsKnown) {
  EXPECT_EQ(ids(options({"in"}, true)),
            "1934/p1.hocr 1934/p2.hocr.gz 1934/p6.xml 1934/p[5].txt a.hocr b.txt");
  const FoundInputs found = find_inputs(options({"in"}, true));
  EXPECT_EQ(found.passed_over, std::vector<std::string>{folder.path("in/mets.xml")});
  RunOptions hocr = options({"in"}, true);
  hocr.input_format = "hocr";
  EXPECT_EQ(ids(hocr), "1934/notes.doc 1934/p1.hocr 1934/p2.hocr.gz 1934/p6.xml a.hocr mets.xml");
  EXPECT_EQ(ids(options({"in/empty"}, true)), "1");
  EXPECT_EQ(ids(options({"in"}, false)), "in");  // for the run to refuse
}

TEST_F(FindInputs, GlobsMatchAlongFolders) {
  EXPECT_EQ(ids(options({"in/*.hocr"})), "a.hocr");
  EXPECT_EQ(ids(options({"in/*/p?.hocr"})), "1934/p1.hocr");
  EXPECT_EQ(ids(options({"in/**/*.hocr"})), "a.hocr 1934/p1.hocr");
  EXPECT_EQ(ids(options({"i*/1934/p[1-2].*"})), "in/1934/p1.hocr in/1934/p2.hocr.gz");
  EXPECT_EQ(ids(options({"in/1934/p[5].txt"})), "p[5].txt");  // a file of that name
  EXPECT_EQ(ids(options({"in/*.tif"})), "1");
}

TEST_F(FindInputs, ListsKeepTheirFolders) {
  RunOptions run;
  run.batch.lists = {folder.file("list",
                                 "1934/p1.hocr\n../x/p2.hocr\n\n/abs/p 3.hocr\n"
                                 "1934/p1.hocr")};
  EXPECT_EQ(ids(run), "1934/p1.hocr x/p2.hocr abs/p 3.hocr");
  run.batch.lists = {folder.file("list0", std::string("a\nb.txt\0c.txt\0", 14))};
  EXPECT_EQ(ids(run), "a\nb.txt c.txt");
  run.batch.lists = {folder.path("none")};
  EXPECT_EQ(ids(run), "5");
}

TEST_F(FindInputs, NamedFilesLoseTheirFolders) {
  EXPECT_EQ(ids(options({"in/1934/p1.hocr", "in/b.txt"})), "p1.hocr b.txt");
}

}  // namespace
}  // namespace tonglan
