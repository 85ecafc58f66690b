#include "write_box/generate.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace tonglan {
namespace {

constexpr std::array kWords = {"渡口",   "早班",   "照常",   "开行。", "据悉，",
                               "汛情",   "平稳",   "No.3",   "A&B",    "<图>",
                               "“快讯”", "２０年", "李　明", "don't",  "100%"};
constexpr std::array kRoles = {Role::kBody,    Role::kBody,     Role::kHeadline,     Role::kDeck,
                               Role::kCaption, Role::kJumpLine, Role::kAdvertisement};

struct Dice {
  std::mt19937 engine;
  std::uint32_t below(std::uint32_t n) { return engine() % n; }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  float whole(std::uint32_t low, std::uint32_t high) {
    return static_cast<float>(low + below(high - low));
  }
};

void add_line(Dice& dice, Document& d, std::uint32_t block, float top, const Variety& variety) {
  Line line;
  line.page = d.blocks[block].page;
  line.block = block;
  line.role = d.blocks[block].role;
  line.text.begin = static_cast<std::uint32_t>(d.text.size());
  line.first_glyph = static_cast<std::uint32_t>(d.glyphs.size());
  float x = dice.whole(5, 50);
  line.box = {x, top, x, top + 20};
  const std::uint32_t words = 1 + dice.below(5);
  bool latin = false;
  for (std::uint32_t w = 0; w < words; ++w) {
    const std::string word = kWords[dice.below(kWords.size())];
    // A blank only where every format can tell it.
    const bool narrow = static_cast<unsigned char>(word[0]) < 0x80;
    if (w > 0 && latin && narrow) d.text += ' ';
    latin = static_cast<unsigned char>(word.back()) < 0x80;
    Glyph glyph;
    glyph.text.begin = static_cast<std::uint32_t>(d.text.size());
    d.text += word;
    glyph.text.end = static_cast<std::uint32_t>(d.text.size());
    glyph.box = {x, top, x + dice.whole(10, 60), top + 20};
    glyph.confidence = dice.one_in(4) ? -1 : dice.whole(0, 101) / 100;
    x = glyph.box.right + dice.whole(0, 9);
    line.box.right = glyph.box.right;
    d.glyphs.push_back(glyph);
  }
  line.glyph_count = words;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';
  LineOrigin origin;
  origin.id = "l" + std::to_string(d.lines.size());
  origin.language = dice.one_in(2) ? "chi_sim" : "eng";
  if (dice.one_in(2)) {
    origin.baseline = {{line.box.left, top + 18}, {line.box.right, top + dice.whole(14, 19)}};
  }
  if (dice.one_in(3)) {
    origin.has_direction = true;
    origin.direction = Direction::kVertical;
    if (variety.angles && dice.one_in(2)) origin.angle = -3;
  }
  if (variety.outlines && dice.one_in(3)) {
    origin.outline = {{line.box.left, top},
                      {line.box.right, top},
                      {line.box.right, top + 20},
                      {line.box.left + 1, top + 20},
                      {line.box.left, top + 10}};
  }
  line.origin = static_cast<std::uint32_t>(d.origins.size());
  d.origins.push_back(origin);
  d.lines.push_back(line);
}

void add_block(Dice& dice, Document& d, const Variety& variety) {
  Block block;
  block.page = static_cast<std::uint32_t>(d.pages.size() - 1);
  block.id = "b" + std::to_string(d.blocks.size());
  block.role = kRoles[dice.below(kRoles.size())];
  block.language = dice.one_in(2) ? "chi_tra" : "";
  const std::uint32_t lines = 1 + dice.below(4);
  const float top = dice.whole(10, 400);
  block.box = {2, top, 490, top + 30 * static_cast<float>(lines)};
  d.blocks.push_back(block);
  for (std::uint32_t i = 0; i < lines; ++i) {
    add_line(dice, d, static_cast<std::uint32_t>(d.blocks.size() - 1),
             top + 30 * static_cast<float>(i), variety);
  }
}

// Blocks of a page in any order, the first of them without an article, the rest in runs.
void put_in_order(Dice& dice, Document& d) {
  std::uint32_t article = 0;
  for (std::uint32_t p = 0; p < d.pages.size(); ++p) {
    std::vector<std::uint32_t> blocks;
    for (std::uint32_t b = 0; b < d.blocks.size(); ++b) {
      if (d.blocks[b].page == p) blocks.push_back(b);
    }
    std::shuffle(blocks.begin(), blocks.end(), dice.engine);
    bool any = false;
    for (const std::uint32_t b : blocks) {
      if (any && dice.one_in(2)) ++article;
      if (any || dice.one_in(2)) {
        d.blocks[b].article = article;
        any = true;
      }
      for (std::uint32_t i = 0; i < d.lines.size(); ++i) {
        if (d.lines[i].block == b) d.order.push_back(i);
      }
    }
    if (any) ++article;
  }
}

}  // namespace

Document generate(std::uint32_t seed, const Variety& variety) {
  Dice dice{std::mt19937(seed)};
  Document d;
  const std::uint32_t pages = 1 + dice.below(variety.max_pages);
  for (std::uint32_t p = 0; p < pages; ++p) {
    Page page;
    page.width = 500;
    page.height = 600;
    page.id = "p" + std::to_string(p);
    page.image = "scan.png";
    if (dice.one_in(2)) page.separators.push_back({{250, 10, 253, 580}, true, true, 1});
    if (dice.one_in(2)) page.pictures.push_back({300, 300, 400, 380});
    d.pages.push_back(page);
    const std::uint32_t blocks = dice.below(6);
    for (std::uint32_t b = 0; b < blocks; ++b) add_block(dice, d, variety);
  }
  put_in_order(dice, d);
  return d;
}

}  // namespace tonglan
