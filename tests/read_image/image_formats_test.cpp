// Every format gives the picture that was drawn, whatever its depth, palette or rotation.
#include <gtest/gtest.h>

#include "read/image/image.h"
#include "support/drawn_images.h"

namespace tonglan {
namespace {

using namespace testing;

Pixels read_only_page(const std::string& file) {
  const auto image = open_image(file, {});
  EXPECT_EQ(image->page_count(), 1u);
  return image->read_page(0);
}

struct Rgb {
  int red, green, blue;
  bool operator==(const Rgb&) const = default;
};

Rgb at(const Pixels& p, int x, int y) {
  const std::uint8_t* pixel = p.row(y) + x * p.channels;
  return p.channels == 3 ? Rgb{pixel[0], pixel[1], pixel[2]} : Rgb{pixel[0], pixel[0], pixel[0]};
}

TEST(ImageFormats, WithoutLossThePixelsAreTheSame) {
  for (const char* ending : {"png", "tif", "jp2", "webp", "bmp", "pnm"}) {
    const Pixels read = read_only_page(encode(quarters(), ending));
    EXPECT_EQ(read.width, 40) << ending;
    EXPECT_EQ(read.height, 24) << ending;
    ASSERT_EQ(read.channels, 3) << ending;
    EXPECT_EQ(read.bytes, quarters().bytes) << ending;
  }
  for (const char* ending : {"png", "tif", "jp2", "bmp", "pnm"}) {
    const Pixels read = read_only_page(encode(grey_quarters(), ending));
    ASSERT_EQ(read.channels, 1) << ending;
    EXPECT_EQ(read.bytes, grey_quarters().bytes) << ending;
  }
}

TEST(ImageFormats, WithLossTheyAreNear) {
  for (const char* ending : {"jpg", "gif"}) {
    const Pixels read = read_only_page(encode(quarters(), ending));
    ASSERT_EQ(read.channels, 3) << ending;
    EXPECT_NEAR(at(read, 5, 5).red, 255, 8) << ending;
    EXPECT_NEAR(at(read, 5, 5).blue, 0, 8) << ending;
    EXPECT_NEAR(at(read, 5, 20).blue, 255, 8) << ending;
    EXPECT_NEAR(at(read, 35, 5).green, 128, 8) << ending;
    EXPECT_NEAR(at(read, 35, 20).red, 255, 8) << ending;
  }
}

TEST(ImageFormats, OneBitIsBlackOnWhite) {
  for (const char* ending : {"1.png", "g4.tif"}) {
    const Pixels read = read_only_page(encode(grey_quarters(), ending));
    ASSERT_EQ(read.channels, 1) << ending;
    EXPECT_EQ(at(read, 5, 5).red, 0) << ending;
    EXPECT_EQ(at(read, 35, 20).red, 255) << ending;
  }
}

TEST(ImageFormats, SixteenBitsBecomeEight) {
  EXPECT_EQ(at(read_only_page(png_of_16_bits(0xC812)), 3, 3), (Rgb{0xC8, 0xC8, 0xC8}));
}

TEST(ImageFormats, AlphaGoesOverWhite) {
  const Pixels read = read_only_page(png_with_alpha());
  EXPECT_EQ(at(read, 0, 1), (Rgb{255, 255, 255}));
  EXPECT_EQ(at(read, 15, 1), (Rgb{0, 0, 0}));
  EXPECT_EQ(at(read, 5, 1), (Rgb{170, 170, 170}));
}

TEST(ImageFormats, CmykBecomesRgb) {
  const Rgb red = at(read_only_page(red_cmyk_jpeg()), 8, 8);
  EXPECT_NEAR(red.red, 255, 4);
  EXPECT_NEAR(red.green, 0, 4);
  EXPECT_NEAR(red.blue, 0, 4);
}

// Where the red quarter of the picture stands after each of EXIF's rotations.
TEST(ImageFormats, ExifRotationIsApplied) {
  const struct {
    int orientation;
    bool turned, right, below;
  } kCases[] = {{1, false, false, false}, {2, false, true, false}, {3, false, true, true},
                {4, false, false, true},  {5, true, false, false}, {6, true, true, false},
                {7, true, true, true},    {8, true, false, true}};
  const std::string jpeg = encode(quarters(), "jpg");
  for (const auto& c : kCases) {
    const std::string file = with_orientation(jpeg, c.orientation);
    const auto image = open_image(file, {});
    const Pixels read = image->read_page(0);
    EXPECT_EQ(read.width, c.turned ? 24 : 40) << c.orientation;
    EXPECT_EQ(read.height, c.turned ? 40 : 24) << c.orientation;
    const Rgb corner = at(read, c.right ? read.width - 4 : 3, c.below ? read.height - 4 : 3);
    EXPECT_GT(corner.red, 240) << c.orientation;
    EXPECT_LT(corner.green, 20) << c.orientation;
    // And green, its neighbour in the picture's rows, tells a rotation from a mirror.
    const bool green_right = c.turned ? c.right : !c.right;
    const bool green_below = c.turned ? !c.below : c.below;
    const Rgb next = at(read, green_right ? read.width - 4 : 3, green_below ? read.height - 4 : 3);
    EXPECT_NEAR(next.green, 128, 12) << c.orientation;
    EXPECT_LT(next.red, 20) << c.orientation;
    EXPECT_EQ(image->stored().orientation, c.orientation);
    EXPECT_EQ(image->stored().jpeg.size(), file.size());
  }
}

TEST(ImageFormats, AnUnknownRotationIsNone) {
  const Pixels read = read_only_page(with_orientation(encode(quarters(), "jpg"), 77));
  EXPECT_EQ(read.width, 40);
}

TEST(ImageFormats, ResolutionComesFromTheFile) {
  Pixels drawn = quarters();
  EXPECT_EQ(read_only_page(encode(drawn, "png")).dpi, 0);
  drawn.dpi = 300;
  for (const char* ending : {"png", "jpg", "tif", "bmp"})
    EXPECT_NEAR(read_only_page(encode(drawn, ending)).dpi, 300, 1) << ending;
}

TEST(ImageFormats, ATiffHasManyPages) {
  Pixels small{7, 5, 1, 0, std::vector<std::uint8_t>(35, 9)};
  const std::string file = encode_tiff({grey_quarters(), small, grey_quarters()});
  const auto image = open_image(file, {});
  ASSERT_EQ(image->page_count(), 3u);
  EXPECT_EQ(image->read_page(2).bytes, grey_quarters().bytes);
  EXPECT_EQ(image->read_page(1).bytes, small.bytes);
  EXPECT_EQ(image->read_page(0).bytes, grey_quarters().bytes);
  EXPECT_TRUE(image->stored().jpeg.empty());
}

TEST(ImageFormats, ThumbnailsAreNoPages) {
  Pixels small{7, 5, 1, 0, std::vector<std::uint8_t>(35, 9)};
  const std::string file = encode_tiff({grey_quarters(), small}, {1});
  EXPECT_EQ(open_image(file, {})->page_count(), 1u);
}

TEST(ImageFormats, AreKnownByTheirFirstBytes) {
  for (const char* ending : {"png", "jpg", "tif", "g4.tif", "jp2", "webp", "bmp", "pnm", "gif"})
    EXPECT_TRUE(looks_like_image(encode(quarters(), ending).substr(0, 16))) << ending;
  for (const char* text : {"", "B", "BMW 的新车", "P5 是第五版", "P1", "P5 2025年", "GIF", "本报讯",
                           "%PDF-1.4", "<?xml version=\"1.0\"?>", "RIFF....WAVE"})
    EXPECT_FALSE(looks_like_image(text)) << text;
}

}  // namespace
}  // namespace tonglan
