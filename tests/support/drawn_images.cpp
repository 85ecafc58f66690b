#include "support/drawn_images.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace tonglan::testing {
namespace {

struct Free {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using OwnPix = std::unique_ptr<Pix, Free>;

OwnPix pix_of(const Pixels& pixels) {
  OwnPix pix(pixCreate(pixels.width, pixels.height, pixels.channels == 3 ? 32 : 8));
  if (pixels.dpi > 0) pixSetResolution(pix.get(), int(pixels.dpi), int(pixels.dpi));
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      const std::uint8_t* p = pixels.row(y) + x * pixels.channels;
      if (pixels.channels == 3)
        pixSetRGBPixel(pix.get(), x, y, p[0], p[1], p[2]);
      else
        pixSetPixel(pix.get(), x, y, p[0]);
    }
  }
  return pix;
}

std::string bytes_of(l_uint8* data, std::size_t size) {
  if (!data) throw std::runtime_error("not encoded");
  std::string bytes(reinterpret_cast<char*>(data), size);
  lept_free(data);
  return bytes;
}

std::string write_pix(Pix* pix, int format) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMem(&data, &size, pix, format);
  return bytes_of(data, size);
}

std::string number(std::uint32_t value, int size, bool big) {
  std::string bytes;
  for (int i = 0; i < size; ++i)
    bytes += static_cast<char>(value >> 8 * (big ? size - 1 - i : i) & 255);
  return bytes;
}

}  // namespace

Pixels quarters() {
  Pixels p{40, 24, 3, 0, {}};
  p.bytes.resize(p.row_size() * 24);
  constexpr std::uint8_t kColours[4][3] = {{255, 0, 0}, {0, 128, 0}, {0, 0, 255}, {255, 255, 255}};
  for (int y = 0; y < 24; ++y)
    for (int x = 0; x < 40; ++x)
      std::copy_n(kColours[(y >= 12) * 2 + (x >= 20)], 3, p.row(y) + 3 * x);
  return p;
}

Pixels grey_quarters() {
  const Pixels colour = quarters();
  Pixels p{40, 24, 1, 0, std::vector<std::uint8_t>(40 * 24)};
  for (std::size_t i = 0; i < p.bytes.size(); ++i) {
    const auto* c = &colour.bytes[3 * i];
    p.bytes[i] = static_cast<std::uint8_t>((c[0] + c[1] + c[2]) / 3);
  }
  return p;
}

std::string encode(const Pixels& pixels, const std::string& ending) {
  const OwnPix pix = pix_of(pixels);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (ending == "jpg") {
    pixWriteMemJpeg(&data, &size, pix.get(), 95, 0);
    return bytes_of(data, size);
  }
  if (ending == "webp") {
    pixWriteMemWebP(&data, &size, pix.get(), 100, 1);
    return bytes_of(data, size);
  }
  if (ending == "jp2") {
    pixWriteMemJp2k(&data, &size, pix.get(), 100, 1, 0, 0);
    return bytes_of(data, size);
  }
  if (ending == "gif") {
    const OwnPix palette(pixConvertRGBToColormap(pix.get(), 0));
    return write_pix(palette.get(), IFF_GIF);
  }
  if (ending == "g4.tif" || ending == "1.png") {
    const OwnPix bits(pixConvertTo1(pix.get(), 160));
    return write_pix(bits.get(), ending == "1.png" ? IFF_PNG : IFF_TIFF_G4);
  }
  const int format = ending == "png"   ? IFF_PNG
                     : ending == "tif" ? IFF_TIFF_LZW
                     : ending == "bmp" ? IFF_BMP
                                       : IFF_PNM;
  return write_pix(pix.get(), format);
}

std::string encode_tiff(const std::vector<Pixels>& pages, const std::vector<int>& thumbnails) {
  // Leptonica joins pages only in files; here their directories are chained by hand: uncompressed
  // grey, little-endian.
  std::string out = "II*" + std::string(1, '\0') + number(8, 4, false);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Pixels& p = pages[i];
    const bool thumbnail =
        std::find(thumbnails.begin(), thumbnails.end(), int(i)) != thumbnails.end();
    const std::uint32_t data = static_cast<std::uint32_t>(out.size()) + 2 + 10 * 12 + 4;
    const std::uint32_t size = static_cast<std::uint32_t>(p.bytes.size());
    const std::uint32_t padded = (size + 1) / 2 * 2;
    const std::uint32_t next = i + 1 < pages.size() ? data + padded : 0;
    const std::uint32_t rows[10][3] = {{254, 4, thumbnail ? 1u : 0u},
                                       {256, 4, std::uint32_t(p.width)},
                                       {257, 4, std::uint32_t(p.height)},
                                       {258, 3, 8},
                                       {259, 3, 1},
                                       {262, 3, 1},
                                       {273, 4, data},
                                       {277, 3, 1},
                                       {278, 4, std::uint32_t(p.height)},
                                       {279, 4, size}};
    out += number(10, 2, false);
    for (const auto& row : rows)
      out += number(row[0], 2, false) + number(row[1], 2, false) + number(1, 4, false) +
             number(row[2], 4, false);
    out += number(next, 4, false);
    out.append(reinterpret_cast<const char*>(p.bytes.data()), size);
    out.append(padded - size, '\0');
  }
  return out;
}

std::string png_with_alpha() {
  const OwnPix pix(pixCreate(16, 4, 32));
  pixSetSpp(pix.get(), 4);
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 16; ++x) pixSetPixel(pix.get(), x, y, static_cast<l_uint32>(17 * x));
  return write_pix(pix.get(), IFF_PNG);
}

std::string png_of_16_bits(std::uint16_t value) {
  const OwnPix pix(pixCreate(8, 8, 16));
  pixSetAllArbitrary(pix.get(), value);
  return write_pix(pix.get(), IFF_PNG);
}

std::string with_orientation(const std::string& jpeg, int orientation) {
  std::string exif("Exif\0\0", 6);
  exif += "MM" + number(42, 2, true) + number(8, 4, true) + number(1, 2, true);
  exif += number(0x112, 2, true) + number(3, 2, true) + number(1, 4, true);
  exif += number(static_cast<std::uint32_t>(orientation), 2, true) + number(0, 2, true);
  exif += number(0, 4, true);
  const auto size = static_cast<std::uint32_t>(exif.size() + 2);
  return jpeg.substr(0, 2) + "\xFF\xE1" + number(size, 2, true) + exif + jpeg.substr(2);
}

std::string red_cmyk_jpeg() {
  constexpr char kHex[] =
      "ffd8ffee000e41646f626500640000000000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912"
      "130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0001408"
      "00100010044311004d11005911004b1100ffc4001f00000105010101010101000000000000000001020304050607"
      "08090a0bffc400b5100002010303020403050504040000017d010203000411051221314106135161072271143281"
      "91a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a5354"
      "55565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8"
      "a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7"
      "f8f9faffda000e0443004d0059004b00003f00f7faf9febe7faf7fa28a28a28a28a28a28afffd9";
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 2 < sizeof kHex; i += 2)
    bytes += static_cast<char>(digit(kHex[i]) * 16 + digit(kHex[i + 1]));
  return bytes;
}

}  // namespace tonglan::testing
