// Where a paragraph ends: full lines, short lines, one-line paragraphs, blank lines that lie, very
// narrow, very wide and very short columns.
#include <gtest/gtest.h>

#include "support/text_art.h"

namespace tonglan {
namespace {

const std::vector<std::string> kWell = {
    "村东头有口老井，一百多年了。井台是整块青石凿的，绳痕深得能放进一根手指。",
    "去年大旱，池塘见了底，只有这口井还有水。全村人排着队来挑，没有一个人多挑一担。",
    "今年春天，村里给老井修了井亭，又立了一块碑，把挑水的规矩刻在上面，请过路的人也看一看。",
    "守井的老人姓石。他说，水是大家的，规矩也是大家的。"};

TEST(LineEnds, AFullLineWithASentenceEndGoesOn) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 入夏以来，县城的夜市
    | 一天比一天热闹。天刚擦黑。
    | 摊主们就推着小车出来，卖凉
    | 粉的、卖烤饼的、卖冰水的，
    | 沿着河堤排开。灯一亮起来，
    | 河面上也像开了市。
    > 管理人员每晚巡查两次
    | ，重点看用火和用电，遇到占
    | 道的摊位，先劝再帮着挪。)"));
}

TEST(LineEnds, AFullLineWithASentenceEndEndsTheParagraph) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 入夏以来，县城的夜市
    | 一天比一天热闹，一直到凌晨
    | 一点，河堤上还坐满了乘凉的人。
    > 管理人员每晚巡查两次，
    | 重点看用火和用电，遇到占道
    | 的摊位，先劝再帮着挪一挪。
    > 附近的居民也松了口气。
    | 过去油烟直往窗里钻，如今炉
    | 子都换成了电的，味道小多了。)"));
}

TEST(LineEnds, ShortLastLinesEndTheirParagraphs) {
  EXPECT_TRUE(repairs_as_drawn(column_art(13, kWell)));
  EXPECT_TRUE(repairs_to(column(13, kWell), whole(kWell)));
}

TEST(LineEnds, OneLineParagraphsAndDialogue) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 雨停了，候车室里的人慢慢多
    | 起来，有人靠着墙打盹，有人望着
    | 窗外的铁轨出神。
    > “今天还有车吗？”
    > “有。”
    > “几点？”
    > “晚一个钟头。”站长看了看表，
    | 又补了一句，“前面塌了方，正在抢
    | 修，你们放心等着就是。”
    > 老人点点头，在长椅上坐了下
    | 来，把布包抱在怀里。)"));
}

TEST(LineEnds, AOneLineParagraphBetweenLongOnes) {
  EXPECT_TRUE(repairs_as_drawn(column_art(
      14, {"修路的消息传了三年，今年开春，第一台挖掘机终于开进了山坳，孩子们追着它跑了足足二里地。",
           "路通了。", "通车那天，八十岁的周奶奶坐着孙子的车去了一趟县城，她说这辈子头一回没有走着下山。"})));
}

std::string with_line_end(const std::string& text, const std::string& end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += end;
    else
      out += c;
  }
  return out;
}

TEST(LineEnds, ABlankLineAfterEveryLineSaysNothing) {
  EXPECT_TRUE(repairs_to(with_line_end(column(13, kWell), "\n\n"), whole(kWell)));
}

TEST(LineEnds, BlankLinesAtTheParagraphsOnly) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 图书馆的还书箱，搬到了
    | 地铁口，上班路上就能还书，不
    | 必再特意绕一趟。
    .
    > 箱子每天清两回，夜里十
    | 点还有一回。馆员说，最怕下雨
    | ，所以给箱口加了一道胶皮帘。
    .
    > 半年下来，借书的人多了
    | 两成，逾期的少了一半，大家都
    | 说这个箱子放对了地方。)"));
}

TEST(LineEnds, FalseBlankLinesInsideParagraphs) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 图书馆的还书箱，搬到了
    | 地铁口，上班路上就能还书，再
    | 不必特意绕一趟，也不用赶在关
    .
    | 门以前。
    > 箱子每天清两回，夜里十
    .
    | 点还有一回。馆员说，最怕下雨
    | 天，所以给箱口加了一道胶皮帘
    | 子，雨再大也淋不着书。
    > 半年下来，借书的人多了
    .
    | 两成，逾期的少了一半，大家都
    | 说这个箱子放对了地方。)"));
}

TEST(LineEnds, DisplacedBlankLines) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 图书馆的还书箱，搬到了
    | 地铁口，上班路上就能还书，再
    | 不必特意绕一趟，也不用赶在关
    .
    | 门以前。
    > 箱子每天清两回，夜里十
    .
    | 点还有一回。馆员说，最怕下雨
    | 天，所以给箱口加了一道胶皮帘
    | 子，雨再大也淋不着书。
    .
    > 半年下来，借书的人多了
    | 两成，逾期的少了一半，大家都
    | 说这个箱子放对了地方。)"));
}

TEST(LineEnds, AColumnOfFourLines) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 县气象台昨日发布，未来三天
    | 以多云天气为主，气温逐步回升，
    | 早晚温差较大，请市民及时添减衣
    | 物，出行注意安全。)"));
}

TEST(LineEnds, SixCellsWide) {
  EXPECT_TRUE(repairs_as_drawn(column_art(
      6, {"渡口的船老大姓方，在江上摆了四十年渡，两岸的人没有不认得他的。",
          "大桥通车以后，坐船的人少了，他还是每天早晨把船擦得干干净净，等着上学的孩子。",
          "孩子们都叫他方爷爷，书包一放，就坐在船头背课文。"})));
}

TEST(LineEnds, FortyCellsWide) {
  const std::vector<std::string> report = {
      "今年以来，全县把老旧小区改造作为为民办实事的第一件大事，先后投入资金三亿多元，更换供水管道、"
      "翻修屋面、加装电梯，受益居民超过一万二千户，群众满意率达到百分之九十八。",
      "改造从征求意见开始。每个小区都成立了由居民、物业和施工单位共同组成的议事小组，改什么、怎么改、"
      "先改哪里，由大家商量着定，商量不拢的，就把方案贴在楼道里再议一轮。",
      "“以前下雨天，家里摆满了盆。”家住纺织小区的刘阿姨说，如今屋顶不漏了，楼下还多了一片晾衣场和"
      "几张石桌，老人们下棋聊天都有了去处。"};
  EXPECT_TRUE(repairs_as_drawn(column_art(40, report)));
}

TEST(LineEnds, TheColumnGetsNarrowerBesideAPicture) {
  const std::vector<std::string> above = {
      "老街的修缮从去年秋天开始，瓦是旧瓦，砖是旧砖，连门板上的铜环都照着老样子打，工匠们说，慢一点"
      "不要紧，别走了样。",
      "街口的茶馆最先开张。掌柜把父亲留下的长嘴铜壶擦得锃亮，又请回了两位说书的老先生，每晚一场，"
      "座无虚席，来晚的人只好站在门外听。"};
  const std::vector<std::string> beside = {
      "卖糖画的秦师傅也回来了。他在这条街上摆了三十年摊，后来街冷了，就挑着担子走乡串镇，如今又回到"
      "了老槐树下的老地方。",
      "孩子们围着他的小炉子，看一勺糖浆在石板上变成龙、变成凤、变成孙悟空，舍不得眨一下眼睛。"};
  EXPECT_TRUE(repairs_as_drawn(column_art(18, above) + column_art(9, beside)));
}

TEST(LineEnds, IndentsThatWereKept) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 　　山里的第一场雪下得
    | 悄无声息，早起的人推开门才
    | 看见，屋顶和树梢全白了。
    > 　　养蜂人老钟一夜没睡，
    | 他把棉被盖在蜂箱上，又在棚
    | 子四周堆起挡风的草垛，忙到
    | 天亮才喝上一口热水。
    > 　　他说，蜂过了冬，春天
    | 就不远了。)"));
}

TEST(LineEnds, VerticalTextOneCharacterALine) {
  EXPECT_TRUE(repairs_to("渠\n水\n流\n过\n村\n口\n，\n不\n知\n\n去\n了\n多\n少\n年\n，\n桥\n还\n在\n。\n",
                         "渠水流过村口，不知去了多少年，桥还在。\n"));
  // Four seasons in a list are no column.
  EXPECT_TRUE(repairs_to("春\n夏\n秋\n冬\n", "春\n夏\n秋\n冬\n"));
}

TEST(LineEnds, DropCapital) {
  EXPECT_TRUE(repairs_to(
      "石\n浦镇的老桥，昨天上午重\n新通行了，桥头一早就挤满\n了看热闹的人。\n“石浦镇盼了整整一年。”\n"
      "守桥的何伯说，桥还是那座\n桥，栏杆换了新的。\n",
      "石浦镇的老桥，昨天上午重新通行了，桥头一早就挤满了看热闹的人。\n\n“石浦镇盼了整整一年。”守桥的何伯说，"
      "桥还是那座桥，栏杆换了新的。\n"));
}

TEST(LineEnds, OneLineAndNothingElse) {
  EXPECT_TRUE(repairs_to("一行字。", "一行字。"));
  EXPECT_TRUE(repairs_to("一行字\n", "一行字\n"));
  EXPECT_TRUE(repairs_to("", ""));
  EXPECT_TRUE(repairs_to("\n\n", "\n\n"));
}

}  // namespace
}  // namespace tonglan
