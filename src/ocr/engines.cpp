// The table of engines.
#include <array>

#include "ocr/engine.h"
#include "ocr/tesseract.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct EngineRow {
  const char* name;
  std::unique_ptr<Engine> (*open)(const OcrOptions&);
};

std::unique_ptr<Engine> open_none(const OcrOptions&) { return nullptr; }

constexpr std::array kEngines = {
    EngineRow{"tesseract", open_tesseract},
    EngineRow{"none", open_none},
};

}  // namespace

std::unique_ptr<Engine> open_engine(const OcrOptions& options) {
  std::string known;
  for (const EngineRow& row : kEngines) {
    if (options.engine == row.name) return row.open(options);
    known += std::string(known.empty() ? "" : ", ") + row.name;
  }
  throw Error(1, "unknown engine '" + options.engine + "'; there are: " + known);
}

}  // namespace tonglan
