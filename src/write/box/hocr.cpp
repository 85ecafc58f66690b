#include "write/box/hocr.h"

#include <algorithm>
#include <cmath>

#include "chinese/roles.h"
#include "markup/xml_writer.h"
#include "write/box/regions.h"

namespace tonglan {
namespace {

std::string box_property(const char* name, const Box& box) {
  if (!has_size(box)) return "";
  const Box b = whole_pixels(box);
  return name + (" " + spell_whole(b.left)) + " " + spell_whole(b.top) + " " +
         spell_whole(b.right) + " " + spell_whole(b.bottom);
}

std::string bbox(const Box& box) { return box_property("bbox", box); }

std::string joined(std::initializer_list<std::string> properties) {
  std::string title;
  for (const std::string& p : properties) {
    if (p.empty()) continue;
    if (!title.empty()) title += "; ";
    title += p;
  }
  return title;
}

std::string confidence(float value, const char* name = "x_wconf ") {
  return value < 0 ? "" : name + spell_percent(value);
}

// Slope and offset against the bottom left corner of the box as it is written: a straight line
// through the ends. Slopes are spelled to some hundredths of a pixel at the line's end: finer ones
// would not come back the same from points in single precision.
std::string baseline(const LineOrigin& origin, const Box& line) {
  if (origin.baseline.size() < 2 || !has_size(line)) return "";
  const Box box = whole_pixels(line);
  const Point& a = origin.baseline.front();
  const Point& b = origin.baseline.back();
  if (!(b.x > a.x)) return "";
  const double steps = std::pow(10, std::floor(std::log10(box.width() / .006)));
  const double slope = (double{b.y} - a.y) / (double{b.x} - a.x);
  const double offset = a.y + slope * (double{box.left} - a.x) - box.bottom;
  return "baseline " + spell_number(static_cast<float>(std::round(slope * steps) / steps + 0.0)) +
         " " + spell_hundredths(offset);
}

std::string poly(const std::vector<Point>& outline) {
  if (outline.size() < 3) return "";
  std::string out = "poly";
  for (const Point& p : outline) out += " " + spell_whole(p.x) + " " + spell_whole(p.y);
  return out;
}

// hOCR turns counter-clockwise, PAGE and this model clockwise.
std::string textangle(const Document& d, const Line& line) {
  const LineOrigin& origin = origin_of(d, line);
  const float clockwise = origin.angle + (is_vertical(d, line) ? 90 : 0);
  if (clockwise == 0) return "";
  return "textangle " + spell_hundredths(std::fmod(720 - clockwise, 360.0f));
}

struct Writer {
  const Document& document;
  XmlWriter xml;
  Names names;
  std::vector<Region> regions;
  std::vector<Role> roles;  // of paragraphs
  bool woven = false;       // pages are read in turns: the order of the file is not that of reading
};

void begin_word(const std::string& id, const Word& word, std::string& out) {
  out += "<span class=\"ocrx_word\"";
  if (!id.empty()) out += " id=\"" + id + "\"";
  out += " title=\"" + joined({bbox(word.box), confidence(word.confidence)}) + "\">";
}

// HTML has one blank where there are several.
void append_text(std::string_view text, std::string& out) {
  std::string single;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (!blank) single += c;
    if (blank && !single.ends_with(' ')) single += ' ';
  }
  append_escaped(single, out);
}

void write_word(Writer& w, const SpelledLine& line, const Word& word) {
  std::string& out = w.xml.out;
  // White space between words is a blank, so it stands only where there is one. HTML takes a
  // full-width one as it stands.
  for (std::uint32_t i = 0; i < word.wide_before; ++i) out += "\u3000";
  if (word.blank_before && word.wide_before == 0) out += '\n' + std::string(w.xml.open.size(), ' ');
  if (word.boxed) begin_word(w.names.take_own(word.id), word, out);
  for (std::uint32_t p = word.first; p < word.last; ++p) {
    const LinePiece& piece = line.pieces[p];
    const bool character = word.boxed && word.last - word.first > 1;
    if (character) {
      out += "<span class=\"ocrx_cinfo\" title=\"" +
             joined({box_property("x_bboxes", piece.box),
                     confidence(piece.glyph->confidence, "x_confs ")}) +
             "\">";
    } else if (piece.glyph && !word.boxed) {
      const Word alone = word_of_piece(w.document, line, p);
      begin_word(w.names.take_own(alone.id), alone, out);
    }
    append_text(piece.text, out);
    if (character || (piece.glyph && !word.boxed)) out += "</span>";
  }
  if (word.boxed) out += "</span>";
}

void write_line(Writer& w, const Line& line, const Region& region) {
  const Document& d = w.document;
  const LineOrigin& origin = origin_of(d, line);
  const SpelledLine spelled = spell_line(d, line, whole_pixels);
  w.xml.begin("span",
              {{"class", "ocr_line"},
               {"id", w.names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()))},
               {"lang", own_language(origin, region)},
               {"title", joined({bbox(line.box), poly(origin.outline), baseline(origin, line.box),
                                 textangle(d, line), confidence(line.confidence)})}});
  w.xml.out.append(w.xml.open.size(), ' ');
  for (const Word& word : spelled.words) write_word(w, spelled, word);
  w.xml.out += '\n';
  w.xml.end();
}

// A paragraph that goes on in the next column comes as two, both with its number.
void begin_paragraph(Writer& w, const Region& region, std::size_t i) {
  const std::uint32_t number = region.paragraphs[i];
  Box box;
  for (std::size_t k = i; k < region.lines.size() && region.paragraphs[k] == number; ++k) {
    box = box_round(box, whole_pixels(w.document.lines[region.lines[k]].box));
  }
  const Role own = w.roles[number];
  const std::string role = own == region.role ? "" : "x_role " + std::string(role_name(own));
  w.xml.begin("p", {{"class", "ocr_par"},
                    {"id", w.names.take("", "par_" + std::to_string(number))},
                    {"title", joined({bbox(box), "x_paragraph " + std::to_string(number), role})}});
}

void write_lines(Writer& w, const Region& region) {
  bool open = false;
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    const bool fresh = i == 0 || region.paragraphs[i] != region.paragraphs[i - 1];
    if (fresh && open) w.xml.end();
    if (fresh) open = region.paragraphs[i] != kNone;
    if (fresh && open) begin_paragraph(w, region, i);
    write_line(w, w.document.lines[region.lines[i]], region);
  }
  if (open) w.xml.end();
}

void write_region(Writer& w, const Region& region) {
  // Lines that stood in no block stay in none, unless something is known of them.
  const bool bare = region.block == kNone && region.article == kNone &&
                    region.role == Role::kBody && region.paragraphs[0] == kNone && !w.woven;
  if (bare) return write_lines(w, region);
  const std::string role =
      region.role == Role::kBody ? "" : "x_role " + std::string(role_name(region.role));
  const std::string article =
      region.article == kNone ? "" : "x_article " + std::to_string(region.article);
  const std::string place = w.woven ? "x_order " + std::to_string(&region - w.regions.data()) : "";
  w.xml.begin("div",
              {{"class", "ocr_carea"},
               {"id", region.id},
               {"lang", region.language},
               {"title", joined({bbox(region.box), poly(region.outline), role, article, place})}});
  write_lines(w, region);
  w.xml.end();
}

void write_sheet(Writer& w, std::uint32_t index) {
  XmlWriter& xml = w.xml;
  const Page none;
  const Page& page = index < w.document.pages.size() ? w.document.pages[index] : none;
  const Box sheet{0, 0, page.width, page.height};
  const std::string image = page.image.empty() ? "" : "image \"" + page.image + "\"";
  const std::string number = "ppageno " + std::to_string(index);
  const std::string dpi =
      page.dpi > 0 ? "scan_res " + spell_whole(page.dpi) + " " + spell_whole(page.dpi) : "";
  xml.begin("div", {{"class", "ocr_page"},
                    {"id", w.names.take(page.id, "page_" + std::to_string(index + 1))},
                    {"title", joined({image, bbox(sheet), number, dpi})}});
  for (const Separator& s : page.separators) {
    if (!s.rule) continue;
    xml.leaf("div", {{"class", "ocr_separator"}, {"title", bbox(s.box)}}, "");
  }
  for (const Box& picture : page.pictures) {
    xml.leaf("div", {{"class", "ocr_photo"}, {"title", bbox(picture)}}, "");
  }
  for (const Region& region : w.regions) {
    if (region.page == index) write_region(w, region);
  }
  xml.end();
}

}  // namespace

void write_hocr(const Document& d, std::string& out) {
  Writer w{d, {out, {}}, Names(d), {}, {}};
  w.regions = regions_of(d, w.names, whole_pixels);
  w.roles = paragraph_roles(d, w.regions);
  w.woven = !std::is_sorted(w.regions.begin(), w.regions.end(),
                            [](const Region& a, const Region& b) { return a.page < b.page; });
  XmlWriter& xml = w.xml;
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n";
  xml.begin("html", {{"xmlns", "http://www.w3.org/1999/xhtml"}});
  xml.begin("head");
  xml.leaf("title", {}, d.source);
  xml.empty("meta", {{"charset", "utf-8"}});
  xml.empty("meta", {{"name", "ocr-system"}, {"content", "tonglan"}});
  xml.empty("meta", {{"name", "ocr-capabilities"},
                     {"content",
                      "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrx_cinfo "
                      "ocr_separator ocr_photo ocrp_wconf"}});
  xml.end();
  xml.begin("body");
  for (std::uint32_t p = 0; p < page_count(d); ++p) write_sheet(w, p);
  xml.end();
  xml.end();
}

}  // namespace tonglan
