// Searchable PDF, as poppler's programs and its users find it.
#include "write/pdf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "batch/page_images.h"
#include "chinese/spacing.h"
#include "read/image/image.h"
#include "read/poppler.h"
#include "support/code_points.h"
#include "support/corpus.h"
#include "support/drawn_images.h"
#include "support/page_press.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using namespace testing;

class SearchablePdf : public ::testing::Test {
 protected:
  std::string write(const Document& document, const std::vector<PageImage>& images = {}) {
    std::string bytes;
    write_pdf(document, images, bytes);
    return folder_.file("page.pdf", bytes);
  }
  // What a program reads that goes by the order of the file.
  std::string text_of(const Document& document) {
    return run_poppler({"pdftotext", "-raw", "-enc", "UTF-8", write(document), "-"}, PdfLimits{});
  }
  TemporaryFolder folder_;
};

std::string without_blanks(const std::string& text) {
  std::u32string kept;
  for (const char32_t c : code_points(text))
    if (c != ' ' && c != '\n' && c != '\f' && c != U'　') kept += c;
  return utf8(kept);
}

// One line on a page of 1000 x 500 pixels at 100 dpi, a glyph a character, each `advance` wide.
Document line_of(const std::string& text, float advance, bool vertical = false,
                 float advance_of_ascii = 0) {
  Document d;
  d.pages.push_back({});
  d.pages[0].width = 1000;
  d.pages[0].height = 500;
  d.pages[0].dpi = 100;
  d.text = text;
  Line line;
  line.text = {0, static_cast<std::uint32_t>(text.size())};
  float at = 50;
  std::uint32_t byte = 0;
  for (const char32_t c : code_points(text)) {
    const std::string letter = utf8(std::u32string(1, c));
    const float width = c < 0x80 && advance_of_ascii > 0 ? advance_of_ascii : advance;
    const Box box = vertical ? Box{800, at, 830, at + 30} : Box{at, 100, at + width * .8f, 130};
    const auto end = byte + static_cast<std::uint32_t>(letter.size());
    if (c != ' ') d.glyphs.push_back({{byte, end}, box, 1});
    byte = end;
    at += width;
  }
  line.glyph_count = static_cast<std::uint32_t>(d.glyphs.size());
  line.box = vertical ? Box{800, 50, 830, at} : Box{50, 100, at, 130};
  LineOrigin origin;
  origin.has_direction = true;
  origin.direction = vertical ? Direction::kVertical : Direction::kHorizontal;
  d.origins.push_back(origin);
  line.origin = 0;
  d.lines.push_back(line);
  d.order.push_back(0);
  return d;
}

TEST_F(SearchablePdf, SaysEverythingInReadingOrder) {
  for (const bool vertical : {false, true}) {
    PressSettings settings;
    settings.vertical = vertical;
    settings.columns = 4;
    const Document d = repair_pages(print_page(own_corpus(), settings, 3).document, {});
    std::string expected;
    append_text(d, expected);
    EXPECT_EQ(without_blanks(text_of(d)), without_blanks(expected)) << vertical;
  }
}

// Programs that follow the structure get every paragraph in one piece, over columns too.
TEST_F(SearchablePdf, StructureHoldsWholeParagraphs) {
  PressSettings settings;
  settings.columns = 4;
  const Document d = repair_pages(print_page(own_corpus(), settings, 3).document, {});
  const std::string tree =
      run_poppler({"pdfinfo", "-struct-text", write(d, {page_image_of(quarters())})}, PdfLimits{});
  std::string text;  // what stands in quotes, a run a line
  std::size_t articles = 0, headlines = 0;
  std::istringstream rows(tree);
  for (std::string row; std::getline(rows, row);) {
    const std::size_t begin = row.find('"'), end = row.rfind('"');
    articles += row.find("Art") != row.npos && begin == row.npos;
    headlines += row.find("H1") != row.npos && begin == row.npos;
    if (begin != row.npos && end > begin) text += row.substr(begin + 1, end - begin - 1);
  }
  std::string expected;
  append_text(d, expected);
  EXPECT_EQ(without_blanks(text), without_blanks(expected));
  EXPECT_EQ(articles, d.articles.size());
  EXPECT_GT(headlines, 0u);
}

TEST_F(SearchablePdf, BlanksAreThoseOfTheText) {
  EXPECT_EQ(text_of(line_of("the Yellow River 2025", 15)), "the Yellow River 2025\n\f");
  EXPECT_EQ(text_of(line_of("黄河 Yellow River 汛期", 30, false, 15)),
            "黄河 Yellow River 汛期\n\f");
  // Wide apart is no blank.
  EXPECT_EQ(text_of(line_of("通知", 200)), "通知\n\f");
  EXPECT_EQ(text_of(line_of("（一）“早班”，照常。", 30)), "（一）“早班”，照常。\n\f");
}

TEST_F(SearchablePdf, VerticalLinesAreOneLine) {
  EXPECT_EQ(text_of(line_of("渡口早班照常开行", 30, true)), "渡口早班照常开行\n\f");
}

TEST_F(SearchablePdf, TextStandsWhereItIsOnThePage) {
  const auto number = [](const std::string& row, const std::string& name) {
    return std::stod(row.substr(row.find(name + "=\"") + name.size() + 2));
  };
  for (const bool vertical : {false, true}) {
    const Document d = line_of("渡口早班照常", 30, vertical);
    const std::string found = run_poppler({"pdftotext", "-bbox", write(d), "-"}, PdfLimits{});
    const std::size_t word = found.find("<word");
    ASSERT_NE(word, std::string::npos);
    const std::string row = found.substr(word);
    const double points = 72. / 100;
    const Box& box = d.lines[0].box;
    EXPECT_NEAR(number(row, "xMin"), box.left * points, 2) << vertical;
    EXPECT_NEAR(number(row, "xMax"), box.right * points, 5) << vertical;
    EXPECT_NEAR(number(row, "yMin"), box.top * points, 2) << vertical;
    EXPECT_NEAR(number(row, "yMax"), box.bottom * points, 5) << vertical;
    EXPECT_NE(found.find("width=\"720.0"), std::string::npos);
  }
}

TEST_F(SearchablePdf, HoldsAnyCharacter) {
  EXPECT_EQ(text_of(line_of("𠮷野家😀好", 30)), "𠮷野家😀好\n\f");
  EXPECT_EQ(text_of(line_of("括(号)与\\斜杠<尖>", 30)), "括(号)与\\斜杠<尖>\n\f");
  const std::string odd = text_of(line_of(std::string("甲\x01\x1B乙\xFF丙\0丁", 16), 30));
  for (const char* kept : {"甲", "乙", "丙", "丁"})
    EXPECT_NE(odd.find(kept), std::string::npos) << kept;
}

TEST_F(SearchablePdf, MoreCharactersThanAFontHolds) {
  std::u32string all;
  for (char32_t c = 0x4E00; all.size() < 40'000; ++c)
    if (c < 0xD800 || c > 0xF8FF) all += c;
  for (char32_t c = 0x20000; all.size() < 66'000; ++c) all += c;
  Document d = line_of("甲", 30);
  d.glyphs.clear();
  d.lines[0].glyph_count = 0;
  d.text = utf8(all);
  d.lines[0].text.end = static_cast<std::uint32_t>(d.text.size());
  d.lines[0].box.right = 900;
  std::string bytes;
  write_pdf(d, bytes);
  EXPECT_NE(bytes.find("/F1 "), std::string::npos);
  EXPECT_EQ(bytes.find("/F2 "), std::string::npos);
}

TEST_F(SearchablePdf, LinesWithoutAPlaceAreThereToo) {
  Document d = line_of("有位置的一行", 30);
  Line lost;
  lost.text.begin = static_cast<std::uint32_t>(d.text.size()) + 1;
  d.text += "\n没有位置的一行";
  lost.text.end = static_cast<std::uint32_t>(d.text.size());
  d.lines.push_back(lost);
  d.order.push_back(1);
  EXPECT_EQ(without_blanks(text_of(d)), "有位置的一行没有位置的一行");
}

TEST_F(SearchablePdf, AJpegIsPassedOnAsItIs) {
  const std::string jpeg = encode(grey_quarters(), "jpg");
  const auto file = open_image(jpeg, {});
  const Pixels pixels = file->read_page(0);
  std::string bytes;
  write_pdf(line_of("甲", 30), {page_image_of(*file, pixels)}, bytes);
  EXPECT_NE(bytes.find(jpeg), std::string::npos);
}

TEST_F(SearchablePdf, OtherPicturesLoseNothing) {
  Pixels bits = grey_quarters();
  for (std::uint8_t& v : bits.bytes) v = v < 100 ? 0 : 255;
  for (const Pixels& drawn : {quarters(), grey_quarters(), bits}) {
    Document d = line_of("甲", 30);
    d.pages[0].width = 40;
    d.pages[0].height = 24;
    const std::string path = write(d, {page_image_of(drawn)});
    const Pixels shown = open_scanned_pdf(path, {}, {})->read_page(0);
    EXPECT_EQ(shown.channels, drawn.channels);
    EXPECT_EQ(shown.bytes, drawn.bytes);
  }
  const std::string list = run_poppler(
      {"pdfimages", "-list", write(line_of("甲", 30), {page_image_of(bits)})}, PdfLimits{});
  EXPECT_NE(list.find("gray    1   1"), std::string::npos) << list;
}

// What a viewer shows is what read_page gives, however the camera was held.
TEST_F(SearchablePdf, TurnedPicturesAreShownUpright) {
  const std::string jpeg = encode(quarters(), "jpg");
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string turned = with_orientation(jpeg, orientation);
    const auto file = open_image(turned, {});
    const Pixels upright = file->read_page(0);
    Document d = line_of("甲", 30);
    d.pages[0].width = static_cast<float>(upright.width);
    d.pages[0].height = static_cast<float>(upright.height);
    d.pages[0].dpi = 72;
    const std::string path = write(d, {page_image_of(*file, upright)});
    const std::string drawn = run_poppler({"pdftoppm", "-r", "72", path}, PdfLimits{});
    const Pixels shown = open_image(drawn, {})->read_page(0);
    ASSERT_EQ(shown.width, upright.width);
    ASSERT_EQ(shown.height, upright.height);
    for (const int y : {4, upright.height - 5})
      for (const int x : {4, upright.width - 5})
        for (int k = 0; k < 3; ++k)
          EXPECT_NEAR(shown.row(y)[3 * x + k], upright.row(y)[3 * x + k], 12)
              << orientation << " " << x << " " << y;
  }
}

TEST_F(SearchablePdf, CmykKeepsItsColours) {
  const std::string jpeg = red_cmyk_jpeg();
  const auto file = open_image(jpeg, {});
  const Pixels pixels = file->read_page(0);
  Document d = line_of("甲", 30);
  d.pages[0].width = d.pages[0].height = 16;
  d.pages[0].dpi = 72;
  const std::string path = write(d, {page_image_of(*file, pixels)});
  const std::string drawn = run_poppler({"pdftoppm", "-r", "72", path}, PdfLimits{});
  const Pixels shown = open_image(drawn, {})->read_page(0);
  EXPECT_GT(shown.row(8)[24], 180);
  EXPECT_LT(shown.row(8)[25], 80);
}

TEST_F(SearchablePdf, ManyPagesEachWithItsOwn) {
  Document d = line_of("第一页", 30);
  const Document second = line_of("第二页", 30);
  d.pages.push_back({});  // of unknown size
  Line line = second.lines[0];
  line.page = 1;
  line.text = {static_cast<std::uint32_t>(d.text.size()), 0};
  line.glyph_count = 0;
  d.text += second.text;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.lines.push_back(line);
  d.order.push_back(1);
  EXPECT_EQ(text_of(d), "第一页\n\f第二页\n\f");
}

TEST_F(SearchablePdf, TheSameDocumentGivesTheSameBytes) {
  const Document d = line_of("渡口早班照常", 30);
  std::string once, again;
  write_pdf(d, {page_image_of(quarters())}, once);
  write_pdf(d, {page_image_of(quarters())}, again);
  EXPECT_EQ(once, again);
  // Behind what is there already.
  std::string behind = "junk";
  write_pdf(d, {page_image_of(quarters())}, behind);
  EXPECT_EQ(behind, "junk" + once);
}

TEST_F(SearchablePdf, TextWithoutPagesIsRefused) {
  std::string out;
  EXPECT_THROW(write_pdf(repair("没有页面的文字。\n", {}), out), Error);
  EXPECT_EQ(out, "");
}

}  // namespace
}  // namespace tonglan
