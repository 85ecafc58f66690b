// The scan road from pixels to articles, with an engine that reads what the tests draw.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "scan_road/set_page.h"
#include "support/code_points.h"
#include "support/drawn_images.h"
#include "support/page_damage.h"
#include "support/random.h"
#include "support/temporary_folder.h"
#include "tonglan.h"
#include "tonglan_images.h"
#include "write/formats.h"

namespace tonglan {
namespace {

const std::u32string kHeadline = U"渔港的灯塔";
const std::u32string kFirst =
    U"天还没有明，渔港里的船都已经开动了。人们在码头上来来去去，把冰和油一箱一箱地放到船上，"
    U"等着第一个潮水。";
const std::u32string kSecond =
    U"这里的老人说，从前没有灯塔的时候，回港的船只能看着岸上的火，雾大的日子，家里的人要在山上"
    U"站到天明。现在好了，水路明明白白，船到了哪里，手里的机子上都看得见。";
const std::u32string kThird =
    U"到了九月，网里的鱼就多了起来，大的小的分开，十几个人忙到下午，才能把所有的箱子装好，"
    U"由港里的大车运到各地去。";

// Only characters that the engine knows.
std::u32string known(std::u32string text) {
  std::erase_if(text, [](char32_t c) { return test_alphabet().find(c) == std::u32string::npos; });
  return text;
}

std::string text_of(const Document& document) {
  std::string out;
  write_text(document, out);
  return out;
}

std::string paragraphs(const std::vector<std::u32string>& all) {
  std::string out;
  for (const std::u32string& text : all) out += (out.empty() ? "" : "\n") + utf8(text) + "\n";
  return out;
}

Document read_pages(std::vector<Pixels> pages, const ImageListener& listener = {}) {
  PagesInMemory file(std::move(pages));
  FakeEngine engine(test_alphabet());
  const Document document = repair_images(file, &engine, {}, listener);
  check_conserved(document);
  return document;
}

// A headline over two columns, through whose end the second paragraph runs.
SetPage two_columns() {
  SetPage page = new_page(1500, 1200);
  set_line(page, kHeadline, 400, 80, 100);
  std::vector<Column> columns = {{.left = 80, .top = 280, .lines = 8},
                                 {.left = 780, .top = 280, .lines = 8}};
  for (const std::u32string& text : {kFirst, kSecond, kThird})
    set_paragraph(page, columns, known(text));
  return page;
}

const std::string kTwoColumns =
    paragraphs({kHeadline, known(kFirst), known(kSecond), known(kThird)});

float distance(const Box& a, const Box& b) {
  return std::max({std::abs(a.left - b.left), std::abs(a.top - b.top), std::abs(a.right - b.right),
                   std::abs(a.bottom - b.bottom)});
}

// That every line of the truth stands in the document, in a box that is off by `most` at the most.
void expect_boxes(const Document& document, const std::vector<DrawnText>& truth, float most) {
  for (const DrawnText& drawn : truth) {
    float nearest = 1e9f;
    for (const Line& line : document.lines) {
      if (document.view(line) == drawn.text)
        nearest = std::min(nearest, distance(line.box, drawn.box));
    }
    EXPECT_LE(nearest, most) << drawn.text;
  }
  for (const Line& line : document.lines) {
    for (std::uint32_t i = 0; i < line.glyph_count; ++i) {
      const Box& glyph = document.glyphs[line.first_glyph + i].box;
      EXPECT_GE(glyph.left, line.box.left - most) << document.view(line);
      EXPECT_GE(glyph.top, line.box.top - most) << document.view(line);
      EXPECT_LE(glyph.right, line.box.right + most) << document.view(line);
      EXPECT_LE(glyph.bottom, line.box.bottom + most) << document.view(line);
    }
  }
}

TEST(ScanRoad, ColumnsBecomeAnArticleWithWholeParagraphs) {
  const SetPage page = two_columns();
  const Document document = read_pages({page.pixels});
  EXPECT_EQ(text_of(document), kTwoColumns);
  ASSERT_EQ(document.articles.size(), 1u);
  EXPECT_EQ(document.paragraphs[0].role, Role::kHeadline);
  ASSERT_EQ(document.pages.size(), 1u);
  EXPECT_EQ(document.pages[0].width, 1500);
  EXPECT_EQ(document.pages[0].height, 1200);
  EXPECT_NEAR(document.pages[0].glyph, 36, 4);
  expect_boxes(document, page.lines, 3);
}

TEST(ScanRoad, VerticalTiersAreReadRightToLeft) {
  SetPage page = new_page(1300, 1500);
  const Column tier = {
      .left = 1180, .top = 60, .measure = 15, .lines = 18, .direction = Direction::kVertical};
  std::vector<Column> tiers = {tier, tier};
  tiers[0].lines = tiers[1].lines = 8;
  tiers[1].top = 760;
  for (const std::u32string& text : {kFirst, kSecond, kThird})
    set_paragraph(page, tiers, known(text));
  const Document document = read_pages({page.pixels});
  EXPECT_EQ(text_of(document), paragraphs({known(kFirst), known(kSecond), known(kThird)}));
  expect_boxes(document, page.lines, 3);
}

TEST(ScanRoad, BoxesAreOfTheSourceWhateverItsSize) {
  const SetPage page = two_columns();
  const Document document = read_pages({enlarged(page.pixels, 2)});
  EXPECT_EQ(text_of(document), kTwoColumns);
  std::vector<DrawnText> truth = page.lines;
  for (DrawnText& line : truth)
    line.box = {2 * line.box.left, 2 * line.box.top, 2 * line.box.right, 2 * line.box.bottom};
  expect_boxes(document, truth, 5);
}

TEST(ScanRoad, ASmallSourceIsEnlargedAndItsBoxesAreNot) {
  SetPage page = new_page(700, 500);
  std::vector<Column> columns = {{.left = 60, .top = 60, .em = 18, .pitch = 28, .lines = 12},
                                 {.left = 380, .top = 60, .em = 18, .pitch = 28, .lines = 12}};
  for (const std::u32string& text : {kFirst, kSecond, kThird})
    set_paragraph(page, columns, known(text));
  const Document document = read_pages({page.pixels});
  ASSERT_FALSE(document.pages.empty());
  EXPECT_EQ(document.pages[0].width, 700);
  ASSERT_EQ(document.lines.size(), page.lines.size());
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    EXPECT_LE(distance(document.lines[document.order[i]].box, page.lines[i].box), 2.5f) << i;
}

TEST(ScanRoad, ASkewedSourceIsReadStraightAndItsBoxesLieOnIt) {
  const SetPage page = two_columns();
  Damage damage;
  damage.skew = 1.5;
  const Document document = read_pages({damaged(page.pixels, damage, 1)});
  EXPECT_EQ(text_of(document), kTwoColumns);
  EXPECT_NEAR(std::abs(document.pages[0].skew), 1.5, .2);
  // A line box turned by 1.5 degrees about the page's middle.
  const double angle = 1.5 * 3.14159265 / 180, c = std::cos(angle), s = std::sin(angle);
  for (const DrawnText& drawn : page.lines) {
    const double x = (drawn.box.left + drawn.box.right) / 2 - 750;
    const double y = (drawn.box.top + drawn.box.bottom) / 2 - 600;
    bool found = false;
    for (const Line& line : document.lines) {
      if (document.view(line) != drawn.text) continue;
      found =
          found || (std::abs((line.box.left + line.box.right) / 2 - (750 + c * x - s * y)) < 5 &&
                    std::abs((line.box.top + line.box.bottom) / 2 - (600 + s * x + c * y)) < 5);
    }
    EXPECT_TRUE(found) << drawn.text;
  }
}

TEST(ScanRoad, PagesOfATiffKeepTheirOrderAndAParagraphGoesOnOverThePageEnd) {
  SetPage first = new_page(800, 900), second = new_page(800, 900);
  std::vector<Column> on_first = {{.left = 100, .top = 100, .lines = 8}};
  std::vector<Column> on_second = {{.left = 100, .top = 100}};
  set_paragraph(first, on_first, known(kFirst));
  const std::u32string rest = set_paragraph(first, on_first, known(kSecond));
  ASSERT_FALSE(rest.empty());
  set_paragraph(second, on_second, rest, true);
  set_paragraph(second, on_second, known(kThird));
  const std::string tiff = testing::encode_tiff({first.pixels, second.pixels});
  const auto file = open_image(tiff, {});
  FakeEngine engine(test_alphabet());
  std::vector<std::string> stages;
  std::size_t images = 0;
  ImageListener listener;
  listener.stage = [&](const char* stage) { stages.emplace_back(stage); };
  listener.image = [&](const ImageFile&, const Pixels& image, std::size_t pages) {
    EXPECT_EQ(image.width, 800);
    EXPECT_EQ(pages, 1u);
    ++images;
  };
  const Document document = repair_images(*file, &engine, {}, listener);
  EXPECT_EQ(text_of(document), paragraphs({known(kFirst), known(kSecond), known(kThird)}));
  ASSERT_EQ(document.pages.size(), 2u);
  EXPECT_EQ(document.lines[document.order.front()].page, 0u);
  EXPECT_EQ(document.lines[document.order.back()].page, 1u);
  EXPECT_EQ(images, 2u);
  EXPECT_EQ(stages,
            (std::vector<std::string>{"read", "scan", "ocr", "read", "scan", "ocr", "layout"}));

  ImageOptions second_only;
  second_only.first_page = 2;
  EXPECT_EQ(text_of(repair_images(*file, &engine, second_only)), paragraphs({rest, known(kThird)}));
  second_only.first_page = 3;
  EXPECT_THROW(repair_images(*file, &engine, second_only), Error);
}

TEST(ScanRoad, AnArticleJumpsOverPages) {
  SetPage first = new_page(800, 1100), second = new_page(800, 900);
  set_line(first, kHeadline, 150, 60, 90);
  std::vector<Column> on_first = {{.left = 100, .top = 240, .lines = 9}};
  set_paragraph(first, on_first, known(kFirst));
  const std::u32string rest = set_paragraph(first, on_first, known(kSecond));
  ASSERT_FALSE(rest.empty());
  set_line(first, U"（下转第二版）", 100 + 6 * 40, on_first[0].top, 40);
  set_line(second, U"（上接第一版）", 100, 100, 40);
  std::vector<Column> on_second = {{.left = 100, .top = 160}};
  set_paragraph(second, on_second, rest, true);
  set_paragraph(second, on_second, known(kThird));
  const Document document = read_pages({first.pixels, second.pixels});
  EXPECT_EQ(document.articles.size(), 1u);
  const std::string text = text_of(document);
  EXPECT_NE(text.find(utf8(known(kSecond))), std::string::npos) << text;
  EXPECT_LT(text.find(utf8(known(kFirst))), text.find(utf8(known(kThird))));
}

TEST(ScanRoad, PagesWithoutTextAreEmpty) {
  Random random(7);
  Pixels black = blank_page(900, 1200), grain = blank_page(900, 1200),
         photo = blank_page(900, 1200);
  std::fill(black.bytes.begin(), black.bytes.end(), 0);
  for (std::uint8_t& value : grain.bytes) value = std::uint8_t(random.between(200, 255));
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const double tone =
          128 + 60 * std::sin(x / 90.0) * std::cos(y / 130.0) + 40 * std::sin((x + 2 * y) / 47.0);
      photo.row(y)[x] = std::uint8_t(std::clamp(tone + random.between(-6, 6), 0.0, 255.0));
    }
  }
  for (const Pixels& pixels : {blank_page(900, 1200), blank_page(1, 1), black, grain, photo}) {
    const Document document = read_pages({pixels});
    EXPECT_EQ(text_of(document), "");
    ASSERT_EQ(document.pages.size(), 1u);
    EXPECT_EQ(document.pages[0].width, float(pixels.width));
  }
}

TEST(ScanRoad, WithoutAnEngineTheLayoutStands) {
  const SetPage page = two_columns();
  PagesInMemory file({page.pixels});
  const Document document = repair_images(file, nullptr, {});
  check_conserved(document);
  EXPECT_EQ(document.text.find_first_not_of('\n'), std::string::npos);
  ASSERT_EQ(document.lines.size(), page.lines.size());
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    EXPECT_LE(distance(document.lines[document.order[i]].box, page.lines[i].box), 3) << i;
}

TEST(ScanRoad, DebugPicturesShowEachStage) {
  const testing::TemporaryFolder folder;
  PagesInMemory file({two_columns().pixels});
  FakeEngine engine(test_alphabet());
  ImageOptions options;
  options.scan.debug = folder.path("debug");
  repair_images(file, &engine, options);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(options.scan.debug))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const std::vector<std::string> want = {"page-1-1-grey.png",       "page-1-2-ink.png",
                                         "page-1-3-separators.png", "page-1-4-lines.png",
                                         "page-1-5-columns.png",    "page-1-6-blocks.png",
                                         "page-1-7-order.png",      "page-1-8-breaks.png"};
  EXPECT_EQ(names, want);
}

TEST(ScanRoad, APageThatCannotBeDecodedIsAWarning) {
  const SetPage page = two_columns();
  std::size_t told = 0;
  ImageListener listener;
  listener.image = [&](const ImageFile&, const Pixels&, std::size_t pages) { told += pages; };
  const Document document = read_pages({page.pixels, Pixels{}, page.pixels}, listener);
  EXPECT_EQ(told, 3u);
  ASSERT_EQ(document.pages.size(), 3u);
  ASSERT_EQ(document.warnings.size(), 1u);
  EXPECT_EQ(document.warnings[0].page, 1u);
  EXPECT_EQ(document.warnings[0].stage, "read");
  EXPECT_EQ(document.warnings[0].message, "the page is broken off");
  EXPECT_EQ(document.lines[document.order.back()].page, 2u);
  EXPECT_EQ(text_of(document), kTwoColumns + "\n" + kTwoColumns);
  EXPECT_THROW(read_pages({Pixels{}}), Error);
}

}  // namespace
}  // namespace tonglan
