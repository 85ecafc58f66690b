// The checks that the three formats share, and their own entry points.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document.h"
#include "validate/validate.h"

namespace tonglan {

struct Checker {
  std::string_view bytes;
  std::vector<std::pair<std::size_t, std::string>> faults;  // by offset
  std::unordered_map<std::string, pugi::xml_node> names;    // elements by their id

  void fault(std::size_t offset, std::string message) {
    faults.emplace_back(offset, std::move(message));
  }
  void fault(const pugi::xml_node& node, std::string message) {
    fault(static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)),
          std::move(message));
  }
};

// Notes every name below the node; a second bearer is a fault.
void collect_names(Checker& checker, const pugi::xml_node& node, const char* attribute);

// A box must have a size and, where the page's size is known, lie on the page.
bool check_box(Checker& checker, std::size_t offset, const std::string& what, const Box& box,
               float page_width, float page_height);

void check_page(Checker& checker, const pugi::xml_node& root);
void check_alto(Checker& checker, const pugi::xml_node& root);
void check_hocr(Checker& checker);

}  // namespace tonglan
