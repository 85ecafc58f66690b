// The invisible font: codes by appearance, their way back to Unicode, and a TrueType file that
// every viewer takes though there is nothing in it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "write/pdf_parts.h"

namespace tonglan {
namespace {

void put16(std::string& out, unsigned value) {
  out += static_cast<char>(value >> 8 & 255);
  out += static_cast<char>(value & 255);
}
void put32(std::string& out, unsigned value) {
  put16(out, value >> 16);
  put16(out, value & 0xFFFF);
}
void put_all16(std::string& out, std::initializer_list<int> values) {
  for (const int value : values) put16(out, static_cast<unsigned>(value));
}

unsigned checksum(const std::string& table) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < table.size(); ++i)
    sum += static_cast<unsigned>(static_cast<unsigned char>(table[i])) << (24 - 8 * (i & 3));
  return sum;
}

std::string head_table() {
  std::string t;
  put32(t, 0x00010000);                     // version
  put32(t, 0x00010000);                     // revision
  put32(t, 0);                              // checksum of the file, filled in at the end
  put32(t, 0x5F0F3CF5);                     // magic number
  put_all16(t, {0, 1000});                  // flags, units per em
  for (int i = 0; i < 4; ++i) put32(t, 0);  // made, changed
  put_all16(t, {0, -200, 1000, 800});       // box of all glyphs
  put_all16(t, {0, 8, 2, 0, 0});            // style, least size, direction, short offsets, format
  return t;
}

std::string hhea_table() {
  std::string t;
  put32(t, 0x00010000);
  put_all16(t, {800, -200, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0});
  put16(t, 1);  // widths in hmtx
  return t;
}

std::string maxp_table() {
  std::string t;
  put32(t, 0x00010000);
  put_all16(t, {2, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});  // two glyphs: "missing" and ours
  return t;
}

// One contour of one point: nothing to be seen, but a glyph.
std::string glyf_table() {
  std::string t;
  put_all16(t, {1, 0, 0, 0, 0, 0, 0});  // contours, box, last point, instructions
  t += '\x31';                          // on the curve, at the origin
  t += '\0';
  return t;
}

}  // namespace

CodeBook::Code CodeBook::code_of(char32_t character) {
  const auto [found, fresh] = places_.emplace(character, characters_.size());
  if (fresh) characters_.push_back(character);
  return {found->second / kCodesAFont, static_cast<unsigned>(found->second % kCodesAFont) + 1};
}

std::size_t CodeBook::font_count() const {
  return (characters_.size() + kCodesAFont - 1) / kCodesAFont;
}

std::vector<char32_t> CodeBook::characters_of(std::size_t font) const {
  const std::size_t first = font * kCodesAFont;
  const std::size_t last = std::min(characters_.size(), first + kCodesAFont);
  return {characters_.begin() + static_cast<std::ptrdiff_t>(first),
          characters_.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::string to_unicode_map(const std::vector<char32_t>& characters) {
  constexpr std::size_t kRowsASection = 100;  // no more are allowed
  std::string map =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
      "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
  for (std::size_t at = 0; at < characters.size(); at += kRowsASection) {
    const std::size_t end = std::min(characters.size(), at + kRowsASection);
    map += fmt::format("{} beginbfchar\n", end - at);
    for (std::size_t i = at; i < end; ++i) {
      const auto c = static_cast<unsigned>(characters[i]);
      map += fmt::format("<{:04X}>", i + 1);
      map += c < 0x10000 ? fmt::format("<{:04X}>\n", c)
                         : fmt::format("<{:04X}{:04X}>\n", 0xD800 + ((c - 0x10000) >> 10),
                                       0xDC00 + (c & 0x3FF));
    }
    map += "endbfchar\n";
  }
  return map + "endcmap CMapName currentdict/CMap defineresource pop end end\n";
}

std::string empty_font() {
  const std::string glyph = glyf_table();
  std::string widths, places, post;
  put_all16(widths, {1000, 0, 0});  // advance and bearing of the first, bearing of the second
  put_all16(places, {0, 0, static_cast<int>(glyph.size() / 2)});
  put32(post, 0x00030000);  // no names
  post.append(28, '\0');
  const std::array<std::pair<const char*, std::string>, 7> tables = {{{"glyf", glyph},
                                                                      {"head", head_table()},
                                                                      {"hhea", hhea_table()},
                                                                      {"hmtx", widths},
                                                                      {"loca", places},
                                                                      {"maxp", maxp_table()},
                                                                      {"post", post}}};
  std::string font, body;
  put32(font, 0x00010000);
  put_all16(font,
            {static_cast<int>(tables.size()), 64, 2, static_cast<int>(tables.size()) * 16 - 64});
  const std::size_t first = 12 + 16 * tables.size();
  std::size_t head_at = 0;
  for (const auto& [name, table] : tables) {
    font += name;
    put32(font, checksum(table));
    put32(font, static_cast<unsigned>(first + body.size()));
    put32(font, static_cast<unsigned>(table.size()));
    if (std::string_view(name) == "head") head_at = first + body.size();
    body += table;
    body.resize((body.size() + 3) / 4 * 4, '\0');
  }
  font += body;
  std::string sum;
  put32(sum, 0xB1B0AFBA - checksum(font));
  return font.replace(head_at + 8, 4, sum);
}

}  // namespace tonglan
