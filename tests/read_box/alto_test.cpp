#include "read/box/alto.h"

#include <gtest/gtest.h>

#include "read_box/describe.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string alto(const std::string& layout, const std::string& before = "") {
  return "<?xml version='1.0'?><alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'>"
         "<Description><MeasurementUnit>pixel</MeasurementUnit><sourceImageInformation>"
         "<fileName>p.tif</fileName></sourceImageInformation></Description>" +
         before + "<Layout><Page ID='p' WIDTH='500' HEIGHT='400'><PrintSpace>" + layout +
         "</PrintSpace></Page></Layout></alto>";
}
const char* const kTwoBlocks =
    "<TextBlock ID='b1' HPOS='0' VPOS='0' WIDTH='100' HEIGHT='20' LANG='zh' TAGREFS='t'>"
    "<TextLine ID='l1' HPOS='0' VPOS='0' WIDTH='100' HEIGHT='20' BASELINE='18'>"
    "<String CONTENT='先' HPOS='0' VPOS='0' WIDTH='20' HEIGHT='20' WC='0.5'/>"
    "<String CONTENT='行' HPOS='20' VPOS='0' WIDTH='20' HEIGHT='20'/></TextLine></TextBlock>"
    "<ComposedBlock ID='c'><TextBlock ID='b2' HPOS='0' VPOS='50' WIDTH='100' HEIGHT='20'>"
    "<TextLine ID='l2' HPOS='0' VPOS='50' WIDTH='100' HEIGHT='20' BASEDIRECTION='ttb'>"
    "<String CONTENT='A1'/><SP/><String CONTENT='后'/><HYP CONTENT='-'/></TextLine></TextBlock>"
    "</ComposedBlock>";

TEST(Alto, BlocksLinesStringsAndWhatIsSaidOfThem) {
  EXPECT_EQ(describe(read_alto(
                alto(kTwoBlocks, "<Tags><LayoutTag ID='t' LABEL='headline'/></Tags>"), {})),
            "page 500x400 p p.tif\n"
            "block b1 headline kind headline zh [0,0,100,20]\n"
            "line l1 [0,0,100,20] zh baseline 0,18 100,18: 先行"
            " | 先 [0,0,20,20] 0.5 | 行 [20,0,40,20]\n"
            "block b2 body [0,50,100,70]\n"
            "line l2 [0,50,100,70] vertical: A1 后-\n");
}

TEST(Alto, ReadingOrderAndArticles) {
  const Document d = read_alto(
      alto(kTwoBlocks,
           "<ReadingOrder><UnorderedGroup ID='u'><OrderedGroup ID='g1'>"
           "<ElementRef ID='r1' REF='l2'/></OrderedGroup><OrderedGroup ID='g2'>"
           "<ElementRef ID='r2' REF='b1'/></OrderedGroup></UnorderedGroup></ReadingOrder>"),
      {});
  EXPECT_EQ(characters_of(d), "A1后-先行");
  EXPECT_EQ(d.text, "先行\nA1 后-\n");  // the order of the file is not touched
  EXPECT_EQ(d.blocks[1].article, 0u);
  EXPECT_EQ(d.blocks[0].article, 1u);
}

TEST(Alto, AnOrderWithHolesLosesNothing) {
  const Document d =
      read_alto(alto(kTwoBlocks,
                     "<ReadingOrder><OrderedGroup ID='g'><ElementRef ID='r1' REF='b2'/>"
                     "<ElementRef ID='r2' REF='nowhere'/><ElementRef ID='r3' REF='b1'/>"
                     "<ElementRef ID='r4' REF='b2'/></OrderedGroup></ReadingOrder>"),
                {});
  EXPECT_EQ(characters_of(d), "A1后-先行");
  EXPECT_EQ(d.warnings.size(), 1u);
}

TEST(Alto, GlyphsThatSpellTheStringTakeItsPlace) {
  const Document d =
      read_alto(alto("<TextBlock ID='b'><TextLine ID='l'><String CONTENT='早班'>"
                     "<Glyph CONTENT='早' HPOS='0' VPOS='0' WIDTH='9' HEIGHT='9' GC='0.25'/>"
                     "<Glyph CONTENT='班' HPOS='9' VPOS='0' WIDTH='9' HEIGHT='9'/></String>"
                     "<String CONTENT='渡口' HPOS='20' VPOS='0' WIDTH='20' HEIGHT='9'>"
                     "<Glyph CONTENT='渡' HPOS='20' VPOS='0' WIDTH='9' HEIGHT='9'/></String>"
                     "</TextLine></TextBlock>"),
                {});
  ASSERT_EQ(d.glyphs.size(), 3u);
  EXPECT_EQ(d.view(d.glyphs[1].text), "班");
  EXPECT_EQ(d.view(d.glyphs[2].text), "渡口");
  EXPECT_EQ(d.lines[0].box.right, 40);  // round its glyphs
}

TEST(Alto, OtherUnitsAreToldByTheResolution) {
  std::string text = alto(kTwoBlocks);
  text.replace(text.find("pixel"), 5, "mm10");
  EXPECT_EQ(read_alto(text, {}).pages[0].dpi, 254);
}

TEST(Alto, WordsHaveNamesAndBlocksMayBeTurned) {
  const Document d = read_alto(
      "<alto><Layout><Page ID='p' WIDTH='100' HEIGHT='100'><PrintSpace>"
      "<TextBlock ID='b' ROTATION='3'><TextLine ID='l'><String ID='s' CONTENT='渡口' HPOS='1' "
      "VPOS='1' WIDTH='9' HEIGHT='9'/></TextLine></TextBlock>"
      "<TextBlock ID='c' ROTATION='0'><TextLine ID='m'><String CONTENT='早班' HPOS='1' VPOS='21' "
      "WIDTH='9' HEIGHT='9'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>",
      {});
  ASSERT_EQ(d.glyphs.size(), 2u);
  EXPECT_EQ(d.words.at(d.glyphs[0].word), "s");
  EXPECT_EQ(d.glyphs[1].word, kNone);
  EXPECT_EQ(d.origins[0].angle, -3);
  EXPECT_FALSE(d.origins[1].has_direction);
}

TEST(Alto, RefusesOtherXml) {
  EXPECT_THROW(read_alto("<html/>", {}), Error);
  EXPECT_THROW(read_alto(alto(kTwoBlocks).substr(0, 600), {}), Error);
}

}  // namespace
}  // namespace tonglan
