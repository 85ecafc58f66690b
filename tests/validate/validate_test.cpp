#include "validate/validate.h"

#include <gtest/gtest.h>

#include "tonglan.h"

namespace tonglan {
namespace {

std::string faults_of(const std::string& bytes) {
  std::string out;
  for (const Fault& f : validate(bytes).faults) {
    out += std::to_string(f.line) + ": " + f.message + "\n";
  }
  return out;
}

std::string page(const std::string& order, const std::string& regions) {
  return "<PcGts><Page imageWidth='100' imageHeight='100'>\n<ReadingOrder>" + order +
         "</ReadingOrder>\n" + regions + "</Page></PcGts>";
}
std::string region(const std::string& id, const std::string& points = "0,0 9,0 9,9") {
  return "<TextRegion id='" + id + "'><Coords points='" + points + "'/></TextRegion>";
}
std::string group(const std::string& refs) {
  return "<OrderedGroup id='g'>" + refs + "</OrderedGroup>";
}
std::string ref(int index, const std::string& id) {
  return "<RegionRefIndexed index='" + std::to_string(index) + "' regionRef='" + id + "'/>";
}

TEST(ValidatePage, AGoodFileHasNoFault) {
  EXPECT_EQ(faults_of(page(group(ref(1, "b") + ref(0, "a")), region("a") + region("b"))), "");
  EXPECT_EQ(validate(page("", "")).format, "PAGE");
}
TEST(ValidatePage, DanglingReference) {
  EXPECT_EQ(faults_of(page(group(ref(0, "a") + ref(1, "x")), region("a"))),
            "2: regionRef x names no region\n");
  EXPECT_EQ(faults_of(page(group(ref(0, "a") + ref(1, "g")), region("a"))),
            "2: regionRef g names no region\n");
}
TEST(ValidatePage, Indices) {
  EXPECT_EQ(faults_of(page(group(ref(0, "a") + ref(0, "b")), region("a") + region("b"))),
            "2: the indices of group g hold 0 twice\n");
  EXPECT_EQ(faults_of(page(group(ref(0, "a") + ref(2, "b")), region("a") + region("b"))),
            "2: the indices of group g do not run from 0: 1 is missing\n");
}
TEST(ValidatePage, EveryRegionOnce) {
  EXPECT_EQ(faults_of(page(group(ref(0, "a") + ref(1, "a")), region("a"))),
            "2: region a stands in the reading order a second time\n");
  EXPECT_EQ(faults_of(page(group(ref(0, "a")), region("a") + "\n" + region("b"))),
            "4: text region b stands nowhere in the reading order\n");
  EXPECT_EQ(faults_of("<PcGts><Page>" + region("a") + "</Page></PcGts>"),
            "1: text region a stands nowhere in the reading order\n");
}
TEST(ValidatePage, NamesAndBoxes) {
  EXPECT_EQ(faults_of(page(group(ref(0, "a")), region("a") + "<ImageRegion id='a'/>")),
            "3: the name a is given a second time\n");
  EXPECT_EQ(faults_of(page(group(ref(0, "a")), region("a", "0,0 900,0 900,9"))),
            "3: TextRegion a reaches outside the page\n");
  EXPECT_EQ(faults_of(page(group(ref(0, "a")), region("a", "5,5 5,9"))),
            "3: TextRegion a has a box without width or height\n");
}

std::string alto(const std::string& order, const std::string& blocks) {
  return "<alto>\n" + order + "<Layout><Page WIDTH='100' HEIGHT='100'><PrintSpace>" + blocks +
         "</PrintSpace></Page></Layout></alto>";
}
std::string order(const std::string& refs) {
  std::string out = "<ReadingOrder><OrderedGroup ID='g'>";
  for (const char c : refs) {
    out += std::string("<ElementRef ID='r") + std::to_string(out.size()) + "' REF='" + c + "'/>";
  }
  return out + "</OrderedGroup></ReadingOrder>\n";
}
const char* const kBlocks =
    "<TextBlock ID='a' HPOS='0' VPOS='0' WIDTH='9' HEIGHT='9'><TextLine ID='l'/><TextLine ID='m'/>"
    "</TextBlock><TextBlock ID='b' TAGREFS='t'/>";

TEST(ValidateAlto, References) {
  EXPECT_EQ(faults_of(alto("<Tags><LayoutTag ID='t' LABEL='x'/></Tags>" + order("ba"), kBlocks)),
            "");
  EXPECT_EQ(faults_of(alto("<Tags><LayoutTag ID='t' LABEL='x'/></Tags>" + order("lmb"), kBlocks)),
            "");
  EXPECT_EQ(faults_of(alto("", kBlocks)), "2: TAGREFS t names nothing\n");
}
TEST(ValidateAlto, EveryBlockOnce) {
  const std::string tags = "<Tags><LayoutTag ID='t' LABEL='x'/></Tags>";
  EXPECT_EQ(faults_of(alto(tags + order("a"), kBlocks)),
            "3: text block b stands nowhere in the reading order\n");
  EXPECT_EQ(faults_of(alto(tags + order("aba"), kBlocks)),
            "3: text block a stands in the reading order more than once\n");
  EXPECT_EQ(faults_of(alto(tags + order("bll"), kBlocks)),
            "3: text block a stands in the reading order more than once\n");
}

TEST(ValidateHocr, NamesBoxesAndNesting) {
  EXPECT_EQ(faults_of("<div class='ocr_page' title='bbox 0 0 99 99'>\n"
                      "<span class='ocr_line' id='l' title='bbox 1 1 9 9'>好</span></div>"),
            "");
  EXPECT_EQ(
      faults_of("<div class='ocr_page' title='bbox 0 0 99 99'>\n"
                "<span class='ocr_line' id='l' title='bbox 1 1 9 9'>\n"
                "<span class='ocr_line' id='l' title='bbox 1 1 999 9'>好</span></span></div>"),
      "3: the name l is given a second time\n"
      "3: ocr_line l reaches outside the page\n"
      "3: ocr_line l stands inside an ocr_line\n");
}

TEST(ValidateHocr, MissingBoxesAndNumbers) {
  EXPECT_EQ(faults_of("<div class='ocr_page' title='bbox 0 0 99 99'>\n"
                      "<span class='ocr_line'>好</span>\n"
                      "<span class='ocr_line' id='m' title='bbox 1 2 x'>好</span>\n"
                      "<span class='ocr_line' title='bbox 9 9 1 20'>好</span></div>"),
            "2: ocr_line has no box\n"
            "3: ocr_line m has a box that is not made of four numbers\n"
            "4: ocr_line has a box without width or height\n");
}

TEST(ValidateHocr, AFileThatIsCutOffOrTooDeep) {
  EXPECT_EQ(faults_of("<div class='ocr_page' title='bbox 0 0 99 99'>\n"
                      "<span class='ocr_line' id='l' title='bbox 1 1 9 9'>好"),
            "2: the file ends inside this ocr_line l\n");
  // Paragraphs need no end, and an end that nothing began ends nothing.
  EXPECT_EQ(faults_of("<div class='ocr_page'><p class='ocr_par'></b><p class='ocr_par'></div>"),
            "");
  std::string deep = "<div class='ocr_page'>\n";
  for (int i = 0; i < 300; ++i) deep += "<div>";
  EXPECT_EQ(faults_of(deep), "2: elements stand more than 256 deep\n");
}

TEST(Validate, BytesThatAreNoText) {
  EXPECT_EQ(faults_of("<div class='ocr_page'>\n\xFF\xFE\x01</div>"),
            "2: bytes that are not UTF-8\n");
  EXPECT_EQ(faults_of("<div class='ocr_page'>\n\x01</div>"),
            "2: a control character, which is no text\n");
}

TEST(Validate, OtherFilesAreRefused) {
  EXPECT_THROW(validate("plain text"), Error);
  EXPECT_THROW(validate("<PcGts><Page>"), Error);
  EXPECT_THROW(validate("<!DOCTYPE a [<!ENTITY b 'c'>]><PcGts/>"), Error);
  EXPECT_THROW(validate("<!DOCTYPE a [<!ENTITY b 'c'>]><p class='ocr_par'>&b;</p>"), Error);
}

}  // namespace
}  // namespace tonglan
