// Names of pages and results: the same everywhere, never outside the output folder, never too long.
#include "batch/names.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

TEST(Names, IdsNeverLeadOutOfTheFolder) {
  EXPECT_EQ(id_of_path("1934/p1.hocr"), "1934/p1.hocr");
  EXPECT_EQ(id_of_path("./a/./b//c.txt"), "a/b/c.txt");
  EXPECT_EQ(id_of_path("/data/scans/p1.tif"), "data/scans/p1.tif");
  EXPECT_EQ(id_of_path("../../etc/passwd.txt"), "etc/passwd.txt");
  EXPECT_EQ(id_of_path("a/../../b.txt"), "b.txt");
  EXPECT_EQ(id_of_path(".."), "");
  EXPECT_EQ(id_of_path("..a/...b.txt"), "..a/...b.txt");
}

TEST(Names, BasesMirrorTheTree) {
  EXPECT_EQ(base_of("1934/p1.hocr", 0), "1934/p1");
  EXPECT_EQ(base_of("1934/p1.alto.xml.gz", 0), "1934/p1");
  EXPECT_EQ(base_of("p.json", 0), "p");
  EXPECT_EQ(base_of("1934.10.20", 0), "1934.10.20");
  EXPECT_EQ(base_of("a/book.pdf", 12), "a/book.p0012");
  EXPECT_EQ(packing_of("a/p1.hocr.zst"), ".zst");
}

TEST(Names, LongNamesFitAndStayApart) {
  std::string name;
  while (name.size() + 3 <= 250) name += "报";
  const std::string a = base_of(name + "1.txt", 0), b = base_of(name + "2.txt", 0);
  EXPECT_LE(a.size() + std::string(".p0001..alto.xml.zst.part").size(), 255u);
  EXPECT_NE(a, b);
  EXPECT_EQ(a.substr(0, 30), name.substr(0, 30));
  EXPECT_EQ(spell_name(a), a);  // no character was cut in two
  EXPECT_EQ(base_of(name + "1.txt", 0), a);
}

TEST(Names, AnyBytesCanBeSpelledAndTakenBack) {
  EXPECT_EQ(spell_name("文 一/p1.txt"), "文 一/p1.txt");
  EXPECT_EQ(spell_name("100%\n\xFF.txt"), "100%25%0A%FF.txt");
  EXPECT_EQ(spell_name("\xED\xA0\x80"), "%ED%A0%80");
  std::string all;
  for (int i = 1; i < 256; ++i) all.push_back(static_cast<char>(i));
  for (const std::string& name : {all, std::string("文%%41"), std::string("\xE6\x96"),
                                  std::string("%"), std::string("a%4")}) {
    EXPECT_EQ(unspell_name(spell_name(name)), name);
  }
}

TEST(Names, HashesAreTheSameOnEveryMachine) {
  EXPECT_EQ(hex(hash_of("")), "2d06800538d394c2");  // as XXH3's documentation has it
}

}  // namespace
}  // namespace tonglan
