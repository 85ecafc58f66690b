// JSONL lines: the value and its place, and what is refused.
#include "read/jsonl.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

JsonlResult read(std::string_view line, const std::string& key = "text") {
  return JsonlReader(key).read(line);
}

std::string place(std::string_view line, const std::string& key = "text") {
  const JsonlResult result = read(line, key);
  if (!result.ok) return "bad: " + result.problem;
  return std::string(line.substr(result.value.begin, result.value.end - result.value.begin));
}

TEST(Jsonl, FindsTheValueAndItsPlace) {
  EXPECT_EQ(place(R"({"id":1,"text":"早春\n二月","n":2})"), R"("早春\n二月")");
  EXPECT_EQ(read(R"({"text":"早春\n二月"})").value.text, "早春\n二月");
  EXPECT_EQ(place("\xEF\xBB\xBF { \"text\" : \"a\" \t} \r\n"), "\"a\"");
  EXPECT_EQ(place(R"({"text":""})"), R"("")");
  EXPECT_EQ(place(R"({"te\u0078t":"x"})"), R"("x")");
  EXPECT_EQ(place(R"({"text":"a \" } b","z":{"text":"inner"}})"), R"("a \" } b")");
}

TEST(Jsonl, TakesTheKeyItIsTold) {
  EXPECT_EQ(place(R"({"text":"a","content":"b"})", "content"), R"("b")");
  EXPECT_EQ(place(R"({"a":{"text":"inner"}})"), "bad: no \"text\"; name the key with --text-key");
}

TEST(Jsonl, TheLastOfTwoEqualKeysCounts) {
  EXPECT_EQ(place(R"({"text":"a","text":"b"})"), R"("b")");
}

TEST(Jsonl, UnescapesEverything) {
  EXPECT_EQ(read(R"({"text":"\u4e2d\ud83d\ude00\t\/\u0000"})").value.text,
            std::string("中😀\t/") + '\0');
}

TEST(Jsonl, KnowsAsciiOnlyWriting) {
  EXPECT_TRUE(read(R"({"text":"a\u4e2d"})").value.ascii);
  EXPECT_FALSE(read(R"({"text":"a中"})").value.ascii);
  EXPECT_FALSE(read(R"({"text":"a\nb"})").value.ascii);
  EXPECT_FALSE(read(R"({"text":"a\u000a"})").value.ascii);
}

TEST(Jsonl, BrokenLinesAreResultsNotExceptions) {
  for (const char* line :
       {R"({"text":"a")", R"({"text":"a)", R"({"text" "a"})", "[1]", "\"text\"", R"({"text":null})",
        R"({"text":1})", R"({"text":["a"]})", "{}", "x", "", R"({"text":"a"} {"text":"b"})",
        R"({"text":"a","n":tru})", "{\"text\":\"a\nb\"}", R"({"text":"\ud800"})",
        "{\"text\":\"\xFF\"}", R"({"text":"a","n":01})"}) {
    const JsonlResult result = read(line);
    EXPECT_FALSE(result.ok) << line;
    EXPECT_FALSE(result.problem.empty()) << line;
  }
}

TEST(Jsonl, DeepNestingIsRefusedNotFollowed) {
  const std::string deep =
      "{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + ",\"text\":\"x\"}";
  EXPECT_FALSE(read(deep).ok);
}

TEST(Jsonl, OneReaderReadsManyLines) {
  JsonlReader reader("text");
  EXPECT_TRUE(reader.read(R"({"text":"a"})").ok);
  EXPECT_FALSE(reader.read(R"({"text":)").ok);
  EXPECT_EQ(reader.read(R"({"text":"c"})").value.text, "c");
}

}  // namespace
}  // namespace tonglan
