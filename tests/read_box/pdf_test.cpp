#include "read/box/pdf.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "read_box/describe.h"
#include "support/small_pdf.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::make_pdf;
using testing::TextRun;

class Pdf : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(::testing::TempDir()) /
            (std::string("-box ") +
             ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".pdf");
  }
  void TearDown() override { std::filesystem::remove(path_); }
  std::string write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_.string();
  }
  int status_of(const std::string& path, const ReadOptions& options = {}) {
    try {
      read_pdf(path, options);
    } catch (const Error& e) {
      message_ = e.what();
      return e.status();
    }
    return 0;
  }
  std::filesystem::path path_;
  std::string message_;
};

TEST_F(Pdf, ColumnsStayApartInTheirOwnOrder) {
  const Document d = read_pdf(write(make_pdf({{{36, 240, 12, u"渡口早班照常"},
                                               {36, 224, 12, u"开行。"},
                                               {150, 240, 12, u"右栏第一行"}}})),
                              {});
  EXPECT_EQ(d.text, "渡口早班照常\n开行。\n右栏第一行\n");
  ASSERT_EQ(d.pages.size(), 1u);
  EXPECT_FLOAT_EQ(d.pages[0].width, 1500);  // 5 inches at 300 dpi
  EXPECT_NEAR(d.lines[0].box.left, 150, 1);
  EXPECT_NEAR(d.lines[0].box.right, 450, 1);
  EXPECT_EQ(d.lines[0].glyph_count, 1u);
}

TEST_F(Pdf, VerticalTextIsOneLineAColumn) {
  std::vector<TextRun> shown;
  float y = 240;
  for (const char16_t c : std::u16string(u"早班渡船")) shown.push_back({300, y -= 12, 12, {c}});
  y = 240;
  for (const char16_t c : std::u16string(u"照常开行")) shown.push_back({284, y -= 12, 12, {c}});
  const Document d = read_pdf(write(make_pdf({shown})), {});
  EXPECT_EQ(d.text, "早班渡船\n照常开行\n");
  EXPECT_EQ(d.origins.at(d.lines[0].origin).direction, Direction::kVertical);
}

TEST_F(Pdf, PrintedTwiceToLookBoldIsReadOnce) {
  const Document d = read_pdf(
      write(
          make_pdf({{{36, 240, 12, u"号外"}, {36.4f, 240, 12, u"号外"}, {36, 200, 12, u"号外"}}})),
      {});
  EXPECT_EQ(d.text, "号外\n号外\n");
  ASSERT_EQ(d.warnings.size(), 1u);
  EXPECT_NE(d.warnings[0].message.find("printed twice"), std::string::npos);
}

TEST_F(Pdf, PageRanges) {
  const std::string path =
      write(make_pdf({{{36, 240, 12, u"甲"}}, {{36, 240, 12, u"乙"}}, {{36, 240, 12, u"丙"}}}));
  ReadOptions options;
  options.first_page = options.last_page = 2;
  EXPECT_EQ(read_pdf(path, options).text, "乙\n");
  EXPECT_EQ(read_pdf(path, {}).pages.size(), 3u);
  options.first_page = options.last_page = 9;
  EXPECT_EQ(status_of(path, options), 2);
}

TEST_F(Pdf, AScanSaysSo) {
  EXPECT_EQ(status_of(write(make_pdf({{}}))), 2);
  EXPECT_NE(message_.find("scan"), std::string::npos);
}

TEST_F(Pdf, BrokenFilesAreRefused) {
  const std::string whole = make_pdf({{{36, 240, 12, u"渡口早班照常"}}});
  EXPECT_EQ(status_of(write(whole.substr(0, whole.size() / 2))), 2);
  EXPECT_NE(message_.find("cut off"), std::string::npos);
  EXPECT_EQ(status_of(write("no PDF at all")), 2);
  EXPECT_EQ(status_of(write("%PDF-1.4\nrubbish\n%%EOF\n")), 2);
  EXPECT_EQ(status_of(path_.string() + ".missing"), 5);
}

TEST_F(Pdf, EncryptedIsItsOwnStatus) {
  // An owner and user key that no empty password fits.
  std::string pdf = make_pdf({{{36, 240, 12, u"甲"}}});
  const std::string keys = "<" + std::string(64, 'A') + ">";
  const std::string id = "<" + std::string(32, 'B') + ">";
  pdf.replace(pdf.find("/Root"), 5,
              "/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O" + keys + "/U" + keys +
                  ">>/ID[" + id + id + "]/Root");
  EXPECT_EQ(status_of(write(pdf)), 8);
}

TEST_F(Pdf, WithoutPdftotextTheReaderNamesThePackage) {
  const std::string path = write(make_pdf({{{36, 240, 12, u"甲"}}}));
  const std::string saved = std::getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  const int status = status_of(path);
  setenv("PATH", saved.c_str(), 1);
  EXPECT_EQ(status, 3);
  EXPECT_NE(message_.find("poppler-utils"), std::string::npos);
}

}  // namespace
}  // namespace tonglan
