// The text layer of a PDF: words with boxes, in the order in which the typesetting program put them
// on the page.
//
// That order is kept, because it is worth more than any rule about distances: a column comes out as
// a column, and vertical text one character below another. Words that follow one another on one
// line, or in one vertical line, become a line; all else is left to layout. Boxes are in pixels of
// the page drawn at 300 dpi, so that formats with whole numbers lose nothing.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Pages options.first_page .. last_page. Throws Error: 2 no PDF, cut off, or without text (a scan);
// 3 pdftotext missing; 5 can't be opened; 7 pdftotext died; 8 encrypted.
Document read_pdf(const std::string& path, const ReadOptions& options);

}  // namespace tonglan
