#include "ocr/read_page.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "chinese/characters.h"
#include "ocr/crop.h"
#include "ocr/glyph_boxes.h"
#include "ocr/language.h"
#include "ocr/mark_shapes.h"
#include "ocr/right_to_left.h"
#include "ocr/spelling.h"

namespace tonglan {
namespace {

// A line below is read a second way, and the reading of more confidence is kept: of the errors on
// noisy pages this takes a twentieth, on vertical ones up to a tenth. Of horizontal lines more
// would cost time (at .85 four times as many on clean pages) and bring hardly anything. The models
// for vertical lines are worse, and must be surer than the first way by kMoreOfVertical.
constexpr float kSureOfHorizontal = .75f, kSureOfVertical = .9f;
constexpr float kMoreOfVertical = .03f;

// A vertical line of which no way is surer than this takes from each way the characters that it is
// surer of: on a page of 1939, .437 instead of .411 of the lines with 7 of 10 characters right.
// With all that are read twice, clean lines would lose some. In characters: how far apart the same
// one's middles lie, and those of others at least.
constexpr float kSureOfBest = .7f, kSamePlace = .3f, kNearCharacter = .55f;

// The second way: softer, and as the line stands.
constexpr CropStyle kSecondWay = {28, .035f};

// The confidence without which a line is no text: of any line, of one or two characters, and of one
// that is flatter than kFlat of the running text.
constexpr float kSureOfAny = .2f, kSureOfShort = .45f, kSureOfFlat = .7f;
constexpr float kFlat = .4f;
// The same for a line of some length that the scan room is sure of, as it is not of crumbs of
// pictures: a headline in brushed or drawn letters, which no model reads, is still a headline.
constexpr float kSureOfLine = .12f, kSureOfInk = .9f, kLine = 3;
// The same for a line with so many characters to a cell of its length, as text has them, not
// crumbs: where it is larger than the running text, or a line like it runs beside it, it is one
// whatever the engine thinks. Without it the page falls apart: headlines part articles, and a leg
// with a gap is two.
constexpr float kSureOfShape = 0, kFilled = .5f, kLarge = 1.7f, kLargeLine = 2.5f;
// Fewer to a cell, and it is the edge of something.
constexpr float kSparse = .2f;
// The same for so few characters, smaller than a folio's, and for as few letters or digits, much
// larger or flatter than the text: what engines make of the ends of rules and of blots in the fold.
constexpr float kSureOfSmall = .6f, kFew = 3;
constexpr float kSureOfNarrow = .85f;

// The same for one character, or two in its place, no larger than the running text, that stand
// alone: mostly a speck in a margin, of which engines make 一, 國 or 1 with some confidence; but a
// folio may stand so.
constexpr float kSureOfLone = .9f;
// In characters of the running text: no folio is smaller; and flat as 一 is, it is a scratch.
constexpr float kLeastLone = .72f;
// In characters of the running text: what is no larger may be a speck; a line of that length, so
// near, means that text stands there.
constexpr float kSpeck = 1.3f, kLongLine = 3, kNearLine = 3;
// A reading of so many characters, so sure, tells where its line ends; in characters, how far past
// them other ink is none of it.
constexpr std::size_t kSeveral = 4;
constexpr float kSureOfEnds = .75f, kPastEnd = .45f;
constexpr float kCrumbs = .5f;  // of that place, less has ink
// Of the size of a headline's characters: how much those of its lines differ, and stand apart.
constexpr float kSameSize = .2f, kNearHeadline = .8f;

// A reading with its boxes on the page; `direction`: of the line there, `cells`: its own.
ReadLine read_crop(const LineCrop& crop, Direction direction, const std::vector<PlacedCell>& cells,
                   Engine& engine, const std::string& language) {
  if (crop.pixels.empty()) return {};
  ReadLine read = engine.read(crop.pixels, language, crop.direction);
  read = fit_glyph_boxes(std::move(read), crop.pixels, crop.direction, crop.glyph);
  if (crop.direction == Direction::kHorizontal && cells.empty()) {
    read = with_marks_by_shape(read, crop.pixels, crop.glyph);
    read = with_bullet_by_shape(read, crop.pixels, crop.glyph);
  }
  std::erase_if(read.glyphs, [](const ReadGlyph& g) { return !has_ink(g); });
  for (ReadGlyph& g : read.glyphs) g.box = box_on_page(crop, g.box);
  return spell(with_marks(read, cells), direction, crop.glyph / crop.scale);
}

// The middle of a glyph along a vertical line.
float middle_of(const ReadGlyph& glyph) { return (glyph.box.top + glyph.box.bottom) / 2; }

// Of a vertical line, the characters of `line` that `other` is surer of in their places, where it
// has one there and no other near. `size`: of a character on the page.
ReadLine with_surer_characters(const ReadLine& line, const ReadLine& other, float size) {
  const auto text_of = [](const ReadLine& read, const ReadGlyph& g) {
    return std::string_view(read.text).substr(g.text.begin, g.text.size());
  };
  const auto is_character = [&](const ReadLine& read, const ReadGlyph& g) {
    const std::string_view text = text_of(read, g);
    return kind_of(decode(text.data(), text.data() + text.size()).code) == Kind::kHan;
  };
  ReadLine out;
  std::uint32_t copied = 0;  // bytes of line.text
  float surer = 0;
  for (ReadGlyph g : line.glyphs) {
    const float middle = middle_of(g);
    const auto is_near = [&](const ReadGlyph& o) {
      return std::abs(middle_of(o) - middle) < kNearCharacter * size;
    };
    const auto there = std::find_if(other.glyphs.begin(), other.glyphs.end(), is_near);
    std::string_view text = text_of(line, g);
    out.text += std::string_view(line.text).substr(copied, g.text.begin - copied);
    copied = g.text.end;
    if (there != other.glyphs.end() && std::none_of(there + 1, other.glyphs.end(), is_near) &&
        std::abs(middle_of(*there) - middle) < kSamePlace * size &&
        there->confidence > g.confidence && is_character(line, g) && is_character(other, *there)) {
      surer += there->confidence - g.confidence;
      g.confidence = there->confidence;
      text = text_of(other, *there);
    }
    g.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    g.text.end = static_cast<std::uint32_t>(out.text.size());
    out.glyphs.push_back(g);
  }
  out.text += std::string_view(line.text).substr(copied);
  out.confidence = line.confidence;
  if (!line.glyphs.empty()) out.confidence += surer / float(line.glyphs.size());
  return out;
}

ReadLine read_line(const Pixels& page, const TextLine& line, Engine& engine,
                   const std::string& language) {
  const bool vertical = line.is_vertical();
  const LineCrop crop = first_crop(page, line);
  ReadLine first = read_crop(crop, line.direction, crop.cells, engine, language);
  if (first.confidence >= (vertical ? kSureOfVertical : kSureOfHorizontal)) return first;
  ReadLine second =
      read_crop(cut_line(page, line, kSecondWay), line.direction, crop.cells, engine, language);
  const bool is_second = second.confidence > first.confidence + (vertical ? kMoreOfVertical : 0);
  if (is_second) std::swap(first, second);
  if (!vertical && first.confidence < kSureOfHorizontal) {
    ReadLine third = read_crop(closed_up(crop), line.direction, {}, engine, language);
    if (third.confidence > first.confidence) return third;
  }
  if (!vertical || first.confidence >= kSureOfBest) return first;
  return with_surer_characters(first, second, std::max(line.glyph, 1.f));
}

// The blank between two boxes, along x or along y; below 0 where they meet.
float apart(const Box& a, const Box& b) {
  return std::max(std::max(a.left, b.left) - std::min(a.right, b.right),
                  std::max(a.top, b.top) - std::min(a.bottom, b.bottom));
}

// By line: small, with no line of some length near it. All false where the running text's size is
// not known.
std::vector<std::uint8_t> lone_lines(const std::vector<TextLine>& lines, float glyph) {
  std::vector<std::uint8_t> lone(lines.size());
  if (!(glyph > 0)) return lone;
  const auto size = [](const Box& b) { return std::max(b.width(), b.height()); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Box& a = lines[i].box;
    const float across = std::min(a.width(), a.height());
    const bool is_flat = across <= kFlat * glyph && size(a) <= kLongLine * kSpeck * glyph;
    const bool is_small = across <= kSpeck * glyph && size(a) <= 2 * kSpeck * glyph;
    lone[i] = (is_flat || is_small) &&
              std::none_of(lines.begin(), lines.end(), [&](const TextLine& other) {
                const Box& b = other.box;
                return size(b) >= kLongLine * glyph && apart(a, b) < kNearLine * glyph;
              });
  }
  return lone;
}

// By line: larger than the running text, and near one of its size and direction and of some length:
// the last character of a headline that is set over two lines, where engines doubt all that is
// short.
std::vector<std::uint8_t> rests_of_headlines(const std::vector<TextLine>& lines, float glyph) {
  std::vector<std::uint8_t> rest(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float size = lines[i].height();
    if (!(glyph > 0) || size < kSpeck * glyph) continue;
    rest[i] = std::any_of(lines.begin(), lines.end(), [&](const TextLine& other) {
      return &other != &lines[i] && other.direction == lines[i].direction &&
             other.length() >= kLine * other.height() &&
             std::abs(other.height() - size) < kSameSize * size &&
             apart(lines[i].box, other.box) < kNearHeadline * size;
    });
  }
  return rest;
}

// By line: one of its size and direction runs beside it, as near as lines of one leg are, for most
// of its length.
std::vector<std::uint8_t> lines_of_legs(const std::vector<TextLine>& lines) {
  std::vector<std::uint8_t> of_leg(lines.size());
  const auto shared_length = [](const TextLine& a, const TextLine& b) {
    return a.is_vertical() ? std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top)
                           : std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float size = lines[i].height();
    of_leg[i] = std::any_of(lines.begin(), lines.end(), [&](const TextLine& other) {
      return &other != &lines[i] && other.direction == lines[i].direction &&
             other.confidence >= kSureOfInk && apart(lines[i].box, other.box) < size &&
             std::abs(other.height() - size) < kSameSize * size &&
             2 * shared_length(lines[i], other) > lines[i].length();
    });
  }
  return of_leg;
}

// What is known of a line from those about it.
struct Company {
  bool lone = false;    // see lone_lines()
  bool rest = false;    // see rests_of_headlines()
  bool of_leg = false;  // see lines_of_legs()
};

std::vector<Company> company_of(const std::vector<TextLine>& lines, float glyph) {
  const std::vector<std::uint8_t> lone = lone_lines(lines, glyph);
  const std::vector<std::uint8_t> rest = rests_of_headlines(lines, glyph);
  const std::vector<std::uint8_t> of_leg = lines_of_legs(lines);
  std::vector<Company> company;
  for (std::size_t i = 0; i < lines.size(); ++i)
    company.push_back({lone[i] != 0, rest[i] != 0, of_leg[i] != 0});
  return company;
}

bool has_ideograph(const ReadLine& read) {
  return std::any_of(read.glyphs.begin(), read.glyphs.end(), [&](const ReadGlyph& g) {
    const char* p = read.text.data();
    return kind_of(decode(p + g.text.begin, p + g.text.end).code) == Kind::kHan;
  });
}

// The confidence without which a line is no text. `glyph`: size of the page's running text, 0 where
// it is not known.
float least_confidence(const ReadLine& read, const TextLine& line, float glyph,
                       const Company& company) {
  constexpr float kNever = 2;
  const float across = line.height(), along = line.length();
  const float characters = float(read.glyphs.size());
  const bool one = characters == 1 || (characters == 2 && along < kSpeck * glyph);
  if (one && company.lone) {
    const bool is_scratch = std::min(along, across) < kFlat * glyph;
    const bool is_speck = std::max(along, across) < kLeastLone * glyph;
    return is_scratch || is_speck ? kNever : kSureOfLone;
  }
  const bool is_odd_size = glyph > 0 && (across >= kLarge * glyph || across < kFlat * glyph);
  if (characters <= kFew && is_odd_size && !has_ideograph(read)) return kSureOfNarrow;
  if (characters <= kFew && across < kLeastLone * glyph) return kSureOfSmall;
  if (across < kFlat * glyph || characters * across < kSparse * along) return kSureOfFlat;
  const bool sure_of_ink = line.confidence >= kSureOfInk;
  const bool is_line = sure_of_ink && along >= kLine * across;
  const bool is_large = sure_of_ink && glyph > 0 && across >= kLarge * glyph;
  const bool is_filled = characters * across >= kFilled * along;
  if (is_filled && company.of_leg && along >= across) return kSureOfShape;
  if (is_filled && is_large && along >= kLargeLine * across) return kSureOfShape;
  if (characters <= 2 && !company.rest) return kSureOfShort;
  return is_line ? kSureOfLine : kSureOfAny;
}

// False for what an engine makes of specks, rules and the edges of pictures: nothing but marks, a
// character or two that it doubts, or characters far too flat for the page. In a leg a paragraph's
// last line may be nothing but the marks that close it: ”。
bool is_text(const ReadLine& read, float least, bool of_leg) {
  const auto kind = [&](const ReadGlyph& g) {
    const char* p = read.text.data();
    return kind_of(decode(p + g.text.begin, p + g.text.end).code);
  };
  const auto is_letter = [&](const ReadGlyph& g) {
    const Kind k = kind(g);
    return k == Kind::kHan || k == Kind::kHangul || k == Kind::kLatin || k == Kind::kDigit;
  };
  const auto closes = [&](const ReadGlyph& g) { return is_no_start(kind(g)); };
  if (read.confidence < least) return false;
  return std::any_of(read.glyphs.begin(), read.glyphs.end(), is_letter) ||
         (of_leg && read.glyphs.size() > 1 &&
          std::all_of(read.glyphs.begin(), read.glyphs.end(), closes));
}

// The share of a strip along a line, from `begin` to `end`, that has ink across it.
float inked_share(const Pixels& binary, const TextLine& line, float begin, float end) {
  const bool vertical = line.is_vertical();
  const auto limited = [](float at, int size) { return std::clamp(int(at), 0, size); };
  const int from = limited(begin, vertical ? binary.height : binary.width);
  const int to = limited(end, vertical ? binary.height : binary.width);
  const int low =
      limited(vertical ? line.box.left : line.box.top, vertical ? binary.width : binary.height);
  const int high =
      limited(vertical ? line.box.right : line.box.bottom, vertical ? binary.width : binary.height);
  int inked = 0;
  for (int at = from; at < to; ++at) {
    bool ink = false;
    for (int across = low; across < high && !ink; ++across)
      ink = (vertical ? binary.row(at)[across] : binary.row(across)[at]) == 0;
    inked += ink;
  }
  return to > from ? float(inked) / float(to - from) : 0;
}

// The line's box without what stands past its characters at either end, where they were read well:
// crumbs of a rule beside the column, which are narrower than a character.
Box read_box(const TextLine& line, const ReadLine& read, const Pixels& binary) {
  Box box = line.box;
  if (read.glyphs.size() < kSeveral || read.confidence < kSureOfEnds) return box;
  Box glyphs = read.glyphs[0].box;
  for (const ReadGlyph& g : read.glyphs) {
    glyphs = {std::min(glyphs.left, g.box.left), std::min(glyphs.top, g.box.top),
              std::max(glyphs.right, g.box.right), std::max(glyphs.bottom, g.box.bottom)};
  }
  const float far = kPastEnd * line.height();
  float &from = line.is_vertical() ? box.top : box.left,
        &to = line.is_vertical() ? box.bottom : box.right;
  const float first = line.is_vertical() ? glyphs.top : glyphs.left;
  const float last = line.is_vertical() ? glyphs.bottom : glyphs.right;
  const auto is_crumbs = [&](float begin, float end) {
    return end - begin > far && inked_share(binary, line, begin, end) < kCrumbs;
  };
  if (is_crumbs(from, first)) from = first;
  if (is_crumbs(last, to)) to = last;
  return box;
}

// One line of the document, under the conventions of the readers with boxes: texts end with '\n'
// that belongs to none of them.
void append_line(Document& document, const TextLine& line, const ReadLine& read,
                 const Pixels& binary, const std::string& language) {
  Line out;
  out.page = static_cast<std::uint32_t>(document.pages.size() - 1);
  out.box = read_box(line, read, binary);
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

  const std::string language =
      engine == nullptr ? "" : choose_language({&scanned, 1}, *engine, options);
  std::uint32_t unread = 0;
  const float glyph = scanned.page.glyph;
  const std::vector<Company> company = company_of(scanned.lines, glyph);
  std::vector<ReadLine> readings(scanned.lines.size());
  if (engine != nullptr) {
    for (std::size_t i = 0; i < scanned.lines.size(); ++i)
      readings[i] = read_line(scanned.grey, scanned.lines[i], *engine, language);
    put_right_to_left(scanned.lines, readings);
  }
  for (std::size_t i = 0; i < scanned.lines.size(); ++i) {
    const TextLine& line = scanned.lines[i];
    const float least = least_confidence(readings[i], line, glyph, company[i]);
    if (engine == nullptr || is_text(readings[i], least, company[i].of_leg)) {
      append_line(document, line, readings[i], scanned.binary, language);
    } else {
      ++unread;
    }
  }
  if (unread > 0) {
    document.warnings.push_back(
        {page, "read", std::to_string(unread) + " lines in which nothing could be read, left out"});
  }
  return document;
}

}  // namespace tonglan
