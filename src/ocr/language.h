// Which language a page is read in.
#pragma once

#include <string>
#include <vector>

#include "ocr/engine.h"
#include "options.h"
#include "scan/scan.h"

namespace tonglan {

// The languages that reading under these options may ask the engine for: the one that was given, or
// those an automatic choice chooses from.
std::vector<std::string> languages_of(const OcrOptions& options);

// The language of a page: as given, or the one that is surest of the characters
// which the others read differently, on a sample of lines; the first where nothing tells.
std::string choose_language(const ScannedPage& page, Engine& engine, const OcrOptions& options);

}  // namespace tonglan
