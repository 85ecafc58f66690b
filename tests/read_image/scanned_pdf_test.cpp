// Scanned PDF: pages as they are embedded where one picture fills them, drawn where not.
#include <gtest/gtest.h>

#include <cstdlib>

#include "read/image/image.h"
#include "support/drawn_images.h"
#include "support/small_pdf.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using namespace testing;

class ScannedPdf : public ::testing::Test {
 protected:
  std::string write(const std::string& bytes) { return folder_.file("-a b.pdf", bytes); }
  int status_of(const std::string& path, const ReadOptions& read = {},
                const LimitOptions& limits = {}) {
    try {
      open_scanned_pdf(path, read, limits)->read_page(0);
      return 0;
    } catch (const Error& error) {
      message_ = error.what();
      return error.status();
    }
  }
  TemporaryFolder folder_;
  std::string message_;
};

TEST_F(ScannedPdf, TakesAPageAsItIsEmbedded) {
  const std::string jpeg = encode(grey_quarters(), "jpg");
  const std::string path = write(make_scan_pdf({{jpeg, 40, 24}, {jpeg, 40, 24}}));
  const auto pdf = open_scanned_pdf(path, {}, {});
  ASSERT_EQ(pdf->page_count(), 2u);
  const Pixels page = pdf->read_page(1);
  EXPECT_EQ(page.width, 40);
  EXPECT_EQ(page.height, 24);
  EXPECT_EQ(page.dpi, 100);
  EXPECT_EQ(page.bytes, open_image(jpeg, {})->read_page(0).bytes);
  EXPECT_EQ(pdf->stored().jpeg, jpeg);
}

TEST_F(ScannedPdf, ThePageMayBeTurned) {
  ScanPage scan{encode(quarters(), "jpg"), 40, 24};
  scan.colour = true;
  scan.rotation = 90;
  const auto pdf = open_scanned_pdf(write(make_scan_pdf({scan})), {}, {});
  const Pixels page = pdf->read_page(0);
  EXPECT_EQ(page.width, 24);
  EXPECT_EQ(page.height, 40);
  EXPECT_GT(page.row(3)[3 * 20], 240);  // red has come to the upper right
  EXPECT_LT(page.row(3)[3 * 20 + 1], 20);
  EXPECT_EQ(pdf->stored().orientation, 6);
}

TEST_F(ScannedPdf, DrawsWhatIsNoSinglePicture) {
  ScanPage scan{encode(grey_quarters(), "jpg"), 40, 24};
  scan.covers = .5;  // of the page's width and height
  const auto pdf = open_scanned_pdf(write(make_scan_pdf({scan})), {}, {});
  const Pixels page = pdf->read_page(0);
  EXPECT_EQ(page.width, 120);  // 40 pixels at 100 dpi are 120 at 300
  EXPECT_EQ(page.dpi, 300);
  EXPECT_TRUE(pdf->stored().jpeg.empty());
}

TEST_F(ScannedPdf, PageRanges) {
  const std::string jpeg = encode(grey_quarters(), "jpg");
  const std::string path = write(make_scan_pdf({{jpeg, 40, 24}, {jpeg, 40, 24}, {jpeg, 40, 24}}));
  ReadOptions read;
  read.first_page = 2;
  EXPECT_EQ(open_scanned_pdf(path, read, {})->page_count(), 2u);
  read.last_page = 2;
  EXPECT_EQ(open_scanned_pdf(path, read, {})->page_count(), 1u);
  read.first_page = read.last_page = 9;
  EXPECT_EQ(status_of(path, read), 2);
}

TEST_F(ScannedPdf, TellsScansFromText) {
  const std::string jpeg = encode(grey_quarters(), "jpg");
  EXPECT_FALSE(has_text_layer(write(make_scan_pdf({{jpeg, 40, 24}})), {}));
  EXPECT_TRUE(has_text_layer(write(make_pdf({{{36, 240, 12, u"渡口早班照常开行。"}}})), {}));
  EXPECT_FALSE(has_text_layer(write(make_pdf({{}})), {}));
  // Mostly scans with one page of text before them.
  EXPECT_FALSE(has_text_layer(write(make_pdf({{{36, 240, 12, u"扉页"}}, {}, {}, {}})), {}));
}

TEST_F(ScannedPdf, LimitsHold) {
  const std::string path = write(make_scan_pdf({{encode(grey_quarters(), "jpg"), 40, 24}}));
  LimitOptions limits;
  limits.max_side = 30;
  EXPECT_EQ(status_of(path, {}, limits), 2);
  EXPECT_NE(message_.find("--max-side"), std::string::npos);
  // A page that would be drawn too large.
  limits.max_side = 1000;
  EXPECT_EQ(status_of(write(make_pdf({{}})), {}, limits), 2);
  EXPECT_NE(message_.find("1500 x 1200"), std::string::npos);
}

TEST_F(ScannedPdf, BrokenFilesAndMissingTools) {
  const std::string whole = make_scan_pdf({{encode(grey_quarters(), "jpg"), 40, 24}});
  EXPECT_EQ(status_of(write(whole.substr(0, whole.size() / 2))), 2);
  EXPECT_EQ(status_of(write("no PDF")), 2);
  EXPECT_EQ(status_of(folder_.path("missing.pdf")), 5);
  const std::string path = write(whole);
  const std::string saved = std::getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  const int status = status_of(path);
  setenv("PATH", saved.c_str(), 1);
  EXPECT_EQ(status, 3);
  EXPECT_NE(message_.find("poppler-utils"), std::string::npos);
}

TEST_F(ScannedPdf, LeavesNoTemporaryFiles) {
  const TemporaryFolder temporary;
  const std::string path = write(make_scan_pdf({{encode(grey_quarters(), "jpg"), 40, 24}}));
  const char* const before = std::getenv("TMPDIR");
  const std::string saved = before ? before : "";
  setenv("TMPDIR", temporary.path("").c_str(), 1);
  EXPECT_EQ(status_of(path), 0);
  EXPECT_EQ(temporary.count(), 0u);
  setenv("TMPDIR", temporary.path("missing").c_str(), 1);
  EXPECT_EQ(status_of(path), 75);
  before ? setenv("TMPDIR", saved.c_str(), 1) : unsetenv("TMPDIR");
}

}  // namespace
}  // namespace tonglan
