#include "read/box/formats.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

std::string format_of(std::string_view head) {
  const BoxFormat* format = detect_box_format(head);
  return format ? std::string(format->name) : "none";
}

TEST(BoxFormats, AreToldByTheirBytes) {
  EXPECT_EQ(format_of("\xEF\xBB\xBF<?xml version='1.0'?>\n<pc:PcGts xmlns:pc='x'>"), "page");
  EXPECT_EQ(format_of("<?xml version='1.0'?><alto xmlns='x'>"), "alto");
  EXPECT_EQ(format_of("<html><meta name='ocr-capabilities' content='ocr_page'/>"), "hocr");
  EXPECT_EQ(format_of("level\tpage_num\tblock_num\t"), "tsv");
  EXPECT_EQ(format_of(R"({"code":100,"data":[{"box":[[1,2]],"text":"早"}]})"), "ocr-json");
  EXPECT_EQ(format_of("[[[[1, 2], [3, 4], [5, 6], [7, 8]], [\"早\", 0.9]]]"), "ocr-json");
  EXPECT_TRUE(is_pdf("\n%PDF-1.7\n"));
}

TEST(BoxFormats, OtherFilesAreNone) {
  for (const char* head :
       {"", "  \n", "渡口早班", "<html><p>no boxes</p></html>", "<b>粗</b>",
        R"({"id":1,"text":"渡口","metadata":{}})", "[1] 渡口早班", "[[1]]", "level"}) {
    EXPECT_EQ(format_of(head), "none") << head;
  }
  EXPECT_FALSE(is_pdf("渡口 PDF"));
}

TEST(BoxFormats, NamesAreFound) {
  for (const BoxFormat& f : kBoxFormats) EXPECT_EQ(find_box_format(f.name), &f);
  EXPECT_EQ(find_box_format("txt"), nullptr);
}

}  // namespace
}  // namespace tonglan
