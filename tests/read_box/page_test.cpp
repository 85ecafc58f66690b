#include "read/box/page.h"

#include <gtest/gtest.h>

#include "read_box/describe.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string page(const std::string& content) {
  return "<?xml version='1.0'?><PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/"
         "pagecontent/2013-07-15'><Metadata/><Page imageFilename='p.jpg' imageWidth='500' "
         "imageHeight='400'>" +
         content + "</Page></PcGts>";
}
std::string region(const std::string& id, const std::string& text, const std::string& more = "") {
  return "<TextRegion id='" + id + "' " + more +
         "><Coords points='0,0 100,0 100,40 0,40'/>"
         "<TextLine id='" +
         id +
         "l'><Coords points='0,0 100,0 100,20 0,20'/>"
         "<TextEquiv conf='0.5'><Unicode>" +
         text + "</Unicode></TextEquiv></TextLine></TextRegion>";
}

TEST(Page, RegionsLinesWordsAndWhatIsSaidOfThem) {
  EXPECT_EQ(
      describe(read_page(
          page("<TextRegion id='r' type='caption' readingDirection='top-to-bottom' "
               "primaryLanguage='Chinese'><Coords points='0,0 60,5 60,90 0,90 0,50'/>"
               "<TextLine id='l'><Coords points='10,0 30,0 30,90 10,90'/>"
               "<Baseline points='20,0 20,90'/>"
               "<Word id='w1'><Coords points='10,0 30,0 30,40 10,40'/>"
               "<TextEquiv conf='0.25'><Unicode>渡口</Unicode></TextEquiv></Word>"
               "<Word id='w2'><Coords points='10,50 30,50 30,90 10,90'/>"
               "<TextEquiv index='1'><Unicode>夜班</Unicode></TextEquiv>"
               "<TextEquiv index='0'><Unicode>早班</Unicode></TextEquiv></Word>"
               "<TextEquiv><Unicode>渡口 早班。</Unicode></TextEquiv></TextLine></TextRegion>"
               "<SeparatorRegion id='s'><Coords points='70,0 72,0 72,90 70,90'/></SeparatorRegion>"
               "<ImageRegion id='i'><Coords points='200,0 300,0 300,90 200,90'/></ImageRegion>"),
          {})),
      "page 500x400 p.jpg\n"
      "rule [70,0,72,90]\n"
      "picture [200,0,300,90]\n"
      "block r caption kind caption Chinese [0,0,60,90] 0,0 60,5 60,90 0,90 0,50\n"
      "line l [10,0,30,90] Chinese vertical baseline 20,0 20,90: 渡口 早班。"
      " | 渡口 #w1 [10,0,30,40] 0.25 | 早班 #w2 [10,50,30,90]\n");
}

TEST(Page, IndicesGiveTheOrderAndInnerGroupsTheArticles) {
  const Document d = read_page(
      page("<ReadingOrder><UnorderedGroup id='u'><OrderedGroup id='g1'>"
           "<RegionRefIndexed index='1' regionRef='a'/><RegionRefIndexed index='0' regionRef='c'/>"
           "</OrderedGroup><OrderedGroup id='g2'><RegionRefIndexed index='0' regionRef='b'/>"
           "</OrderedGroup></UnorderedGroup></ReadingOrder>" +
           region("a", "甲") + region("b", "乙") + region("c", "丙") + region("d", "丁")),
      {});
  EXPECT_EQ(characters_of(d), "丙甲乙丁");
  EXPECT_EQ(d.blocks[0].article, 0u);
  EXPECT_EQ(d.blocks[1].article, 1u);
  EXPECT_EQ(d.blocks[3].article, kNone);
  ASSERT_EQ(d.warnings.size(), 1u);  // d stands in no order
  EXPECT_NE(d.warnings[0].message.find("no reading order"), std::string::npos);
}

TEST(Page, OneFlatGroupIsNoArticle) {
  const Document d = read_page(
      page("<ReadingOrder><OrderedGroup id='g'><RegionRefIndexed index='0' regionRef='b'/>"
           "<RegionRefIndexed index='1' regionRef='a'/></OrderedGroup></ReadingOrder>" +
           region("a", "甲") + region("b", "乙")),
      {});
  EXPECT_EQ(characters_of(d), "乙甲");
  EXPECT_EQ(d.blocks[0].article, kNone);
}

TEST(Page, NestedRegionsAndTablesAreRead) {
  const Document d = read_page(
      page("<TableRegion id='t'><Coords points='0,0 90,0 90,90 0,90'/>" + region("a", "格") +
           "</TableRegion><TextRegion id='o'><Coords points='0,0 9,0 9,9 0,9'/>" +
           region("b", "内") + "<TextEquiv><Unicode>内</Unicode></TextEquiv></TextRegion>"),
      {});
  EXPECT_EQ(characters_of(d), "格内");
}

TEST(Page, ARegionNeverCutIntoLinesGivesItsRows) {
  EXPECT_EQ(describe(read_page(
                page("<TextRegion id='r'><Coords points='0,0 100,0 100,40 0,40'/><TextEquiv>"
                     "<Unicode>第一行\n第二行</Unicode></TextEquiv></TextRegion>"),
                {})),
            "page 500x400 p.jpg\nblock r body [0,0,100,40]\n"
            "line [0,0,100,20]: 第一行\nline [0,20,100,40]: 第二行\n");
}

TEST(Page, PointElementsOf2010) {
  const Document d =
      read_page(page("<TextRegion id='r'><Coords><Point x='1' y='2'/><Point x='30' y='2'/>"
                     "<Point x='30' y='9'/></Coords></TextRegion>"),
                {});
  EXPECT_EQ(d.blocks[0].box.right, 30);
}

TEST(Page, WordsThatAreAnotherReadingLoseToTheLine) {
  const Document d = read_page(
      page("<TextRegion id='r'><Coords points='0,0 9,0 9,9 0,9'/><TextLine id='l'>"
           "<Coords points='0,0 9,0 9,9 0,9'/><Word id='w'><Coords points='0,0 9,0 9,9 0,9'/>"
           "<TextEquiv><Unicode>吴</Unicode></TextEquiv></Word>"
           "<TextEquiv><Unicode>吾</Unicode></TextEquiv></TextLine></TextRegion>"),
      {});
  EXPECT_EQ(characters_of(d), "吾");
  EXPECT_EQ(d.lines[0].glyph_count, 0u);
}

TEST(Page, RefusesOtherXml) { EXPECT_THROW(read_page("<alto/>", {}), Error); }

}  // namespace
}  // namespace tonglan
