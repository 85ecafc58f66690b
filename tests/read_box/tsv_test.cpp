#include "read/box/tsv.h"

#include <gtest/gtest.h>

#include "read_box/describe.h"
#include "tonglan.h"

namespace tonglan {
namespace {

const std::string kHeader =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_"
    "num\tleft\ttop\twidth\theight\tconf\ttext\n";

TEST(Tsv, AsTesseractWritesIt) {
  EXPECT_EQ(describe(read_tsv(kHeader + "1\t1\t0\t0\t0\t0\t0\t0\t500\t400\t-1\t\n"
                                        "2\t1\t1\t0\t0\t0\t10\t20\t80\t30\t-1\t\n"
                                        "3\t1\t1\t1\t0\t0\t10\t20\t80\t30\t-1\t\n"
                                        "4\t1\t1\t1\t1\t0\t10\t20\t80\t30\t-1\t\n"
                                        "5\t1\t1\t1\t1\t1\t10\t20\t40\t30\t96.5\t早班\n"
                                        "5\t1\t1\t1\t1\t2\t50\t20\t40\t30\t10\tNo.\r\n"
                                        "5\t1\t1\t1\t1\t3\t90\t20\t9\t30\t10\t3\n"
                                        "4\t1\t1\t1\t2\t0\t10\t60\t80\t30\t-1\t\n"
                                        "5\t1\t1\t1\t2\t1\t10\t60\t80\t30\t95\t \n",
                              {})),
            "page 500x400\nblock  body [10,20,90,50]\n"
            "line [10,20,90,50]: 早班No. 3 | 早班 [10,20,50,50] 0.97 | No. [50,20,90,50] 0.1"
            " | 3 [90,20,99,50] 0.1\n");
}

TEST(Tsv, WordsAloneAreCutIntoLinesByTheirNumbers) {
  const Document d = read_tsv(
      "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t甲\n"
      "5\t1\t1\t1\t1\t2\t9\t0\t9\t9\t90\t乙\n"
      "5\t1\t1\t1\t2\t1\t0\t9\t9\t9\t90\t丙",
      {});
  EXPECT_EQ(d.text, "甲乙\n丙\n");
}

TEST(Tsv, ABrokenRowIsNamed) {
  try {
    read_tsv(kHeader + "1\t1\t0\t0\t0\t0\t0\t0\t500\t400\t-1\t\n5\t1\tx\n", {});
    FAIL() << "was taken";
  } catch (const Error& e) {
    EXPECT_EQ(e.status(), 2);
    EXPECT_EQ(std::string(e.what()).substr(0, 7), "line 3:");
  }
  EXPECT_THROW(read_tsv("name\tage\nx\t3\n", {}), Error);
  EXPECT_THROW(read_tsv("", {}), Error);
}

}  // namespace
}  // namespace tonglan
