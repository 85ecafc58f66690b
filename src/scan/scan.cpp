#include "scan/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "scan/clean.h"
#include "scan/debug_pictures.h"
#include "scan/lines.h"
#include "scan/lines_cells.h"
#include "scan/lines_ends.h"
#include "scan/lines_ink.h"
#include "scan/lines_neighbour.h"
#include "scan/separators.h"

namespace tonglan {
namespace {

// Takes the picture's pixels over, so that a page is in memory once.
Pixels pixels_of(cv::Mat& picture, float dpi) {
  Pixels pixels;
  pixels.width = picture.cols;
  pixels.height = picture.rows;
  pixels.dpi = dpi;
  pixels.bytes.resize(std::size_t(picture.cols) * picture.rows);
  for (int y = 0; y < picture.rows; ++y) {
    std::memcpy(pixels.row(y), picture.ptr(y), std::size_t(picture.cols));
  }
  picture.release();
  return pixels;
}

// `width`: of the source picture.
ScannedPage scan_page(CleanPage clean, int number, float width, const ScanOptions& options) {
  ScannedPage scanned;
  scanned.number = number;
  SeparatedPage separated = separate(clean);
  if (clean.glyph > 0) {
    scanned.lines = with_pale_marks(find_lines(separated, clean.glyph, options), separated.grey,
                                    separated.pictures);
    const int others = leave_out_neighbour(scanned.lines, clean.to_source, width, clean.glyph);
    if (others > 0) {
      clean.warnings.push_back(
          {0, "scan",
           fmt::format("{} lines of another page at the picture's edge, left out", others)});
    }
  }
  if (!options.debug.empty()) {
    write_debug_pictures(options.debug, number, clean, separated, scanned.lines);
  }
  scanned.page.width = float(clean.grey.cols);
  scanned.page.height = float(clean.grey.rows);
  scanned.page.dpi = clean.dpi;
  scanned.page.skew = clean.skew;
  scanned.page.glyph = clean.glyph;
  scanned.page.separators = std::move(separated.separators);
  scanned.page.pictures = std::move(separated.pictures);
  scanned.to_source = std::move(clean.to_source);
  scanned.turned = clean.turned;
  scanned.warnings = std::move(clean.warnings);
  clean.grey.release();
  clean.ink.release();
  scanned.grey = pixels_of(separated.grey, clean.dpi);
  separated.ink = 255 - separated.ink;
  scanned.binary = pixels_of(separated.ink, clean.dpi);
  const bool has_vertical = std::any_of(scanned.lines.begin(), scanned.lines.end(),
                                        [](const TextLine& line) { return line.is_vertical(); });
  if (has_vertical) {
    find_cells(with_ink_of_lines(scanned.binary, scanned.grey, scanned.lines), scanned.lines);
  }
  return scanned;
}

// Which way most of the text runs, by the length of its lines in characters.
bool is_vertical(const std::vector<ScannedPage>& pages) {
  float vertical = 0;
  for (const ScannedPage& page : pages) {
    for (const TextLine& line : page.lines) {
      const float size = std::max(1.f, line.glyph);
      vertical += (line.is_vertical() ? 1 : -1) * line.length() / size;
    }
  }
  return vertical > 0;
}

}  // namespace

std::vector<ScannedPage> scan_image(const Pixels& image, const ScanOptions& options) {
  std::vector<ScannedPage> pages;
  for (CleanPage& clean : clean_image(image, options)) {
    pages.push_back(
        scan_page(std::move(clean), int(pages.size()) + 1, float(image.width), options));
  }
  // Vertical text goes on to the left, over the fold too.
  if (pages.size() == 2 && is_vertical(pages)) std::swap(pages[0], pages[1]);
  return pages;
}

}  // namespace tonglan
