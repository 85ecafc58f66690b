// Page images packed for a PDF: see pdf.h.
#include <algorithm>

#include "write/pdf.h"
#include "write/pdf_parts.h"

namespace tonglan {
namespace {

bool black_and_white(const Pixels& pixels) {
  return pixels.channels == 1 && std::all_of(pixels.bytes.begin(), pixels.bytes.end(),
                                             [](std::uint8_t v) { return v == 0 || v == 255; });
}

// Eight pixels a byte, 1 for white; rows begin on a byte.
std::string packed_row(const Pixels& pixels, int y) {
  std::string row((static_cast<std::size_t>(pixels.width) + 7) / 8, '\0');
  const std::uint8_t* from = pixels.row(y);
  for (int x = 0; x < pixels.width; ++x)
    if (from[x]) row[static_cast<std::size_t>(x) / 8] |= static_cast<char>(0x80 >> (x & 7));
  return row;
}

}  // namespace

PageImage page_image_of(const Pixels& pixels) {
  PageImage image;
  if (pixels.empty()) return image;
  image.width = pixels.width;
  image.height = pixels.height;
  image.channels = pixels.channels;
  image.bits = black_and_white(pixels) ? 1 : 8;
  // PNG's "up" filter (2) before every row: a scan changes little from row to row.
  std::string rows, row, above;
  for (int y = 0; y < pixels.height; ++y) {
    row = image.bits == 1
              ? packed_row(pixels, y)
              : std::string(reinterpret_cast<const char*>(pixels.row(y)), pixels.row_size());
    rows += '\2';
    for (std::size_t i = 0; i < row.size(); ++i)
      rows += static_cast<char>(row[i] - (y > 0 ? above[i] : 0));
    above.swap(row);
  }
  // A scan's noise does not pack: the quickest level is a twentieth larger and takes a seventh.
  image.bytes = deflated(rows, 1);
  return image;
}

PageImage page_image_of_jpeg(std::string jpeg, int width, int height, int channels, bool inverted,
                             int orientation) {
  PageImage image;
  image.coding = PageImage::Coding::kJpeg;
  image.width = width;
  image.height = height;
  image.channels = channels;
  image.inverted = inverted;
  image.orientation = orientation;
  image.bytes = std::move(jpeg);
  return image;
}

}  // namespace tonglan
