// hOCR: OCR results inside HTML, as Tesseract, ocropy, kraken and many others write it.
//
// Pages, blocks (ocr_carea; ocr_par where no ocr_carea stands round it), lines (ocr_line and its
// kin), words (ocrx_word) or characters (ocrx_cinfo) with their boxes and confidences; language,
// baseline and text angle of a line; separators and pictures. Text outside any line becomes a line
// of its own. Source: the hOCR 1.2 specification, and what the programs write.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where the file is cut off, nested too deep, or no hOCR at all.
Document read_hocr(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
