#include "read/box/alto.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <unordered_map>

#include "chinese/roles.h"
#include "markup/numbers.h"
#include "markup/xml.h"
#include "read/box/builder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Reader {
  Builder builder;
  float dpi = 0;
  std::unordered_map<std::string, pugi::xml_node> tags;       // by ID
  std::unordered_map<std::string, std::uint32_t> paragraphs;  // by ID of their tags
  std::unordered_map<std::string, std::uint32_t> blocks;      // by ID; of lines, too: their block
  std::unordered_map<std::string, std::vector<std::uint32_t>> composed;
  std::vector<std::uint32_t> order;
  std::uint32_t articles = 0;
};

Box box_in(const pugi::xml_node& node) {
  const auto number = [&](const char* name) { return parse_number(node.attribute(name).value()); };
  if (!node.attribute("HPOS") || !node.attribute("VPOS") || !node.attribute("WIDTH") ||
      !node.attribute("HEIGHT")) {
    return {};
  }
  const float left = number("HPOS"), top = number("VPOS");
  return {left, top, left + number("WIDTH"), top + number("HEIGHT")};
}

std::vector<Point> outline_in(const pugi::xml_node& node) {
  const pugi::xml_node polygon = child_of(child_of(node, "Shape"), "Polygon");
  return parse_points(polygon.attribute("POINTS").value());
}

std::string language_in(const pugi::xml_node& node) {
  const std::string_view language = node.attribute("LANG").value();
  std::string out(language.empty() ? node.attribute("language").value() : language);
  if (const std::size_t own = out.find("-x-"); own != std::string::npos) {
    out.erase(own + 1, 2);
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(own), out.end(), '-', '_');
  }
  return out;
}

float confidence_in(const pugi::xml_node& node, const char* name) {
  const float value = parse_number(node.attribute(name).value());
  return value >= 0 && value <= 1 ? value : -1;
}

void read_direction(const pugi::xml_node& node, LineOrigin& origin) {
  const std::string_view direction = node.attribute("BASEDIRECTION").value();
  if (direction.empty()) return;
  origin.has_direction = true;
  const bool vertical = direction == "ttb" || direction == "btt";
  origin.direction = vertical ? Direction::kVertical : Direction::kHorizontal;
}

// Counter-clockwise, of what is in the block. Programs that write 0 on all blocks say nothing by
// it.
void read_rotation(const pugi::xml_node& block, LineOrigin& origin) {
  const float turned = parse_number(block.attribute("ROTATION").value());
  if (std::isfinite(turned) && turned != 0) set_turn(origin, -turned);
}

// Point lists have pairs; one number is the height of a straight baseline.
std::vector<Point> baseline_in(const pugi::xml_node& node, const Box& box) {
  const std::string_view value = node.attribute("BASELINE").value();
  const float y = parse_number(value);
  if (!std::isnan(y) && is_set(box)) return {{box.left, y}, {box.right, y}};
  return parse_points(value);
}

// The String's characters where Glyph elements spell it exactly, else the String.
void append_string(Reader& r, LineDraft& line, const pugi::xml_node& node, bool blank) {
  const std::string_view content = node.attribute("CONTENT").value();
  std::string spelled;
  for (const pugi::xml_node& glyph : node.children()) {
    if (local_name(glyph) == "Glyph") spelled += glyph.attribute("CONTENT").value();
  }
  std::string id = node.attribute("ID").value();
  const bool single = content.empty() || spelled != content;
  const std::uint32_t word = single && id.empty() ? kNone : begin_word(r.builder, std::move(id));
  if (single) {
    append_glyph(r.builder, line, content, box_in(node), confidence_in(node, "WC"), blank, word);
    return;
  }
  for (const pugi::xml_node& glyph : node.children()) {
    if (local_name(glyph) != "Glyph") continue;
    append_glyph(r.builder, line, glyph.attribute("CONTENT").value(), box_in(glyph),
                 confidence_in(glyph, "GC"), blank, word);
    blank = false;
  }
}

// The tags that an element refers to.
std::vector<pugi::xml_node> tags_of(const Reader& r, const pugi::xml_node& node) {
  std::vector<pugi::xml_node> tags;
  std::istringstream names(node.attribute("TAGREFS").value());
  for (std::string name; names >> name;) {
    if (const auto tag = r.tags.find(name); tag != r.tags.end()) tags.push_back(tag->second);
  }
  return tags;
}

std::string_view value_of(const pugi::xml_node& node, const char* attribute) {
  return node.attribute(attribute).value();
}

// This program gives each paragraph a tag.
void read_paragraph(Reader& r, const pugi::xml_node& node, LineDraft& line) {
  for (const pugi::xml_node& tag : tags_of(r, node)) {
    if (value_of(tag, "TYPE") != "paragraph") continue;
    const auto number = static_cast<std::uint32_t>(r.paragraphs.size());
    line.paragraph = r.paragraphs.emplace(value_of(tag, "ID"), number).first->second;
    if (line.role == Role::kBody) line.paragraph_role = role_named(value_of(tag, "LABEL"));
  }
}

void read_line(Reader& r, const pugi::xml_node& node, std::uint32_t block,
               const std::string& language) {
  LineDraft line;
  line.box = box_in(node);
  line.origin.id = node.attribute("ID").value();
  line.origin.language = language_in(node).empty() ? language : language_in(node);
  line.origin.outline = outline_in(node);
  line.origin.baseline = baseline_in(node, line.box);
  line.role = r.builder.document.blocks[block].role;
  read_paragraph(r, node, line);
  if (!line.origin.id.empty()) r.blocks.emplace(line.origin.id, block);
  read_rotation(node.parent(), line.origin);
  read_direction(node.parent(), line.origin);
  read_direction(node, line.origin);
  // Without a single SP the file leaves blanks to the reader.
  const bool spaced = static_cast<bool>(child_of(node, "SP"));
  std::string_view before;
  bool blank = false;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "SP") {
      blank = true;
    } else if (name == "String" || name == "HYP") {
      const std::string_view content = child.attribute("CONTENT").value();
      if (!spaced && name == "String") blank = wants_blank(before, content);
      append_string(r, line, child, blank);
      blank = false;
      before = content;
    }
  }
  add_line(r.builder, std::move(line), block);
}

void read_block(Reader& r, const pugi::xml_node& node, const std::string& page_language) {
  Block block;
  block.box = box_in(node);
  block.outline = outline_in(node);
  block.id = node.attribute("ID").value();
  block.language = language_in(node);
  for (const pugi::xml_node& tag : tags_of(r, node)) {
    const std::string_view label = value_of(tag, "LABEL");
    block.role = role_named(label).value_or(block.role);
    if (value_of(tag, "TYPE") != "role") block.kind = label;
  }
  if (const std::string_view base = node.attribute("BASEDIRECTION").value();
      base == "ttb" || base == "btt") {
    block.direction = Direction::kVertical;
  }
  const std::string language = block.language.empty() ? page_language : block.language;
  const std::string id = block.id;
  const std::uint32_t index = begin_block(r.builder, std::move(block));
  if (!id.empty()) r.blocks.emplace(id, index);
  for (pugi::xml_node up = node.parent(); local_name(up) == "ComposedBlock"; up = up.parent()) {
    r.composed[up.attribute("ID").value()].push_back(index);
  }
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == "TextLine") read_line(r, child, index, language);
  }
}

void read_space(Reader& r, const pugi::xml_node& space, const std::string& language) {
  for (const pugi::xml_node& node : space.children()) {
    const std::string_view name = local_name(node);
    if (name == "TextBlock") {
      read_block(r, node, language);
    } else if (name == "ComposedBlock") {
      read_space(r, node, language);
    } else if (name == "Illustration") {
      add_picture(r.builder, box_in(node));
    } else if (name == "GraphicalElement") {
      add_rule(r.builder, box_in(node));
    }
  }
}

void read_page(Reader& r, const pugi::xml_node& node, const std::string& image) {
  Page page;
  page.width = parse_number(node.attribute("WIDTH").value());
  page.height = parse_number(node.attribute("HEIGHT").value());
  page.id = node.attribute("ID").value();
  page.image = image;
  page.dpi = r.dpi;
  begin_page(r.builder, std::move(page));
  for (const pugi::xml_node& space : node.children()) read_space(r, space, language_in(node));
}

void read_group(Reader& r, const pugi::xml_node& group, std::uint32_t article, bool inner) {
  if (inner && local_name(group) == "OrderedGroup" && child_of(group, "ElementRef")) {
    article = r.articles++;
  }
  const auto place = [&](std::uint32_t block) {
    r.order.push_back(block);
    r.builder.document.blocks[block].article = article;
  };
  for (const pugi::xml_node& node : group.children()) {
    const std::string_view name = local_name(node);
    if (name == "OrderedGroup" || name == "UnorderedGroup") read_group(r, node, article, true);
    if (name != "ElementRef") continue;
    std::istringstream refs(node.attribute("REF").value());
    for (std::string ref; refs >> ref;) {
      if (const auto block = r.blocks.find(ref); block != r.blocks.end()) {
        // Lines of one block one after the other name the block once.
        if (r.order.empty() || r.order.back() != block->second) place(block->second);
      } else if (const auto many = r.composed.find(ref); many != r.composed.end()) {
        for (const std::uint32_t one : many->second) place(one);
      } else {
        note(r.builder, Oddity::kBadReference, ref);
      }
    }
  }
}

std::string image_in(const pugi::xml_node& description) {
  return text_of(child_of(child_of(description, "sourceImageInformation"), "fileName"));
}

}  // namespace

Document read_alto(std::string bytes, const ReadOptions& options) {
  const std::string utf8 = xml_to_utf8(std::move(bytes), options.encoding);
  const auto xml = parse_xml(utf8, "ALTO");
  const pugi::xml_node root = xml->document_element();
  if (local_name(root) != "alto") throw Error(2, "the root element is not <alto>; it is no ALTO");
  Reader r;
  const pugi::xml_node description = child_of(root, "Description");
  const std::string unit = text_of(child_of(description, "MeasurementUnit"));
  if (unit == "mm10") r.dpi = 254;
  if (unit == "inch1200") r.dpi = 1200;
  for (const pugi::xml_node& tag : child_of(root, "Tags").children()) {
    r.tags.emplace(tag.attribute("ID").value(), tag);
  }
  const std::string image = image_in(description);
  for (const pugi::xml_node& page : child_of(root, "Layout").children()) {
    if (local_name(page) == "Page") read_page(r, page, image);
  }
  const pugi::xml_node orders = child_of(root, "ReadingOrder");
  const pugi::xml_node first = orders.first_child();  // others are alternatives
  if (first) {
    read_group(r, first, kNone, false);
    order_by_blocks(r.builder, r.order);
  }
  r.builder.document.ordered = true;  // files of this format stand in reading order
  return finish(std::move(r.builder));
}

}  // namespace tonglan
