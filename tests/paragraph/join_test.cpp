// What stands between the two halves of a join.
#include "chinese/joiner.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

TEST(Joiner, Table) {
  const struct {
    const char *before, *after, *expected;
  } rows[] = {
      {"老石", "桥", "老石桥"},
      {"通了，", "桥头", "通了，桥头"},
      {"他说：", "“好”", "他说：“好”"},
      {"“好”", "他说", "“好”他说"},
      {"采用CAD", "软件", "采用CAD软件"},
      {"采用", "CAD软件", "采用CAD软件"},
      {"建于20", "23年", "建于2023年"},
      {"2023", "年", "2023年"},
      {"增加11.", "7个点", "增加11.7个点"},
      {"共1,", "200件", "共1,200件"},
      {"共1", ",200件", "共1,200件"},
      {"增加17", "%", "增加17%"},
      {"电话0579-", "8800", "电话0579-8800"},
      {"The old", "bridge", "The old bridge"},
      {"the bridge,", "he said", "the bridge, he said"},
      {"the bridge.", "He left", "the bridge. He left"},
      {"the bridge", ", he said", "the bridge, he said"},
      {"the news-", "paper", "the newspaper"},
      {"the non-", "Chinese", "the non-Chinese"},
      {"(see", "page 3)", "(see page 3)"},
      {"see (", "page 3)", "see (page 3)"},
      {"he said.”", "She left", "he said.” She left"},
      {"he said", "“yes”", "he said “yes”"},
      {"http://www.", "stone.example", "http://www.stone.example"},
      {"写信给wharf@", "stone.example", "写信给wharf@stone.example"},
      {"and/", "or", "and/or"},
      {"stone", "/bridge", "stone/bridge"},
      {"사람들이 많이", "모였다", "사람들이 많이 모였다"},
      {"市場は、", "いつも", "市場は、いつも"},
      {"约翰·", "斯通", "约翰·斯通"},
      {"他停了——", "又走了", "他停了——又走了"},
      {"Windows 95", "and later", "Windows 95 and later"},
  };
  for (const auto& row : rows) {
    std::string joined = row.before;
    switch (choose_joiner(row.before, row.after)) {
      case Joiner::kNothing:
        break;
      case Joiner::kBlank:
        joined += ' ';
        break;
      case Joiner::kDropHyphen:
        joined.pop_back();
        break;
    }
    EXPECT_EQ(joined + row.after, row.expected);
  }
}

}  // namespace
}  // namespace tonglan
