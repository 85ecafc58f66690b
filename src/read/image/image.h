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

// True where the first bytes are those of a known image format; 64 of them are enough.
bool looks_like_image(std::string_view head);

// A page as the JPEG that it is stored as, which can be used without loss in place of the pixels.
struct StoredPage {
  std::string_view jpeg;      // empty: stored as something else. Valid until the next page is read
  int width = 0, height = 0;  // as stored
  int channels = 1;           // 1 grey, 3 colour, 4 CMYK
  bool inverted = false;      // CMYK as Adobe stores it
  int orientation = 1;        // EXIF: how it must be turned to look like the pixels
};

// An image file that is open; pages are decoded one at a time.
class ImageFile {
 public:
  virtual ~ImageFile() = default;
  virtual std::uint32_t page_count() const = 0;
  // Page 0 .. page_count() - 1. Throws Error (status 2): truncated, corrupt, over a limit.
  virtual Pixels read_page(std::uint32_t page) = 0;
  // The page that was read last, as it is stored.
  virtual StoredPage stored() const = 0;
};

// `bytes`: the whole file, which must outlive the result. Throws Error (status 2) for what is no
// image, or is over a limit in its first header.
std::unique_ptr<ImageFile> open_image(std::string_view bytes, const LimitOptions& limits);

// Where the pages of a PDF are mostly text: false for scans, even those that a library has stamped.
// Looks at the first pages of the range only. Throws as open_scanned_pdf does.
bool has_text_layer(const std::string& path, const ReadOptions& read);

// Pages read.first_page .. last_page of a scanned PDF: the one image that fills a page as it is
// embedded (pdfimages), else the page drawn at 300 dpi (pdftoppm). `path`: a file by name. Throws
// Error: 2 no PDF, broken, or over a limit; 3 poppler-utils missing; 5 can't be opened; 7 a helper
// died; 8 encrypted.
std::unique_ptr<ImageFile> open_scanned_pdf(const std::string& path, const ReadOptions& read,
                                            const LimitOptions& limits);

}  // namespace tonglan
