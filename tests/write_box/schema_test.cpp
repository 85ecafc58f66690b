// What the writers write is what the schemas of tests/schemas say, and broken documents are not.
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>

#include <cstdarg>
#include <memory>

#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write_box/generate.h"

namespace tonglan {
namespace {

void append_message(void* text, const char* format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  *static_cast<std::string*>(text) += line;
}
void append_error(void* text, const xmlError* error) {
  append_message(text, "%d: %s", error->line, error->message);
}
#if LIBXML_VERSION < 21200
void append_error(void* text, xmlErrorPtr error) {
  append_error(text, static_cast<const xmlError*>(error));
}
#endif

// What is wrong with the document by a schema; empty: nothing.
class Schema {
 public:
  explicit Schema(const std::string& name) : relaxng_(name.ends_with(".rng")) {
    const std::string path = std::string(TONGLAN_SCHEMAS) + "/" + name;
    if (relaxng_) {
      xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path.c_str());
      grammar_.reset(xmlRelaxNGParse(parser));
      xmlRelaxNGFreeParserCtxt(parser);
    } else {
      xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path.c_str());
      schema_.reset(xmlSchemaParse(parser));
      xmlSchemaFreeParserCtxt(parser);
    }
    if (!grammar_ && !schema_) throw std::runtime_error(path + ": no schema");
  }

  std::string faults(const std::string& xml) const {
    std::string text;
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "", nullptr, XML_PARSE_NONET),
        xmlFreeDoc);
    if (!document) return "not well-formed";
    if (relaxng_) {
      xmlRelaxNGValidCtxtPtr checker = xmlRelaxNGNewValidCtxt(grammar_.get());
      xmlRelaxNGSetValidStructuredErrors(checker, append_error, &text);
      const bool bad = xmlRelaxNGValidateDoc(checker, document.get()) != 0;
      xmlRelaxNGFreeValidCtxt(checker);
      return bad && text.empty() ? "invalid" : text;
    }
    xmlSchemaValidCtxtPtr checker = xmlSchemaNewValidCtxt(schema_.get());
    xmlSchemaSetValidStructuredErrors(checker, append_error, &text);
    const bool bad = xmlSchemaValidateDoc(checker, document.get()) != 0;
    xmlSchemaFreeValidCtxt(checker);
    return bad && text.empty() ? "invalid" : text;
  }

 private:
  bool relaxng_;
  std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema_{nullptr, xmlSchemaFree};
  std::unique_ptr<xmlRelaxNG, decltype(&xmlRelaxNGFree)> grammar_{nullptr, xmlRelaxNGFree};
};

struct Written {
  std::string name, schema;
  void (*write)(const Document&, std::string&);
  std::uint32_t max_pages;
  // Replaced in a good document, each of these makes a bad one.
  std::vector<std::pair<std::string, std::string>> breakages;
};
void PrintTo(const Written& w, std::ostream* out) { *out << w.name; }

std::vector<Written> written() {
  const auto one_page = static_cast<void (*)(const Document&, std::string&)>(write_page);
  return {
      {"alto",
       "alto.xsd",
       write_alto,
       3,
       {{"<MeasurementUnit>pixel", "<MeasurementUnit>cm"},
        {" SCHEMAVERSION=\"4.4\"", ""},
        {"<TextLine ID=", "<TextLine NAME="},
        {" CONTENT=", " TEXT="},
        {"HPOS=\"", "HPOS=\"x"},
        {"WIDTH=\"", "WIDTH=\"-"},
        {"REF=\"", "REF=\"nothing_"},
        {"<TextBlock ID=\"", "<TextBlock ID=\"1"},
        {"PHYSICAL_IMG_NR=\"1\"", ""},
        {"LANG=\"", "LANG=\"chi_"},
        {"<Layout>", "<Layout><TextBlock ID=\"other\"/>"}}},
      {"page",
       "page.xsd",
       one_page,
       1,
       {{"<Creator>tonglan</Creator>", ""},
        {"1970-01-01T00:00:00Z", "1970-01-01"},
        {" imageWidth=", " width="},
        {"points=\"", "points=\"-1,0 "},
        {"points=\"", "points=\"1.5,0 "},
        {"type=\"", "type=\"x"},
        {"regionRef=\"", "regionRef=\"nothing_"},
        {"<Unicode>", "<PlainText/><Unicode>"},
        {"custom=\"tonglan {", "custom=\"{"},
        {"<TextLine id=", "<TextLine name="},
        {"conf=\"", "conf=\"7"}}},
      {"hocr",
       "hocr.rng",
       write_hocr,
       3,
       {{"class=\"ocr_line\"", "class=\"ocr_row\""},
        {"<head>", "<head><script/>"},
        {"bbox ", "bbox -"},
        {"bbox ", "box "},
        {"x_wconf ", "x_wconf 1000"},
        {"ppageno 0", "ppageno"},
        {"<div class=\"ocr_page\" id=", "<div class=\"ocr_page\" name="},
        {"class=\"ocr_page\"", "class=\"ocr_carea\""},
        {"<body>", "<body>text"}}},
  };
}

class Schemas : public ::testing::TestWithParam<Written> {};

TEST_P(Schemas, WhatIsWrittenIsValid) {
  const Written& w = GetParam();
  const Schema schema(w.schema);
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Variety variety;
    variety.max_pages = w.max_pages;
    variety.wild = seed % 2 == 1;
    std::string xml;
    w.write(generate(seed, variety), xml);
    ASSERT_EQ(schema.faults(xml), "") << "seed " << seed << "\n" << xml;
  }
}

TEST_P(Schemas, DocumentsWithoutBoxesOrPagesAreValid) {
  const Written& w = GetParam();
  const Schema schema(w.schema);
  Document text;
  text.text = "渡口早班\n照常开行。\n";
  text.lines.resize(2);
  text.lines[0].text = {0, 12};
  text.lines[1].text = {13, 28};
  text.order = {0, 1};
  std::string xml;
  w.write(text, xml);
  EXPECT_EQ(schema.faults(xml), "") << xml;
  EXPECT_NE(xml.find("照常开行。"), std::string::npos);
  Document page;
  page.pages.resize(1);
  xml.clear();
  w.write(page, xml);
  EXPECT_EQ(schema.faults(xml), "") << xml;
}

TEST_P(Schemas, BrokenDocumentsAreRefused) {
  const Written& w = GetParam();
  const Schema schema(w.schema);
  for (const auto& [good, bad] : w.breakages) {
    bool tried = false;
    for (std::uint32_t seed = 0; seed < 50 && !tried; ++seed) {
      std::string xml;
      Variety variety;
      variety.max_pages = w.max_pages;
      w.write(generate(seed, variety), xml);
      const std::size_t at = xml.find(good);
      if (at == std::string::npos) continue;
      tried = true;
      xml.replace(at, good.size(), bad);
      EXPECT_NE(schema.faults(xml), "") << good << " -> " << bad;
    }
    EXPECT_TRUE(tried) << good << " was never written";
  }
}

TEST_P(Schemas, ANameIsGivenOnce) {
  const Written& w = GetParam();
  if (w.name == "hocr") return;  // RELAX NG has no word for it; tonglan validate does
  const Schema schema(w.schema);
  Document d = generate(1, {1, true, true, true, true, true, false});
  ASSERT_GE(d.lines.size(), 2u);
  std::string xml;
  w.write(d, xml);
  const std::string second = "\"" + d.origins[1].id + "\"";
  const std::size_t at = xml.find(second);
  ASSERT_NE(at, std::string::npos);
  xml.replace(at, second.size(), "\"" + d.origins[0].id + "\"");
  EXPECT_NE(schema.faults(xml), "");
}

INSTANTIATE_TEST_SUITE_P(Formats, Schemas, ::testing::ValuesIn(written()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace tonglan
