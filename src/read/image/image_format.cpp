// Image formats by their first bytes. No decoder is needed for that, so the text side knows them
// too.
#include <initializer_list>

#include "read/image/headers.h"

namespace tonglan {
namespace {

// "P5", white space, and a comment or the two numbers of the size.
bool is_pnm(std::string_view bytes) {
  constexpr const char* kSpace = " \t\r\n";
  constexpr const char* kDigits = "0123456789";
  if (bytes.size() < 3 || bytes[0] != 'P' || bytes[1] < '1' || bytes[1] > '7') return false;
  const std::size_t first = bytes.find_first_not_of(kSpace, 2);
  if (first == 2 || first == bytes.npos) return false;
  if (bytes[first] == '#') return true;
  const std::size_t gap = bytes.find_first_not_of(kDigits, first);
  if (gap == first || gap == bytes.npos) return false;
  const std::size_t second = bytes.find_first_not_of(kSpace, gap);
  return second != gap && second != bytes.npos && bytes[second] >= '0' && bytes[second] <= '9';
}

}  // namespace

ImageFormat image_format_of(std::string_view bytes) {
  const auto at = [&](std::size_t place, std::string_view magic) {
    return bytes.size() >= place && bytes.substr(place).starts_with(magic);
  };
  if (at(0, "\x89PNG\r\n\x1A\n")) return ImageFormat::kPng;
  if (at(0, "\xFF\xD8\xFF")) return ImageFormat::kJpeg;
  for (const std::string_view magic :
       {std::string_view("II*\0", 4), std::string_view("MM\0*", 4), std::string_view("II+\0", 4),
        std::string_view("MM\0+", 4)}) {
    if (at(0, magic)) return ImageFormat::kTiff;
  }
  if (at(4, "jP  \r\n\x87\n") || at(0, "\xFF\x4F\xFF\x51")) return ImageFormat::kJpeg2000;
  if (at(0, "RIFF") && at(8, "WEBP")) return ImageFormat::kWebp;
  if (at(0, "GIF87a") || at(0, "GIF89a")) return ImageFormat::kGif;
  // Two letters are little: a text may begin with them. The reserved bytes of a BMP are zero.
  if (at(0, "BM") && at(6, std::string_view("\0\0\0\0", 4))) return ImageFormat::kBmp;
  if (is_pnm(bytes)) return ImageFormat::kPnm;
  return ImageFormat::kUnknown;
}

const char* image_format_name(ImageFormat format) {
  constexpr const char* kNames[] = {"unknown", "PNG", "JPEG", "TIFF", "JPEG 2000",
                                    "WebP",    "BMP", "PNM",  "GIF"};
  return kNames[static_cast<std::size_t>(format)];
}

}  // namespace tonglan
