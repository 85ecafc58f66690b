#include "write/box/alto.h"

#include <map>

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
};

bool is_set(const Box& b) { return b.right > b.left && b.bottom > b.top; }

void add_place(const Box& b, Attributes& attributes) {
  if (!is_set(b)) return;
  attributes.emplace_back("HPOS", spell_number(b.left));
  attributes.emplace_back("VPOS", spell_number(b.top));
  attributes.emplace_back("WIDTH", spell_number(b.width()));
  attributes.emplace_back("HEIGHT", spell_number(b.height()));
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

// LANG takes hyphens only: chi_sim goes out as chi-x-sim, and comes back from there.
std::string schema_language(const std::string& language) {
  const std::size_t at = language.find('_');
  return at == std::string::npos ? language
                                 : language.substr(0, at) + "-x-" + language.substr(at + 1);
}

std::string kind_of_region(const Document& d, const Region& r) {
  return r.block == kNone ? "" : d.blocks[r.block].kind;
}

void write_tags(Writer& w) {
  for (const Region& r : w.regions) {
    if (r.role != Role::kBody) w.roles.emplace(r.role, "");
    const std::string kind = kind_of_region(w.document, r);
    if (!kind.empty()) w.kinds.emplace(kind, "");
  }
  if (w.roles.empty() && w.kinds.empty()) return;
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

void write_piece(Writer& w, const Word& piece) {
  if (piece.blank_before) w.xml.empty("SP", {});
  Attributes attributes{{"CONTENT", std::string(piece.text)}};
  if (piece.glyph) {
    add_place(piece.glyph->box, attributes);
    if (piece.glyph->confidence >= 0) {
      attributes.emplace_back("WC", spell_number(piece.glyph->confidence));
    }
  }
  w.xml.empty("String", attributes);
}

void write_line(Writer& w, const Line& line) {
  const Document& d = w.document;
  const LineOrigin& origin = origin_of(d, line);
  Attributes attributes{
      {"ID", w.names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()))}};
  add_place(line.box, attributes);
  attributes.emplace_back("BASELINE", points(origin.baseline));
  attributes.emplace_back("LANG", schema_language(origin.language));
  if (is_vertical(d, line)) {
    attributes.emplace_back("BASEDIRECTION", "ttb");
  } else if (origin.has_direction) {
    attributes.emplace_back("BASEDIRECTION", "ltr");
  }
  w.xml.begin("TextLine", attributes);
  write_outline(w.xml, origin.outline);
  for (const Word& piece : spell_line(d, line).pieces) write_piece(w, piece);
  w.xml.end();
}

void write_region(Writer& w, const Region& region) {
  const Document& d = w.document;
  Attributes attributes{{"ID", region.id}};
  add_place(region.box, attributes);
  std::string tags;
  if (const auto kind = w.kinds.find(kind_of_region(d, region)); kind != w.kinds.end()) {
    tags = kind->second;
  }
  if (const auto role = w.roles.find(region.role); role != w.roles.end()) {
    tags += (tags.empty() ? "" : " ") + role->second;
  }
  attributes.emplace_back("TAGREFS", tags);
  if (region.block != kNone) {
    attributes.emplace_back("LANG", schema_language(d.blocks[region.block].language));
  }
  w.xml.begin("TextBlock", attributes);
  if (region.block != kNone) write_outline(w.xml, d.blocks[region.block].outline);
  for (const std::uint32_t line : region.lines) write_line(w, d.lines[line]);
  w.xml.end();
}

void write_graphics(Writer& w, const Page& page) {
  std::uint32_t number = 0;
  for (const Separator& s : page.separators) {
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
  const Page& page = w.document.pages[index];
  const Box sheet{0, 0, page.width, page.height};
  Attributes attributes{{"ID", w.names.take(page.id, "page_" + std::to_string(index + 1))},
                        {"PHYSICAL_IMG_NR", std::to_string(index + 1)}};
  if (is_set(sheet)) {
    attributes.emplace_back("WIDTH", spell_number(page.width));
    attributes.emplace_back("HEIGHT", spell_number(page.height));
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
  Writer w{d, {out, {}}, Names(d), {}, {}, {}};
  w.regions = regions_of(d, w.names);
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  w.xml.begin("alto",
              {{"xmlns", "http://www.loc.gov/standards/alto/ns-v4#"}, {"SCHEMAVERSION", "4.4"}});
  write_description(w);
  write_tags(w);
  write_order(w);
  w.xml.begin("Layout");
  for (std::uint32_t p = 0; p < d.pages.size(); ++p) write_page(w, p);
  w.xml.end();
  w.xml.end();
}

}  // namespace tonglan
