// Written, then read again: the same document, as far as the format has words for it.
#include <gtest/gtest.h>

#include <ostream>

#include "read/box/alto.h"
#include "read/box/hocr.h"
#include "read/box/page.h"
#include "read/box/tsv.h"
#include "read_box/describe.h"
#include "tonglan.h"
#include "validate/validate.h"
#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write/box/tsv.h"
#include "write_box/generate.h"

namespace tonglan {
namespace {

struct Case {
  std::string name;
  void (*write)(const Document&, std::string&);
  Document (*read)(std::string, const ReadOptions&);
  Shown shown;
  Variety variety;
  bool validated;  // tonglan validate knows the format
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::vector<Case> cases() {
  Shown hocr;
  hocr.kinds = false;  // all blocks are ocr_carea
  Shown alto;
  alto.kinds = alto.angles = alto.line_confidence = false;
  Shown page;
  page.kinds = false;  // every region gets a type
  Shown tsv;
  tsv.words = tsv.paragraphs = tsv.ids = tsv.kinds = tsv.languages = tsv.articles = tsv.roles =
      tsv.baselines = tsv.outlines = tsv.angles = tsv.directions = tsv.separators = tsv.images =
          false;
  const auto one_page = static_cast<void (*)(const Document&, std::string&)>(write_page);
  return {{"hocr", write_hocr, read_hocr, hocr, {3, true, true}, true},
          {"alto", write_alto, read_alto, alto, {3, true, true}, true},
          // PAGE gives every word a name.
          {"page", one_page, read_page, page, {1, true, true, true, true}, true},
          {"tsv", write_tsv, read_tsv, tsv, {3, true, true, false, false, false}, false}};
}

class RoundTrip : public ::testing::TestWithParam<Case> {};

TEST_P(RoundTrip, IsTheSameDocument) {
  const Case& c = GetParam();
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const Document d = generate(seed, c.variety);
    std::string written;
    c.write(d, written);
    ASSERT_EQ(describe(c.read(written, {}), c.shown), describe(d, c.shown))
        << "seed " << seed << "\n"
        << written;
  }
}

TEST_P(RoundTrip, WrittenAgainItIsTheSameBytes) {
  const Case& c = GetParam();
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    Variety variety = c.variety;
    variety.wild = seed % 2 == 1;
    std::string once, twice;
    c.write(generate(seed, variety), once);
    c.write(c.read(once, {}), twice);
    ASSERT_EQ(once, twice) << "seed " << seed;
  }
}

class Validated : public RoundTrip {};

TEST_P(Validated, WhatIsWrittenHasNoFault) {
  const Case& c = GetParam();
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    std::string written;
    c.write(generate(seed, c.variety), written);
    for (const Fault& fault : validate(written).faults) {
      ADD_FAILURE() << "seed " << seed << " line " << fault.line << ": " << fault.message;
    }
  }
}

// A block that is read in two goes, another between them.
TEST_P(RoundTrip, ABlockReadInTwoGoesBecomesTwo) {
  const Case& c = GetParam();
  Variety variety = c.variety;
  variety.max_pages = 1;
  Document d;
  std::uint32_t seed = 0;
  do d = generate(seed++, variety);
  while (d.lines.size() < 4 || d.lines[0].block != d.lines[1].block || d.blocks.size() < 2);
  d.order.clear();
  d.order.push_back(0);
  for (std::uint32_t i = 2; i < d.lines.size(); ++i) d.order.push_back(i);
  d.order.push_back(1);
  std::string written;
  c.write(d, written);
  const Document again = c.read(written, {});
  EXPECT_EQ(characters_of(again), characters_of(d));
  if (!c.validated) return;
  EXPECT_TRUE(validate(written).faults.empty()) << written;
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip, ::testing::ValuesIn(cases()),
                         [](const auto& param) { return param.param.name; });

std::vector<Case> validated_cases() {
  std::vector<Case> out = cases();
  std::erase_if(out, [](const Case& c) { return !c.validated; });
  return out;
}
INSTANTIATE_TEST_SUITE_P(Formats, Validated, ::testing::ValuesIn(validated_cases()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace tonglan
