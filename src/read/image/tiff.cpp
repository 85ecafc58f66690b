// The directories of a TIFF: how many pages it has, how large each is, and whether their pixels lie
// inside the file. Classic TIFF 6.0 and BigTIFF, either byte order.
#include <algorithm>
#include <unordered_set>

#include "read/image/byte_order.h"
#include "read/image/headers.h"
#include "tonglan.h"

namespace tonglan {
namespace {

constexpr std::size_t kMaxPages = 100'000;  // of one file
constexpr std::uint64_t kMaxStrips = 1 << 20;

enum Tag : std::uint32_t {
  kSubfileType = 254,
  kWidth = 256,
  kHeight = 257,
  kStripOffsets = 273,
  kStripSizes = 279,
  kTileOffsets = 324,
  kTileSizes = 325,
};
// Bits of kSubfileType.
constexpr std::uint64_t kReduced = 1, kMask = 4;

struct Layout {
  std::string_view bytes;
  bool big_endian = false;
  bool big_tiff = false;

  std::uint64_t number(std::uint64_t at, int size) const {
    return number_at(bytes, at, size, big_endian);
  }
  int offset_size() const { return big_tiff ? 8 : 4; }
  int count_size() const { return big_tiff ? 8 : 2; }
  int entry_size() const { return big_tiff ? 20 : 12; }
};

struct Entry {
  int item_size = 0;
  std::uint64_t count = 0;
  std::uint64_t at = 0;  // of the first item
};

int size_of_type(std::uint64_t type) {
  switch (type) {
    case 3:
      return 2;  // SHORT
    case 4:
    case 13:
      return 4;  // LONG, IFD
    case 16:
    case 18:
      return 8;  // LONG8, IFD8
    default:
      return 1;
  }
}

Entry entry_at(const Layout& l, std::uint64_t at) {
  Entry entry;
  entry.item_size = size_of_type(l.number(at + 2, 2));
  entry.count = l.number(at + 4, l.offset_size());
  entry.at = at + 4 + static_cast<std::uint64_t>(l.offset_size());
  const auto room = static_cast<std::uint64_t>(l.offset_size());
  if (entry.count > room / static_cast<std::uint64_t>(entry.item_size))
    entry.at = l.number(entry.at, l.offset_size());
  return entry;
}

std::uint64_t item(const Layout& l, const Entry& entry, std::uint64_t i) {
  return l.number(entry.at + i * static_cast<std::uint64_t>(entry.item_size), entry.item_size);
}

// libtiff gives what it finds of a picture that is cut off; that must not pass for the whole.
void check_inside(const Layout& l, const Entry& offsets, const Entry& sizes) {
  const std::uint64_t count = std::min({offsets.count, sizes.count, kMaxStrips});
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t begin = item(l, offsets, i), size = item(l, sizes, i);
    if (begin > l.bytes.size() || size > l.bytes.size() - begin)
      throw Error(2, "the TIFF is cut off: pixels are missing at its end; fetch it again");
  }
}

struct Directory {
  ImageFrame frame;
  bool page = true;  // false: a thumbnail or a mask
  std::uint64_t next = 0;
};

Directory read_directory(const Layout& l, std::uint64_t at) {
  Directory directory;
  directory.frame.offset = at;
  const std::uint64_t count = std::min<std::uint64_t>(l.number(at, l.count_size()), 4096);
  const std::uint64_t first = at + static_cast<std::uint64_t>(l.count_size());
  Entry strips[2], tiles[2];
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t place = first + i * static_cast<std::uint64_t>(l.entry_size());
    const Entry entry = entry_at(l, place);
    switch (l.number(place, 2)) {
      case kSubfileType:
        directory.page = (item(l, entry, 0) & (kReduced | kMask)) == 0;
        break;
      case kWidth:
        directory.frame.width = item(l, entry, 0);
        break;
      case kHeight:
        directory.frame.height = item(l, entry, 0);
        break;
      case kStripOffsets:
        strips[0] = entry;
        break;
      case kStripSizes:
        strips[1] = entry;
        break;
      case kTileOffsets:
        tiles[0] = entry;
        break;
      case kTileSizes:
        tiles[1] = entry;
        break;
    }
  }
  if (directory.page) {
    check_inside(l, strips[0], strips[1]);
    check_inside(l, tiles[0], tiles[1]);
  }
  directory.frame.pixels = directory.frame.width * directory.frame.height;
  directory.next =
      l.number(first + count * static_cast<std::uint64_t>(l.entry_size()), l.offset_size());
  return directory;
}

}  // namespace

std::vector<ImageFrame> read_tiff_directories(std::string_view bytes) {
  Layout layout{bytes, bytes.starts_with("MM"), false};
  layout.big_tiff = layout.number(2, 2) == 43;
  std::vector<ImageFrame> pages;
  std::unordered_set<std::uint64_t> seen;  // a chain of directories may be a ring
  std::uint64_t at = layout.big_tiff ? layout.number(8, 8) : layout.number(4, 4);
  while (at != 0 && seen.insert(at).second && pages.size() < kMaxPages) {
    if (at >= bytes.size())
      throw Error(2, "the TIFF is cut off: its page list is missing; fetch it again");
    const Directory directory = read_directory(layout, at);
    if (directory.page && directory.frame.width > 0 && directory.frame.height > 0)
      pages.push_back(directory.frame);
    at = directory.next;
  }
  return pages;
}

}  // namespace tonglan
