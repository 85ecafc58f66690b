// Tesseract itself, on lines drawn here: what a user relies on, and what must not happen.
#include <gtest/gtest.h>

#include <cstdlib>

#include "ocr/drawn_line.h"
#include "ocr/read_page.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

OcrOptions in(const std::string& language) {
  OcrOptions options;
  options.language = language;
  return options;
}

// The text of a page that holds this line alone.
std::string read(const DrawnLine& drawn, const std::string& language) {
  ScannedPage page;
  page.grey = drawn.page;
  page.page.width = float(drawn.page.width);
  page.page.height = float(drawn.page.height);
  page.lines = {drawn.line};
  const OcrOptions options = in(language);
  const std::unique_ptr<Engine> engine = open_engine(options);
  const Document document = read_scanned_page({}, page, engine.get(), options);
  return document.lines.empty() ? "" : std::string(document.view(document.lines[0]));
}

int status_of(const OcrOptions& options, std::string* message) {
  try {
    open_engine(options);
  } catch (const Error& error) {
    *message = error.what();
    return error.status();
  }
  return 0;
}

TEST(Tesseract, ReadsALineWithoutBlanksBetweenItsCharacters) {
  EXPECT_EQ(read(draw_line("河水清清，两岸的柳树已经发芽。", 40), "chi_sim"),
            "河水清清，两岸的柳树已经发芽。");
}

TEST(Tesseract, ReadsAnySize) {
  for (const int em : {18, 30, 64, 160}) {
    EXPECT_EQ(read(draw_line("山上的果园今年丰收", em), "chi_sim"), "山上的果园今年丰收") << em;
  }
}

TEST(Tesseract, ReadsAVerticalLineFromTopToBottom) {
  EXPECT_EQ(read(draw_line("農民在山下種植果樹", 40, Direction::kVertical), "chi_tra"),
            "農民在山下種植果樹");
}

TEST(Tesseract, ReadsWhiteOnBlack) {
  DrawnLine drawn = draw_line("今日要闻", 60);
  for (std::uint8_t& value : drawn.page.bytes) value = std::uint8_t(255 - value);
  drawn.line.reversed = true;
  EXPECT_EQ(read(drawn, "chi_sim"), "今日要闻");
}

TEST(Tesseract, KeepsLatinWordsApartAndNumbersWhole) {
  EXPECT_EQ(read(draw_line("共有3.5万人观看Tennis Open比赛", 40), "chi_sim"),
            "共有3.5万人观看Tennis Open比赛");
}

TEST(Tesseract, ChoosesSimplifiedOrTraditional) {
  EXPECT_EQ(read(draw_line("今年以来粮食价格总体平稳", 40), "auto"), "今年以来粮食价格总体平稳");
  EXPECT_EQ(read(draw_line("警方說電車與貨車相撞", 40), "auto"), "警方說電車與貨車相撞");
}

TEST(Tesseract, ReadsNothingOnPaperAndSpecks) {
  DrawnLine drawn = draw_line("一", 40);
  drawn.line.box = {0, 0, 90, 40};  // paper only
  EXPECT_EQ(read(drawn, "chi_sim"), "");
  for (int i = 0; i < 12; ++i) drawn.page.row(5 + i * 7 % 30)[4 + i * 7] = 0;
  EXPECT_EQ(read(drawn, "chi_sim"), "");
}

TEST(Tesseract, NamesThePackageOfMissingData) {
  std::string message;
  EXPECT_EQ(status_of(in("chi_sim+deu_frak"), &message), 3);
  EXPECT_NE(message.find("tesseract-ocr-deu-frak"), std::string::npos) << message;
}

TEST(Tesseract, LooksWhereTessdataPrefixSays) {
  const testing::TemporaryFolder folder;
  const char* const before = std::getenv("TESSDATA_PREFIX");
  const std::string kept = before != nullptr ? before : "";
  setenv("TESSDATA_PREFIX", folder.path("").c_str(), 1);
  std::string message;
  const int status = status_of(in("chi_sim"), &message);
  before != nullptr ? setenv("TESSDATA_PREFIX", kept.c_str(), 1) : unsetenv("TESSDATA_PREFIX");
  EXPECT_EQ(status, 3);
  EXPECT_NE(message.find("tesseract-ocr-chi-sim"), std::string::npos) << message;
}

TEST(Tesseract, SaysNothingOnTheTerminal) {
  ::testing::internal::CaptureStderr();
  ::testing::internal::CaptureStdout();
  std::string message;
  status_of(in("xyz"), &message);
  read(draw_line("丨", 40), "chi_sim");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Engines, NoneReadsNothingAndUnknownNamesAreRefused) {
  OcrOptions options;
  options.engine = "none";
  EXPECT_EQ(open_engine(options), nullptr);
  options.engine = "typewriter";
  std::string message;
  EXPECT_EQ(status_of(options, &message), 1);
  EXPECT_NE(message.find("tesseract"), std::string::npos) << message;
}

}  // namespace
}  // namespace tonglan
