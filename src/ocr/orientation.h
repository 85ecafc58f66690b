// Which way up a page is, found by reading: strokes alone can't tell.
//
// A few long lines are read as they stand; only where that fails are they turned and read again, so
// an upright page costs no more than those lines.
#pragma once

#include <vector>

#include "ocr/engine.h"
#include "options.h"
#include "scan/scan.h"

namespace tonglan {

// Degrees clockwise by which the image of these pages must be turned to be read: 0, 90, 180, 270.
// 0 where nothing reads clearly better than the image as it is.
int turn_to_read(const std::vector<ScannedPage>& pages, Engine& engine, const OcrOptions& options);

}  // namespace tonglan
