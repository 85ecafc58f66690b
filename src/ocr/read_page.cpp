#include "ocr/read_page.h"

#include <algorithm>

#include "chinese/characters.h"
#include "ocr/crop.h"
#include "ocr/glyph_boxes.h"
#include "ocr/language.h"
#include "ocr/spelling.h"

namespace tonglan {
namespace {

// A line below is read a second way. Of horizontal lines more would cost time and bring hardly
// anything; of vertical ones either way leaves out marks that the other sees, and is sure of it.
constexpr float kSureOfHorizontal = .85f, kSureOfVertical = 1;

// The second way: smaller, softer, and in the words that the engine finds.
constexpr CropStyle kSecondWay = {
    .glyph = 28, .blur = .035f, .padding = .25f, .framing = Framing::kLoose};

// The confidence without which a line is no text: of any line, of one or two characters, and of one
// that is flatter than kFlat of the running text.
constexpr float kSureOfAny = .2f, kSureOfShort = .45f, kSureOfFlat = .7f;
constexpr float kFlat = .4f;

// A reading with its boxes on the page.
ReadLine read_one_way(const Pixels& page, const TextLine& line, const CropStyle& style,
                      Engine& engine, const std::string& language) {
  const LineCrop crop = cut_line(page, line, style);
  if (crop.pixels.empty()) return {};
  ReadLine read = engine.read(crop.pixels, language, line.direction, style.framing);
  read = fit_glyph_boxes(std::move(read), crop.pixels, line.direction, crop.glyph);
  for (ReadGlyph& g : read.glyphs) g.box = box_on_page(crop, g.box);
  const float along = line.direction == Direction::kVertical ? crop.scale_y : crop.scale_x;
  return spell(read, line.direction, crop.glyph / along);
}

// Of the whole line, not of a character: engines leave characters out more often than they make
// them up. Of the errors of vertical lines this took a tenth, next to the mean.
float certainty(const ReadLine& read) { return read.confidence * float(read.glyphs.size()); }

ReadLine read_line(const Pixels& page, const TextLine& line, Engine& engine,
                   const std::string& language) {
  const bool vertical = line.direction == Direction::kVertical;
  ReadLine first = read_one_way(page, line, first_way(line.direction), engine, language);
  if (first.confidence >= (vertical ? kSureOfVertical : kSureOfHorizontal)) return first;
  ReadLine second = read_one_way(page, line, kSecondWay, engine, language);
  return certainty(second) > certainty(first) ? second : first;
}

// False for what an engine makes of specks, rules and the edges of pictures: nothing but marks, a
// character or two that it doubts, or characters far too flat for the page. `glyph`: size of the
// page's running text, 0 where it is not known.
bool is_text(const ReadLine& read, const TextLine& line, float glyph) {
  const auto is_letter = [&](const ReadGlyph& g) {
    const char* p = read.text.data();
    const Kind kind = kind_of(decode(p + g.text.begin, p + g.text.end).code);
    return kind == Kind::kHan || kind == Kind::kHangul || kind == Kind::kLatin ||
           kind == Kind::kDigit;
  };
  if (std::none_of(read.glyphs.begin(), read.glyphs.end(), is_letter)) return false;
  const bool vertical = line.direction == Direction::kVertical;
  const float across = vertical ? line.box.width() : line.box.height();
  const float least = across < kFlat * glyph    ? kSureOfFlat
                      : read.glyphs.size() <= 2 ? kSureOfShort
                                                : kSureOfAny;
  return read.confidence >= least;
}

// One line of the document, under the conventions of the readers with boxes: texts end with '\n'
// that belongs to none of them.
void append_line(Document& document, const TextLine& line, const ReadLine& read,
                 const std::string& language) {
  Line out;
  out.page = static_cast<std::uint32_t>(document.pages.size() - 1);
  out.box = line.box;
  out.text.begin = static_cast<std::uint32_t>(document.text.size());
  document.text += read.text;
  out.text.end = static_cast<std::uint32_t>(document.text.size());
  document.text += '\n';
  if (!read.text.empty()) out.confidence = read.confidence;
  out.first_glyph = static_cast<std::uint32_t>(document.glyphs.size());
  out.glyph_count = static_cast<std::uint32_t>(read.glyphs.size());
  for (const ReadGlyph& g : read.glyphs) {
    document.glyphs.push_back(
        {{out.text.begin + g.text.begin, out.text.begin + g.text.end}, g.box, g.confidence});
  }
  out.origin = static_cast<std::uint32_t>(document.origins.size());
  LineOrigin origin;
  origin.language = language;
  origin.has_direction = true;
  origin.direction = line.direction;
  document.origins.push_back(std::move(origin));
  document.order.push_back(static_cast<std::uint32_t>(document.lines.size()));
  document.lines.push_back(out);
}

}  // namespace

Document read_scanned_page(Document document, const ScannedPage& scanned, Engine* engine,
                           const OcrOptions& options) {
  const auto page = static_cast<std::uint32_t>(document.pages.size());
  document.pages.push_back(scanned.page);
  if (document.encoding.empty()) document.encoding = "UTF-8";
  for (Warning warning : scanned.warnings) {
    warning.page = page;
    document.warnings.push_back(std::move(warning));
  }

  const std::string language = engine == nullptr ? "" : choose_language(scanned, *engine, options);
  std::uint32_t unread = 0;
  for (const TextLine& line : scanned.lines) {
    if (engine == nullptr) {
      append_line(document, line, {}, {});
      continue;
    }
    const ReadLine read = read_line(scanned.grey, line, *engine, language);
    if (!is_text(read, line, scanned.page.glyph)) {
      ++unread;
    } else {
      append_line(document, line, read, language);
    }
  }
  if (unread > 0) {
    document.warnings.push_back(
        {page, "read", std::to_string(unread) + " lines in which nothing could be read, left out"});
  }
  return document;
}

}  // namespace tonglan
