// What can't be used is refused with status 2 and one line that says what to do; nothing is decoded
// that is over a limit, and nothing is printed.
#include <gtest/gtest.h>

#include "read/image/image.h"
#include "support/drawn_images.h"
#include "support/random.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using namespace testing;

// "" where all pages can be read.
std::string complaint(const std::string& file, const LimitOptions& limits = {}) {
  try {
    const auto image = open_image(file, limits);
    for (std::uint32_t i = 0; i < image->page_count(); ++i) image->read_page(i);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 2) << error.what();
    const std::string line = error.what();
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    EXPECT_FALSE(line.empty());
    return line;
  }
}

const char* const kEndings[] = {"png", "jpg", "tif", "g4.tif", "jp2", "webp", "bmp", "pnm", "gif"};

TEST(BadImages, NoImageAtAll) {
  EXPECT_NE(complaint("").find("empty"), std::string::npos);
  EXPECT_NE(complaint("本报讯 一份名叫扫描的文字稿。\n").find("no image"), std::string::npos);
  EXPECT_NE(complaint(std::string(1000, '\0')).find("no image"), std::string::npos);
}

TEST(BadImages, CutOffFilesAreNoPages) {
  for (const char* ending : kEndings) {
    const std::string whole = encode(quarters(), ending);
    ASSERT_EQ(complaint(whole), "") << ending;
    for (const double share : {.05, .2, .5, .8}) {
      const auto size = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
      EXPECT_NE(complaint(whole.substr(0, size)), "") << ending << " " << share;
    }
  }
}

TEST(BadImages, ATiffWhosePixelsAreMissingIsNotHalfRead) {
  std::string file = encode_tiff({grey_quarters(), grey_quarters()});
  file.resize(file.size() - 100);
  EXPECT_NE(complaint(file).find("cut off"), std::string::npos);
}

TEST(BadImages, AnEndlessChainOfPagesEnds) {
  std::string file = encode_tiff({grey_quarters()});
  file[8 + 2 + 10 * 12] = 8;  // the next page is this one
  EXPECT_EQ(open_image(file, {})->page_count(), 1u);
}

TEST(BadImages, LimitsHoldBeforeDecoding) {
  LimitOptions limits;
  limits.max_side = 39;
  for (const char* ending : kEndings) {
    const std::string line = complaint(encode(quarters(), ending), limits);
    EXPECT_NE(line.find("40 x 24"), std::string::npos) << ending << ": " << line;
    EXPECT_NE(line.find("--max-side"), std::string::npos) << ending;
  }
  limits = {};
  limits.max_pixels = 40 * 24 - 1;
  for (const char* ending : kEndings)
    EXPECT_NE(complaint(encode(quarters(), ending), limits)
                  .find("960 pixels, over the limit of 959 (--max-pixels)"),
              std::string::npos)
        << ending;
  limits.max_pixels = 40 * 24;
  for (const char* ending : kEndings)
    EXPECT_EQ(complaint(encode(quarters(), ending), limits), "") << ending;
}

// Headers that promise 40,000 x 40,000 pixels, with hardly a byte behind them.
TEST(BadImages, HugeHeadersAreRefusedByTheirWord) {
  std::string png = encode(quarters(), "1.png");
  png.replace(16, 8, std::string("\0\0\x9C\x40\0\0\x9C\x40", 8));
  EXPECT_NE(complaint(png).find("40000 x 40000"), std::string::npos);
  std::string bmp = encode(quarters(), "bmp");
  bmp.replace(18, 8, std::string("\x40\x9C\0\0\x40\x9C\0\0", 8));
  EXPECT_NE(complaint(bmp), "");
  EXPECT_NE(complaint("P5\n40000 40000\n255\n").find("40000 x 40000"), std::string::npos);
  std::string tiff = encode_tiff({grey_quarters()});
  for (const int row : {1, 2})
    tiff.replace(8 + 2 + static_cast<std::size_t>(row) * 12 + 8, 4, std::string("\x40\x9C\0\0", 4));
  EXPECT_NE(complaint(tiff).find("40000 x 40000"), std::string::npos);
  // The size box of a JPEG 2000 says one thing, its codestream another.
  std::string jp2 = encode(quarters(), "jp2");
  const std::size_t size = jp2.find(std::string("\xFF\x4F\xFF\x51", 4));
  ASSERT_NE(size, std::string::npos);
  jp2.replace(size + 8, 8, std::string("\0\0\x9C\x40\0\0\x9C\x40", 8));
  EXPECT_NE(complaint(jp2).find("40000 x 40000"), std::string::npos);
}

TEST(BadImages, OnlyTheLimitsOfItsOwnPageCount) {
  LimitOptions limits;
  limits.max_side = 20;
  const Pixels small{7, 5, 1, 0, std::vector<std::uint8_t>(35, 9)};
  const std::string file = encode_tiff({small, grey_quarters()});
  const auto image = open_image(file, limits);
  EXPECT_EQ(image->read_page(0).width, 7);
  EXPECT_THROW(image->read_page(1), Error);
}

TEST(BadImages, OnePixelIsAPicture) {
  const Pixels one{1, 1, 1, 0, {7}};
  for (const char* ending : {"png", "jpg", "tif", "jp2", "bmp", "pnm"})
    EXPECT_EQ(complaint(encode(one, ending)), "") << ending;
}

TEST(BadImages, NothingIsPrintedAndNothingCrashes) {
  Random random(7);
  ::testing::internal::CaptureStderr();
  int refused = 0;
  for (const char* ending : kEndings) {
    const std::string whole = encode(quarters(), ending);
    for (int turn = 0; turn < 60; ++turn) {
      std::string file = whole;
      for (int k = 0; k < 3; ++k) {
        const int place = random.between(0, static_cast<int>(file.size()) - 1);
        file[static_cast<std::size_t>(place)] = static_cast<char>(random.between(0, 255));
      }
      refused += !complaint(file).empty();
    }
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace tonglan
