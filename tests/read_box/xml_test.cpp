#include "markup/xml.h"

#include <gtest/gtest.h>

#include "read/box/page.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string complaint(const std::string& xml) {
  try {
    parse_xml(xml_to_utf8(xml, "auto"), "PAGE");
  } catch (const Error& e) {
    EXPECT_EQ(e.status(), 2);
    return e.what();
  }
  return "";
}

TEST(Xml, DeclarationsAreRefused) {
  EXPECT_NE(complaint("<!DOCTYPE a [<!ENTITY b 'cc'>]><a>&b;</a>").find("DOCTYPE"),
            std::string::npos);
  EXPECT_NE(complaint("<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>"), "");
  EXPECT_EQ(complaint("<!DOCTYPE html PUBLIC '-//W3C//DTD' 'http://localhost/x.dtd'><a/>"), "");
}

TEST(Xml, EntitiesFromElsewhereStayTextAndAreNotFetched) {
  const auto xml = parse_xml("<!DOCTYPE a SYSTEM 'http://localhost/x.dtd'><a>&x;</a>", "PAGE");
  EXPECT_EQ(text_of(xml->document_element()), "&x;");
}

TEST(Xml, DepthIsBounded) {
  std::string deep;
  for (int i = 0; i < 1000000; ++i) deep += "<a>";
  EXPECT_NE(complaint(deep).find("deep"), std::string::npos);
  std::string wide = "<a>";
  for (int i = 0; i < 10000; ++i) wide += "<b x='>'/><c></c><!-- <d> --><![CDATA[<e>]]>";
  EXPECT_EQ(complaint(wide + "</a>"), "");
}

TEST(Xml, TheLineOfABreakIsNamed) {
  EXPECT_NE(complaint("<a>\n<b>\n</a>").find("line 3"), std::string::npos);
  EXPECT_NE(complaint("<a>\n<b>").find("complete?"), std::string::npos);
  EXPECT_NE(complaint("<").find("line 1"), std::string::npos);
}

TEST(Xml, OtherEncodings) {
  EXPECT_EQ(xml_to_utf8("<?xml version='1.0' encoding='GB18030'?><a>\xD6\xD0</a>", "auto"),
            "<?xml version='1.0' encoding='GB18030'?><a>中</a>");
  EXPECT_EQ(xml_to_utf8(std::string("\xFF\xFE<\0a\0/\0>\0", 10), "auto"), "<a/>");
  EXPECT_NE(complaint("<?xml version='1.0' encoding='klingon'?><a/>").find("klingon"),
            std::string::npos);
}

}  // namespace
}  // namespace tonglan
