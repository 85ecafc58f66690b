// The drawn newspaper pages of samples/ through the real program with the real engine.
//
// Tesseract's floating point is not the same on every processor, so its characters may differ in a
// few places from what was read where the expected text was made. After a change
// that reads them better: build/tonglan samples/NAME.png -o samples/NAME.expected.txt, and look.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/program.h"
#include "evaluate/distance.h"
#include "support/code_points.h"
#include "support/drawn_images.h"
#include "support/fake_engine.h"

namespace tonglan {
namespace {

using namespace testing;

constexpr double kAlike = .985;       // share of the characters, in order
constexpr double kParagraph = .85;    // ... of those of one paragraph
constexpr std::size_t kShortest = 4;  // characters, of a paragraph that can be told by them
constexpr std::size_t kMisread = 2;   // paragraphs: a mark misread at a line's end may part one

const char* const kSamples[] = {"newspaper", "newspaper-vertical"};

std::string sample(const std::string& name) { return std::string(TONGLAN_SAMPLES) + "/" + name; }

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> paragraphs_of(const std::string& text) {
  std::vector<std::string> paragraphs;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) paragraphs.push_back(line);
  return paragraphs;
}

std::size_t count_lines(const std::string& text) {
  return std::size_t(std::count(text.begin(), text.end(), '\n'));
}

double likeness(const std::string& a, const std::string& b) {
  return similarity(code_points(a), code_points(b));
}

// The expected paragraphs that do not come, each after the one before.
std::string missing(const std::string& text, const std::string& expected) {
  const std::vector<std::string> found = paragraphs_of(text);
  std::string list;
  std::size_t from = 0;
  for (const std::string& paragraph : paragraphs_of(expected)) {
    if (code_points(paragraph).size() < kShortest) continue;
    std::size_t at = from;
    while (at < found.size() && likeness(found[at], paragraph) < kParagraph) ++at;
    if (at == found.size()) {
      list += paragraph + '\n';
    } else {
      from = at + 1;
    }
  }
  return list;
}

// Without white space, which PDF viewers put where they like.
std::string packed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
  return text;
}

TEST(NewspaperSamples, ComeOutAsExpected) {
  const TemporaryFolder folder;
  for (const std::string name : kSamples) {
    const std::string expected = file_text(sample(name + ".expected.txt"));
    const Outcome outcome = run(folder, "$T -q " + sample(name + ".png") + " -t txt,json,pdf -o .");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const std::string text = folder.read(name + ".txt");
    const std::string lost = missing(text, expected);
    EXPECT_LE(count_lines(lost), kMisread) << name << " lacks\n" << lost;
    const auto paragraphs = double(paragraphs_of(expected).size());
    EXPECT_NEAR(double(paragraphs_of(text).size()), paragraphs, kMisread) << name;
    EXPECT_GE(likeness(text, expected), kAlike) << name << '\n' << text;

    const auto json = nlohmann::json::parse(folder.read(name + ".json"));
    std::string joined;
    for (const auto& paragraph : json.at("paragraphs"))
      joined += paragraph.at("text").get<std::string>();
    EXPECT_EQ(packed(joined), packed(text)) << name;

    ASSERT_EQ(run(folder, "pdftotext -raw " + name + ".pdf raw.txt").status, 0);
    EXPECT_EQ(packed(folder.read("raw.txt")), packed(text)) << name;
  }
}

// Reading the sample takes some seconds.
TEST(NewspaperSamples, APageThatTakesTooLongIsNamed) {
  const TemporaryFolder folder;
  const Outcome outcome =
      run(folder, "$T " + sample("newspaper.png") + " --page-timeout 1 -o page.txt");
  EXPECT_EQ(outcome.status, 7);
  EXPECT_TRUE(
      outcome.err.ends_with("newspaper.png: a page takes longer than 1 s; raise --page-timeout\n"))
      << outcome.err;
  EXPECT_EQ(count_lines(outcome.err), 1u) << outcome.err;
  EXPECT_FALSE(folder.has("page.txt"));
}

TEST(NewspaperSamples, LayoutAloneNeedsNoLanguageData) {
  const TemporaryFolder folder;
  const Outcome outcome = run(folder, "env TESSDATA_PREFIX=/nowhere $T " + sample("newspaper.png") +
                                          " --engine none -o page.json");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto json = nlohmann::json::parse(folder.read("page.json"));
  EXPECT_GT(json.at("lines").size(), 150u);
  EXPECT_GT(json.at("blocks").size(), 20u);
}

TEST(NewspaperSamples, MissingLanguageDataNamesItsPackage) {
  const TemporaryFolder folder;
  const Outcome outcome = run(folder, "$T " + sample("newspaper.png") + " -l deu_frak -o page.txt");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.err.find("tesseract-ocr-deu-frak"), std::string::npos) << outcome.err;
  EXPECT_EQ(count_lines(outcome.err), 1u) << outcome.err;
  EXPECT_FALSE(folder.has("page.txt"));
}

TEST(NewspaperSamples, AnEmptyPageIsDoneAndABrokenFileIsNot) {
  const TemporaryFolder folder;
  folder.file("white.png", encode(blank_page(600, 800), "png"));
  EXPECT_EQ(run(folder, "$T white.png -o white.txt").status, 0);
  EXPECT_EQ(folder.read("white.txt"), "");
  const std::string png = file_text(sample("newspaper.png"));
  folder.file("broken.png", png.substr(0, png.size() / 2));
  const Outcome outcome = run(folder, "$T broken.png -o broken.txt");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(count_lines(outcome.err), 1u) << outcome.err;
  EXPECT_FALSE(folder.has("broken.txt"));
}

}  // namespace
}  // namespace tonglan
