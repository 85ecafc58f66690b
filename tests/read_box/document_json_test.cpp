// tonglan's own JSON: written, then read again it is the same document; what can't be is refused.
#include "read/box/document_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/page_press.h"
#include "tonglan.h"
#include "write/folios.h"
#include "write/formats.h"
#include "write_box/generate.h"

namespace tonglan {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const Document& document) {
  std::string out;
  write_json(document, out);
  return out;
}

std::string refusal(const Json& json) {
  try {
    read_document_json(json.dump(), {});
  } catch (const Error& e) {
    return std::to_string(e.status()) + " " + e.what();
  }
  return "taken";
}

Document small() {
  RepairOptions options;
  options.explain = true;
  return repair_pages(print_sample(3).document, options);
}

TEST(DocumentJson, DrawnPagesComeBackAsTheyWere) {
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    RepairOptions options;
    options.explain = seed % 2 == 0;
    const Document page = repair_pages(print_sample(seed).document, options);
    for (const Document& d : {page, without_folios(page)}) {
      const std::string once = written(d);
      const Document again = read_document_json(once, {});
      ASSERT_TRUE(written(again) == once) << "seed " << seed;
      EXPECT_EQ(again.order, d.order);
      EXPECT_EQ(again.paragraphs.size(), d.paragraphs.size());
    }
  }
}

TEST(DocumentJson, WhatOtherReadersGiveComesBack) {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const std::string once = written(generate(seed, {}));
    ASSERT_EQ(written(read_document_json(once, {})), once) << "seed " << seed;
  }
}

TEST(DocumentJson, TextComesBack) {
  for (const char* text :
       {"", "渠水流过村口的石桥，孩\n子们在桥上看鱼。\n", "one\r\n\r\ntwo\t3\f4"}) {
    const std::string once = written(repair(text, {}));
    EXPECT_EQ(written(read_document_json(once, {})), once) << text;
  }
}

// Boxes are written to a thousandth of a pixel, so only what was decided is compared.
TEST(DocumentJson, RepairedAgainItIsTheSame) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Document d = repair_pages(print_sample(seed).document, {});
    const Document again = repair_pages(read_document_json(written(d), {}), {});
    EXPECT_EQ(again.order, d.order) << "seed " << seed;
    std::string text, text_again;
    write_markdown(d, text);
    write_markdown(again, text_again);
    EXPECT_EQ(text_again, text) << "seed " << seed;
  }
}

TEST(DocumentJson, BlocksAreMovedByTheirOrder) {
  const Document d = small();
  Json json = Json::parse(written(d));
  const std::vector<std::uint32_t> blocks = json["block_order"];
  std::vector<std::uint32_t> turned(blocks.rbegin(), blocks.rend());
  json["block_order"] = turned;
  const Document again = read_document_json(json.dump(), {});
  EXPECT_EQ(block_order(again), turned);
  EXPECT_EQ(again.breaks.size() + 1, again.order.size());
  std::string text;
  write_markdown(again, text);  // before it is repaired, too
  std::size_t lines = 0;
  for (const Paragraph& p : again.paragraphs) lines += p.last - p.first;
  EXPECT_EQ(lines, d.lines.size());
  EXPECT_NO_THROW(check_conserved(again));
}

TEST(DocumentJson, WhatCantBeIsRefusedByName) {
  const Json good = Json::parse(written(small()));
  const auto with = [&](const char* pointer, Json value) {
    Json json = good;
    json[Json::json_pointer(pointer)] = std::move(value);
    return refusal(json);
  };
  EXPECT_EQ(refusal(good), "taken");
  EXPECT_EQ(with("/blocks/2/role", "hedline"), "2 blocks[2].role: 'hedline' is no role");
  EXPECT_EQ(with("/blocks/0/article", "first"),
            "2 blocks[0].article: is neither null nor a whole number from 0");
  EXPECT_EQ(with("/blocks/0/page", 7), "2 blocks: name a page that isn't there");
  EXPECT_EQ(
      with("/lines/1/text", "改过的字"),
      "2 lines[1].text: is not what \"span\" says; wording is changed in the input, not here");
  EXPECT_EQ(with("/lines/1/box", Json::array({9, 9, 1, 1})), "2 lines[1].box: is inside out");
  EXPECT_EQ(with("/lines/1/block", 4000),
            "2 lines: name a page, block, origin or glyph that isn't there");
  EXPECT_EQ(with("/order/0", good["order"][1]), "2 order: must name each line once");
  EXPECT_EQ(with("/block_order/0", good["block_order"][1]),
            "2 block_order: must name each block that has lines once");
  EXPECT_EQ(with("/format", "tonglan-document/9"),
            "2 no \"format\": \"tonglan-document/1\"; it is no document of this program");
  EXPECT_EQ(refusal(Json::array()),
            "2 no \"format\": \"tonglan-document/1\"; it is no document of this program");
}

// A line less would lose its characters without a word.
TEST(DocumentJson, AMissingLineIsRefused) {
  Json json = Json::parse(written(small()));
  json["lines"].erase(json["lines"].begin() + 2);
  EXPECT_EQ(refusal(json), "2 lines: don't cover \"text\", each character once and in its order");
}

}  // namespace
}  // namespace tonglan
