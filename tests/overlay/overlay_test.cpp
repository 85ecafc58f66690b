// Overlays of drawn pages: what they show, and what they refuse.
#include "overlay/overlay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "overlay/drawing.h"
#include "read/image/image.h"
#include "support/corpus.h"
#include "support/drawn_images.h"
#include "support/page_press.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::quarters;

Document repaired_page() {
  PressSettings settings;
  settings.shapes = {Shape::kPlain};
  return repair_pages(print_page(own_corpus(), settings, 1).document, {});
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(Overlay, NumbersEveryBlockOnce) {
  const Document d = repaired_page();
  OverlayOptions options;
  options.layers = kLayerOrder;
  const std::string svg = draw_svg(d, options);
  EXPECT_EQ(count_of(svg, "<circle"), d.blocks.size());
  EXPECT_EQ(count_of(svg, ">" + std::to_string(d.blocks.size()) + "</text>"), 1u);
}

TEST(Overlay, UncertainOrderIsOrange) {
  Document d = repaired_page();
  for (Block& block : d.blocks) block.order_margin = kSureOrder;
  OverlayOptions options;
  options.layers = kLayerOrder | kLayerDoubt;
  const std::size_t sure = count_of(draw_svg(d, options), "#f2800d");
  d.blocks.back().order_margin = .2f;
  EXPECT_GT(count_of(draw_svg(d, options), "#f2800d"), sure);
  options.layers = kLayerOrder;
  EXPECT_EQ(count_of(draw_svg(d, options), "#f2800d"), 0u);
}

TEST(Overlay, DrawsOneBarALine) {
  const Document d = repaired_page();
  OverlayOptions options;
  options.layers = kLayerLines;
  EXPECT_EQ(count_of(draw_svg(d, options), "<rect"), d.lines.size() + 1);  // and the paper
  options.image = quarters();
  const std::string over = draw_svg(d, options);
  EXPECT_EQ(count_of(over, "<rect"), 1u);
  EXPECT_EQ(count_of(over, "<image href=\"data:image/png;base64,iVBORw0KGgo"), 1u);
}

TEST(Overlay, ThePictureLiesUnderTheWholePage) {
  const Document d = repaired_page();
  OverlayOptions options;
  options.layers = kLayerSeparators;  // of which there are none
  options.width = 400;
  for (const int enlarge : {1, 30}) {  // smaller than the drawing, and larger
    const Pixels small = quarters();
    Pixels& image = options.image;
    image = {40 * enlarge, 24 * enlarge, 3, 0, {}};
    image.bytes.resize(image.row_size() * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y)
      for (int x = 0; x < image.width; ++x)
        std::copy_n(small.row(y / enlarge) + 3 * (x / enlarge), 3, image.row(y) + 3 * x);
    const std::string png = draw_png(d, options);
    const Pixels shown = open_image(png, {})->read_page(0);
    const auto colour = [&](int x, int y) {
      const std::uint8_t* p = shown.row(y) + 3 * x;
      return std::array<int, 3>{p[0], p[1], p[2]};
    };
    EXPECT_EQ(colour(20, 20), (std::array<int, 3>{255, 0, 0})) << enlarge;
    EXPECT_EQ(colour(380, 20), (std::array<int, 3>{0, 128, 0})) << enlarge;
    EXPECT_EQ(colour(20, shown.height - 20), (std::array<int, 3>{0, 0, 255})) << enlarge;
  }
}

TEST(Overlay, AGreyPictureStaysGrey) {
  OverlayOptions options;
  options.layers = kLayerSeparators;
  options.image = {1, 1, 1, 0, {77}};
  const std::string png = draw_png(repaired_page(), options);
  const Pixels shown = open_image(png, {})->read_page(0);
  EXPECT_EQ(shown.row(9)[0], 77);
  EXPECT_EQ(shown.row(9)[2], 77);
}

// Boxes alone reach to the last line, and would stretch the picture.
TEST(Overlay, ThePictureSaysHowLargeThePageIs) {
  Document d = repaired_page();
  d.pages[0].width = d.pages[0].height = 0;
  OverlayOptions options;
  EXPECT_EQ(count_of(draw_svg(d, options), "width=\"2000\" height=\"3000\"/>"), 0u);
  options.image.width = 2000;
  options.image.height = 3000;
  options.image.bytes.assign(options.image.row_size() * 3000, 255);
  EXPECT_EQ(count_of(draw_svg(d, options), "width=\"2000\" height=\"3000\""), 1u);
}

TEST(Overlay, ShowsJoinsOverColumns) {
  const Document d = repaired_page();
  std::size_t joins = 0;
  for (const Paragraph& p : d.paragraphs)
    for (std::uint32_t k = p.first; k + 1 < p.last; ++k)
      joins += d.lines[d.order[k]].block != d.lines[d.order[k + 1]].block;
  ASSERT_GT(joins, 0u);
  OverlayOptions options;
  options.layers = kLayerJoins;
  EXPECT_EQ(count_of(draw_svg(d, options), "<path"), 2 * joins);  // a curve and its head
}

TEST(Overlay, MarksDoubtInOrange) {
  Document d = repaired_page();
  OverlayOptions options;
  options.layers = kLayerDoubt;
  for (Break& b : d.breaks) b.margin = 9;
  EXPECT_EQ(count_of(draw_svg(d, options), "#f2800d"), 0u);
  d.breaks[5].margin = .3f;
  EXPECT_EQ(count_of(draw_svg(d, options), "stroke=\"#f2800d\""), 1u);
}

TEST(Overlay, PngHasTheAskedWidthAndTheSameShape) {
  const Document d = repaired_page();
  OverlayOptions options;
  options.width = 640;
  const std::string png = draw_png(d, options);
  ASSERT_GT(png.size(), 24u);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  const auto byte = [&](int i) {
    return static_cast<unsigned char>(png[static_cast<std::size_t>(i)]);
  };
  EXPECT_EQ(byte(18) * 256 + byte(19), 640);
  const Drawing drawing = make_drawing(d, options);
  EXPECT_NEAR(byte(22) * 256 + byte(23), 640 * drawing.height / drawing.width, 1);
}

TEST(Overlay, RefusesPagesWithoutBoxes) {
  EXPECT_THROW(draw_svg(repair("没有位置的文字。\n", {}), {}), Error);
  OverlayOptions options;
  options.page = 1;
  EXPECT_THROW(draw_svg(repaired_page(), options), Error);
}

TEST(Overlay, LayersByName) {
  EXPECT_EQ(parse_layers("lines,order"), kLayerLines | kLayerOrder);
  EXPECT_EQ(parse_layers("-legend"), kAllLayers & ~kLayerLegend);
  EXPECT_THROW(parse_layers("lines,colours"), Error);
  EXPECT_THROW(parse_layers(""), Error);
}

}  // namespace
}  // namespace tonglan
