#include "write/box/alto.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chinese/characters.h"
#include "chinese/roles.h"
#include "markup/xml_writer.h"
#include "write/box/regions.h"

namespace tonglan {
namespace {

struct Writer {
  const Document& document;
  XmlWriter xml;
  Names names;
  std::vector<Region> regions;
  std::map<std::string, std::string> kinds;  // the source's word -> ID of its tag
  std::map<Role, std::string> roles;         // ID of its tag
  std::vector<std::string> paragraphs;       // ID of its tag
};

// At least one wide and high, where the box is set.
Box hundredths(const Box& b) {
  if (!has_size(b)) return {};
  const auto rounded = [](float v) { return std::round(double{v} * 100) / 100; };
  const double left = rounded(b.left), top = rounded(b.top);
  return {static_cast<float>(left), static_cast<float>(top),
          static_cast<float>(std::max(rounded(b.right), left + .01)),
          static_cast<float>(std::max(rounded(b.bottom), top + .01))};
}

// Left and width in hundredths give a right side that is the same when it is written again.
void add_place(const Box& box, Attributes& attributes) {
  if (!has_size(box)) return;
  const Box b = hundredths(box);
  attributes.emplace_back("HPOS", spell_hundredths(b.left));
  attributes.emplace_back("VPOS", spell_hundredths(b.top));
  attributes.emplace_back("WIDTH", spell_hundredths(double{b.right} - double{b.left}));
  attributes.emplace_back("HEIGHT", spell_hundredths(double{b.bottom} - double{b.top}));
}

std::string points(const std::vector<Point>& list) {
  std::string out;
  for (const Point& p : list) {
    if (!out.empty()) out += ' ';
    out += spell_number(p.x) + "," + spell_number(p.y);
  }
  return out;
}

void write_outline(XmlWriter& xml, const std::vector<Point>& outline) {
  if (outline.empty()) return;
  xml.begin("Shape");
  xml.empty("Polygon", {{"POINTS", points(outline)}});
  xml.end();
}

// LANG is what xsd:language takes, parts of up to eight letters and digits with hyphens between:
// chi_sim_vert goes out as chi-x-sim-vert, and comes back from there. What is no name of a language
// (chi_sim+eng) is left out.
std::string schema_language(const std::string& language) {
  std::string out;
  std::size_t part = 0;
  for (const char c : language) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (c == '_' || c == '-') {
      if (part == 0) return "";
      out += c == '_' && out.find('-') == std::string::npos ? "-x-" : "-";
      part = 0;
    } else if ((letter || (digit && out.find('-') != std::string::npos)) && part < 8) {
      out += c;
      ++part;
    } else {
      return "";
    }
  }
  return part == 0 ? "" : out;
}

std::string kind_of_region(const Document& d, const Region& r) {
  return r.block == kNone ? "" : d.blocks[r.block].kind;
}

// Body goes without saying, unless the source's word for it names another role.
bool says_role(const Document& d, const Region& r) {
  return r.role != Role::kBody || role_named(kind_of_region(d, r));
}

void write_tags(Writer& w) {
  for (const Region& r : w.regions) {
    if (says_role(w.document, r)) w.roles.emplace(r.role, "");
    const std::string kind = kind_of_region(w.document, r);
    if (!kind.empty()) w.kinds.emplace(kind, "");
  }
  const std::vector<Role> paragraphs = paragraph_roles(w.document, w.regions);
  if (w.roles.empty() && w.kinds.empty() && paragraphs.empty()) return;
  w.xml.begin("Tags");
  for (auto& [kind, id] : w.kinds) {
    id = w.names.take("", "kind");
    w.xml.empty("LayoutTag", {{"ID", id}, {"LABEL", kind}});
  }
  for (auto& [role, id] : w.roles) {
    id = w.names.take("", "role_" + std::string(role_name(role)));
    w.xml.empty("StructureTag",
                {{"ID", id}, {"TYPE", "role"}, {"LABEL", std::string(role_name(role))}});
  }
  // The schema has no paragraphs: a tag for each, on its lines.
  for (const Role role : paragraphs) {
    w.paragraphs.push_back(w.names.take("", "par_" + std::to_string(w.paragraphs.size())));
    w.xml.empty("StructureTag", {{"ID", w.paragraphs.back()},
                                 {"TYPE", "paragraph"},
                                 {"LABEL", std::string(role_name(role))}});
  }
  w.xml.end();
}

void write_reference(Writer& w, const Region& region) {
  w.xml.empty("ElementRef", {{"ID", w.names.take("", "ref_" + region.id)}, {"REF", region.id}});
}

void write_order(Writer& w) {
  if (w.regions.empty()) return;
  bool any_article = false;
  for (const Region& r : w.regions) any_article = any_article || r.article != kNone;
  w.xml.begin("ReadingOrder");
  w.xml.begin(any_article ? "UnorderedGroup" : "OrderedGroup",
              {{"ID", w.names.take("", "reading_order")}});
  std::uint32_t open = kNone;
  for (const Region& r : w.regions) {
    if (r.article != open) {
      if (open != kNone) w.xml.end();
      open = r.article;
      if (open != kNone) {
        w.xml.begin("OrderedGroup", {{"ID", w.names.take("", "article_" + std::to_string(open))}});
      }
    }
    write_reference(w, r);
  }
  if (open != kNone) w.xml.end();
  w.xml.end();
  w.xml.end();
}

void add_confidence(const char* name, float confidence, Attributes& attributes) {
  if (confidence >= 0) attributes.emplace_back(name, spell_number(confidence));
}

// The schema's Glyph is a single character.
bool has_glyphs(const SpelledLine& line, const Word& word) {
  return word.boxed && word.last - word.first > 1 &&
         std::all_of(line.pieces.begin() + word.first, line.pieces.begin() + word.last,
                     [](const LinePiece& p) {
                       const char* const begin = p.text.data();
                       return decode(begin, begin + p.text.size()).size == p.text.size();
                     });
}

void write_word(Writer& w, const SpelledLine& line, const Word& word) {
  // A full-width blank is a character without a box; SP says nothing of the kind.
  for (std::uint32_t i = 0; i < word.wide_before; ++i)
    w.xml.empty("String", {{"CONTENT", "\u3000"}});
  if (word.blank_before && word.wide_before == 0) w.xml.empty("SP", {});
  Attributes attributes{{"ID", w.names.take_own(word.id)}, {"CONTENT", std::string(word.text)}};
  add_place(word.box, attributes);
  add_confidence("WC", word.confidence, attributes);
  if (!has_glyphs(line, word)) return w.xml.empty("String", attributes);
  w.xml.begin("String", attributes);
  for (std::uint32_t p = word.first; p < word.last; ++p) {
    const LinePiece& piece = line.pieces[p];
    Attributes glyph{{"CONTENT", std::string(piece.text)}};
    add_place(piece.box, glyph);
    add_confidence("GC", piece.glyph->confidence, glyph);
    w.xml.empty("Glyph", glyph);
  }
  w.xml.end();
}

void write_line(Writer& w, const Line& line, std::uint32_t paragraph, const Region& region) {
  const Document& d = w.document;
  const LineOrigin& origin = origin_of(d, line);
  Attributes attributes{
      {"ID", w.names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()))}};
  add_place(line.box, attributes);
  if (paragraph != kNone) attributes.emplace_back("TAGREFS", w.paragraphs[paragraph]);
  attributes.emplace_back("BASELINE", points(origin.baseline));
  attributes.emplace_back("LANG", schema_language(own_language(origin, region)));
  if (is_vertical(d, line)) {
    attributes.emplace_back("BASEDIRECTION", "ttb");
  } else if (origin.has_direction) {
    attributes.emplace_back("BASEDIRECTION", "ltr");
  }
  w.xml.begin("TextLine", attributes);
  write_outline(w.xml, origin.outline);
  const SpelledLine spelled = spell_line(d, line, hundredths);
  for (const Word& word : spelled.words) write_word(w, spelled, word);
  w.xml.end();
}

// Counter-clockwise; only where it is that of all lines.
std::string rotation(const Document& d, const Region& region) {
  const float angle = origin_of(d, d.lines[region.lines[0]]).angle;
  for (const std::uint32_t i : region.lines) {
    if (origin_of(d, d.lines[i]).angle != angle) return "";
  }
  return angle == 0 ? "" : spell_hundredths(-angle);
}

void write_region(Writer& w, const Region& region) {
  const Document& d = w.document;
  Attributes attributes{{"ID", region.id}};
  add_place(region.box, attributes);
  std::string tags;
  if (const auto kind = w.kinds.find(kind_of_region(d, region)); kind != w.kinds.end()) {
    tags = kind->second;
  }
  if (const auto role = w.roles.find(region.role); role != w.roles.end() && says_role(d, region)) {
    tags += (tags.empty() ? "" : " ") + role->second;
  }
  attributes.emplace_back("TAGREFS", tags);
  attributes.emplace_back("ROTATION", rotation(d, region));
  attributes.emplace_back("LANG", schema_language(region.language));
  w.xml.begin("TextBlock", attributes);
  write_outline(w.xml, region.outline);
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    write_line(w, d.lines[region.lines[i]], region.paragraphs[i], region);
  }
  w.xml.end();
}

void write_graphics(Writer& w, const Page& page) {
  std::uint32_t number = 0;
  for (const Separator& s : page.separators) {
    if (!s.rule) continue;
    Attributes attributes{{"ID", w.names.take("", "rule_" + std::to_string(++number))}};
    add_place(s.box, attributes);
    w.xml.empty("GraphicalElement", attributes);
  }
  for (const Box& picture : page.pictures) {
    Attributes attributes{{"ID", w.names.take("", "picture_" + std::to_string(++number))}};
    add_place(picture, attributes);
    w.xml.empty("Illustration", attributes);
  }
}

void write_page(Writer& w, std::uint32_t index) {
  const Page none;
  const Page& page = index < w.document.pages.size() ? w.document.pages[index] : none;
  const Box sheet{0, 0, page.width, page.height};
  Attributes attributes{{"ID", w.names.take(page.id, "page_" + std::to_string(index + 1))},
                        {"PHYSICAL_IMG_NR", std::to_string(index + 1)}};
  if (has_size(sheet)) {
    attributes.emplace_back("WIDTH", spell_hundredths(page.width));
    attributes.emplace_back("HEIGHT", spell_hundredths(page.height));
  }
  w.xml.begin("Page", attributes);
  Attributes space;
  add_place(sheet, space);
  w.xml.begin("PrintSpace", space);
  for (const Region& r : w.regions) {
    if (r.page == index) write_region(w, r);
  }
  write_graphics(w, page);
  w.xml.end();
  w.xml.end();
}

void write_description(Writer& w) {
  const std::vector<Page>& pages = w.document.pages;
  const float dpi = pages.empty() ? 0 : pages.front().dpi;
  w.xml.begin("Description");
  // The two units of ALTO that are no pixels came in as such numbers and go out as they came.
  w.xml.leaf("MeasurementUnit", {}, dpi == 254 ? "mm10" : dpi == 1200 ? "inch1200" : "pixel");
  if (!pages.empty() && !pages.front().image.empty()) {
    w.xml.begin("sourceImageInformation");
    w.xml.leaf("fileName", {}, pages.front().image);
    w.xml.end();
  }
  w.xml.end();
}

}  // namespace

void write_alto(const Document& d, std::string& out) {
  Writer w{d, {out, {}}, Names(d), {}, {}, {}, {}};
  w.regions = regions_of(d, w.names, hundredths);
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  w.xml.begin("alto",
              {{"xmlns", "http://www.loc.gov/standards/alto/ns-v4#"}, {"SCHEMAVERSION", "4.4"}});
  write_description(w);
  write_tags(w);
  write_order(w);
  w.xml.begin("Layout");
  for (std::uint32_t p = 0; p < page_count(d); ++p) write_page(w, p);
  w.xml.end();
  w.xml.end();
}

}  // namespace tonglan
