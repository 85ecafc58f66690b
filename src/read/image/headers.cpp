#include "read/image/headers.h"

#include <leptonica/allheaders.h>

#include <algorithm>

#include "read/image/byte_order.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// The frames of a GIF (GIF89a, Appendix A), which the decoder unpacks all together though only the
// first is a page.
std::vector<ImageFrame> read_gif_frames(std::string_view bytes) {
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint32_t>(number_at(bytes, at, 1, false));
  };
  const auto table_size = [](std::uint32_t flags) {
    return flags & 0x80 ? std::size_t{3} << ((flags & 7) + 1) : std::size_t{0};
  };
  ImageFrame page{little16(bytes, 6), little16(bytes, 8), 0, 0};
  std::size_t at = 13 + table_size(byte(10));
  const auto skip_blocks = [&] {
    while (at < bytes.size() && byte(at) != 0) at += 1 + byte(at);
    ++at;
  };
  while (at < bytes.size() && byte(at) != 0x3B) {
    const std::uint32_t kind = byte(at);
    if (kind == 0x21) {  // an extension
      at += 2;
    } else if (kind == 0x2C) {
      const ImageFrame frame{little16(bytes, at + 5), little16(bytes, at + 7), 0, 0};
      if (page.pixels == 0) {
        page.width = std::max(page.width, frame.width);
        page.height = std::max(page.height, frame.height);
      }
      page.pixels += frame.width * frame.height;
      at += 11 + table_size(byte(at + 9));
    } else {
      throw Error(2, "the GIF is damaged; fetch it again");
    }
    skip_blocks();
  }
  if (at >= bytes.size()) throw Error(2, "the GIF is cut off; fetch it again");
  page.pixels = std::max(page.pixels, page.width * page.height);
  return {page};
}

// The size that a JPEG 2000 file's header box gives is not the one that its codestream unpacks to.
ImageFrame larger_codestream(std::string_view bytes, ImageFrame frame) {
  constexpr std::string_view kSize("\xFF\x4F\xFF\x51", 4);  // SOC, SIZ
  for (std::size_t at = bytes.find(kSize); at != std::string_view::npos;
       at = bytes.find(kSize, at + 1)) {
    const std::uint64_t right = big32(bytes, at + 8), bottom = big32(bytes, at + 12);
    const std::uint64_t left = big32(bytes, at + 16), top = big32(bytes, at + 20);
    if (right <= left || bottom <= top) continue;
    frame.width = std::max(frame.width, right - left);
    frame.height = std::max(frame.height, bottom - top);
  }
  return frame;
}

void check_png_end(std::string_view bytes) {
  if (bytes.find("IEND") == std::string_view::npos)
    throw Error(2, "the PNG is cut off; fetch it again");
}

std::string count_of(std::uint64_t pixels) {
  return pixels < 10'000'000 ? std::to_string(pixels)
                             : std::to_string(pixels / 1'000'000) + " million";
}

}  // namespace

std::vector<ImageFrame> read_image_headers(std::string_view bytes, ImageFormat format) {
  if (format == ImageFormat::kTiff) return read_tiff_directories(bytes);
  if (format == ImageFormat::kGif) return read_gif_frames(bytes);
  ImageFrame frame;
  if (format == ImageFormat::kJpeg) {
    const JpegMarkers markers = read_jpeg_markers(bytes);
    if (!markers.whole) throw Error(2, "the JPEG is cut off; fetch it again");
    frame.width = markers.width;
    frame.height = markers.height;
  } else {
    if (format == ImageFormat::kPng) check_png_end(bytes);
    int kind = 0, width = 0, height = 0, bits = 0, samples = 0, palette = 0;
    if (pixReadHeaderMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &kind,
                         &width, &height, &bits, &samples, &palette) != 0) {
      return {};
    }
    frame.width = static_cast<std::uint64_t>(std::max(0, width));
    frame.height = static_cast<std::uint64_t>(std::max(0, height));
    if (format == ImageFormat::kJpeg2000) frame = larger_codestream(bytes, frame);
  }
  if (frame.width == 0 || frame.height == 0) return {};
  frame.pixels = frame.width * frame.height;
  return {frame};
}

void check_limits(const ImageFrame& frame, const LimitOptions& limits) {
  const std::string size = std::to_string(frame.width) + " x " + std::to_string(frame.height);
  if (frame.width > limits.max_side || frame.height > limits.max_side) {
    throw Error(2, "the image is " + size + " pixels, over the limit of " +
                       std::to_string(limits.max_side) + " a side (--max-side); make it smaller");
  }
  if (frame.pixels > limits.max_pixels) {
    throw Error(2, "the image unpacks to " + count_of(frame.pixels) +
                       " pixels, over the limit of " + count_of(limits.max_pixels) +
                       " (--max-pixels); make it smaller");
  }
}

}  // namespace tonglan
