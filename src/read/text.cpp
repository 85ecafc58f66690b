#include "read/text.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "tonglan.h"

namespace tonglan {
namespace {

using Byte = unsigned char;

std::uint16_t saturated(std::size_t value) {
  return static_cast<std::uint16_t>(
      std::min<std::size_t>(value, std::numeric_limits<std::uint16_t>::max()));
}

struct Blank {
  std::size_t bytes = 0;       // 0: no blank
  std::size_t half_cells = 0;  // its width
};

// The blank of three bytes that these are: U+2000..200B, U+202F, U+205F, U+3000, U+FEFF.
Blank wide_blank(Byte a, Byte b, Byte c) {
  if (a == 0xE3 && b == 0x80 && c == 0x80) return {3, 2};
  if (a == 0xE2 && b == 0x80 && ((c >= 0x80 && c <= 0x8B) || c == 0xAF)) return {3, 1};
  if (a == 0xE2 && b == 0x81 && c == 0x9F) return {3, 1};
  if (a == 0xEF && b == 0xBB && c == 0xBF) return {3, 1};
  return {};
}

Blank blank_at(const Byte* at, const Byte* end) {
  if (*at == ' ') return {1, 1};
  if (*at == '\t') return {1, 4};
  if (*at < 0xC2) return {};
  if (*at == 0xC2) return end - at >= 2 && at[1] == 0xA0 ? Blank{2, 1} : Blank{};
  return end - at >= 3 ? wide_blank(at[0], at[1], at[2]) : Blank{};
}

std::size_t blank_before_end(const Byte* begin, const Byte* end) {
  const Byte last = end[-1];
  if (last == ' ' || last == '\t') return 1;
  if (last < 0x80 || last > 0xBF) return 0;
  if (last == 0xA0 && end - begin >= 2 && end[-2] == 0xC2) return 2;
  return end - begin >= 3 ? wide_blank(end[-3], end[-2], end[-1]).bytes : 0;
}

struct LineEnd {
  std::size_t bytes = 0;  // 0: the text ends here
  bool page = false;
};

// One pass that the compiler turns into vector code: does LF alone end the lines?
bool only_line_feeds(const Byte* text, std::size_t size) {
  unsigned found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    found |= static_cast<unsigned>(text[i] >= 0x0B) & static_cast<unsigned>(text[i] <= 0x0D);
  }
  for (std::size_t i = 1; i < size; ++i) {
    found |= static_cast<unsigned>(text[i - 1] == 0xC2) & static_cast<unsigned>(text[i] == 0x85);
  }
  for (std::size_t i = 2; i < size; ++i) {
    found |= static_cast<unsigned>(text[i - 2] == 0xE2) &
             static_cast<unsigned>(text[i - 1] == 0x80) &
             static_cast<unsigned>((text[i] | 1) == 0xA9);
  }
  return found == 0;
}

LineEnd line_end_at(const Byte* at, const Byte* end) {
  switch (*at) {
    case '\n':
      return {1, false};
    case '\r':
      return {end - at >= 2 && at[1] == '\n' ? std::size_t{2} : std::size_t{1}, false};
    case '\f':
    case '\v':
      return {1, true};
    case 0xC2:
      return end - at >= 2 && at[1] == 0x85 ? LineEnd{2, false} : LineEnd{};
    case 0xE2:
      return end - at >= 3 && at[1] == 0x80 && (at[2] | 1) == 0xA9 ? LineEnd{3, false} : LineEnd{};
    default:
      return {};
  }
}

class Cutter {
 public:
  explicit Cutter(Document& document)
      : document_(document), text_(reinterpret_cast<const Byte*>(document.text.data())) {}

  void cut() {
    const Byte* const end = text_ + document_.text.size();
    // Column lines take some 40 bytes; memory that is reserved but not used costs nothing.
    document_.lines.reserve(document_.text.size() / 32 + 1);
    if (only_line_feeds(text_, document_.text.size())) {
      cut_at_line_feeds(end);
    } else {
      cut_at_any_end(end);
    }
    document_.pages.resize(document_.lines.empty() ? 1 : document_.lines.back().page + 1);
  }

 private:
  void cut_at_line_feeds(const Byte* end) {
    for (const Byte* at = text_; at < end;) {
      const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
      const Byte* stop = found ? static_cast<const Byte*>(found) : end;
      add(at, stop, false);
      at = stop + 1;
    }
  }

  void cut_at_any_end(const Byte* end) {
    const Byte* begin = text_;
    for (const Byte* at = text_; at < end;) {
      const LineEnd found = line_end_at(at, end);
      if (found.bytes == 0) {
        ++at;
        continue;
      }
      add(begin, at, found.page);
      at += found.bytes;
      begin = at;
    }
    if (begin < end) add(begin, end, false);
  }

  void add(const Byte* begin, const Byte* end, bool page_ends) {
    std::size_t indent = 0;
    while (begin < end) {
      const Blank blank = blank_at(begin, end);
      if (blank.bytes == 0) break;
      indent += blank.half_cells;
      begin += blank.bytes;
    }
    if (begin == end) {
      // A page end at the start of a line is no empty line.
      if (!page_ends) ++blank_lines_;
    } else {
      while (const std::size_t blank = blank_before_end(begin, end)) end -= blank;
      Line line;
      line.text = {static_cast<std::uint32_t>(begin - text_),
                   static_cast<std::uint32_t>(end - text_)};
      line.indent = saturated(indent);
      line.blank_before = saturated(blank_lines_);
      line.page = page_;
      document_.lines.push_back(line);
      blank_lines_ = 0;
    }
    page_ += page_ends;
  }

  Document& document_;
  const Byte* text_;
  std::size_t blank_lines_ = 0;
  std::uint32_t page_ = 0;
};

}  // namespace

Document read_text(std::string utf8) {
  if (utf8.size() >= kNone)
    throw Error(2, "a text of more than 4 GiB can't be held as one document");
  Document document;
  document.text = std::move(utf8);
  document.encoding = "UTF-8";
  Cutter(document).cut();
  return document;
}

}  // namespace tonglan
