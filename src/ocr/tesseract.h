// Tesseract 5 as an Engine: its LSTM models on one line at a time.
#pragma once

#include <memory>

#include "ocr/engine.h"

namespace tonglan {

// Models are loaded when a language is first asked for, and kept. TESSDATA_PREFIX is honoured.
// Tesseract's own threads cost more than they bring. The program does without (cli/one_thread.cpp);
// a host that uses this library sets OMP_THREAD_LIMIT=1 before it starts (OpenMP reads it once,
// ahead of main).
// Throws Error (status 3) where the data of options.language, or of an automatic choice, is
// missing.
std::unique_ptr<Engine> open_tesseract(const OcrOptions& options);

}  // namespace tonglan
