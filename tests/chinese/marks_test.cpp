// The standing phrases: each kind with lines that are one and lines that only look like it.
#include "chinese/marks.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

void expect_start(StartMark mark, std::initializer_list<const char*> lines) {
  for (const char* line : lines)
    EXPECT_EQ(static_cast<int>(find_marks(line).start), static_cast<int>(mark)) << line;
}
void expect_not(StartMark mark, std::initializer_list<const char*> lines) {
  for (const char* line : lines)
    EXPECT_NE(static_cast<int>(find_marks(line).start), static_cast<int>(mark)) << line;
}

TEST(Marks, Bylines) {
  expect_start(
      StartMark::kByline,
      {"本报记者 李明", "本报记者　李　明", "本报记者李明", "记者 林春雨", "本报通讯员 周明安",
       "新华社记者 徐文", "本报特约记者 方平", "本报记者 林安 通讯员 江立青", "本报記者 陳文",
       "□ 何小雨", "■本报记者 石志平", "摄影 何文秋", "本报记者何聪文图", "本报记者朱雨晴林立新",
       "本报记者 林春雨 摄影报道", "本报记者王建国发自青河", "本报记者 李明 文/图",
       "特约通讯员 白一山", "本 报 记 者 李 明"});
  expect_start(StartMark::kByline, {"本报记者仉平", "新华社记者乂小雨"});  // rare, and misread
  expect_not(StartMark::kByline,
             {"记者昨日从交通部门获悉，环湖", "记者了解到，这座桥建于清代", "本报今起推出专栏",
              "记者在现场看到", "通讯员们每月聚会一次", "记者问他为什么", "作者是一位退休教师。",
              "他当了三十年记者", "李明", "本报记者站在路边看了一个上午的车流", "文章写得很好",
              "本报记者方才离开", "记者高兴地说着话", "摄影展昨天开幕", "本报记者从市",
              "本报记者了解", "记者仉平"});
}

TEST(Marks, Asides) {
  for (const char* text : {"核心提示　一座桥修了两年", "核心提示一座桥", "【编者按】", "■相关链接",
                           "延伸阅读：老街的来历", "小贴士", "編者按　本期"})
    EXPECT_TRUE(opens_aside(text)) << text;
  for (const char* text : {"", "　", "编者认为", "核心区的提示牌", "这条提示", "阅读提示板上的字"})
    EXPECT_EQ(opens_aside(text), std::string_view(text).starts_with("阅读提示")) << text;
}

TEST(Marks, Leads) {
  expect_start(StartMark::kLead,
               {"本报讯 周明安 记者", "本报讯（记者 徐文）昨天", "本報訊 昨日上午", "新华社北京1月2日电 记者",
                "新华社北京1月2日电", "据新华社上海3日电", "中新社广州5月4日电", "本报长春3日讯", "本报讯",
                "本 报 讯 昨天", "本刊讯 近日", "本台消息 今天"});
  expect_not(StartMark::kLead,
             {"本报记者 李明", "本报通讯员 林安", "本报特约通讯员 周明安", "本报今起推出专栏，电台也将同步播出",
              "新华社记者 徐文", "新华社的一位编辑说", "本报读者来信", "据了解，新桥", "据村民说，水电都通了",
              "中央社区医院昨天开门", "本报将继续关注此事", "专业人士认为"});
}

TEST(Marks, Datelines) {
  expect_start(StartMark::kDateline,
               {"（重庆二十日电）西江水势", "（梧州廿日電）西江", "（本报北京7月18日电）", "（羅馬廿日哈瓦",
                "（新华社上海三日电）", "(北京5日电)今天", "【重慶五日電】", "［本市訊］昨日", "（本市专电）",
                "（中央社漢口一日電）", "〔本报讯〕昨日", "（北京通讯）今年"});
  expect_not(StartMark::kDateline,
             {"（见上图）", "（他坚持不写名字）", "（一）加强领导", "（记者 徐文）", "（下转第二版）",
              "（电话：0579）", "（详见第三版的长篇报道和有关的电视节目预告以及电台安排表）", "（共12人）",
              "重庆二十日电", "（2023年5月12日，晴）", "（摄影 何文秋）", "（图为老石桥）"});
}

TEST(Marks, Captions) {
  expect_start(StartMark::kCaption,
               {"图为修复后的老石桥。", "上图：老石桥", "右图为桥头的石狮", "左图：渡口", "下图为云坪村茶园",
                "题图：老街", "图①：春茶开采", "图片为资料照片", "圖為港口夜市", "上圖：老戲院",
                "图1 工程进度", "资料图片"});
  expect_not(StartMark::kCaption,
             {"图书馆夜间开放", "图案是孩子们画的", "上图书馆借书的人多了", "他把图为什么画反了说清楚",
              "图们江边的小城", "地图上找不到这个村", "下棋的老人", "题目是自己想的", "资料室在三楼",
              "图纸改了又改", "右边是老槐树", "左手写字"});
}

TEST(Marks, Numbers) {
  expect_start(StartMark::kNumber, {"一、加强领导", "十二、附则", "（一）目标", "(二)措施", "1.集合时间", "2、自备雨具",
                                    "（3）注意事项", "10.不要采摘", "三、", "(12)其他", "十、奖励", "1．总则"});
  expect_not(StartMark::kNumber, {"一是摊位关", "一天早上", "1.5公里长", "2023年", "11月7日", "三个孩子", "十年以后",
                                  "二十四节气", "（一期工程）", "5000人", "3:1获胜", "一一列出"});
}

TEST(Marks, Folios) {
  expect_start(StartMark::kFolio,
               {"第3版", "3版", "A12版", "第十二版", "2024年5月12日 星期日 第2版", "2023年10月9日 星期一",
                "责编：何平 校对：林安", "责任编辑 何平", "本版编辑：宋晓", "编辑：方一鸣 美编：江立",
                "版式设计：石青", "2024年5月12日 周日", "校对：徐安"});
  expect_not(StartMark::kFolio,
             {"这本书出了第二版", "他把第3版的报纸收了起来，", "2023年10月9日，星期一的早上", "2023年10月9日，桥通了。",
              "编辑部收到一封信", "校对工作做了三遍", "责任编辑是一位老先生。他说，做这一行要坐得住",
              "新版", "旧版图书打折出售", "版画展开幕", "第一版印了三千册", "2023年"});
}

TEST(Marks, JumpLines) {
  expect_start(StartMark::kJump,
               {"（下转第二版）", "下转第4版", "（上接第一版）", "上接第1版", "▶下转A3版", "(下转3版)", "（下轉第二版）",
                "【上接第一版】", "（紧接第一版）", "（下转第 二 版）", "上接A1版", "转下版"});
  expect_not(StartMark::kJump,
             {"下转轮上刻着年号", "上接天，下接地", "下个版面更精彩", "上接第一版的故事，我们今天再说说这座桥的来历",
              "下转的齿轮", "转下坡", "紧接着掌声响起", "第二版", "接上水管", "上级下了通知", "下班后", "（下图）"});
}

TEST(Marks, LineEnds) {
  const auto end_of = [](const char* line) { return static_cast<int>(find_marks(line).end); };
  for (const char* line :
       {"草莓剪枝要领。 何文秋 /摄", "何文秋 摄", "（何文秋摄）", "本报记者 徐文 摄影", "学校供图",
        "（资料图片 何文秋 攝）", "桥下的早市。资料图片", "學校供圖", "厂工会供稿"})
    EXPECT_EQ(end_of(line), static_cast<int>(EndMark::kCredit)) << line;
  for (const char* line : {"第二阶段（下转第二版）", "……（下转A3版）"})
    EXPECT_EQ(end_of(line), static_cast<int>(EndMark::kJump)) << line;
  EXPECT_EQ(end_of("他停了一下——"), static_cast<int>(EndMark::kDash));
  for (const char* line : {"桥上看鱼。", "水里的倒影", "一张地图", "在桥上拍摄", "一张图片",
                           "（见第二版）", "他只说了一句（笑）"})
    EXPECT_EQ(end_of(line), static_cast<int>(EndMark::kNone)) << line;
}

TEST(Marks, Names) {
  for (const char* name : {"李明", "林春雨", "李　明", "方平", "欧阳 秋"}) EXPECT_TRUE(looks_like_name(name)) << name;
  for (const char* other : {"李", "通知", "村里", "李明和他的朋友", "春天来了", ""})
    EXPECT_FALSE(looks_like_name(other)) << other;
}

TEST(Marks, JumpsSayWhere) {
  const struct {
    const char* text;
    bool forward;
    const char* page;
  } rows[] = {{"（下转第二版）", true, "二"}, {"上接第1版", false, "1"},      {"下转A3版", true, "A3"},
              {"（上接第 一 版）", false, "一"}, {"第二阶段（下转第四版）", true, "四"}, {"（下转12版）", true, "12"}};
  for (const auto& row : rows) {
    const Jump jump = parse_jump(row.text);
    EXPECT_EQ(jump.forward, row.forward) << row.text;
    EXPECT_EQ(jump.page, row.page) << row.text;
  }
}

TEST(Marks, WhatNamesAPaperAndItsIssue) {
  for (const char* text : {"青河日报", "青河晚報", "长 河 日 报", "群众报"})
    EXPECT_TRUE(names_paper(text)) << text;
  for (const char* text : {"报", "捷报", "青河日报社", "记者昨天从青河市获悉捷报", "青河"})
    EXPECT_FALSE(names_paper(text)) << text;
  for (const char* text :
       {"2003年5月4日", "總第四十七期", "第一版", "第1024号", "中華民國三十七年四月廿二日"})
    EXPECT_TRUE(names_issue(text)) << text;
  for (const char* text : {"五月的渔港", "第一声汽笛在清晨六点响起，号子", "今年", "年底"})
    EXPECT_FALSE(names_issue(text)) << text;
}

}  // namespace
}  // namespace tonglan
