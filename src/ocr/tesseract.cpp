// Lines are read as single lines (PSM_SINGLE_LINE): Tesseract then trims and scales the line
// itself. PSM_RAW_LINE finds marks that stand alone in the middle of a vertical line's cells, and
// loses or mistakes those in the corners; kept as the first way it made lines' ends, and with them
// paragraphs, worse. A raw line serves where Tesseract's own line finder sees nothing.
//
// Vertical lines that come as they stand are laid on their side (a quarter turn against the clock),
// as the _vert models have learned them.
#include "ocr/tesseract.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <map>

#include "ocr/language.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using Api = tesseract::TessBaseAPI;

constexpr int kResolution = 300;  // dots an inch: only keeps Tesseract from guessing

// "chi_sim+eng" -> {"chi_sim", "eng"}
std::vector<std::string> parts_of(const std::string& language) {
  std::vector<std::string> parts(1);
  for (const char c : language) {
    if (c == '+') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The models for a direction: chi_sim and chi_sim_vert are one language to our callers.
std::string directed(const std::string& language, Direction direction) {
  static constexpr std::string_view kVert = "_vert";
  std::string out;
  for (std::string part : parts_of(language)) {
    const bool is_vert = part.ends_with(kVert);
    if (is_vert && direction == Direction::kHorizontal) part.resize(part.size() - kVert.size());
    const bool has_vert = part == "chi_sim" || part == "chi_tra" || part == "jpn" || part == "kor";
    if (!is_vert && has_vert && direction == Direction::kVertical) part += kVert;
    out += (out.empty() ? "" : "+") + part;
  }
  return out;
}

[[noreturn]] void refuse_missing(const std::string& model) {
  std::string package = "tesseract-ocr-" + model;
  std::replace(package.begin(), package.end(), '_', '-');
  throw Error(3, "no Tesseract data for the language '" + model + "': install " + package +
                     " or set TESSDATA_PREFIX");
}

// The models that are installed. Tesseract knows where once it has been asked for one, of any name.
std::vector<std::string> models_there() {
  setMsgSeverity(L_SEVERITY_NONE);
  Api api;
  api.SetVariable("debug_file", "/dev/null");
  api.Init(nullptr, "none", tesseract::OEM_LSTM_ONLY);
  std::vector<std::string> models;
  api.GetAvailableLanguagesAsVector(&models);
  return models;
}

std::unique_ptr<Api> load(const std::string& models) {
  setMsgSeverity(L_SEVERITY_NONE);
  auto api = std::make_unique<Api>();
  // Tesseract talks to the terminal unless it has a file to talk to, and of missing data it talks
  // before it takes Init's variables.
  api->SetVariable("debug_file", "/dev/null");
  const bool failed = api->Init(nullptr, models.c_str(), tesseract::OEM_LSTM_ONLY) != 0;
  // A list is loaded even where some of it is missing.
  std::vector<std::string> loaded;
  if (!failed) api->GetLoadedLanguagesAsVector(&loaded);
  for (const std::string& model : parts_of(models)) {
    if (std::find(loaded.begin(), loaded.end(), model) == loaded.end()) refuse_missing(model);
  }
  // Doubtful lines would be read a second time, white on black: crops are never that.
  if (!api->SetVariable("invert_threshold", "0")) api->SetVariable("tessedit_do_invert", "0");
  return api;
}

// A quarter turn against the clock: what ran down now runs to the right.
Pixels laid_down(const Pixels& upright) {
  Pixels out;
  out.width = upright.height;
  out.height = upright.width;
  out.bytes.resize(upright.bytes.size());
  for (int y = 0; y < upright.height; ++y) {
    const std::uint8_t* from = upright.row(y);
    for (int x = 0; x < upright.width; ++x) out.row(upright.width - 1 - x)[y] = from[x];
  }
  return out;
}

Box stood_up(const Box& laid, int upright_width) {
  return {upright_width - laid.bottom, laid.left, upright_width - laid.top, laid.right};
}

ReadLine recognise(Api& api, const Pixels& line, tesseract::PageSegMode mode) {
  api.SetPageSegMode(mode);
  api.SetImage(line.bytes.data(), line.width, line.height, 1, static_cast<int>(line.row_size()));
  api.SetSourceResolution(kResolution);
  ReadLine out;
  if (api.Recognize(nullptr) != 0) return out;
  const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (!it || it->Empty(tesseract::RIL_SYMBOL)) return out;
  do {
    const std::unique_ptr<char[]> symbol(it->GetUTF8Text(tesseract::RIL_SYMBOL));
    if (!symbol || symbol[0] == '\0') continue;
    if (!out.text.empty() && it->IsAtBeginningOf(tesseract::RIL_WORD)) out.text += ' ';
    ReadGlyph glyph;
    glyph.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += symbol.get();
    glyph.text.end = static_cast<std::uint32_t>(out.text.size());
    int left = 0, top = 0, right = 0, bottom = 0;
    if (it->BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) {
      glyph.box = {float(left), float(top), float(right), float(bottom)};
    }
    glyph.confidence = std::clamp(it->Confidence(tesseract::RIL_SYMBOL) / 100, 0.f, 1.f);
    // A symbol's confidence is hardly ever below .95; its word's falls where a doubt is.
    out.confidence += std::clamp(it->Confidence(tesseract::RIL_WORD) / 100, 0.f, 1.f);
    out.glyphs.push_back(glyph);
  } while (it->Next(tesseract::RIL_SYMBOL));
  if (!out.glyphs.empty()) out.confidence /= float(out.glyphs.size());
  return out;
}

class Tesseract : public Engine {
 public:
  std::string name() const override { return std::string("tesseract ") + Api::Version(); }

  ReadLine read(const Pixels& crop, const std::string& language, Direction direction) override {
    if (crop.empty()) return {};
    Api& api = model(directed(language, direction));
    const bool vertical = direction == Direction::kVertical;
    const Pixels laid = vertical ? laid_down(crop) : Pixels{};
    const Pixels& line = vertical ? laid : crop;
    ReadLine out = recognise(api, line, tesseract::PSM_SINGLE_LINE);
    if (out.glyphs.empty()) out = recognise(api, line, tesseract::PSM_RAW_LINE);
    if (vertical) {
      for (ReadGlyph& g : out.glyphs) g.box = stood_up(g.box, crop.width);
    }
    return out;
  }

  Api& model(const std::string& models) {
    std::unique_ptr<Api>& api = models_[models];
    if (!api) api = load(models);
    return *api;
  }

 private:
  std::map<std::string, std::unique_ptr<Api>> models_;
};

}  // namespace

std::unique_ptr<Engine> open_tesseract(const OcrOptions& options) {
  const std::vector<std::string> there = models_there();
  for (const std::string& language : languages_of(options)) {
    for (const std::string& model : parts_of(directed(language, Direction::kHorizontal))) {
      if (std::find(there.begin(), there.end(), model) == there.end()) refuse_missing(model);
    }
  }
  return std::make_unique<Tesseract>();
}

}  // namespace tonglan
