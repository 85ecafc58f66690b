#include "write/box/hocr.h"

#include <cmath>

#include "chinese/roles.h"
#include "markup/xml_writer.h"
#include "write/box/regions.h"

namespace tonglan {
namespace {

bool is_set(const Box& b) { return b.right > b.left && b.bottom > b.top; }

std::string bbox(const Box& b) {
  if (!is_set(b)) return "";
  return "bbox " + spell_whole(b.left) + " " + spell_whole(b.top) + " " + spell_whole(b.right) +
         " " + spell_whole(b.bottom);
}

std::string joined(std::initializer_list<std::string> properties) {
  std::string title;
  for (const std::string& p : properties) {
    if (p.empty()) continue;
    if (!title.empty()) title += "; ";
    title += p;
  }
  return title;
}

std::string confidence(float value) {
  if (value < 0) return "";
  const std::string percent = spell_number(std::round(value * 1e4f) / 100);
  return "x_wconf " + percent;
}

// Slope and offset against the bottom left corner: a straight line through the ends.
std::string baseline(const LineOrigin& origin, const Box& box) {
  if (origin.baseline.size() < 2 || !is_set(box)) return "";
  const Point& a = origin.baseline.front();
  const Point& b = origin.baseline.back();
  if (!(b.x > a.x)) return "";
  const float slope = (b.y - a.y) / (b.x - a.x);
  const float offset = a.y + slope * (box.left - a.x) - box.bottom;
  return "baseline " + spell_number(slope) + " " + spell_number(offset);
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
  return "textangle " + spell_number(std::fmod(720 - clockwise, 360.0f));
}

void write_line(XmlWriter& xml, const Document& d, const Line& line, Names& names) {
  const LineOrigin& origin = origin_of(d, line);
  const SpelledLine spelled = spell_line(d, line);
  xml.begin("span",
            {{"class", "ocr_line"},
             {"id", names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()))},
             {"lang", origin.language},
             {"title", joined({bbox(line.box), poly(origin.outline), baseline(origin, line.box),
                               textangle(d, line), confidence(line.confidence)})}});
  // White space between words is a blank, so it stands only where there is one.
  std::string& out = xml.out;
  out.append(xml.open.size(), ' ');
  for (const Word& piece : spelled.pieces) {
    if (piece.blank_before) out += '\n' + std::string(xml.open.size(), ' ');
    if (!piece.glyph) {
      append_escaped(piece.text, out);
      continue;
    }
    out += "<span class=\"ocrx_word\" title=\"" +
           joined({bbox(piece.glyph->box), confidence(piece.glyph->confidence)}) + "\">";
    append_escaped(piece.text, out);
    out += "</span>";
  }
  out += '\n';
  xml.end();
}

void write_lines(XmlWriter& xml, const Document& d, const Region& region, Names& names) {
  bool open = false;
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    const std::uint32_t paragraph = region.paragraphs[i];
    const bool fresh = i == 0 || paragraph != region.paragraphs[i - 1];
    if (fresh && open) xml.end();
    if (fresh) open = false;
    if (fresh && paragraph != kNone) {
      // A paragraph that goes on in the next column comes as two, both with its number.
      xml.begin("p", {{"class", "ocr_par"},
                      {"id", names.take("", "par_" + std::to_string(paragraph))},
                      {"title", "x_paragraph " + std::to_string(paragraph)}});
      open = true;
    }
    write_line(xml, d, d.lines[region.lines[i]], names);
  }
  if (open) xml.end();
}

void write_region(XmlWriter& xml, const Document& d, const Region& region, Names& names) {
  // Lines that stood in no block stay in none, unless something is known of them.
  const bool bare = region.block == kNone && region.article == kNone && region.role == Role::kBody;
  if (bare) return write_lines(xml, d, region, names);
  const std::string role =
      region.role == Role::kBody ? "" : "x_role " + std::string(role_name(region.role));
  const std::string article =
      region.article == kNone ? "" : "x_article " + std::to_string(region.article);
  const Block none;
  const Block& block = region.block == kNone ? none : d.blocks[region.block];
  xml.begin("div", {{"class", "ocr_carea"},
                    {"id", region.id},
                    {"lang", block.language},
                    {"title", joined({bbox(region.box), poly(block.outline), role, article})}});
  write_lines(xml, d, region, names);
  xml.end();
}

void write_sheet(XmlWriter& xml, const Document& d, std::uint32_t index,
                 const std::vector<Region>& regions, Names& names) {
  const Page& page = d.pages[index];
  const Box sheet{0, 0, page.width, page.height};
  const std::string image = page.image.empty() ? "" : "image \"" + page.image + "\"";
  const std::string number = "ppageno " + std::to_string(index);
  const std::string dpi =
      page.dpi > 0 ? "scan_res " + spell_whole(page.dpi) + " " + spell_whole(page.dpi) : "";
  xml.begin("div", {{"class", "ocr_page"},
                    {"id", names.take(page.id, "page_" + std::to_string(index + 1))},
                    {"title", joined({image, bbox(sheet), number, dpi})}});
  for (const Separator& s : page.separators) {
    xml.leaf("div", {{"class", "ocr_separator"}, {"title", bbox(s.box)}}, "");
  }
  for (const Box& picture : page.pictures) {
    xml.leaf("div", {{"class", "ocr_photo"}, {"title", bbox(picture)}}, "");
  }
  for (const Region& region : regions) {
    if (region.page == index) write_region(xml, d, region, names);
  }
  xml.end();
}

}  // namespace

void write_hocr(const Document& d, std::string& out) {
  Names names(d);
  const std::vector<Region> regions = regions_of(d, names);
  XmlWriter xml{out, {}};
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n";
  xml.begin("html", {{"xmlns", "http://www.w3.org/1999/xhtml"}});
  xml.begin("head");
  xml.leaf("title", {}, d.source);
  xml.empty("meta", {{"charset", "utf-8"}});
  xml.empty("meta", {{"name", "ocr-system"}, {"content", "tonglan"}});
  xml.empty("meta", {{"name", "ocr-capabilities"},
                     {"content",
                      "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_separator "
                      "ocr_photo ocrp_wconf"}});
  xml.end();
  xml.begin("body");
  for (std::uint32_t p = 0; p < d.pages.size(); ++p) write_sheet(xml, d, p, regions, names);
  xml.end();
  xml.end();
}

}  // namespace tonglan
