#include "read/box/hocr.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "chinese/roles.h"
#include "markup/html.h"
#include "markup/limits.h"
#include "markup/numbers.h"
#include "markup/xml.h"
#include "read/box/builder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

enum class Part : std::uint8_t {
  kOther,
  kHead,
  kPage,
  kBlock,
  kParagraph,
  kLine,
  kWord,
  kCharacter,
  kSeparator,
  kPicture
};

struct PartName {
  std::string_view name;
  Part part;
};
constexpr PartName kParts[] = {
    {"ocr_page", Part::kPage},           {"ocr_carea", Part::kBlock},
    {"ocrx_block", Part::kBlock},        {"ocr_par", Part::kParagraph},
    {"ocr_line", Part::kLine},           {"ocrx_line", Part::kLine},
    {"ocr_header", Part::kLine},         {"ocr_footer", Part::kLine},
    {"ocr_caption", Part::kLine},        {"ocr_textfloat", Part::kLine},
    {"ocrx_word", Part::kWord},          {"ocr_word", Part::kWord},
    {"ocrx_cinfo", Part::kCharacter},    {"ocr_cinfo", Part::kCharacter},
    {"ocr_separator", Part::kSeparator}, {"ocr_photo", Part::kPicture},
    {"ocr_image", Part::kPicture},       {"ocrx_image", Part::kPicture},
    {"ocr_linedrawing", Part::kPicture},
};

struct OpenElement {
  std::string tag, kind;
  Part part = Part::kOther;
  std::size_t offset = 0;
  std::uint32_t outer_block = kNone, outer_paragraph = kNone;
  std::string outer_language;
};

struct Word {
  Box box;
  float confidence = -1;
  bool has_characters = false;  // boxes of its own for each character
  bool begun = false;           // its first piece of text has come
  std::uint32_t index = kNone;  // of the document's words
};

struct Reader {
  std::string_view html;
  Builder builder;
  std::vector<OpenElement> open;
  std::uint32_t block = kNone;
  std::uint32_t paragraph = kNone;
  std::optional<Role> paragraph_role;
  std::string language, title;
  bool ours = false;                                            // written by this program
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // blocks by their x_order
  std::optional<LineDraft> line;
  bool line_is_marked = false;  // ocr_line stands round it; else the text stood alone
  bool blank = false;           // white space since the last text
  std::optional<Word> word, character;
};

// The value of a property in a title: "bbox 1 2 3 4; x_wconf 90". Empty where it is not there.
std::string_view property(std::string_view title, std::string_view name) {
  std::size_t begin = 0;
  while (begin < title.size()) {
    bool quoted = false;
    std::size_t end = begin;
    for (; end < title.size() && (quoted || title[end] != ';'); ++end) {
      if (title[end] == '"') quoted = !quoted;
    }
    std::string_view item = title.substr(begin, end - begin);
    while (!item.empty() && (item[0] == ' ' || item[0] == '\n')) item.remove_prefix(1);
    if (item.starts_with(name) && item.size() > name.size() && item[name.size()] == ' ') {
      return item.substr(name.size() + 1);
    }
    begin = end + 1;
  }
  return {};
}

Box box_in(std::string_view title, std::string_view name) {
  const std::vector<float> n = parse_numbers(property(title, name));
  return n.size() >= 4 ? Box{n[0], n[1], n[2], n[3]} : Box{};
}

// A whole number, or kNone.
std::uint32_t count_in(std::string_view title, std::string_view name) {
  const float value = parse_number(property(title, name));
  return value >= 0 && value < kMaxCoordinate ? static_cast<std::uint32_t>(value) : kNone;
}

// Mean of the percentages, as 0..1; below 0 where there are none.
float confidence_in(std::string_view title) {
  for (const std::string_view name : {"x_wconf", "x_confs", "x_conf"}) {
    const std::vector<float> n = parse_numbers(property(title, name));
    if (n.empty()) continue;
    float sum = 0;
    for (const float v : n) sum += v;
    const float mean = sum / static_cast<float>(n.size()) / 100;
    if (std::isfinite(mean)) return std::clamp(mean, 0.0f, 1.0f);
  }
  return -1;
}

Part part_of(const HtmlToken& token, std::string& kind) {
  if (token.name == "head" || token.name == "title") return Part::kHead;
  std::string_view classes = token.attribute("class");
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find(' '), classes.size());
    const std::string_view name = classes.substr(0, end);
    for (const PartName& p : kParts) {
      if (p.name == name) {
        kind = name;
        return p.part;
      }
    }
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return Part::kOther;
}

bool inside(const Reader& r, Part part) {
  return std::any_of(r.open.begin(), r.open.end(),
                     [&](const OpenElement& e) { return e.part == part; });
}

void end_line(Reader& r) {
  if (!r.line) return;
  add_line(r.builder, std::move(*r.line), r.block);
  r.line.reset();
  r.line_is_marked = false;
}

void begin_marked_page(Reader& r, const HtmlToken& token, std::string_view title) {
  Page page;
  const Box box = box_in(title, "bbox");
  page.width = box.right;
  page.height = box.bottom;
  page.id = token.attribute("id");
  std::string_view image = property(title, "image");
  if (image.empty()) image = property(title, "file");
  while (!image.empty() && (image.front() == '"' || image.front() == ' ')) image.remove_prefix(1);
  while (!image.empty() && (image.back() == '"' || image.back() == ' ')) image.remove_suffix(1);
  page.image = image;
  const std::vector<float> resolution = parse_numbers(property(title, "scan_res"));
  if (!resolution.empty() && resolution[0] > 0 && resolution[0] < 1e5f) page.dpi = resolution[0];
  begin_page(r.builder, std::move(page));
}

void begin_marked_block(Reader& r, const HtmlToken& token, std::string_view title,
                        const std::string& kind) {
  Block block;
  block.box = box_in(title, "bbox");
  block.outline = parse_points(property(title, "poly"));
  block.id = token.attribute("id");
  block.kind = kind;
  block.language = token.attribute("lang");
  block.role = role_named(property(title, "x_role")).value_or(Role::kBody);
  block.article = count_in(title, "x_article");
  if (!block.language.empty()) r.language = block.language;
  r.block = begin_block(r.builder, std::move(block));
  if (const std::uint32_t place = count_in(title, "x_order"); place != kNone) {
    r.places.emplace_back(place, r.block);
  }
}

// This program numbers paragraphs; other programs' ocr_par are what they took for one.
void begin_marked_paragraph(Reader& r, std::string_view title) {
  r.paragraph = count_in(title, "x_paragraph");
  r.paragraph_role = role_named(property(title, "x_role"));
}

// hOCR turns counter-clockwise: 270 is the way Chinese runs down the page.
void read_direction(std::string_view title, LineOrigin& origin) {
  const std::vector<float> turned = parse_numbers(property(title, "textangle"));
  if (!turned.empty()) set_turn(origin, -turned[0]);
}

void begin_marked_line(Reader& r, const HtmlToken& token, std::string_view title) {
  LineDraft line;
  line.box = box_in(title, "bbox");
  line.confidence = confidence_in(title);
  line.origin.id = token.attribute("id");
  const std::string_view language = token.attribute("lang");
  line.origin.language = language.empty() ? r.language : std::string(language);
  line.origin.outline = parse_points(property(title, "poly"));
  if (r.block != kNone) line.role = r.builder.document.blocks[r.block].role;
  line.paragraph = r.paragraph;
  if (line.role == Role::kBody) line.paragraph_role = r.paragraph_role;
  read_direction(title, line.origin);
  const std::vector<float> baseline = parse_numbers(property(title, "baseline"));
  if (baseline.size() == 2 && is_set(line.box)) {  // slope and offset from the bottom left corner
    const float y = line.box.bottom + baseline[1];
    line.origin.baseline = {{line.box.left, y},
                            {line.box.right, y + baseline[0] * line.box.width()}};
  }
  r.line = std::move(line);
  r.line_is_marked = true;
  r.blank = false;
}

void begin_part(Reader& r, const HtmlToken& token, OpenElement& element) {
  const std::string_view title = token.attribute("title");
  switch (element.part) {
    case Part::kPage:
      end_line(r);
      r.block = kNone;
      if (const auto language = token.attribute("lang"); !language.empty()) r.language = language;
      begin_marked_page(r, token, title);
      break;
    case Part::kParagraph:
      end_line(r);
      if (const auto language = token.attribute("lang"); !language.empty()) r.language = language;
      if (r.block == kNone) begin_marked_block(r, token, title, element.kind);
      begin_marked_paragraph(r, title);
      break;
    case Part::kBlock:
      end_line(r);
      begin_marked_block(r, token, title, element.kind);
      break;
    case Part::kLine:
      end_line(r);
      begin_marked_line(r, token, title);
      break;
    case Part::kWord:
      r.word = Word{box_in(title, "bbox"), confidence_in(title)};
      if (const auto id = token.attribute("id"); !id.empty()) {
        r.word->index = begin_word(r.builder, std::string(id));
      }
      break;
    case Part::kCharacter: {
      const Box box = box_in(title, "x_bboxes");
      r.character = Word{is_set(box) ? box : box_in(title, "bbox"), confidence_in(title)};
      if (!r.word) break;
      r.word->has_characters = true;
      if (r.word->index == kNone) r.word->index = begin_word(r.builder, "");
      r.character->index = r.word->index;
      break;
    }
    case Part::kSeparator:
      end_line(r);
      add_rule(r.builder, box_in(title, "bbox"));
      break;
    case Part::kPicture:
      end_line(r);
      add_picture(r.builder, box_in(title, "bbox"));
      break;
    case Part::kHead:
    case Part::kOther:
      break;
  }
}

void end_part(Reader& r, const OpenElement& element) {
  switch (element.part) {
    case Part::kWord:
      r.word.reset();
      break;
    case Part::kCharacter:
      r.character.reset();
      break;
    case Part::kHead:
    case Part::kOther:
      break;
    default:
      end_line(r);
      break;
  }
  r.block = element.outer_block;
  r.paragraph = element.outer_paragraph;
  r.language = element.outer_language;
}

void pop(Reader& r) {
  const OpenElement element = std::move(r.open.back());
  r.open.pop_back();
  end_part(r, element);
}

void on_open(Reader& r, const HtmlToken& token) {
  if (token.name == "br" && r.line && !r.line_is_marked) end_line(r);
  if (token.name == "br") r.blank = true;
  // <p> and <li> need no end.
  if ((token.name == "p" || token.name == "li") && !r.open.empty() &&
      r.open.back().tag == token.name) {
    pop(r);
  }
  if (token.attribute("name") == "ocr-system" && token.attribute("content") == "tonglan") {
    r.ours = true;
  }
  OpenElement element;
  element.tag = token.name;
  element.part = part_of(token, element.kind);
  element.offset = token.offset;
  element.outer_block = r.block;
  element.outer_paragraph = r.paragraph;
  element.outer_language = r.language;
  begin_part(r, token, element);
  r.open.push_back(std::move(element));
  if (r.open.size() > kMaxDepth) {
    throw Error(2, "line " + std::to_string(line_at(r.html, token.offset)) +
                       ": elements stand more than " + std::to_string(kMaxDepth) +
                       " deep; is this hOCR?");
  }
  // HTML knows no <div/>, but XHTML does, and so do the programs that write it.
  if (token.closed) pop(r);
}

void on_close(Reader& r, const HtmlToken& token) {
  const auto found = std::find_if(r.open.rbegin(), r.open.rend(),
                                  [&](const OpenElement& e) { return e.tag == token.name; });
  if (found == r.open.rend()) return;
  const std::size_t keep = static_cast<std::size_t>(r.open.rend() - found) - 1;
  while (r.open.size() > keep) pop(r);
}

void on_text(Reader& r, std::string_view text) {
  if (inside(r, Part::kHead)) {
    if (r.open.back().tag == "title") r.title += text;
    return;
  }
  constexpr std::string_view kSpaces = " \t\n\r\f\v";
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin != 0) r.blank = true;
    if (begin == std::string_view::npos) return;
    const std::size_t end = std::min(text.find_first_of(kSpaces, begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    if (!r.line) {
      r.line.emplace();
      r.blank = false;
    }
    const bool boxed = r.character || (r.word && !r.word->has_characters);
    Word* const word = r.character ? &*r.character : boxed ? &*r.word : nullptr;
    if (word && !word->begun) {
      append_glyph(r.builder, *r.line, piece, word->box, word->confidence, r.blank, word->index);
      word->begun = true;
    } else {
      if (r.blank && !r.line->text.empty()) r.line->text += ' ';
      append_text(r.builder, *r.line, piece);
      if (word && !r.line->glyphs.empty()) {
        r.line->glyphs.back().end = static_cast<std::uint32_t>(r.line->text.size());
      }
    }
    r.blank = false;
    text.remove_prefix(end);
  }
}

void check_complete(const Reader& r) {
  for (auto e = r.open.rbegin(); e != r.open.rend(); ++e) {
    if (e->kind.empty()) continue;
    throw Error(2, "the hOCR ends inside the " + e->kind + " that began on line " +
                       std::to_string(line_at(r.html, e->offset)) +
                       "; the file is cut off, export it again");
  }
}

}  // namespace

Document read_hocr(std::string bytes, const ReadOptions& options) {
  const std::string html = xml_to_utf8(std::move(bytes), options.encoding);
  Reader r;
  r.html = html;
  bool any = false;
  std::size_t at = 0;
  for (HtmlToken token = next_token(html, at); token.kind != HtmlToken::Kind::kEnd;
       token = next_token(html, at)) {
    switch (token.kind) {
      case HtmlToken::Kind::kOpen:
        on_open(r, token);
        any = any || (!r.open.empty() && !r.open.back().kind.empty());
        break;
      case HtmlToken::Kind::kClose:
        on_close(r, token);
        break;
      case HtmlToken::Kind::kText:
        on_text(r, token.text);
        break;
      case HtmlToken::Kind::kEnd:
        break;
    }
  }
  check_complete(r);
  while (!r.open.empty()) pop(r);
  end_line(r);
  if (r.ours) r.builder.document.source = r.title;  // where it came from, in our files
  if (!any) throw Error(2, "no ocr_page, ocr_line or ocrx_word in this file; it is not hOCR");
  r.builder.document.ordered = true;  // files of this format stand in reading order
  if (!r.places.empty() && r.places.size() == r.builder.document.blocks.size()) {
    // But an article that goes on where another page has begun.
    std::stable_sort(r.places.begin(), r.places.end());
    std::vector<std::uint32_t> order;
    for (const auto& [place, block] : r.places) order.push_back(block);
    order_by_blocks(r.builder, order);
  }
  return finish(std::move(r.builder));
}

}  // namespace tonglan
