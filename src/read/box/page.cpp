#include "read/box/page.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "chinese/roles.h"
#include "markup/limits.h"
#include "markup/numbers.h"
#include "markup/xml.h"
#include "read/box/builder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Reader {
  Builder builder;
  std::unordered_map<std::string, std::uint32_t> blocks;  // by id
  std::vector<std::uint32_t> order;
  std::uint32_t articles = 0;
};

struct TypeRole {
  std::string_view type;
  Role role;
};
// Types of the schema that say more than "text".
constexpr TypeRole kTypeRoles[] = {
    {"heading", Role::kHeadline}, {"caption", Role::kCaption},   {"header", Role::kFolio},
    {"footer", Role::kFolio},     {"page-number", Role::kFolio}, {"credit", Role::kCredit},
};

// "structure {type:heading;} tonglan {role:deck;}" -> the value of a property of a group.
std::string_view custom_value(std::string_view custom, std::string_view group,
                              std::string_view property) {
  const std::size_t at = custom.find(group);
  if (at == std::string_view::npos) return {};
  const std::size_t end = std::min(custom.find('}', at), custom.size());
  const std::string_view body = custom.substr(at, end - at);
  const std::size_t begin = body.find(std::string(property) + ":");
  if (begin == std::string_view::npos) return {};
  const std::string_view value = body.substr(begin + property.size() + 1);
  return value.substr(0, value.find(';'));
}

std::string_view tonglan_value(const pugi::xml_node& node, std::string_view property) {
  return custom_value(node.attribute("custom").value(), "tonglan", property);
}

Role role_in(const pugi::xml_node& region) {
  if (const auto role = role_named(tonglan_value(region, "role"))) return *role;
  for (const TypeRole& t : kTypeRoles) {
    if (t.type == region.attribute("type").value()) return t.role;
  }
  return Role::kBody;
}

// The schema knows names of languages only; the source's own spelling stands beside it.
std::string language_in(const pugi::xml_node& node) {
  const std::string_view own = tonglan_value(node, "language");
  return std::string(own.empty() ? node.attribute("primaryLanguage").value() : own);
}

// Coords or Baseline: a list of points, or Point elements (2010).
std::vector<Point> points_in(const pugi::xml_node& node, std::string_view name) {
  const pugi::xml_node coords = child_of(node, name);
  if (const auto points = coords.attribute("points")) return parse_points(points.value());
  std::vector<Point> points;
  for (const pugi::xml_node& point : coords.children()) {
    if (local_name(point) != "Point") continue;
    points.push_back(
        {parse_number(point.attribute("x").value()), parse_number(point.attribute("y").value())});
  }
  return points;
}

// The main reading: index 0, or the first of all.
pugi::xml_node equivalent_in(const pugi::xml_node& node) {
  pugi::xml_node best;
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) != "TextEquiv") continue;
    if (!best ||
        child.attribute("index").as_int(1 << 20) < best.attribute("index").as_int(1 << 20)) {
      best = child;
    }
  }
  return best;
}

std::string unicode_in(const pugi::xml_node& node) {
  return text_of(child_of(equivalent_in(node), "Unicode"));
}

float confidence_in(const pugi::xml_node& node) {
  const float value = parse_number(equivalent_in(node).attribute("conf").value());
  return value >= 0 && value <= 1 ? value : -1;
}

struct RegionPiece {
  std::string text;
  Box box;
  float confidence;
  bool starts_word;
  std::uint32_t word;
};

// Words or, where they spell the word exactly, their glyphs.
std::vector<RegionPiece> pieces_in(Reader& r, const pugi::xml_node& line) {
  std::vector<RegionPiece> pieces;
  for (const pugi::xml_node& word : line.children()) {
    if (local_name(word) != "Word") continue;
    const std::string text = unicode_in(word);
    std::string spelled, id = word.attribute("id").value();
    const bool named = !id.empty() || child_of(word, "Glyph");
    const std::uint32_t own = named ? begin_word(r.builder, std::move(id)) : kNone;
    std::vector<RegionPiece> glyphs;
    for (const pugi::xml_node& glyph : word.children()) {
      if (local_name(glyph) != "Glyph") continue;
      glyphs.push_back({unicode_in(glyph), box_of(points_in(glyph, "Coords")), confidence_in(glyph),
                        glyphs.empty(), own});
      spelled += glyphs.back().text;
    }
    if (!glyphs.empty() && (spelled == text || text.empty())) {
      pieces.insert(pieces.end(), glyphs.begin(), glyphs.end());
    } else {
      pieces.push_back({text, box_of(points_in(word, "Coords")), confidence_in(word), true, own});
    }
  }
  return pieces;
}

void fill_line(Reader& r, const pugi::xml_node& node, LineDraft& line) {
  const std::vector<RegionPiece> pieces = pieces_in(r, node);
  const std::string text = unicode_in(node);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    std::string_view before;
    for (const RegionPiece& p : pieces) {
      append_glyph(r.builder, line, p.text, p.box, p.confidence,
                   p.starts_word && wants_blank(before, p.text), p.word);
      before = p.text;
    }
    return;
  }
  // The line's own text wins; words that it does not hold are another reading.
  std::size_t at = 0;
  for (const RegionPiece& p : pieces) {
    const std::size_t found = p.text.empty() ? std::string::npos : text.find(p.text, at);
    if (found == std::string::npos) continue;
    append_text(r.builder, line, std::string_view(text).substr(at, found - at));
    append_glyph(r.builder, line, p.text, p.box, p.confidence, false, p.word);
    at = found + p.text.size();
  }
  append_text(r.builder, line, std::string_view(text).substr(at));
}

void read_direction(const pugi::xml_node& region, const pugi::xml_node& line, LineOrigin& origin) {
  std::string_view direction = line.attribute("readingDirection").value();
  if (direction.empty()) direction = region.attribute("readingDirection").value();
  if (!direction.empty()) {
    const bool vertical = direction == "top-to-bottom" || direction == "bottom-to-top";
    origin.has_direction = true;
    origin.direction = vertical ? Direction::kVertical : Direction::kHorizontal;
  }
  // PAGE: the angle by which the region must be turned clockwise to stand upright.
  const float turn = parse_number(region.attribute("orientation").value());
  if (std::isfinite(turn)) origin.angle = -turn;
  const float own = parse_number(tonglan_value(line, "angle"));
  if (std::isfinite(own)) origin.angle = own;
}

// Which paragraph of the page the line belongs to, as this program writes it.
void read_paragraph(const pugi::xml_node& node, LineDraft& line) {
  const float number = parse_number(tonglan_value(node, "paragraph"));
  if (!(number >= 0 && number < kMaxCoordinate)) return;
  line.paragraph = static_cast<std::uint32_t>(number);
  if (line.role == Role::kBody) line.paragraph_role = role_named(tonglan_value(node, "role"));
}

void read_line(Reader& r, const pugi::xml_node& region, const pugi::xml_node& node,
               std::uint32_t block) {
  const Block& owner = r.builder.document.blocks[block];
  LineDraft line;
  line.role = owner.role;
  line.origin.outline = points_in(node, "Coords");
  line.box = box_of(line.origin.outline);
  if (is_rectangle(line.origin.outline)) line.origin.outline.clear();
  line.origin.baseline = points_in(node, "Baseline");
  line.origin.id = node.attribute("id").value();
  line.origin.language = language_in(node);
  if (line.origin.language.empty()) line.origin.language = owner.language;
  line.confidence = confidence_in(node);
  read_paragraph(node, line);
  read_direction(region, node, line.origin);
  fill_line(r, node, line);
  add_line(r.builder, std::move(line), block);
}

// A region whose text was never cut into lines: its rows share its box.
void read_rows(Reader& r, const pugi::xml_node& region, std::uint32_t block) {
  const std::string text = unicode_in(region);
  const Box box = r.builder.document.blocks[block].box;
  const auto rows = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1);
  float row = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++row) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    LineDraft line;
    line.role = r.builder.document.blocks[block].role;
    if (is_set(box)) {
      const float top = box.top + box.height() * row / rows;
      line.box = {box.left, top, box.right, top + box.height() / rows};
    }
    append_text(r.builder, line, std::string_view(text).substr(begin, end - begin));
    if (!line.text.empty()) add_line(r.builder, std::move(line), block);
    begin = end + 1;
  }
}

void read_text_region(Reader& r, const pugi::xml_node& region) {
  Block block;
  block.outline = points_in(region, "Coords");
  block.box = box_of(block.outline);
  if (is_rectangle(block.outline)) block.outline.clear();
  block.id = region.attribute("id").value();
  block.kind = region.attribute("type").value();
  block.role = role_in(region);
  block.language = language_in(region);
  const std::string_view direction = region.attribute("readingDirection").value();
  if (direction == "top-to-bottom" || direction == "bottom-to-top") {
    block.direction = Direction::kVertical;
  }
  const std::string id = block.id;
  const std::uint32_t index = begin_block(r.builder, std::move(block));
  if (!id.empty()) r.blocks.emplace(id, index);
  bool has_lines = false;
  for (const pugi::xml_node& child : region.children()) {
    if (local_name(child) != "TextLine") continue;
    has_lines = true;
    read_line(r, region, child, index);
  }
  const bool has_regions = static_cast<bool>(child_of(region, "TextRegion"));
  if (!has_lines && !has_regions && equivalent_in(region)) read_rows(r, region, index);
}

void read_regions(Reader& r, const pugi::xml_node& parent) {
  for (const pugi::xml_node& node : parent.children()) {
    const std::string_view name = local_name(node);
    if (!name.ends_with("Region")) continue;
    if (name == "TextRegion") {
      read_text_region(r, node);
    } else if (name == "SeparatorRegion") {
      add_rule(r.builder, box_of(points_in(node, "Coords")));
    } else if (name != "TableRegion" && name != "AdvertRegion" && name != "NoiseRegion") {
      add_picture(r.builder, box_of(points_in(node, "Coords")));
    }
    read_regions(r, node);
  }
}

void read_group(Reader& r, const pugi::xml_node& group, std::uint32_t article, bool inner) {
  const bool ordered = local_name(group).starts_with("OrderedGroup");
  if (inner && ordered && child_of(group, "RegionRefIndexed")) article = r.articles++;
  // A group that itself stands for a region (a table, say) comes before what is in it.
  std::vector<pugi::xml_node> members(group.begin(), group.end());
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
    return a.attribute("index").as_int() < b.attribute("index").as_int();
  });
  for (const pugi::xml_node& node : members) {
    const std::string_view name = local_name(node);
    if (name.find("Group") != std::string_view::npos) {
      read_group(r, node, article, true);
    } else if (name.starts_with("RegionRef")) {
      const auto block = r.blocks.find(node.attribute("regionRef").value());
      if (block == r.blocks.end()) continue;  // pictures and rules are in the order, too
      r.order.push_back(block->second);
      r.builder.document.blocks[block->second].article = article;
    }
  }
}

bool read_order(Reader& r, const pugi::xml_node& node) {
  const pugi::xml_node order = child_of(node, "ReadingOrder");
  for (const pugi::xml_node& group : order.children()) {
    if (group.type() == pugi::node_element) {
      read_group(r, group, kNone, false);
      return true;
    }
  }
  return false;
}

}  // namespace

Document read_page(std::string bytes, const ReadOptions& options) {
  const std::string utf8 = xml_to_utf8(std::move(bytes), options.encoding);
  const auto xml = parse_xml(utf8, "PAGE");
  const pugi::xml_node root = xml->document_element();
  if (local_name(root) != "PcGts") throw Error(2, "the root element is not <PcGts>; it is no PAGE");
  Reader r;
  bool ordered = false;
  for (const pugi::xml_node& node : root.children()) {
    if (local_name(node) != "Page") continue;
    Page page;
    page.width = parse_number(node.attribute("imageWidth").value());
    page.height = parse_number(node.attribute("imageHeight").value());
    page.image = node.attribute("imageFilename").value();
    page.id = root.attribute("pcGtsId").value();
    const float resolution = parse_number(node.attribute("imageXResolution").value());
    const std::string_view unit = node.attribute("imageResolutionUnit").value();
    if (resolution > 0 && resolution < 1e5f && unit != "other") {
      page.dpi = unit == "PPCM" ? resolution * 2.54f : resolution;
    }
    begin_page(r.builder, std::move(page));
    read_regions(r, node);
    ordered = read_order(r, node) || ordered;
  }
  if (ordered) order_by_blocks(r.builder, r.order);
  return finish(std::move(r.builder));
}

}  // namespace tonglan
