// What an input is, by its name and by its first bytes.
#include "read/kinds.h"

#include <gtest/gtest.h>

#include <fstream>

#include "read/unnamed_file.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string by_name(const char* path) {
  const InputKind* kind = kind_by_name(path);
  return kind ? std::string(kind->name) : "content";
}

std::string by_content(const char* path, const char* head) {
  try {
    return std::string(kind_by_content(path, head).name);
  } catch (const Error& error) {
    return std::to_string(error.status());
  }
}

TEST(Kinds, NamesThatSayItAllAreBelieved) {
  EXPECT_EQ(by_name("a.txt"), "txt");
  EXPECT_EQ(by_name("a.jsonl.zst"), "jsonl");
  EXPECT_EQ(by_name("dir.txt/a.hocr"), "hocr");
  EXPECT_EQ(by_name("a.alto.xml"), "alto");
  EXPECT_EQ(by_name("a.page.xml.gz"), "page");
  EXPECT_EQ(by_name("a.pdf"), "pdf");
  for (const char* unsaid : {"-", "a", "a.xml", "a.html", "a.json", "a.tsv", "a.1934"}) {
    EXPECT_EQ(by_name(unsaid), "content") << unsaid;
  }
}

TEST(Kinds, TheFirstBytesTellTheRest) {
  EXPECT_EQ(by_content("-", "%PDF-1.4\n"), "pdf");
  EXPECT_EQ(by_content("a.xml", "<?xml version='1.0'?><alto xmlns='x'>"), "alto");
  EXPECT_EQ(by_content("a.xml", "<PcGts>"), "page");
  EXPECT_EQ(by_content("a.html", "<html><div class='ocr_page'>"), "hocr");
  EXPECT_EQ(by_content("a.tsv", "level\tpage_num\tblock_num\n"), "tsv");
  EXPECT_EQ(by_content("a.json", "[{\"text\": \"春\", \"box\": [0,0,9,9]}]"), "ocr-json");
  EXPECT_EQ(by_content("a.json", "{\"format\": \"tonglan-document/1\"}"), "document");
  EXPECT_EQ(by_content("-", "春天来了，\n"), "txt");
  EXPECT_EQ(by_content("-", ""), "txt");
}

TEST(Kinds, ANameThatPromisesMoreThanTheContentIsRefused) {
  EXPECT_EQ(by_content("a.xml", "<rss>"), "2");
  EXPECT_EQ(by_content("a.html.gz", "<html><p>春"), "2");
  EXPECT_EQ(by_content("a.json", "{\"format\": \"geojson\"}"), "2");
  EXPECT_EQ(by_content("a.tsv", "年份\t产量\n"), "2");
}

TEST(Kinds, EveryNameIsFound) {
  for (const InputKind& kind : kInputKinds) EXPECT_EQ(find_input_kind(kind.name), &kind);
  EXPECT_EQ(find_input_kind("doc"), nullptr);
}

TEST(UnnamedFile, IsReadByItsPathAndGoneAfterwards) {
  std::string path;
  {
    const UnnamedFile file("渠水流过村口");
    path = file.path();
    std::ifstream in(path, std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "渠水流过村口");
  }
  EXPECT_FALSE(std::ifstream(path).good());
}

}  // namespace
}  // namespace tonglan
