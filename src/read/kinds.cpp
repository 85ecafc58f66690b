#include "read/kinds.h"

#include <algorithm>

#include "read/box/formats.h"
#include "read/image/headers.h"
#include "tonglan.h"

namespace tonglan {

const InputKind* find_input_kind(std::string_view name) {
  const auto found = std::find_if(kInputKinds.begin(), kInputKinds.end(),
                                  [&](const InputKind& kind) { return kind.name == name; });
  return found == kInputKinds.end() ? nullptr : &*found;
}

std::string_view without_packing(std::string_view path) {
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (path.ends_with(packing)) return path.substr(0, path.size() - packing.size());
  }
  return path;
}

const InputKind* kind_by_name(std::string_view path) {
  const std::string_view plain = without_packing(path);
  for (const InputKind& kind : kInputKinds) {
    for (const std::string_view suffix : kind.suffixes) {
      if (!suffix.empty() && plain.ends_with(suffix)) return &kind;
    }
  }
  return nullptr;
}

std::string_view unclear_suffix(std::string_view path) {
  const std::string_view plain = without_packing(path);
  for (const std::string_view suffix : {".xml", ".html", ".htm", ".xhtml", ".json", ".tsv"}) {
    if (plain.ends_with(suffix)) return suffix;
  }
  return "";
}

const InputKind& kind_by_content(std::string_view path, std::string_view head) {
  if (is_pdf(head)) return *find_input_kind("pdf");
  if (image_format_of(head) != ImageFormat::kUnknown) return *find_input_kind("image");
  if (const BoxFormat* format = detect_box_format(head)) return *find_input_kind(format->name);
  if (!unclear_suffix(path).empty()) {
    throw Error(2,
                "no hOCR, ALTO, PAGE, Tesseract TSV, OCR JSON or tonglan's own JSON; say what it is "
                "with -f, or -f txt to read it as plain text");
  }
  return *find_input_kind("txt");
}

}  // namespace tonglan
