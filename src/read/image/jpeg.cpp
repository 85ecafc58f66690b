// The markers of a JPEG: size, kind of colour, EXIF rotation, and whether the end is there.
// ITU-T T.81, Annex B; EXIF 2.3, 4.6.
#include "read/image/byte_order.h"
#include "read/image/headers.h"

namespace tonglan {
namespace {

constexpr std::uint64_t kOrientationTag = 0x112;

// `exif`: an APP1 segment behind "Exif\0\0": a TIFF header and its first directory.
int orientation_of(std::string_view exif) {
  const bool big = exif.starts_with("MM");
  const std::uint64_t directory = number_at(exif, 4, 4, big);
  const std::uint64_t count = number_at(exif, directory, 2, big);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t entry = directory + 2 + 12 * i;
    if (number_at(exif, entry, 2, big) != kOrientationTag) continue;
    const auto value = static_cast<int>(number_at(exif, entry + 8, 2, big));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

bool is_frame_header(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void read_segment(std::uint32_t marker, std::string_view content, JpegMarkers& markers) {
  constexpr std::string_view kExif("Exif\0\0", 6);
  if (is_frame_header(marker)) {
    markers.height = big16(content, 1);
    markers.width = big16(content, 3);
    markers.components = static_cast<int>(number_at(content, 5, 1, true));
  } else if (marker == 0xE1 && content.starts_with(kExif)) {
    markers.orientation = orientation_of(content.substr(kExif.size()));
  } else if (marker == 0xEE && content.starts_with("Adobe")) {
    markers.adobe = true;
  }
}

}  // namespace

JpegMarkers read_jpeg_markers(std::string_view bytes) {
  JpegMarkers markers;
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) {
      ++at;  // stray bytes between segments
      continue;
    }
    const auto marker = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1]));
    if (marker == 0xFF || marker == 0 || (marker >= 0xD0 && marker <= 0xD8)) {
      at += marker == 0xFF ? 1 : 2;
      continue;
    }
    const std::uint32_t size = big16(bytes, at + 2);
    if (size < 2 || at + 2 + size > bytes.size()) return markers;
    if (marker == 0xDA) break;  // the first scan: pixels from here on
    read_segment(marker, bytes.substr(at + 4, size - 2), markers);
    at += 2 + size;
  }
  // Some programs write something of their own behind the end mark.
  const std::size_t end = bytes.rfind("\xFF\xD9");
  markers.whole = end != std::string_view::npos && end > at;
  return markers;
}

}  // namespace tonglan
