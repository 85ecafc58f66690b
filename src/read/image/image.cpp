#include "read/image/image.h"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <mutex>
#include <vector>

#include "read/image/headers.h"
#include "read/image/pixels_of.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Free {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using OwnPix = std::unique_ptr<Pix, Free>;

// libjpeg and libpng print their complaints to C's stderr from deep inside Leptonica; what is wrong
// is ours to say, in one line. While this lives, that stream leads nowhere.
class QuietStderr {
 public:
  QuietStderr() : lock_(mutex()), nowhere_(std::fopen("/dev/null", "w")), loud_(stderr) {
    setMsgSeverity(L_SEVERITY_NONE);
    if (nowhere_) stderr = nowhere_;
  }
  ~QuietStderr() {
    stderr = loud_;
    if (nowhere_) std::fclose(nowhere_);
  }
  QuietStderr(const QuietStderr&) = delete;
  QuietStderr& operator=(const QuietStderr&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex only;
    return only;
  }
  std::lock_guard<std::mutex> lock_;
  std::FILE* nowhere_;
  std::FILE* loud_;
};

// Stray bytes between segments, which some cameras leave, give one warning; a damaged scan gives
// one for each block that makes no sense.
constexpr int kHarmlessWarnings = 1;

class DecodedFile : public ImageFile {
 public:
  DecodedFile(std::string_view bytes, ImageFormat format, const LimitOptions& limits)
      : bytes_(bytes), format_(format), limits_(limits) {
    const QuietStderr quiet;
    pages_ = read_image_headers(bytes, format);
    if (pages_.empty()) throw damaged();
    check_limits(pages_[0], limits);
    if (format == ImageFormat::kJpeg) markers_ = read_jpeg_markers(bytes);
  }

  std::uint32_t page_count() const override { return static_cast<std::uint32_t>(pages_.size()); }

  Pixels read_page(std::uint32_t page) override {
    const ImageFrame& frame = pages_.at(page);
    check_limits(frame, limits_);
    const OwnPix pix = decode(frame);
    if (!pix) throw damaged();
    return upright(pixels_of(pix.get(), format_ == ImageFormat::kTiff), markers_.orientation);
  }

  StoredPage stored() const override {
    if (format_ != ImageFormat::kJpeg) return {};
    return {bytes_,
            static_cast<int>(markers_.width),
            static_cast<int>(markers_.height),
            markers_.components,
            markers_.components == 4 && markers_.adobe,
            markers_.orientation};
  }

 private:
  OwnPix decode(const ImageFrame& frame) const {
    const QuietStderr quiet;
    const auto* data = reinterpret_cast<const l_uint8*>(bytes_.data());
    if (format_ == ImageFormat::kTiff) {
      std::size_t offset = frame.offset;
      return OwnPix(pixReadMemFromMultipageTiff(data, bytes_.size(), &offset));
    }
    if (format_ == ImageFormat::kJpeg) {
      int warnings = 0;
      OwnPix pix(
          pixReadMemJpeg(data, bytes_.size(), 0, 1, &warnings, L_JPEG_CONTINUE_WITH_BAD_DATA));
      if (warnings > kHarmlessWarnings) return nullptr;
      return pix;
    }
    return OwnPix(pixReadMem(data, bytes_.size()));
  }

  Error damaged() const {
    return Error(2, std::string("the ") + image_format_name(format_) +
                        " image is damaged; fetch it again, or open and save it with another"
                        " program");
  }

  std::string_view bytes_;
  ImageFormat format_;
  LimitOptions limits_;
  std::vector<ImageFrame> pages_;
  JpegMarkers markers_;  // of a JPEG
};

}  // namespace

bool looks_like_image(std::string_view head) {
  return image_format_of(head) != ImageFormat::kUnknown;
}

std::unique_ptr<ImageFile> open_image(std::string_view bytes, const LimitOptions& limits) {
  if (bytes.empty()) throw Error(2, "the file is empty");
  const ImageFormat format = image_format_of(bytes);
  if (format == ImageFormat::kUnknown) {
    throw Error(2,
                "no image, whatever its name says: it begins like none of PNG, JPEG, TIFF, JPEG"
                " 2000, WebP, BMP, PNM and GIF");
  }
  return std::make_unique<DecodedFile>(bytes, format, limits);
}

}  // namespace tonglan
