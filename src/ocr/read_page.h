// Boxes in, characters out: reads the lines that the scan room found.
//
// Each line is cut out of the cleaned grey page, brought to the size and padding the engine's model
// likes best (a vertical one with its characters side by side), and read; a line of low confidence
// is tried a second way (a vertical one as it stands) and the better reading is kept. Measured choices (size, padding, grey or binary) stand beside their constants.
#pragma once

#include "document.h"
#include "ocr/engine.h"
#include "options.h"
#include "scan/scan.h"

namespace tonglan {

// Appends `scanned` to `document` as one page: its Page, and a Line with glyphs for every text line
// that was read (boxes in pixels of the cleaned page; the tonglan.cpp road takes them to the source
// after layout). Lines in which nothing could be read are dropped with a warning that counts them.
// `engine` may be null (--engine none): then each line stands with a box and no text.
Document read_scanned_page(Document document, const ScannedPage& scanned, Engine* engine,
                           const OcrOptions& options);

}  // namespace tonglan
