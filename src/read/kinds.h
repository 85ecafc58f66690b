// What an input is: text, JSONL, one of the formats with boxes, a PDF, or an image. A table, one row a kind.
//
// The idea: a name that says it all is believed (page.hocr, a.alto.xml, b.txt); where it does not
// (.xml, .html, .json, .tsv, stdin), the first bytes tell.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace tonglan {

enum class Shape { kText, kJsonl, kBoxes, kPdf, kImage };

struct InputKind {
  std::string_view name;  // for -f
  Shape shape;
  std::array<std::string_view, 16> suffixes;  // of file names; "" where there are fewer
};

inline constexpr std::array<InputKind, 10> kInputKinds = {{
    {"txt", Shape::kText, {".txt", ".text", ".md"}},
    {"jsonl", Shape::kJsonl, {".jsonl", ".ndjson"}},
    {"hocr", Shape::kBoxes, {".hocr"}},
    {"alto", Shape::kBoxes, {".alto", ".alto.xml"}},
    {"page", Shape::kBoxes, {".page", ".page.xml"}},
    {"tsv", Shape::kBoxes, {}},
    {"ocr-json", Shape::kBoxes, {}},
    {"document", Shape::kBoxes, {}},
    {"pdf", Shape::kPdf, {".pdf"}},
    {"image", Shape::kImage, {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".jp2", ".webp", ".bmp",
                              ".pbm", ".pgm", ".ppm", ".gif", ".PNG", ".JPG", ".TIF", ".TIFF"}},
}};

// nullptr for an unknown name.
const InputKind* find_input_kind(std::string_view name);

// By the end of the name, packing (.gz, .zst) aside; nullptr where the content has to tell.
const InputKind* kind_by_name(std::string_view path);

// The suffix of a name that promises structure and not which (.xml, .html, .json, .tsv): the
// content has to tell. Empty for other names.
std::string_view unclear_suffix(std::string_view path);

// `head`: the first kBoxDetectionWindow bytes. Throws Error (status 2) where the name promises
// structure (.xml, .html, .json, .tsv) and the content is of no kind that is known.
const InputKind& kind_by_content(std::string_view path, std::string_view head);

// `path` without .gz or .zst.
std::string_view without_packing(std::string_view path);

}  // namespace tonglan
