// PAGE: the reading order is a tree of groups that refer to regions by name.
#include <algorithm>
#include <map>

#include "markup/numbers.h"
#include "markup/xml.h"
#include "validate/checks.h"

namespace tonglan {
namespace {

bool is_region(const pugi::xml_node& node) { return local_name(node).ends_with("Region"); }

// How often each region is referred to.
using Places = std::map<std::string, int>;

void check_reference(Checker& checker, const pugi::xml_node& node, Places& places) {
  const std::string name = node.attribute("regionRef").value();
  if (name.empty()) return;
  const auto found = checker.names.find(name);
  if (found == checker.names.end() || !is_region(found->second)) {
    checker.fault(node, "regionRef " + name + " names no region");
    return;
  }
  if (++places[name] == 2) {
    checker.fault(node, "region " + name + " stands in the reading order a second time");
  }
}

void check_indices(Checker& checker, const pugi::xml_node& group) {
  std::vector<int> indices;
  for (const pugi::xml_node& child : group.children()) {
    if (child.attribute("index")) indices.push_back(child.attribute("index").as_int(-1));
  }
  std::sort(indices.begin(), indices.end());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (indices[i] == static_cast<int>(i)) continue;
    const bool twice = i > 0 && indices[i] == indices[i - 1];
    checker.fault(group, "the indices of group " + std::string(group.attribute("id").value()) +
                             (twice ? " hold " + std::to_string(indices[i]) + " twice"
                                    : " do not run from 0: " + std::to_string(i) + " is missing"));
    return;
  }
}

void check_group(Checker& checker, const pugi::xml_node& group, Places& places) {
  check_indices(checker, group);
  check_reference(checker, group, places);
  for (const pugi::xml_node& child : group.children()) {
    const std::string_view name = local_name(child);
    if (name.starts_with("RegionRef")) check_reference(checker, child, places);
    if (name.find("Group") != std::string_view::npos) check_group(checker, child, places);
  }
}

void check_coords(Checker& checker, const pugi::xml_node& node, float width, float height) {
  for (const pugi::xml_node& child : node.children()) {
    check_coords(checker, child, width, height);
    if (local_name(child) != "Coords") continue;
    const std::string what =
        std::string(local_name(node)) + " " + std::string(node.attribute("id").value());
    const std::vector<Point> points = parse_points(child.attribute("points").value());
    Box box;
    if (!points.empty()) box = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& p : points) {
      box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x),
             std::max(box.bottom, p.y)};
    }
    check_box(checker, static_cast<std::size_t>(std::max<std::ptrdiff_t>(child.offset_debug(), 0)),
              what, box, width, height);
  }
}

void check_regions(Checker& checker, const pugi::xml_node& parent, const Places& places) {
  for (const pugi::xml_node& node : parent.children()) {
    if (!is_region(node)) continue;
    const std::string name = node.attribute("id").value();
    if (name.empty()) checker.fault(node, "a region without a name");
    if (local_name(node) == "TextRegion" && !name.empty() && !places.contains(name)) {
      checker.fault(node, "text region " + name + " stands nowhere in the reading order");
    }
    check_regions(checker, node, places);
  }
}

}  // namespace

void check_page(Checker& checker, const pugi::xml_node& root) {
  collect_names(checker, root, "id");
  for (const pugi::xml_node& page : root.children()) {
    if (local_name(page) != "Page") continue;
    Places places;
    const pugi::xml_node order = child_of(page, "ReadingOrder");
    for (const pugi::xml_node& group : order.children()) check_group(checker, group, places);
    check_regions(checker, page, places);
    check_coords(checker, page, parse_number(page.attribute("imageWidth").value()),
                 parse_number(page.attribute("imageHeight").value()));
  }
}

}  // namespace tonglan
