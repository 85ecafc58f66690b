#include "validate/validate.h"

#include <algorithm>
#include <cmath>

#include "markup/xml.h"
#include "tonglan.h"
#include "validate/checks.h"

namespace tonglan {

void collect_names(Checker& checker, const pugi::xml_node& node, const char* attribute) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string name = child.attribute(attribute).value();
    if (!name.empty() && !checker.names.emplace(name, child).second) {
      checker.fault(child, "the name " + name + " is given a second time");
    }
    collect_names(checker, child, attribute);
  }
}

bool check_box(Checker& checker, std::size_t offset, const std::string& what, const Box& box,
               float page_width, float page_height) {
  for (const float side : {box.left, box.top, box.right, box.bottom}) {
    if (!std::isfinite(side)) {
      checker.fault(offset, what + " has a box that is not made of numbers");
      return false;
    }
  }
  if (box.right <= box.left || box.bottom <= box.top) {
    checker.fault(offset, what + " has a box without width or height");
    return false;
  }
  const bool known = page_width > 0 && page_height > 0;
  if (box.left < 0 || box.top < 0 ||
      (known && (box.right > page_width || box.bottom > page_height))) {
    checker.fault(offset, what + " reaches outside the page");
    return false;
  }
  return true;
}

Validation validate(const std::string& bytes) {
  const std::string utf8 = xml_to_utf8(bytes, "auto");
  Checker checker;
  checker.bytes = utf8;
  Validation out;
  const std::string_view head = std::string_view(utf8).substr(0, 1 << 16);
  if (head.find("PcGts") != std::string_view::npos) {
    out.format = "PAGE";
    const auto xml = parse_xml(utf8, out.format);
    check_page(checker, xml->document_element());
  } else if (head.find("<alto") != std::string_view::npos ||
             head.find(":alto") != std::string_view::npos) {
    out.format = "ALTO";
    const auto xml = parse_xml(utf8, out.format);
    check_alto(checker, xml->document_element());
  } else if (head.find("ocr_") != std::string_view::npos) {
    out.format = "hOCR";
    check_hocr(checker);
  } else {
    throw Error(2, "neither PAGE nor ALTO nor hOCR; nothing else can be checked");
  }
  std::stable_sort(checker.faults.begin(), checker.faults.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t line = 1, seen = 0;
  for (auto& [offset, message] : checker.faults) {
    const std::size_t upto = std::min(offset, utf8.size());
    line += line_at(std::string_view(utf8).substr(seen), upto - seen) - 1;
    seen = upto;
    out.faults.push_back({line, std::move(message)});
  }
  return out;
}

}  // namespace tonglan
