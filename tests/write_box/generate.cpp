#include "write_box/generate.h"

#include <algorithm>
#include <array>
#include <cmath>
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
  float fraction() { return static_cast<float>(engine() % 100000) / 99991.0f; }
};

// A glyph a character, in boxes of one width, all in one word.
void add_characters(Dice& dice, Document& d, Glyph whole, bool named) {
  const std::string_view text = d.view(whole.text);
  std::uint32_t characters = 0;
  for (const char c : text) characters += (c & 0xC0) != 0x80;
  const float width = whole.box.width() / static_cast<float>(characters);
  if (named || dice.one_in(2)) {
    whole.word = static_cast<std::uint32_t>(d.words.size());
    d.words.push_back(named ? "w" + std::to_string(d.words.size()) : "");
  }
  float x = whole.box.left;
  for (std::uint32_t at = whole.text.begin; at < whole.text.end; x += width) {
    Glyph glyph = whole;
    glyph.text.begin = at++;
    while (at < whole.text.end && (d.text[at] & 0xC0) == 0x80) ++at;
    glyph.text.end = at;
    glyph.box.left = std::round(x);
    glyph.box.right = std::round(x + width);
    glyph.confidence = dice.one_in(4) ? -1 : dice.whole(0, 101) / 100;
    d.glyphs.push_back(glyph);
  }
}

void add_word(Dice& dice, Document& d, Glyph glyph, const Variety& variety) {
  const bool named = variety.name_all_words || dice.one_in(2);
  const bool blank = d.view(glyph.text).find("　") != std::string_view::npos;
  if (variety.characters && !blank && dice.one_in(3)) return add_characters(dice, d, glyph, named);
  if (named) {
    glyph.word = static_cast<std::uint32_t>(d.words.size());
    d.words.push_back("w" + std::to_string(d.words.size()));
  }
  d.glyphs.push_back(glyph);
}

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
    add_word(dice, d, glyph, variety);
  }
  line.glyph_count = static_cast<std::uint32_t>(d.glyphs.size()) - line.first_glyph;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';
  LineOrigin origin;
  origin.id = "l" + std::to_string(d.lines.size());
  // Lines inherit the language of their block.
  origin.language = dice.one_in(2) ? d.blocks[block].language : "";
  if (origin.language.empty()) origin.language = dice.one_in(2) ? "chi_sim_vert" : "eng";
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

// Lines of one block, or of two blocks of running text of one article, may be one paragraph.
void find_paragraphs(Dice& dice, Document& d) {
  constexpr std::array kParagraphRoles = {Role::kBody, Role::kBody, Role::kByline, Role::kCaption};
  const auto block_at = [&](std::uint32_t k) -> const Block& {
    return d.blocks[d.lines[d.order[k]].block];
  };
  std::uint32_t articles = 0;
  for (std::uint32_t k = 0; k < d.order.size(); ++k) {
    const Block& block = block_at(k);
    const Role role = d.lines[d.order[k]].role;
    const bool goes_on = k > 0 && d.lines[d.order[k - 1]].role == role &&
                         block_at(k - 1).article == block.article &&
                         (&block == &block_at(k - 1) || role == Role::kBody) && !dice.one_in(3);
    if (!goes_on) {
      const Role own = role == Role::kBody ? kParagraphRoles[dice.below(4)] : role;
      d.paragraphs.push_back({own, k, k, block.article, 1});
    }
    d.paragraphs.back().last = k + 1;
    if (k > 0) d.breaks.emplace_back();
    if (goes_on) d.breaks.back() = {BreakKind::kJoin, Joiner::kNothing, 2, 0, 0};
    if (block.article != kNone) articles = std::max(articles, block.article + 1);
  }
  d.articles.resize(articles);
  for (std::uint32_t p = 0; p < d.paragraphs.size(); ++p) {
    if (d.paragraphs[p].article == kNone) continue;
    Article& article = d.articles[d.paragraphs[p].article];
    if (article.last == 0) article.first = p;
    article.last = p + 1;
  }
}

void make_wild(Dice& dice, Document& d) {
  const auto shift = [&](Box& box) {
    for (float* side : {&box.left, &box.top}) *side -= dice.fraction() * (dice.one_in(9) ? 99 : 1);
    for (float* side : {&box.right, &box.bottom}) *side += dice.fraction();
    if (dice.one_in(20)) box.right = box.left + dice.fraction() / 50 + 1e-3f;
  };
  for (Line& line : d.lines) {
    shift(line.box);
    line.confidence = dice.one_in(2) ? dice.fraction() : -1;
    if (dice.one_in(9)) line.block = kNone;
  }
  for (Glyph& glyph : d.glyphs) {
    shift(glyph.box);
    glyph.confidence = dice.one_in(5) ? -1 : std::min(dice.fraction(), 1.0f);
  }
  for (Block& block : d.blocks) {
    shift(block.box);
    const Box& b = block.box;
    if (dice.one_in(3)) {
      block.outline = {{b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}, {b.left, b.top}};
    }
    if (dice.one_in(5)) block.id = dice.one_in(2) ? "1 bad name" : "block_1";
    if (dice.one_in(5)) block.kind = dice.one_in(2) ? "table" : "heading";
  }
  for (LineOrigin& origin : d.origins) {
    for (Point& p : origin.baseline) p.x += dice.fraction(), p.y += dice.fraction();
    for (Point& p : origin.outline) p.x += dice.fraction(), p.y -= dice.fraction();
    if (origin.angle != 0) origin.angle = dice.fraction() * 20 - 10;
    if (dice.one_in(5)) origin.id = dice.one_in(2) ? "" : "par_0";
    if (dice.one_in(5)) origin.language = dice.one_in(2) ? "" : "chi_sim+eng";
  }
  for (std::string& id : d.words) {
    if (dice.one_in(5)) id = dice.one_in(2) ? "l0" : "line_0_w0";
  }
  for (Page& page : d.pages) {
    page.width += dice.fraction();
    if (dice.one_in(2)) page.dpi = 300;
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
  if (variety.paragraphs && dice.one_in(2)) find_paragraphs(dice, d);
  if (variety.wild) make_wild(dice, d);
  return d;
}

}  // namespace tonglan
