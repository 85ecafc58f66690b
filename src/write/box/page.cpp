#include "write/box/page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "chinese/roles.h"
#include "markup/xml_writer.h"
#include "tonglan.h"
#include "write/box/regions.h"

namespace tonglan {
namespace {

struct Writer {
  const Document& document;
  XmlWriter xml;
  Names names;
};

std::string_view type_of(Role role) {
  switch (role) {
    case Role::kHeadline:
    case Role::kKicker:
    case Role::kDeck:
    case Role::kSubhead:
      return "heading";
    case Role::kCaption:
      return "caption";
    case Role::kCredit:
      return "credit";
    case Role::kMasthead:
    case Role::kFolio:
      return "header";
    case Role::kBody:
    case Role::kByline:
    case Role::kDateline:
      return "paragraph";
    default:
      return "other";
  }
}

// What the schema takes as a region's type.
bool is_type(std::string_view kind) {
  constexpr std::string_view kTypes[] = {"paragraph",    "heading",
                                         "caption",      "header",
                                         "footer",       "page-number",
                                         "drop-capital", "credit",
                                         "floating",     "signature-mark",
                                         "catch-word",   "marginalia",
                                         "footnote",     "footnote-continued",
                                         "endnote",      "TOC-entry",
                                         "list-label",   "other"};
  return std::find(std::begin(kTypes), std::end(kTypes), kind) != std::end(kTypes);
}

// The schema's name of a language, where it is one of those that come with Chinese pages.
std::string schema_language(std::string_view language) {
  if (language.starts_with("chi") || language.starts_with("zh")) return "Chinese";
  if (language.starts_with("en")) return "English";
  if (language.starts_with("jpn") || language.starts_with("ja")) return "Japanese";
  if (language.starts_with("kor") || language.starts_with("ko")) return "Korean";
  return "";
}

std::string custom(std::initializer_list<std::pair<std::string_view, std::string>> properties) {
  std::string out;
  for (const auto& [key, value] : properties) {
    if (!value.empty()) out += std::string(key) + ":" + value + "; ";
  }
  return out.empty() ? "" : "tonglan {" + out.substr(0, out.size() - 1) + "}";
}

std::string spell_point(float x, float y) {
  return spell_whole(std::max(x, 0.0f)) + "," + spell_whole(std::max(y, 0.0f));
}

std::string points(const std::vector<Point>& list) {
  std::string out;
  for (const Point& p : list) {
    if (!out.empty()) out += ' ';
    out += spell_point(p.x, p.y);
  }
  return out;
}

// All zero where there is no box: the schema wants Coords everywhere.
std::string corners(const Box& b) {
  return points({{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}});
}

void write_coords(XmlWriter& xml, const std::vector<Point>& outline, const Box& box) {
  xml.empty("Coords", {{"points", outline.size() > 2 ? points(outline) : corners(box)}});
}

std::string confidence(float value) { return value < 0 ? "" : spell_number(value); }

void write_text(XmlWriter& xml, std::string_view text, float conf) {
  xml.begin("TextEquiv", {{"conf", confidence(conf)}});
  xml.leaf("Unicode", {}, text);
  xml.end();
}

std::string reading_direction(const Document& d, const Line& line) {
  if (is_vertical(d, line)) return "top-to-bottom";
  return origin_of(d, line).has_direction ? "left-to-right" : "";
}

void write_line(Writer& w, const Line& line, std::uint32_t paragraph) {
  const Document& d = w.document;
  const LineOrigin& origin = origin_of(d, line);
  const std::string id = w.names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()));
  const std::string number = paragraph == kNone ? "" : std::to_string(paragraph);
  w.xml.begin("TextLine",
              {{"id", id},
               {"primaryLanguage", schema_language(origin.language)},
               {"readingDirection", reading_direction(d, line)},
               {"custom", custom({{"paragraph", number}, {"language", origin.language}})}});
  write_coords(w.xml, origin.outline, line.box);
  if (origin.baseline.size() > 1) {
    w.xml.empty("Baseline", {{"points", points(origin.baseline)}});
  }
  const SpelledLine spelled = spell_line(d, line);
  std::uint32_t number_of_word = 0;
  for (const Word& piece : spelled.pieces) {
    if (!piece.glyph) continue;
    w.xml.begin("Word", {{"id", w.names.take("", id + "_w" + std::to_string(number_of_word++))}});
    write_coords(w.xml, {}, piece.glyph->box);
    write_text(w.xml, piece.text, piece.glyph->confidence);
    w.xml.end();
  }
  write_text(w.xml, spelled.spelled, line.confidence);
  w.xml.end();
}

void write_region(Writer& w, const Region& region) {
  const Document& d = w.document;
  const Block none;
  const Block& block = region.block == kNone ? none : d.blocks[region.block];
  const std::string_view type =
      is_type(block.kind) ? std::string_view(block.kind) : type_of(region.role);
  // Lines inherit it, so it must be true of all.
  const bool vertical = std::all_of(region.lines.begin(), region.lines.end(),
                                    [&](std::uint32_t i) { return is_vertical(d, d.lines[i]); });
  w.xml.begin("TextRegion", {{"id", region.id},
                             {"type", std::string(type)},
                             {"readingDirection", vertical ? "top-to-bottom" : ""},
                             {"textLineOrder", vertical ? "right-to-left" : ""},
                             {"primaryLanguage", schema_language(block.language)},
                             {"custom", custom({{"role", std::string(role_name(region.role))},
                                                {"language", block.language}})}});
  write_coords(w.xml, block.outline, region.box);
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    write_line(w, d.lines[region.lines[i]], region.paragraphs[i]);
  }
  w.xml.end();
}

void write_order(Writer& w, const std::vector<Region>& regions) {
  if (regions.empty()) return;
  const bool grouped = std::any_of(regions.begin(), regions.end(),
                                   [](const Region& r) { return r.article != kNone; });
  w.xml.begin("ReadingOrder");
  w.xml.begin(grouped ? "UnorderedGroup" : "OrderedGroup",
              {{"id", w.names.take("", "reading_order")}});
  std::uint32_t open = kNone, place = 0;
  for (const Region& r : regions) {
    if (r.article != open) {
      if (open != kNone) w.xml.end();
      open = r.article;
      place = 0;
      if (open != kNone) {
        w.xml.begin("OrderedGroup", {{"id", w.names.take("", "article_" + std::to_string(open))}});
      }
    }
    if (grouped && open == kNone) {
      w.xml.empty("RegionRef", {{"regionRef", r.id}});
    } else {
      w.xml.empty("RegionRefIndexed", {{"index", std::to_string(place++)}, {"regionRef", r.id}});
    }
  }
  if (open != kNone) w.xml.end();
  w.xml.end();
  w.xml.end();
}

std::string date() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  const std::time_t seconds = epoch ? static_cast<std::time_t>(std::atoll(epoch)) : 0;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

void write_graphics(Writer& w, const Page& page) {
  std::uint32_t number = 0;
  for (const Separator& s : page.separators) {
    w.xml.begin("SeparatorRegion", {{"id", w.names.take("", "rule_" + std::to_string(++number))}});
    write_coords(w.xml, {}, s.box);
    w.xml.end();
  }
  for (const Box& picture : page.pictures) {
    w.xml.begin("ImageRegion", {{"id", w.names.take("", "picture_" + std::to_string(++number))}});
    write_coords(w.xml, {}, picture);
    w.xml.end();
  }
}

}  // namespace

void write_page(const Document& d, std::uint32_t index, std::string& out) {
  Writer w{d, {out, {}}, Names(d)};
  std::vector<Region> regions = regions_of(d, w.names);
  std::erase_if(regions, [&](const Region& r) { return r.page != index; });
  const Page none;
  const Page& page = index < d.pages.size() ? d.pages[index] : none;
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  w.xml.begin("PcGts",
              {{"xmlns", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"},
               {"pcGtsId", page.id.empty() ? "" : w.names.take(page.id, "page")}});
  w.xml.begin("Metadata");
  w.xml.leaf("Creator", {}, "tonglan");
  w.xml.leaf("Created", {}, date());
  w.xml.leaf("LastChange", {}, date());
  w.xml.end();
  w.xml.begin("Page", {{"imageFilename", page.image.empty() ? "unknown" : page.image},
                       {"imageWidth", spell_whole(page.width)},
                       {"imageHeight", spell_whole(page.height)}});
  write_order(w, regions);
  for (const Region& r : regions) write_region(w, r);
  write_graphics(w, page);
  w.xml.end();
  w.xml.end();
}

void write_page(const Document& document, std::string& out) {
  if (document.pages.size() > 1) {
    throw Error(1, "PAGE holds one page a file and this document has " +
                       std::to_string(document.pages.size()) + "; take hocr or alto");
  }
  write_page(document, 0, out);
}

}  // namespace tonglan
