// Searchable PDF: the page images with the text over them, invisible, in reading order, so that a
// selection in a viewer follows the columns and a search finds what the page says.
//
// The text is drawn in rendering mode 3 with a font of one empty glyph; each character is as wide
// as the way to the next one, so that no program that reads the text sees a gap where there is no
// blank. Vertical lines are turned by 90 degrees. ISO 32000-1: 8.9.5 (images), 9.7 (composite
// fonts), 9.10.3 (ToUnicode).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document.h"
#include "pixels.h"

namespace tonglan {

// A page's picture as it will stand in the PDF; empty bytes: white paper.
struct PageImage {
  enum class Coding { kJpeg, kFlate };
  Coding coding = Coding::kFlate;
  int width = 0, height = 0;  // pixels as stored
  int channels = 1;           // 1 grey, 3 RGB, 4 CMYK
  int bits = 8;               // of a sample: 8 or 1
  bool inverted = false;      // CMYK as Adobe stores it
  int orientation = 1;        // EXIF, 1 upright .. 8: how it is turned when drawn
  std::string bytes;
};

// Packed without loss, in one bit a pixel where all are black or white.
PageImage page_image_of(const Pixels& pixels);

// Passes a JPEG file on as it is. `width`, `height`, `channels`: as its frame header says.
PageImage page_image_of_jpeg(std::string jpeg, int width, int height, int channels, bool inverted,
                             int orientation);

// Appends the PDF of all pages; images[i] goes under page i, pages without one are white. Boxes are
// in pixels of Page::width x height, over which the image is spread. The same input gives the same
// bytes. Throws Error (status 2) where the document has no pages.
void write_pdf(const Document& document, const std::vector<PageImage>& images, std::string& out);

// On white pages: for write/formats.h.
void write_pdf(const Document& document, std::string& out);

}  // namespace tonglan
