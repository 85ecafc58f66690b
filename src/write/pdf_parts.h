// What pdf.cpp is put together from.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document.h"

namespace tonglan {

// zlib's format, as FlateDecode takes it. `level`: zlib's, 1 quick .. 9 small.
std::string deflated(std::string_view bytes, int level = 6);

// The file as it grows: numbered objects, and where they begin.
class PdfFile {
 public:
  explicit PdfFile(std::string& to);
  // A number for an object that is put later.
  std::size_t reserve();
  void put(std::size_t number, const std::string& object);
  // These return the object's number.
  std::size_t add(const std::string& object);
  std::size_t add_stream(const std::string& entries, const std::string& bytes);
  std::size_t add_packed(const std::string& entries, const std::string& bytes);
  void finish(std::size_t catalogue, std::size_t info);

 private:
  std::string& out_;
  std::size_t start_;                 // of the file in out_
  std::vector<std::size_t> offsets_;  // of object i + 1, from start_
};

// "3 0 R 7 0 R "
std::string references(const std::vector<std::size_t>& objects);

// Articles and paragraphs as structure elements, each with its lines; `pages`: the pages' objects.
// Returns the tree's root. The k-th line of a page, in reading order, is marked content k.
std::size_t add_structure(PdfFile& file, const Document& document,
                          const std::vector<std::size_t>& pages);

// The codes that characters have in the invisible fonts: two bytes each, in order of appearance.
class CodeBook {
 public:
  static constexpr std::size_t kCodesAFont = 65'000;

  struct Code {
    std::size_t font = 0;
    unsigned code = 0;  // from 1
  };
  Code code_of(char32_t character);
  std::size_t font_count() const;
  // Of one font, from code 1.
  std::vector<char32_t> characters_of(std::size_t font) const;

 private:
  std::unordered_map<char32_t, std::size_t> places_;
  std::vector<char32_t> characters_;
};

// The CMap that takes a font's codes back to Unicode.
std::string to_unicode_map(const std::vector<char32_t>& characters);

// A TrueType font whose only glyph is empty and an em wide.
std::string empty_font();

// The page's text as a content stream, in reading order. `scale`: points a pixel.
std::string page_text(const Document& document, std::uint32_t page, double scale, CodeBook& codes);

}  // namespace tonglan
