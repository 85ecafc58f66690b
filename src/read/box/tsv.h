// Tesseract's TSV: 12 columns, a row a page, block, paragraph, line and word. pdftotext -tsv, which
// borrows the form, is read as well.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where a row is not of that form, with its line number.
Document read_tsv(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
