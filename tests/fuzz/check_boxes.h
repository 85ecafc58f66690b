// What must hold of every Document that a reader of boxes gives out, whatever it was given.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "document.h"
#include "options.h"
#include "tonglan.h"
#include "validate/validate.h"
#include "write/box/alto.h"
#include "write/box/hocr.h"
#include "write/box/page.h"
#include "write/box/tsv.h"

namespace tonglan {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline bool is_sound(const Box& b) {
  for (const float side : {b.left, b.top, b.right, b.bottom}) {
    if (!std::isfinite(side) || std::abs(side) > 1e6f) return false;
  }
  const bool none = b.left == 0 && b.top == 0 && b.right == 0 && b.bottom == 0;
  return none || (b.right > b.left && b.bottom > b.top);
}

inline void check_lines(const Document& d) {
  std::uint32_t text = 0, glyph = 0;
  for (const Line& line : d.lines) {
    require(line.text.begin == text && line.text.end > line.text.begin);
    text = line.text.end + 1;
    require(d.text[line.text.end] == '\n' && d.view(line).find('\n') == std::string_view::npos);
    require(line.page < d.pages.size() && (line.block == kNone || line.block < d.blocks.size()));
    require(line.origin == kNone || line.origin < d.origins.size());
    require(is_sound(line.box) && line.first_glyph == glyph);
    std::uint32_t at = line.text.begin;
    for (; glyph < line.first_glyph + line.glyph_count; ++glyph) {
      const Glyph& g = d.glyphs[glyph];
      require(g.text.begin >= at && g.text.end > g.text.begin && g.text.end <= line.text.end);
      require(is_sound(g.box) && g.confidence <= 1);
      at = g.text.end;
    }
  }
  require(text == d.text.size() && glyph == d.glyphs.size());
}

inline void check_document(const Document& d) {
  check_lines(d);
  std::vector<bool> seen(d.lines.size(), false);
  require(d.order.size() == d.lines.size());
  for (const std::uint32_t i : d.order) {
    require(i < seen.size() && !seen[i]);
    seen[i] = true;
  }
}

// Whatever was read can be written, and what is written is well-formed.
inline void check_writers(const Document& d) {
  std::string out;
  write_tsv(d, out);
  for (const auto write : {write_hocr, write_alto}) {
    out.clear();
    write(d, out);
    validate(out);
  }
  for (std::uint32_t p = 0; p < d.pages.size() && p < 3; ++p) {
    out.clear();
    write_page(d, p, out);
    validate(out);
  }
}

inline void check_reader(Document (*read)(std::string, const ReadOptions&),
                         const unsigned char* data, std::size_t size) {
  Document document;
  try {
    document = read(std::string(reinterpret_cast<const char*>(data), size), {});
  } catch (const Error& e) {
    require(e.status() == 2 && *e.what() != '\0');
    return;
  }
  check_document(document);
  check_writers(document);
}

}  // namespace tonglan
