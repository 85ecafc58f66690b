// JSON of OCR engines: a list of texts with polygons and scores, in any of the shapes in use.
//
// PaddleOCR ([[polygon, [text, score]], ...], page by page or not; rec_texts with rec_polys),
// RapidOCR ({"data": [{box, text, score}]}; [polygon, text, score]; boxes, txts, scores) and
// labelme (shapes with label and points). A list of lists of these is a list of pages.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where it is not JSON, nested too deep, or holds no text with a place.
Document read_ocr_json(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
