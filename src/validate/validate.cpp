#include "validate/validate.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "markup/xml.h"
#include "tonglan.h"
#include "validate/checks.h"

namespace tonglan {
namespace {

// The first of them; a file in another encoding that says it is UTF-8 has thousands.
void check_bytes(Checker& checker) {
  const char* const begin = checker.bytes.data();
  const char* const end = begin + checker.bytes.size();
  for (const char* p = begin; p < end;) {
    const Character c = decode(p, end);
    const bool control = c.code < 0x20 && c.code != '\t' && c.code != '\n' && c.code != '\r';
    if (c.code == kBadByte || control) {
      checker.fault(static_cast<std::size_t>(p - begin),
                    control ? "a control character, which is no text" : "bytes that are not UTF-8");
      return;
    }
    p += c.size;
  }
}

}  // namespace

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
  check_bytes(checker);
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
