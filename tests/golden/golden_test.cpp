// The samples through the real program: byte for byte what stands in samples/*.expected.txt, and the
// same text in the other formats.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/temporary_folder.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Samples are the .txt files that have an .expected.txt beside them.
std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(TONGLAN_SAMPLES)) {
    fs::path expected = entry.path();
    expected.replace_extension(".expected.txt");
    if (entry.path().extension() == ".txt" && fs::exists(expected)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

fs::path expected_of(fs::path sample) { return sample.replace_extension(".expected.txt"); }

int run(const std::string& arguments) {
  return std::system((std::string(TONGLAN_PROGRAM) + " " + arguments).c_str());
}

TEST(Golden, EverySampleHasItsExpectation) {
  std::size_t texts = 0;
  for (const auto& entry : fs::directory_iterator(TONGLAN_SAMPLES))
    texts += entry.path().extension() == ".txt" &&
             !entry.path().string().ends_with(".expected.txt");
  EXPECT_GE(texts, 7u);
  EXPECT_EQ(texts, samples().size());
}

TEST(Golden, Text) {
  const TemporaryFolder folder;
  for (const fs::path& sample : samples()) {
    const std::string out = folder.path("out.txt");
    ASSERT_EQ(run(sample.string() + " -o " + out), 0) << sample;
    const std::string found = read(out), expected = read(expected_of(sample));
    EXPECT_TRUE(found == expected) << sample << "\nrepaired:\n" << found << "expected:\n" << expected;
  }
}

TEST(Golden, TheExpectedTextIsLeftAlone) {
  const TemporaryFolder folder;
  for (const fs::path& sample : samples()) {
    const std::string out = folder.path("out.txt");
    ASSERT_EQ(run(expected_of(sample).string() + " -o " + out), 0) << sample;
    EXPECT_TRUE(read(out) == read(expected_of(sample))) << sample << '\n' << read(out);
  }
}

TEST(Golden, JsonHoldsTheSameText) {
  const TemporaryFolder folder;
  for (const fs::path& sample : samples()) {
    const std::string out = folder.path("out.json");
    ASSERT_EQ(run(sample.string() + " -t json -o " + out), 0) << sample;
    const nlohmann::json document = nlohmann::json::parse(read(out), nullptr, false);
    ASSERT_FALSE(document.is_discarded()) << sample;
    EXPECT_EQ(document.at("format"), "tonglan-document/1");
    std::string text;
    for (const auto& paragraph : document.at("paragraphs")) {
      if (!text.empty()) text += '\n';
      text += paragraph.at("text").get<std::string>() + '\n';
    }
    const std::string expected = read(expected_of(sample));
    // Text that was left alone keeps line ends of its own.
    if (!document.at("untouched").get<bool>()) {
      EXPECT_TRUE(text == expected) << sample << '\n' << text;
    }
  }
}

TEST(Golden, SeveralFilesWithAnyNumberOfJobs) {
  const TemporaryFolder folder;
  std::string inputs;
  for (const fs::path& sample : samples()) inputs += sample.string() + " ";
  for (const char* jobs : {"1", "3"}) {
    const std::string out = folder.path(std::string("out") + jobs);
    ASSERT_EQ(run(inputs + "-j " + jobs + " -o " + out + "/"), 0);
    for (const fs::path& sample : samples())
      EXPECT_TRUE(read(out + "/" + sample.filename().string()) == read(expected_of(sample))) << sample;
  }
}

}  // namespace
}  // namespace tonglan
