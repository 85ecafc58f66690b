#include "read/box/ocr_json.h"

#include <gtest/gtest.h>

#include "read_box/describe.h"
#include "tonglan.h"

namespace tonglan {
namespace {

const char* const kBoth =
    "page 0x0\nno block\n"
    "line [10,20,110,40] 0.9: 渡口早班\n"
    "line [10,50,110,70] 0.8: 照常开行\n";

// The same two lines in every shape in use.
TEST(OcrJson, AllShapesSayTheSame) {
  const std::string a = "[[10,20],[110,20],[110,40],[10,40]]";
  const std::string b = "[[10,50],[110,50],[110,70],[10,70]]";
  const std::string shapes[] = {
      R"({"code":100,"data":[{"box":)" + a + R"(,"score":0.9,"text":"渡口早班"},{"box":)" + b +
          R"(,"score":0.8,"text":"照常开行"}]})",
      "[[" + a + R"(,["渡口早班",0.9]],[)" + b + R"(,["照常开行",0.8]]])",
      "[[[" + a + R"(,["渡口早班",0.9]],[)" + b + R"(,["照常开行",0.8]]]])",
      "[[" + a + R"(,"渡口早班","0.9"],[)" + b + R"(,"照常开行",0.8]])",
      R"({"rec_texts":["渡口早班","照常开行"],"rec_scores":[0.9,0.8],"rec_polys":[)" + a + "," + b +
          "]}",
      R"({"res":{"rec_texts":["渡口早班","照常开行"],"rec_scores":[0.9,0.8],
          "rec_boxes":[[10,20,110,40],[10,50,110,70]]}})",
      R"({"boxes":[)" + a + "," + b + R"(],"txts":["渡口早班","照常开行"],"scores":[0.9,0.8]})",
      R"([{"transcription":"渡口早班","points":)" + a +
          R"(,"score":90},{"transcription":"照常开行","points":)" + b + R"(,"score":80}])",
  };
  for (const std::string& shape : shapes) {
    EXPECT_EQ(describe(read_ocr_json(shape, {})), kBoth) << shape;
  }
}

TEST(OcrJson, Labelme) {
  EXPECT_EQ(describe(read_ocr_json(
                R"({"version":"5.0","shapes":[{"label":"渡口早班","points":[[10,20],[110,40]],
                    "shape_type":"rectangle"}],"imagePath":"p.png","imageWidth":300,"imageHeight":200})",
                {})),
            "page 300x200 p.png\nno block\nline [10,20,110,40]: 渡口早班\n");
}

TEST(OcrJson, AListOfListsIsPages) {
  const Document d = read_ocr_json(
      R"([[[[[0,0],[9,0],[9,9],[0,9]],["甲",0.5]]],[],null,[[[[0,0],[9,0],[9,9],[0,9]],["乙",0.5]]]])",
      {});
  EXPECT_EQ(d.pages.size(), 4u);
  ASSERT_EQ(d.lines.size(), 2u);
  EXPECT_EQ(d.lines[1].page, 3u);
}

TEST(OcrJson, LinesThatLeanKeepTheirCornersAndTheirAngle) {
  const Document d = read_ocr_json(
      R"([[[[100,0],[110,90],[90,92],[80,2]],"竖排一行",0.5],[[[0,0],[100,10],[98,30],[0,20]],"斜",0.5]])",
      {});
  const LineOrigin& steep = d.origins[d.lines[0].origin];
  EXPECT_EQ(steep.direction, Direction::kVertical);
  EXPECT_NEAR(steep.angle, -6.3, 0.1);
  EXPECT_EQ(steep.outline.size(), 4u);
  const LineOrigin& slanted = d.origins[d.lines[1].origin];
  EXPECT_EQ(slanted.direction, Direction::kHorizontal);
  EXPECT_NEAR(slanted.angle, 5.7, 0.1);
}

TEST(OcrJson, TextsWithoutAPlaceAreKept) {
  const Document d = read_ocr_json(R"([{"text":"无处"},{"text":"坏处","box":[["a"]]}])", {});
  EXPECT_EQ(characters_of(d), "无处坏处");
  EXPECT_FALSE(d.warnings.empty());
}

TEST(OcrJson, RefusesWhatItDoesNotKnow) {
  for (const char* bad :
       {"", "{", "[1,2,3]", "{\"a\":1}", "[]", "\"text\"", "[[[[[", "{\"shapes\":[]}"}) {
    EXPECT_THROW(read_ocr_json(bad, {}), Error) << bad;
  }
  EXPECT_THROW(read_ocr_json(std::string(100000, '['), {}), Error);
  EXPECT_THROW(read_ocr_json("[1e99999]", {}), Error);
}

}  // namespace
}  // namespace tonglan
