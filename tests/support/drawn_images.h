// Small pictures for the tests, and the files that they make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pixels.h"

namespace tonglan::testing {

// 40 x 24, its quarters red, green (above), blue and white (below).
Pixels quarters();

// The same in grey, every channel's mean.
Pixels grey_quarters();

// A file in the format with this ending: "png", "jpg" (quality 95), "tif" (LZW), "g4.tif" and
// "1.png" (one bit, ink up to grey 160), "jp2", "webp" (lossless), "bmp", "pnm", "gif".
std::string encode(const Pixels& pixels, const std::string& ending);

// A TIFF of several pages (LZW); pages whose index is in `thumbnails` are marked as such.
std::string encode_tiff(const std::vector<Pixels>& pages, const std::vector<int>& thumbnails = {});

// A PNG of 16 x 4 pixels whose alpha grows from 0 on the left to 255 on the right, black
// throughout.
std::string png_with_alpha();

// Grey, 16 bits a sample, 8 x 8, all of one value.
std::string png_of_16_bits(std::uint16_t value);

// `jpeg` with an EXIF segment that says so.
std::string with_orientation(const std::string& jpeg, int orientation);

// A JPEG of 16 x 16 CMYK pixels (Adobe's inverted storage) that are red.
std::string red_cmyk_jpeg();

}  // namespace tonglan::testing
