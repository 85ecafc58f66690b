// The formats with boxes: a table, one row a format, and how to tell a file's format from its
// bytes.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "document.h"
#include "options.h"
#include "read/box/alto.h"
#include "read/box/document_json.h"
#include "read/box/hocr.h"
#include "read/box/ocr_json.h"
#include "read/box/page.h"
#include "read/box/tsv.h"

namespace tonglan {

struct BoxFormat {
  std::string_view name;  // for -f
  Document (*read)(std::string bytes, const ReadOptions& options);
};

inline constexpr std::array<BoxFormat, 6> kBoxFormats = {{
    {"hocr", read_hocr},
    {"alto", read_alto},
    {"page", read_page},
    {"tsv", read_tsv},
    {"ocr-json", read_ocr_json},
    {"document", read_document_json},
}};

// nullptr for an unknown name.
const BoxFormat* find_box_format(std::string_view name);

// How many bytes of a file detect_box_format and is_pdf want to see.
inline constexpr std::size_t kBoxDetectionWindow = std::size_t{64} << 10;

// The format of a file that begins with `head`, or nullptr: then it is text, JSONL or a PDF.
const BoxFormat* detect_box_format(std::string_view head);

// read_pdf (read/box/pdf.h) takes a path instead of bytes.
bool is_pdf(std::string_view head);

}  // namespace tonglan
