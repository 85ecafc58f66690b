// tonglan's face for page images: pixels in, Document out. What needs OpenCV, Leptonica or Tesseract
// is behind this one; tonglan.h does without.
#pragma once

#include <cstdint>
#include <functional>

#include "document.h"
#include "ocr/engine.h"
#include "options.h"
#include "read/image/image.h"

namespace tonglan {

// Told of the road as it goes on, for progress and for writers that show the page.
struct ImageListener {
  std::function<void(const char* stage)> stage;  // "read", "scan", "ocr", "layout"
  // An image is done: it became `pages` pages of the document (two where it is a spread).
  // Without pixels: it could not be decoded.
  std::function<void(const ImageFile& file, const Pixels& image, std::size_t pages)> image;
};

struct ImageOptions {
  std::uint32_t first_page = 1;
  std::uint32_t last_page = 0;  // 0: to the end
  ScanOptions scan;
  OcrOptions ocr;
  RepairOptions repair;
};

// The scan road: the pages of one image file, in articles. `engine` may be null: lines without text,
// layout alone. Boxes of the result are in pixels of the images as the file holds them; each half of a double-page spread is a page of
// its own. A page that can't be decoded ends in a warning and an empty page, unless it is the only
// one. Throws Error (status 2) as ImageFile does.
Document repair_images(ImageFile& file, Engine* engine, const ImageOptions& options,
                       const ImageListener& listener = {});

}  // namespace tonglan
