#include "read/image/pixels_of.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <memory>

#include "tonglan.h"

namespace tonglan {
namespace {

struct Free {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using OwnPix = std::unique_ptr<Pix, Free>;

constexpr int kLowestDpi = 30, kHighestDpi = 9600;  // outside, the file is guessing

std::uint8_t over_white(std::uint32_t colour, std::uint32_t alpha, bool multiplied) {
  const std::uint32_t white = 255 - alpha;
  if (multiplied) return static_cast<std::uint8_t>(std::min(255u, colour + white));
  return static_cast<std::uint8_t>((colour * alpha + 255 * white + 127) / 255);
}

void copy_colours(Pix* pix, bool alpha_in_colours, Pixels& to) {
  const bool alpha = pixGetSpp(pix) == 4;
  const int words = pixGetWpl(pix), width = to.width;
  for (int y = 0; y < to.height; ++y) {
    const l_uint32* from = pixGetData(pix) + static_cast<std::size_t>(y) * words;
    std::uint8_t* row = to.row(y);
    for (int x = 0; x < width; ++x, row += 3) {
      const std::uint32_t colours[] = {from[x] >> 24, from[x] >> 16 & 255, from[x] >> 8 & 255};
      for (int k = 0; k < 3; ++k) {
        row[k] = alpha ? over_white(colours[k], from[x] & 255, alpha_in_colours)
                       : static_cast<std::uint8_t>(colours[k]);
      }
    }
  }
}

void copy_greys(Pix* pix, Pixels& to) {
  const int words = pixGetWpl(pix), width = to.width;
  for (int y = 0; y < to.height; ++y) {
    l_uint32* from = pixGetData(pix) + static_cast<std::size_t>(y) * words;
    std::uint8_t* row = to.row(y);
    for (int x = 0; x < width; ++x) row[x] = static_cast<std::uint8_t>(GET_DATA_BYTE(from, x));
  }
}

// 8 bits of grey, or 32 bits of colour. Empty where it is neither.
OwnPix plain_depth(Pix* pix) {
  OwnPix own(pixClone(pix));
  if (pixGetColormap(own.get())) own.reset(pixRemoveColormap(own.get(), REMOVE_CMAP_BASED_ON_SRC));
  if (!own || pixGetDepth(own.get()) == 32 || pixGetDepth(own.get()) == 8) return own;
  if (pixGetDepth(own.get()) == 16) return OwnPix(pixConvert16To8(own.get(), L_MS_BYTE));
  return OwnPix(pixConvertTo8(own.get(), FALSE));
}

}  // namespace

Pixels pixels_of(Pix* pix, bool alpha_in_colours) {
  const OwnPix plain = plain_depth(pix);
  if (!plain) throw Error(2, "the image has a depth that is not known; save it with 8 bits");
  Pixels pixels;
  pixels.width = pixGetWidth(plain.get());
  pixels.height = pixGetHeight(plain.get());
  pixels.channels = pixGetDepth(plain.get()) == 32 ? 3 : 1;
  const int dpi = pixGetXRes(pix);
  if (dpi >= kLowestDpi && dpi <= kHighestDpi) pixels.dpi = static_cast<float>(dpi);
  pixels.bytes.resize(pixels.row_size() * static_cast<std::size_t>(pixels.height));
  if (pixels.channels == 3)
    copy_colours(plain.get(), alpha_in_colours, pixels);
  else
    copy_greys(plain.get(), pixels);
  return pixels;
}

Pixels upright(Pixels from, int orientation) {
  if (orientation <= 1 || orientation > 8) return from;
  const bool swap = orientation >= 5;  // rows become columns
  const bool flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Pixels to;
  to.width = swap ? from.height : from.width;
  to.height = swap ? from.width : from.height;
  to.channels = from.channels;
  to.dpi = from.dpi;
  to.bytes.resize(from.bytes.size());
  for (int y = 0; y < to.height; ++y) {
    std::uint8_t* row = to.row(y);
    for (int x = 0; x < to.width; ++x) {
      int u = swap ? y : x, v = swap ? x : y;  // in `from`, before mirroring
      if (flip_x) u = from.width - 1 - u;
      if (flip_y) v = from.height - 1 - v;
      const std::uint8_t* pixel = from.row(v) + static_cast<std::size_t>(u) * from.channels;
      for (int k = 0; k < from.channels; ++k) *row++ = pixel[k];
    }
  }
  return to;
}

}  // namespace tonglan
