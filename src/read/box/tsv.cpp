#include "read/box/tsv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "markup/numbers.h"
#include "markup/xml.h"
#include "read/box/builder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

enum Column {
  kLevel,
  kPageNumber,
  kBlockNumber,
  kParNumber,
  kLineNumber,
  kWordNumber,
  kLeft,
  kTop,
  kWidth,
  kHeight,
  kConfidence,
  kColumns
};

struct Row {
  std::array<float, kColumns> numbers;
  std::string_view text;
  Box box() const {
    const auto& n = numbers;
    return {n[kLeft], n[kTop], n[kLeft] + n[kWidth], n[kTop] + n[kHeight]};
  }
};

struct Reader {
  Builder builder;
  std::uint32_t block = kNone;
  std::optional<LineDraft> line;
  std::array<float, 5> place{};  // page, block, paragraph, line of the open line
  std::string last_word;
};

// Empty for a row that is not of the form.
std::optional<Row> parse_row(std::string_view row) {
  Row out;
  for (float& number : out.numbers) {
    const std::size_t end = row.find('\t');
    number = parse_number(row.substr(0, end));
    const bool last = &number == &out.numbers.back();
    if (end == std::string_view::npos) {
      if (!last) return std::nullopt;
      row = {};
    } else {
      row.remove_prefix(end + 1);
    }
  }
  out.text = row;
  const float level = out.numbers[kLevel];
  if (!(level >= 1 && level <= 5)) return std::nullopt;
  return out;
}

void end_line(Reader& r) {
  if (r.line) add_line(r.builder, std::move(*r.line), r.block);
  r.line.reset();
  r.last_word.clear();
}

std::array<float, 5> place_of(const Row& row) {
  const auto& n = row.numbers;
  return {n[kPageNumber], n[kBlockNumber], n[kParNumber], n[kLineNumber], 0};
}

void begin_line(Reader& r, const Row& row) {
  end_line(r);
  r.line.emplace();
  r.place = place_of(row);
}

void read_word(Reader& r, const Row& row) {
  if (!r.line || r.place != place_of(row)) begin_line(r, row);
  const float percent = row.numbers[kConfidence];
  const float confidence = percent >= 0 && percent <= 100 ? percent / 100 : -1;
  append_glyph(r.builder, *r.line, row.text, row.box(), confidence,
               wants_blank(r.last_word, row.text));
  r.last_word = row.text;
}

void read_row(Reader& r, const Row& row) {
  switch (static_cast<int>(row.numbers[kLevel])) {
    case 1: {
      end_line(r);
      Page page;
      page.width = row.box().right;
      page.height = row.box().bottom;
      begin_page(r.builder, std::move(page));
      r.block = kNone;
      break;
    }
    case 2: {
      end_line(r);
      Block block;
      block.box = row.box();
      r.block = begin_block(r.builder, std::move(block));
      break;
    }
    case 3:
      end_line(r);
      break;
    case 4:
      begin_line(r, row);
      r.line->box = row.box();
      break;
    default:
      read_word(r, row);
      break;
  }
}

}  // namespace

Document read_tsv(std::string bytes, const ReadOptions& options) {
  std::string utf8 = xml_to_utf8(std::move(bytes), options.encoding);
  Reader r;
  std::string_view rest = utf8;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || (number == 1 && line.starts_with("level\t"))) continue;
    const std::optional<Row> row = parse_row(line);
    if (!row) {
      throw Error(2, "line " + std::to_string(number) +
                         ": not a row of Tesseract's TSV (level 1 to 5, then 11 more columns)");
    }
    read_row(r, *row);
  }
  end_line(r);
  if (r.builder.document.pages.empty() && r.builder.document.lines.empty()) {
    throw Error(2, "no rows; it is no TSV of Tesseract, or it is empty");
  }
  r.builder.document.ordered = true;  // files of this format stand in reading order
  return finish(std::move(r.builder));
}

}  // namespace tonglan
