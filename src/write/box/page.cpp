#include "write/box/page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "chinese/roles.h"
#include "markup/numbers.h"
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
    // A value that the property's own marks stand in could not be told from them.
    if (!value.empty() && value.find_first_of(";{}") == std::string::npos)
      out += std::string(key) + ":" + value + "; ";
  }
  return out.empty() ? "" : "tonglan {" + out.substr(0, out.size() - 1) + "}";
}

std::vector<Point> whole_points(std::vector<Point> points) {
  for (Point& p : points) {
    p.x = std::max(std::round(p.x), 0.0f);
    p.y = std::max(std::round(p.y), 0.0f);
  }
  return points;
}

std::string spell(const std::vector<Point>& points) {
  std::string out;
  for (const Point& p : points) {
    if (!out.empty()) out += ' ';
    out += spell_whole(p.x) + "," + spell_whole(p.y);
  }
  return out;
}

// All zero where there is no box: the schema wants Coords everywhere.
std::vector<Point> corners(const Box& box) {
  const Box b = whole_pixels(box);
  return {{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}};
}

void write_coords(XmlWriter& xml, const std::vector<Point>& outline, const Box& box) {
  const std::vector<Point> points = whole_points(outline);
  xml.empty("Coords", {{"points", spell(is_rectangle(points) ? corners(box) : points)}});
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

void write_word(Writer& w, const std::string& name, const SpelledLine& line, const Word& word) {
  const std::string id = w.names.take(word.id, name);
  w.xml.begin("Word", {{"id", id}});
  write_coords(w.xml, {}, word.box);
  for (std::uint32_t p = word.first; p < word.last && word.last - word.first > 1; ++p) {
    const LinePiece& piece = line.pieces[p];
    w.xml.begin("Glyph", {{"id", w.names.take("", id + "_g" + std::to_string(p - word.first))}});
    write_coords(w.xml, {}, piece.box);
    write_text(w.xml, piece.text, piece.glyph->confidence);
    w.xml.end();
  }
  write_text(w.xml, word.text, word.confidence);
  w.xml.end();
}

// Only what has a box; the line's own text has all.
void write_words(Writer& w, const std::string& line_id, const SpelledLine& line) {
  std::uint32_t number = 0;
  const auto name = [&] { return line_id + "_w" + std::to_string(number++); };
  for (const Word& word : line.words) {
    if (word.boxed) {
      write_word(w, name(), line, word);
      continue;
    }
    for (std::uint32_t p = word.first; p < word.last; ++p) {
      if (line.pieces[p].glyph) write_word(w, name(), line, word_of_piece(w.document, line, p));
    }
  }
}

struct LinePlace {
  const Region& region;
  std::size_t index;
  float angle;  // of all lines of the region, or 0
  const std::vector<Role>& roles;
};

void write_line(Writer& w, const LinePlace& place) {
  const Document& d = w.document;
  const Line& line = d.lines[place.region.lines[place.index]];
  const LineOrigin& origin = origin_of(d, line);
  const std::string id = w.names.take(origin.id, "line_" + std::to_string(&line - d.lines.data()));
  const std::uint32_t paragraph = place.region.paragraphs[place.index];
  std::string number, role;
  if (paragraph != kNone) {
    number = std::to_string(paragraph);
    if (place.roles[paragraph] != place.region.role) role = role_name(place.roles[paragraph]);
  }
  const std::string language = own_language(origin, place.region);
  w.xml.begin(
      "TextLine",
      {{"id", id},
       {"primaryLanguage", schema_language(language)},
       {"readingDirection", reading_direction(d, line)},
       {"custom",
        custom({{"paragraph", number},
                {"role", role},
                {"language", language},
                {"angle", origin.angle == place.angle ? "" : spell_hundredths(origin.angle)}})}});
  write_coords(w.xml, origin.outline, line.box);
  if (origin.baseline.size() > 1) {
    w.xml.empty("Baseline", {{"points", spell(whole_points(origin.baseline))}});
  }
  const SpelledLine spelled = spell_line(d, line, whole_pixels);
  write_words(w, id, spelled);
  write_text(w.xml, spelled.spelled, line.confidence);
  w.xml.end();
}

void write_region(Writer& w, const Region& region, const std::vector<Role>& roles) {
  const Document& d = w.document;
  const std::string_view kind =
      region.block == kNone ? std::string_view() : d.blocks[region.block].kind;
  const std::string_view type = is_type(kind) ? kind : type_of(region.role);
  // Lines inherit it, so it must be true of all.
  const bool vertical = std::all_of(region.lines.begin(), region.lines.end(),
                                    [&](std::uint32_t i) { return is_vertical(d, d.lines[i]); });
  const float first = origin_of(d, d.lines[region.lines[0]]).angle;
  const bool even = std::all_of(region.lines.begin(), region.lines.end(), [&](std::uint32_t i) {
    return origin_of(d, d.lines[i]).angle == first;
  });
  const float angle = even ? first : 0;
  w.xml.begin("TextRegion", {{"id", region.id},
                             {"orientation", angle == 0 ? "" : spell_hundredths(-angle)},
                             {"type", std::string(type)},
                             {"readingDirection", vertical ? "top-to-bottom" : ""},
                             {"textLineOrder", vertical ? "right-to-left" : ""},
                             {"primaryLanguage", schema_language(region.language)},
                             {"custom", custom({{"role", std::string(role_name(region.role))},
                                                {"language", region.language}})}});
  write_coords(w.xml, region.outline, region.box);
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    write_line(w, {region, i, angle, roles});
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
    if (!s.rule) continue;
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
  const std::vector<Region> regions = regions_of(d, w.names, whole_pixels, index);
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
  const std::string resolution = page.dpi > 0 ? spell_hundredths(page.dpi) : "";
  w.xml.begin("Page", {{"imageFilename", page.image.empty() ? "unknown" : page.image},
                       {"imageWidth", spell_whole(page.width)},
                       {"imageHeight", spell_whole(page.height)},
                       {"imageXResolution", resolution},
                       {"imageYResolution", resolution},
                       {"imageResolutionUnit", resolution.empty() ? "" : "PPI"}});
  write_order(w, regions);
  const std::vector<Role> roles = paragraph_roles(d, regions);
  for (const Region& r : regions) write_region(w, r, roles);
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
