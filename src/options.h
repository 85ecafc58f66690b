// One plain struct a stage: defaults and units. The command line binds straight to these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "document.h"

namespace tonglan {

struct ReadOptions {
  std::string encoding = "auto";  // or an ICU converter name
  std::uint32_t first_page = 1;   // of a PDF
  std::uint32_t last_page = 0;    // 0: to the end
};

// What a page with boxes says and layout is to take as it stands: somebody corrected it.
struct Keep {
  bool order = false;       // of blocks, and of the lines in them
  bool roles = false;       // of blocks and paragraphs
  bool articles = false;    // which article a block belongs to
  bool paragraphs = false;  // which lines are one paragraph
  bool any() const { return order || roles || articles || paragraphs; }
};

// Whether columns that were read across, line by line, are taken apart.
enum class Relink : std::uint8_t {
  kAuto,    // where the lines look it
  kAlways,  // wherever it reads better, however few the lines
  kNever,
};

struct RepairOptions {
  Relink relink = Relink::kAuto;
  bool explain = false;  // fill Document::reasons
  HanLatinSpace han_latin_space = HanLatinSpace::kKeep;
  Keep keep = {};                  // boxes
  std::string direction = "auto";  // boxes: or "horizontal", "vertical": of the running text
};

enum class OnError : std::uint8_t { kPass, kSkip, kFail };

struct JsonlOptions {
  std::string text_key = "text";
  OnError on_error = OnError::kPass;
};

struct WriteOptions {
  bool folios = true;  // false: folios and running heads are left out (and listed)
};

struct LimitOptions {
  std::size_t max_record = std::size_t{256} << 20;  // bytes of one record, or of one line of text
  std::uint64_t max_pixels = 250'000'000;           // of one image, read from its header
  std::uint32_t max_side = 32'767;                  // pixels
};

struct ScanOptions {
  std::string direction = "auto";  // or "horizontal", "vertical": of the running text
  bool straighten = true;          // skew and bent lines
  std::string debug;               // folder for a picture of each stage; empty: none
};

struct OcrOptions {
  std::string engine = "tesseract";  // or "none"
  std::string language = "auto";     // or Tesseract's names: "chi_sim+eng"
};

}  // namespace tonglan
