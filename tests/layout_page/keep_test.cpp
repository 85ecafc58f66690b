// The correction loop: what somebody corrected stays, the rest is decided anew.
#include <gtest/gtest.h>

#include <algorithm>

#include "chinese/spacing.h"
#include "support/corpus.h"
#include "support/page_press.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::string text_of(const Document& d) {
  std::string text;
  append_text(d, text);
  return text;
}

Document repaired(Document d, Keep keep) {
  RepairOptions options;
  options.keep = keep;
  d = repair_pages(std::move(d), options);
  check_conserved(d);
  return d;
}

Document plain_page() {
  PressSettings settings;
  settings.shapes = {Shape::kPlain};
  Document d = repair_pages(print_page(own_corpus(), settings, 1).document, {});
  d.ordered = true;
  return d;
}

// Lines of a block, in reading order.
std::vector<std::uint32_t> lines_of(const Document& d, std::uint32_t block) {
  std::vector<std::uint32_t> lines;
  for (const std::uint32_t i : d.order)
    if (d.lines[i].block == block) lines.push_back(i);
  return lines;
}

// `block` moved behind `before` in the order of lines; paragraphs are decided again.
void move_block(Document& d, std::uint32_t block, std::uint32_t before) {
  const std::vector<std::uint32_t> lines = lines_of(d, block);
  std::erase_if(d.order, [&](std::uint32_t i) { return d.lines[i].block == block; });
  const auto last = std::find_if(d.order.rbegin(), d.order.rend(),
                                 [&](std::uint32_t i) { return d.lines[i].block == before; });
  d.order.insert(last.base(), lines.begin(), lines.end());
  d.paragraphs.clear();
  d.articles.clear();
  d.breaks.clear();
}

std::uint32_t article_of(const Document& d, std::uint32_t line) {
  return d.blocks[d.lines[line].block].article;
}

const Keep kKeeps[] = {{true, false, false}, {false, true, false}, {false, false, true},
                       {true, true, false},  {true, false, true},  {false, true, true},
                       {true, true, true}};

TEST(Keep, WhatNobodyCorrectedComesOutTheSame) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Document d = repair_pages(print_sample(seed).document, {});
    d.ordered = true;
    for (const Keep& keep : kKeeps) {
      EXPECT_EQ(text_of(repaired(d, keep)), text_of(d))
          << "seed " << seed << " keep " << keep.order << keep.roles << keep.articles;
    }
  }
}

TEST(Keep, AMovedBlockStaysWhereItWasPut) {
  Document d = plain_page();
  // The last leg of the page goes behind the first one of another article.
  const std::vector<std::uint32_t> blocks = block_order(d);
  const std::uint32_t moved = blocks.back();
  const std::uint32_t before = *std::find_if(blocks.begin(), blocks.end(), [&](std::uint32_t b) {
    return d.blocks[b].role == Role::kBody && d.blocks[b].article != d.blocks[moved].article;
  });
  const std::uint32_t line = lines_of(d, moved)[0], neighbour = lines_of(d, before)[0];
  move_block(d, moved, before);
  for (const Keep& keep : {Keep{true, false, false}, Keep{true, true, false}}) {
    const Document out = repaired(d, keep);
    EXPECT_EQ(out.order, d.order);
    EXPECT_EQ(article_of(out, line), article_of(out, neighbour));
  }
  // Nobody keeps it: back where layout wants it.
  EXPECT_NE(repaired(d, {}).order, d.order);
}

TEST(Keep, AHeadlineMadeBodyIsNoHeadline) {
  Document d = plain_page();
  const auto headline = static_cast<std::uint32_t>(
      std::find_if(d.blocks.rbegin(), d.blocks.rend(),
                   [](const Block& b) { return b.role == Role::kHeadline; })
          .base() -
      d.blocks.begin() - 1);
  const std::vector<std::uint32_t> lines = lines_of(d, headline);
  d.blocks[headline].role = Role::kBody;
  const Document out = repaired(d, {false, true, false});
  for (const std::uint32_t i : lines) EXPECT_EQ(out.lines[i].role, Role::kBody);
  for (const Paragraph& p : out.paragraphs) {
    if (std::find(lines.begin(), lines.end(), out.order[p.first]) != lines.end()) {
      EXPECT_EQ(p.role, Role::kBody);
    }
  }
}

TEST(Keep, ACorrectedParagraphKeepsItsRole) {
  Document d = plain_page();
  const auto body = std::find_if(d.paragraphs.begin(), d.paragraphs.end(), [](const Paragraph& p) {
    return p.role == Role::kBody && p.last - p.first > 2;
  });
  body->role = Role::kAdvertisement;
  const std::uint32_t line = d.order[body->first];
  const auto role_of = [&](const Document& out) {
    for (const Paragraph& p : out.paragraphs)
      if (out.order[p.first] == line) return p.role;
    return Role::kPicture;
  };
  EXPECT_EQ(role_of(repaired(d, {false, true, false})), Role::kAdvertisement);
  EXPECT_EQ(role_of(repaired(d, {true, false, true})), Role::kBody);
}

// An advertisement's lines are joined to paragraphs as those of other text are.
TEST(Keep, ABlockMadeAdvertisementStaysOneText) {
  Document d = plain_page();
  const std::string before = text_of(d);
  const std::uint32_t block = block_order(d).back();
  ASSERT_EQ(d.blocks[block].role, Role::kBody);
  d.blocks[block].role = Role::kAdvertisement;
  const Document out = repaired(d, {true, true, true});
  EXPECT_EQ(text_of(out), before);
  std::size_t advertisements = 0;
  for (const Paragraph& p : out.paragraphs) advertisements += p.role == Role::kAdvertisement;
  EXPECT_GT(advertisements, 0u);
  EXPECT_EQ(out.blocks[block_order(out).back()].role, Role::kAdvertisement);
}

TEST(Keep, ABlockGivenToAnotherArticleIsReadInIt) {
  Document d = plain_page();
  const std::vector<std::uint32_t> blocks = block_order(d);
  const std::uint32_t moved = blocks.back();
  const std::uint32_t other = d.blocks[blocks[blocks.size() / 2]].article;
  ASSERT_NE(other, d.blocks[moved].article);
  ASSERT_NE(other, kNone);
  d.blocks[moved].article = other;
  const std::uint32_t line = lines_of(d, moved)[0];
  const Document out = repaired(d, {false, false, true});
  std::uint32_t paragraph = 0;
  for (std::uint32_t p = 0; p < out.paragraphs.size(); ++p)
    for (std::uint32_t k = out.paragraphs[p].first; k < out.paragraphs[p].last; ++k)
      if (out.order[k] == line) paragraph = p;
  EXPECT_EQ(article_of(out, line), other);
  const Article& article = out.articles[out.paragraphs[paragraph].article];
  for (std::uint32_t p = article.first; p < article.last; ++p)
    EXPECT_EQ(article_of(out, out.order[out.paragraphs[p].first]), other);
  // All of that article stands together.
  std::size_t lines = 0, together = 0;
  for (std::uint32_t i = 0; i < out.lines.size(); ++i) lines += article_of(out, i) == other;
  for (std::uint32_t p = article.first; p < article.last; ++p)
    together += out.paragraphs[p].last - out.paragraphs[p].first;
  EXPECT_EQ(together, lines);
}

// The first paragraph of two lines or more, its lines apart, and what was apart joined.
TEST(Keep, ParagraphsAreTheSourcesOwn) {
  Document d = plain_page();
  for (Break& b : d.breaks) b.margin = std::max(b.margin, 1.f);
  const auto is_running = [&](const Paragraph& p) { return p.role == Role::kBody; };
  std::size_t p = 0;
  while (!is_running(d.paragraphs[p]) || d.paragraphs[p].last - d.paragraphs[p].first < 3) ++p;
  const Paragraph whole = d.paragraphs[p];
  Paragraph second = whole;
  second.first = whole.first + 1;
  d.paragraphs[p].last = second.first;
  d.paragraphs.insert(d.paragraphs.begin() + static_cast<std::ptrdiff_t>(p) + 1, second);
  d.articles.clear();
  const std::uint32_t first = d.order[whole.first], next = d.order[whole.first + 1];
  const auto joined = [&](const Document& out) {
    for (const Paragraph& q : out.paragraphs) {
      for (std::uint32_t k = q.first; k + 1 < q.last; ++k) {
        if (out.order[k] == first && out.order[k + 1] == next) return true;
      }
    }
    return false;
  };
  EXPECT_FALSE(joined(repaired(d, {false, false, false, true})));
  EXPECT_FALSE(joined(repaired(d, {true, true, true, true})));
  EXPECT_TRUE(joined(repaired(d, {true, true, true, false})));
  // Where a line was moved nothing is decided.
  d.breaks[whole.first].margin = 0;
  EXPECT_TRUE(joined(repaired(d, {false, false, false, true})));
}

TEST(Keep, WhatTheInputDoesNotSayCantBeKept) {
  const Document bare = print_sample(1).document;
  const auto refusal = [&](Keep keep) {
    try {
      repaired(bare, keep);
    } catch (const Error& e) {
      return std::string(e.what()).substr(0, std::string(e.what()).find(';'));
    }
    return std::string();
  };
  EXPECT_EQ(refusal({true, false, false}),
            "--keep order: the input does not say in which order it is read");
  EXPECT_EQ(refusal({false, true, false}), "--keep roles: the input names no roles");
  EXPECT_EQ(refusal({false, false, true}), "--keep articles: the input names no articles");
  EXPECT_EQ(refusal({false, false, false, true}), "--keep paragraphs: the input names no paragraphs");
}

TEST(Direction, ForcedItIsThatOfTheRunningText) {
  PressSettings settings;
  settings.vertical = true;
  Document d = print_page(own_corpus(), settings, 1).document;
  const std::string expected = text_of(repair_pages(d, {}));
  // A source that is wrong about it.
  for (Line& line : d.lines) {
    line.origin = static_cast<std::uint32_t>(d.origins.size());
    d.origins.emplace_back();
    d.origins.back().has_direction = true;
    d.origins.back().direction = Direction::kHorizontal;
  }
  EXPECT_NE(text_of(repair_pages(d, {})), expected);
  RepairOptions options;
  options.direction = "vertical";
  EXPECT_EQ(text_of(repair_pages(d, options)), expected);
}

}  // namespace
}  // namespace tonglan
