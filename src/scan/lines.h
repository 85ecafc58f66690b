// Lines of text of every size and both directions, on a page whose rules and pictures are gone.
#pragma once

#include <string>
#include <vector>

#include "scan/scan.h"
#include "scan/separators.h"

namespace tonglan {

// `glyph`: size of the body characters, pixels. No line crosses a separator, a picture or a column
// gutter; a letter-spaced headline is one line.
std::vector<TextLine> find_lines(const SeparatedPage& page, float glyph,
                                 const ScanOptions& options);

// One line a TextLine: "h 102,102 476x34 glyph 34 0.97" (direction, place, size, confidence); for
// debugging.
std::string text_form(const std::vector<TextLine>& lines);

}  // namespace tonglan
