// Records written back: one value replaced, every other byte as it was.
#include <gtest/gtest.h>

#include "read/jsonl.h"
#include "write/jsonl.h"

namespace tonglan {
namespace {

std::string replaced(std::string_view line, std::string_view text) {
  const JsonlResult record = JsonlReader("text").read(line);
  EXPECT_TRUE(record.ok) << line;
  std::string out;
  splice_json_text(line, record.value.begin, record.value.end, text, record.value.ascii, out);
  return out;
}

TEST(Splice, KeepsEveryOtherByte) {
  EXPECT_EQ(
      replaced("{ \"n\": 1.50e+3 ,\"text\" : \"甲\\n乙\" ,\"u\":\"\\u0041\\/\" }\r\n", "甲乙"),
      "{ \"n\": 1.50e+3 ,\"text\" : \"甲乙\" ,\"u\":\"\\u0041\\/\" }\r\n");
}

TEST(Splice, KeepsAsciiOnlyWriting) {
  EXPECT_EQ(replaced(R"({"text":"\u7532\n\u4e59"})", "甲乙"), R"({"text":"\u7532\u4e59"})");
}

TEST(RecordText, EndsAsTheInputDid) {
  Document document;
  document.text = "甲";
  Line line;
  line.text = {0, 3};
  document.lines = {line};
  document.order = {0};
  document.paragraphs.resize(1);
  document.paragraphs[0].last = 1;
  EXPECT_EQ(record_text(document), "甲");
  document.text = "甲\n";
  EXPECT_EQ(record_text(document), "甲\n");
}

}  // namespace
}  // namespace tonglan
