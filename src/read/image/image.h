// Image files in, pixels out: PNG, JPEG, TIFF (many pages), JPEG 2000, WebP, BMP, PNM, GIF through
// Leptonica, from memory; scanned PDF through poppler-utils as a child process.
//
// The size is read from the header before anything is decoded, so that a small file that unpacks to
// a huge one is refused for nothing. Colour spaces (CMYK, palette, 1 bit, 16 bit, alpha over white)
// end as grey or RGB of 8 bits; a JPEG's EXIF rotation is applied.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "options.h"
#include "pixels.h"

namespace tonglan {

// True where the first bytes are those of a known image format.
bool looks_like_image(std::string_view head);

// An image file that is open; pages are decoded one at a time.
class ImageFile {
 public:
  virtual ~ImageFile() = default;
  virtual std::uint32_t page_count() const = 0;
  // Page 0 .. page_count() - 1. Throws Error (status 2): truncated, corrupt, over a limit.
  virtual Pixels read_page(std::uint32_t page) = 0;
};

// `bytes`: the whole file, which must outlive the result. Throws Error (status 2) for what is no
// image, or is over a limit in its first header.
std::unique_ptr<ImageFile> open_image(std::string_view bytes, const LimitOptions& limits);

// Pages first .. last (from 1) of a PDF without a text layer: the one image that fills each page as it
// is embedded (pdfimages), else the page drawn at `dpi` (pdftoppm). `path`: a file by name.
std::unique_ptr<ImageFile> open_scanned_pdf(const std::string& path, const ReadOptions& read,
                                            const LimitOptions& limits);

}  // namespace tonglan
