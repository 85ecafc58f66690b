// Bylines taken apart; names that can't be told apart stay together.
#include <gtest/gtest.h>

#include "chinese/marks.h"

namespace tonglan {
namespace {

// One line a byline: agency|place|date|correspondents|reporters|others, names parted by '+'.
std::string described(const Byline& byline) {
  const auto names = [](const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& name : list) out += (out.empty() ? "" : "+") + name;
    return out;
  };
  return byline.agency + '|' + byline.place + '|' + byline.date + '|' + names(byline.correspondents) + '|' +
         names(byline.reporters) + '|' + names(byline.others);
}

TEST(Bylines, Fields) {
  const struct {
    const char* text;
    const char* fields;
  } rows[] = {
      {"本报记者 李明", "本报||||李明|"},
      {"本报讯 周明安 记者 林春雨 报道", "本报讯|||周明安|林春雨|"},
      {"本报讯 通讯员 林安 记者 徐文 报道", "本报讯|||林安|徐文|"},
      {"本报讯（记者 徐文）昨天上午，老石桥", "本报讯||||徐文|"},
      {"本报记者 徐文 通讯员 林安", "本报|||林安|徐文|"},
      {"本报通讯员 林安", "本报|||林安||"},
      {"记者 徐文 方平", "||||徐文+方平|"},
      {"记者：徐文、方平", "||||徐文+方平|"},
      {"新华社北京1月2日电 记者 徐文 报道", "新华社|北京|1月2日||徐文|"},
      {"据新华社上海3日电", "新华社|上海|3日|||"},
      {"本报长春3日讯 记者 徐文 报道", "本报|长春|3日||徐文|"},
      {"本报記者 陳文", "本报||||陳文|"},
      {"何小雨", "|||||何小雨"},
      {"本报记者 李　明", "本报||||李明|"},
      {"本报讯 昨天上午，修了一年的老石桥重新通行", "本报讯|||||"},
      {"记者 约翰·斯通", "||||约翰·斯通|"},
  };
  for (const auto& row : rows) EXPECT_EQ(described(parse_byline(row.text)), row.fields) << row.text;
}

TEST(Bylines, GluedNamesAreNotGuessed) {
  EXPECT_EQ(described(parse_byline("本报记者 王小明李大力")), "本报||||王小明李大力|");
}

TEST(Bylines, TheReportIsNoName) {
  EXPECT_EQ(described(parse_byline("本报讯 修了整整一年的石浦镇老石桥昨天重新通行")), "本报讯|||||");
}

}  // namespace
}  // namespace tonglan
