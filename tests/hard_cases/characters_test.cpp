// The same column in every dress that text comes in: encodings, line ends, stray bytes, widths,
// scripts, reading errors.
#include <gtest/gtest.h>

#include "read/encoding.h"
#include "support/text_art.h"

namespace tonglan {
namespace {

const std::vector<std::string> kMill = {
    "水磨坊在镇子的下游，木轮有两人高，转起来吱吱呀呀，隔着半里地都听得见。",
    "磨坊主人姓柯，今年七十一岁。他说，电磨快是快，可是磨出来的面没有香味，所以他还守着这架老磨。",
    "赶集的日子，来磨面的人排到桥上。大家不着急，坐在石阶上剥豆子，说说今年的收成。"};
const std::vector<std::string> kMillTraditional = {
    "水磨坊在鎮子的下游，木輪有兩人高，轉起來吱吱呀呀，隔著半里地都聽得見。",
    "磨坊主人姓柯，今年七十一歲。他說，電磨快是快，可是磨出來的麵沒有香味，所以他還守著這架老磨。",
    "趕集的日子，來磨麵的人排到橋上。大家不著急，坐在石階上剝豆子，說說今年的收成。"};

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

TEST(Characters, EveryKindOfLineEnd) {
  const std::string text = column(12, kMill);
  for (const char* end : {"\n", "\r\n", "\r", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xC2\x85", " \r\n"})
    EXPECT_TRUE(repairs_to(with_line_end(text, end), whole(kMill)));
}

TEST(Characters, ByteOrderMarkAtTheStart) {
  EXPECT_TRUE(repairs_to("\xEF\xBB\xBF" + column(12, kMill), whole(kMill)));
}

TEST(Characters, NulAndBrokenBytesStayWhereTheyAre) {
  std::string text = column(12, kMill);
  std::string expected = whole(kMill);
  for (std::string* s : {&text, &expected}) {
    s->insert(s->find("香味"), std::string("\xE6\xFF", 2));
    s->insert(s->find("吱吱"), std::string(1, '\0'));
  }
  EXPECT_TRUE(repairs_to(text, expected));
}

std::string decoded(const std::string& bytes, const std::string& encoding) {
  Decoder decoder(encoding);
  std::string out;
  decoder.decode(bytes, true, out);
  return out;
}

TEST(Characters, Gb18030AndBig5AreFoundOutAndRepaired) {
  // 河水涨了。 and 河水漲了。 as bytes; ten times over, so that there is enough to tell by.
  std::string simplified, traditional;
  for (int i = 0; i < 10; ++i) {
    simplified += "\xBA\xD3\xCB\xAE\xD5\xC7\xC1\xCB\xA1\xA3\n";
    traditional += "\xAA\x65\xA4\xF4\xBA\xA6\xA4\x46\xA1\x43\n";
  }
  EXPECT_EQ(detect_encoding(simplified, true), "GB18030");
  EXPECT_EQ(decoded(simplified, "GB18030").substr(0, 16), "河水涨了。\n");
  EXPECT_EQ(detect_encoding(traditional, true), "Big5");
  EXPECT_EQ(decoded(traditional, "Big5").substr(0, 16), "河水漲了。\n");
}

TEST(Characters, TraditionalText) {
  EXPECT_TRUE(repairs_as_drawn(column_art(12, kMillTraditional)));
}

TEST(Characters, NoKinsokuMarksStartLines) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 　昨日上午十時許、
    | 城南米市失火、風勢甚
    | 猛、延燒店鋪六間、消
    | 防隊聞警趕至、竭力灌
    | 救、至午始熄、損失約
    | 二千餘元、
    > 　又訊、起火原因、
    | 係店夥炊飯不慎所致、
    | 警局已將該夥傳案訊問
    | 、並飭各店添置水缸、
    | 以防不虞、)"));
}

TEST(Characters, FullWidthDigitsAndLetters) {
  const std::vector<std::string> text = {
      "截至６月３０日，全镇共种植油茶２６００亩，其中丰产林８００亩，平均亩产达到４５公斤，比去年增加"
      "６公斤。",
      "技术员说，Ａ３品种最抗旱，Ｂ１品种出油多，种哪一种要看山坡的朝向和土层的厚薄，不能一哄而上。"};
  EXPECT_TRUE(repairs_to(column(14, text), whole(text)));
}

TEST(Characters, HalfWidthMarks) {
  EXPECT_TRUE(repairs_to("水磨坊在镇子的下游,木轮有两\n人高,转起来吱吱呀呀,隔着半里\n地都听得见,夜里也不停.\n"
                     "磨坊主人姓柯,今年七十一.他\n说,电磨快是快,可是磨出来的面\n没有香味,所以他还守着老磨.\n", "水磨坊在镇子的下游,木轮有两人高,转起来吱吱呀呀,隔着半里地都听得见,夜里也不停.\n\n"
            "磨坊主人姓柯,今年七十一.他说,电磨快是快,可是磨出来的面没有香味,所以他还守着老磨.\n"));
}

TEST(Characters, ReadingErrorsDoNoHarm) {
  EXPECT_TRUE(repairs_as_drawn(R"(
    > 水磨坊在镇于的下游，木轮
    | 有两人高，转起来吱吱吁呀.隔着
    | 半里地都昕得见。
    > 磨坊主人姓柯，今年七十—
    | 岁。他说，电磨炔是快，可是磨出
    | 来的面没有香昧，所以他还守着这
    | 架老磨，天天不停。
    > 赶集的日于，来磨面的人排
    | 到桥上。大家不着急，坐在石阶上
    | 剥豆子。)"));
}

TEST(Characters, LetterSpacedLinesAreClosed) {
  EXPECT_TRUE(repairs_to("水磨坊在镇子的下游，木轮\n有 两 人 高 ， 转 起 来 吱 吱 呀 呀\n，隔着半里地都听得见，夜里也\n"
                     "不停。\n", "水磨坊在镇子的下游，木轮有两人高，转起来吱吱呀呀，隔着半里地都听得见，夜里也不停。\n"));
}

}  // namespace
}  // namespace tonglan
