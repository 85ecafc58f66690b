#include "overlay/background.h"

#include <algorithm>

#include "tonglan.h"

namespace tonglan {
namespace {

// One row of the small picture from rows first .. last - 1 of the large one.
void average_rows(const Pixels& from, int first, int last, Pixels& to, int y) {
  std::uint8_t* out = to.row(y);
  for (int x = 0; x < to.width; ++x) {
    const int left = static_cast<int>(std::int64_t{x} * from.width / to.width);
    const int right = static_cast<int>(std::int64_t{x + 1} * from.width / to.width);
    unsigned sums[3] = {};
    for (int v = first; v < last; ++v) {
      const std::uint8_t* pixel = from.row(v) + static_cast<std::size_t>(left) * from.channels;
      for (int u = left; u < right; ++u)
        for (int k = 0; k < from.channels; ++k) sums[k] += *pixel++;
    }
    const auto count = static_cast<unsigned>((last - first) * (right - left));
    for (int k = 0; k < from.channels; ++k)
      *out++ = static_cast<std::uint8_t>((sums[k] + count / 2) / count);
  }
}

}  // namespace

Pixels shrunk(const Pixels& image, int width) {
  if (image.empty() || image.width <= width) return image;
  Pixels small;
  small.width = width;
  small.height = std::max(1, static_cast<int>(std::int64_t{image.height} * width / image.width));
  small.channels = image.channels;
  small.bytes.resize(small.row_size() * static_cast<std::size_t>(small.height));
  for (int y = 0; y < small.height; ++y) {
    const auto top = static_cast<int>(std::int64_t{y} * image.height / small.height);
    const auto bottom = static_cast<int>(std::int64_t{y + 1} * image.height / small.height);
    average_rows(image, top, bottom, small, y);
  }
  return small;
}

Surface surface_of(const Pixels& pixels) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels.width, pixels.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    throw Error(2, "the picture is too large to draw on");
  cairo_surface_flush(surface.get());
  unsigned char* const data = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  for (int y = 0; y < pixels.height; ++y) {
    const std::uint8_t* from = pixels.row(y);
    auto* words = reinterpret_cast<std::uint32_t*>(data + stride * static_cast<std::size_t>(y));
    for (int x = 0; x < pixels.width; ++x, from += pixels.channels) {
      const std::uint8_t* last = from + pixels.channels - 1;  // grey: all the same
      words[x] = static_cast<std::uint32_t>(from[0] << 16 | from[pixels.channels / 2] << 8 | *last);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

std::string encode_png(cairo_surface_t* surface) {
  std::string png;
  cairo_surface_write_to_png_stream(
      surface,
      [](void* to, const unsigned char* bytes, unsigned int size) {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
        return CAIRO_STATUS_SUCCESS;
      },
      &png);
  return png;
}

}  // namespace tonglan
