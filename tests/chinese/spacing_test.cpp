// How a line and a paragraph are spelled: which blanks stay, what stands at a join.
#include "chinese/spacing.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

// Lines given one by one, all in one paragraph.
Document paragraph_of(const std::vector<std::string>& lines, Spacing spacing, Role role = Role::kBody) {
  Document d;
  for (const std::string& text : lines) {
    Line line;
    const auto blanks = static_cast<std::uint32_t>(std::min(text.find_first_not_of(' '), text.size()));
    line.text.begin = static_cast<std::uint32_t>(d.text.size()) + blanks;
    d.text += text;
    line.text.end = static_cast<std::uint32_t>(d.text.size());
    d.text += '\n';
    line.spacing = spacing;
    d.order.push_back(static_cast<std::uint32_t>(d.lines.size()));
    d.lines.push_back(line);
  }
  d.breaks.resize(lines.size() - 1);
  d.paragraphs.push_back({role, 0, static_cast<std::uint32_t>(lines.size()), 0, 1});
  return d;
}

std::string spelled(const std::string& text, Spacing spacing, HanLatinSpace han_latin = HanLatinSpace::kKeep) {
  Document d = paragraph_of({text}, spacing);
  d.han_latin_space = han_latin;
  std::string out;
  append_line(d, d.lines[0], out);
  return out;
}

TEST(Spacing, Verbatim) {
  for (const char* text : {"通 知", "石 ，桥", "a  b", "用 CAD 画"})
    EXPECT_EQ(spelled(text, Spacing::kVerbatim), text);
}

TEST(Spacing, TidyTakesBlanksFromMarksOnly) {
  const struct {
    const char *text, *tidy;
  } rows[] = {
      {"石 ， 桥", "石，桥"},         {"（ 石桥 ）", "（石桥）"},     {"“ 石桥 ” 通了", "“石桥”通了"},
      {"本报记者 李明", "本报记者 李明"}, {"用 CAD 画图", "用 CAD 画图"}, {"增长 17% 。", "增长 17%。"},
      {"特此通知。　村委会", "特此通知。　村委会"}, {"one two", "one two"}, {"他说 “hello” 就走", "他说“hello”就走"},
  };
  for (const auto& row : rows) EXPECT_EQ(spelled(row.text, Spacing::kTidy), row.tidy) << row.text;
}

TEST(Spacing, CloseTakesAllButTheBlanksOfLatin) {
  const struct {
    const char *text, *closed;
  } rows[] = {
      {"通 知", "通知"},
      {"通　知", "通知"},
      {"包 裹 41.2 万 件 ， 同 比", "包裹41.2万件，同比"},
      {"采 用 cloud computing 技 术", "采用cloud computing技术"},
  };
  for (const auto& row : rows) EXPECT_EQ(spelled(row.text, Spacing::kClose), row.closed) << row.text;
}

TEST(Spacing, BetweenHanAndLatinAsAsked) {
  EXPECT_EQ(spelled("用CAD画 3 张", Spacing::kTidy, HanLatinSpace::kKeep), "用CAD画 3 张");
  EXPECT_EQ(spelled("用CAD画 3 张", Spacing::kTidy, HanLatinSpace::kStrip), "用CAD画3张");
  EXPECT_EQ(spelled("用CAD画 3 张", Spacing::kTidy, HanLatinSpace::kInsert), "用 CAD 画 3 张");
  EXPECT_EQ(spelled("Read & Share", Spacing::kTidy, HanLatinSpace::kStrip), "Read & Share");
  EXPECT_EQ(spelled("增长17%，", Spacing::kTidy, HanLatinSpace::kInsert), "增长 17%，");
}

TEST(Spacing, Joiners) {
  Document d = paragraph_of({"石桥", "通了", "one", "two", "news-", "paper"}, Spacing::kTidy);
  d.breaks[2].joiner = Joiner::kBlank;
  d.breaks[4].joiner = Joiner::kDropHyphen;
  std::string out;
  append_paragraph(d, d.paragraphs[0], out);
  EXPECT_EQ(out, "石桥通了one twonewspaper");
}

TEST(Spacing, VerbatimKeepsLineEndsIndentsAndEmptyLines) {
  Document d = paragraph_of({"if (a) {", "  b();", "}"}, Spacing::kTidy, Role::kVerbatim);
  d.lines[2].blank_before = 1;
  std::string out;
  append_paragraph(d, d.paragraphs[0], out);
  EXPECT_EQ(out, "if (a) {\n  b();\n\n}");
}

TEST(Spacing, TextIsAParagraphALineAndABlankLineBetween) {
  Document d = paragraph_of({"石桥", "通了"}, Spacing::kTidy);
  d.paragraphs = {{Role::kHeadline, 0, 1, 0, 1}, {Role::kBody, 1, 2, 0, 1}};
  std::string out;
  append_text(d, out);
  EXPECT_EQ(out, "石桥\n\n通了\n");
  d.untouched = true;
  out.clear();
  append_text(d, out);
  EXPECT_EQ(out, d.text);
}

}  // namespace
}  // namespace tonglan
