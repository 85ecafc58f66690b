// The overlay command: which picture lies under the drawing.
#include "batch/overlay_file.h"

#include <gtest/gtest.h>

#include "read/image/image.h"
#include "support/drawn_images.h"
#include "support/small_pdf.h"
#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using namespace testing;

class OverlayFile : public ::testing::Test {
 protected:
  std::string hocr(const std::string& image) {
    std::string page = R"(<div class="ocr_page" title="bbox 0 0 400 240)";
    if (!image.empty()) page += "; image &quot;" + image + "&quot;";
    page += R"("><span class="ocr_line" title="bbox 20 20 120 40">渡口早班</span></div>)";
    return folder_.file("page.hocr", "<html><body>" + page + "</body></html>");
  }
  // The drawing's pixel near its lower left corner, where nothing else is drawn.
  int blue_of_corner(OverlayRun run) {
    run.run.out = folder_.path("out.png");
    run.layers = "separators";
    run_overlay(run);
    const std::string png = folder_.read("out.png");
    const Pixels shown = open_image(png, {})->read_page(0);
    const std::uint8_t* pixel = shown.row(shown.height - 20) + 3 * 20;
    return pixel[2] - pixel[0];
  }
  TemporaryFolder folder_;
};

TEST_F(OverlayFile, DrawsOnThePictureThatThePageNames) {
  for (const char* ending : {"jpg", "png", "tif", "webp", "bmp"}) {
    const std::string name = std::string("scan.") + ending;
    folder_.file(name, encode(quarters(), ending));
    OverlayRun run;
    run.run.inputs = {hocr(name)};
    EXPECT_GT(blue_of_corner(run), 200) << ending;
  }
}

TEST_F(OverlayFile, DrawsOnWhiteWhereThereIsNone) {
  OverlayRun run;
  run.run.inputs = {hocr("")};
  EXPECT_EQ(blue_of_corner(run), 0);
  run.run.inputs = {hocr("gone.jpg")};
  EXPECT_EQ(blue_of_corner(run), 0);
}

TEST_F(OverlayFile, TakesThePictureThatIsAskedFor) {
  OverlayRun run;
  run.run.inputs = {hocr("gone.jpg")};
  run.image = folder_.file("other.jpg", encode(quarters(), "jpg"));
  EXPECT_GT(blue_of_corner(run), 200);
}

TEST_F(OverlayFile, APdfIsItsOwnPicture) {
  ScanPage scan{encode(quarters(), "jpg"), 40, 24};
  scan.colour = true;
  OverlayRun run;
  run.run.inputs = {hocr("")};
  run.image = folder_.file("scan.pdf", make_scan_pdf({scan}));
  EXPECT_GT(blue_of_corner(run), 200);
}

TEST_F(OverlayFile, SaysWhichPictureCanNotBeUsed) {
  OverlayRun run;
  run.run.inputs = {hocr("")};
  run.run.out = folder_.path("out.png");
  run.image = folder_.file("text.jpg", "本报讯");
  try {
    run_overlay(run);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 2);
    EXPECT_NE(std::string(error.what()).find("text.jpg"), std::string::npos);
  }
  run.image = folder_.path("missing.jpg");
  try {
    run_overlay(run);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), 5);
  }
  EXPECT_FALSE(folder_.has("out.png"));
}

}  // namespace
}  // namespace tonglan
