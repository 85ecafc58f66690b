// Pages for the fake engine: paragraphs set in columns, and where each line stands.
#pragma once

#include <string>
#include <vector>

#include "document.h"
#include "pixels.h"
#include "read/image/image.h"
#include "support/fake_engine.h"

namespace tonglan {

// How a column is set, in pixels and characters.
struct Column {
  int left = 0, top = 0;  // vertical: of the first line, which is the rightmost
  int em = 40;
  int pitch = 60;    // from line to line
  int measure = 14;  // characters a line
  int lines = 1000;  // that it holds
  Direction direction = Direction::kHorizontal;
};

struct DrawnText {
  std::string text;  // of one line
  Box box;           // of its ink
};

// A page as it grows, and the truth about it.
struct SetPage {
  Pixels pixels;
  std::vector<DrawnText> lines;  // in reading order
};

SetPage new_page(int width, int height);

// All characters of the road's tests, for the engine.
const std::u32string& test_alphabet();

// Sets a paragraph's lines, the first indented by two characters, into the columns, which grow
// shorter by it: a paragraph goes on in the next one. Returns what found no room any more, for the
// next page; the next call with it says that it `continues`.
std::u32string set_paragraph(SetPage& page, std::vector<Column>& columns,
                             const std::u32string& text, bool continues = false);

// One line without indent.
void set_line(SetPage& page, const std::u32string& text, int left, int top, int em,
              Direction direction = Direction::kHorizontal);

// Pages that are in memory already; a page without pixels can't be decoded.
class PagesInMemory : public ImageFile {
 public:
  explicit PagesInMemory(std::vector<Pixels> pages) : pages_(std::move(pages)) {}
  std::uint32_t page_count() const override { return std::uint32_t(pages_.size()); }
  Pixels read_page(std::uint32_t page) override;
  StoredPage stored() const override { return {}; }

 private:
  std::vector<Pixels> pages_;
};

// As a scanner of `times` the resolution has it.
Pixels enlarged(const Pixels& pixels, int times);

}  // namespace tonglan
