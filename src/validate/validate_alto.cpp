// ALTO: references are lists of names in REF, TAGREFS, STYLEREFS, PROCESSINGREFS and IDNEXT.
#include <map>
#include <sstream>

#include "markup/numbers.h"
#include "markup/xml.h"
#include "validate/checks.h"

namespace tonglan {
namespace {

std::size_t offset_of(const pugi::xml_node& node) {
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
}

void check_references(Checker& checker, const pugi::xml_node& node) {
  for (const char* attribute : {"REF", "TAGREFS", "STYLEREFS", "PROCESSINGREFS", "IDNEXT"}) {
    std::istringstream names(node.attribute(attribute).value());
    for (std::string name; names >> name;) {
      if (!checker.names.contains(name)) {
        checker.fault(node, std::string(attribute) + " " + name + " names nothing");
      }
    }
  }
  for (const pugi::xml_node& child : node.children()) check_references(checker, child);
}

// Names referred to by a reading order, and how often.
void count_places(const pugi::xml_node& group, std::map<std::string, int>& places) {
  for (const pugi::xml_node& node : group.children()) {
    std::istringstream names(node.attribute("REF").value());
    for (std::string name; names >> name;) ++places[name];
    count_places(node, places);
  }
}

// A block stands in the order by its own name, that of a block round it, or those of its lines.
int places_of(const pugi::xml_node& block, const std::map<std::string, int>& places) {
  const auto count = [&](const pugi::xml_node& node) {
    const auto found = places.find(node.attribute("ID").value());
    return found == places.end() ? 0 : found->second;
  };
  int sum = 0;
  for (pugi::xml_node up = block; local_name(up).ends_with("Block"); up = up.parent()) {
    sum += count(up);
  }
  if (sum > 0) return sum;
  for (const pugi::xml_node& line : block.children()) {
    if (count(line) > 1) return 2;
    if (count(line) == 1) sum = 1;
  }
  return sum;
}

void check_blocks(Checker& checker, const pugi::xml_node& parent,
                  const std::map<std::string, int>* places) {
  for (const pugi::xml_node& node : parent.children()) {
    if (places && local_name(node) == "TextBlock") {
      const int times = places_of(node, *places);
      const std::string name = node.attribute("ID").value();
      if (times == 0) {
        checker.fault(node, "text block " + name + " stands nowhere in the reading order");
      } else if (times > 1) {
        checker.fault(node, "text block " + name + " stands in the reading order more than once");
      }
    }
    check_blocks(checker, node, places);
  }
}

void check_boxes(Checker& checker, const pugi::xml_node& node, float width, float height) {
  const std::string_view name = local_name(node);
  const bool has_box = node.attribute("HPOS") && node.attribute("VPOS") &&
                       node.attribute("WIDTH") && node.attribute("HEIGHT");
  if (has_box && name != "SP" && name != "HYP") {
    const auto number = [&](const char* a) { return parse_number(node.attribute(a).value()); };
    const float left = number("HPOS"), top = number("VPOS");
    const std::string id = node.attribute("ID").value();
    check_box(checker, offset_of(node), std::string(name) + (id.empty() ? "" : " " + id),
              {left, top, left + number("WIDTH"), top + number("HEIGHT")}, width, height);
  }
  for (const pugi::xml_node& child : node.children()) check_boxes(checker, child, width, height);
}

}  // namespace

void check_alto(Checker& checker, const pugi::xml_node& root) {
  collect_names(checker, root, "ID");
  check_references(checker, root);
  std::map<std::string, int> places;
  const pugi::xml_node order = child_of(root, "ReadingOrder");
  // Further groups are alternatives to the first.
  if (order) count_places(order.first_child(), places);
  for (const pugi::xml_node& page : child_of(root, "Layout").children()) {
    check_blocks(checker, page, order ? &places : nullptr);
    for (const pugi::xml_node& space : page.children()) {
      check_boxes(checker, space, parse_number(page.attribute("WIDTH").value()),
                  parse_number(page.attribute("HEIGHT").value()));
    }
  }
}

}  // namespace tonglan
