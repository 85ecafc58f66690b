// What the headers of an image file say, before anything is decoded: its format, its pages and
// their sizes, and whether all of it is there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "options.h"

namespace tonglan {

enum class ImageFormat : std::uint8_t {
  kUnknown,
  kPng,
  kJpeg,
  kTiff,
  kJpeg2000,
  kWebp,
  kBmp,
  kPnm,
  kGif
};

struct ImageFrame {
  std::uint64_t width = 0, height = 0;  // pixels
  std::uint64_t pixels = 0;             // that decoding unpacks: more than this frame's in a GIF
  std::uint64_t offset = 0;             // of a TIFF's directory
};

// By the first bytes alone.
ImageFormat image_format_of(std::string_view bytes);

// "PNG", "JPEG", ...
const char* image_format_name(ImageFormat format);

// The pages: one or more of a TIFF (thumbnails and masks apart), one of anything else; none where
// the headers can't be read. Throws Error (status 2) where the end of the file is missing.
std::vector<ImageFrame> read_image_headers(std::string_view bytes, ImageFormat format);

// Throws Error (status 2) for a page that is larger than allowed.
void check_limits(const ImageFrame& frame, const LimitOptions& limits);

std::vector<ImageFrame> read_tiff_directories(std::string_view bytes);  // tiff.cpp

// What stands in a JPEG beside its pixels (jpeg.cpp).
struct JpegMarkers {
  bool whole = false;   // the end mark is there
  bool adobe = false;   // an Adobe marker: CMYK is stored inverted
  int components = 0;   // 1 grey, 3 colour, 4 CMYK
  int orientation = 1;  // EXIF: 1 upright .. 8
  std::uint64_t width = 0, height = 0;
};
JpegMarkers read_jpeg_markers(std::string_view bytes);

}  // namespace tonglan
