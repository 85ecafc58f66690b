// Which language a page is read in.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ocr/engine.h"
#include "options.h"
#include "scan/scan.h"

namespace tonglan {

// The languages that reading under these options may ask the engine for: the one that was given, or
// those an automatic choice chooses from.
std::vector<std::string> languages_of(const OcrOptions& options);

// The language of pages that are in one: as given, or the one that is surest of the characters
// which the others read differently, on a sample of lines; the first where nothing tells.
std::string choose_language(std::span<const ScannedPage> pages, Engine& engine,
                            const OcrOptions& options);

}  // namespace tonglan
