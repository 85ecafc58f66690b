// hOCR: the order is that of the file, so what is left to check are names, boxes and nesting.
#include <unordered_set>

#include "markup/html.h"
#include "markup/numbers.h"
#include "validate/checks.h"

namespace tonglan {
namespace {

Box box_in(std::string_view title) {
  const std::size_t at = title.find("bbox ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = title.substr(at + 5);
  const std::vector<float> n = parse_numbers(rest.substr(0, rest.find(';')));
  return n.size() == 4 ? Box{n[0], n[1], n[2], n[3]} : Box{};
}

}  // namespace

void check_hocr(Checker& checker) {
  std::unordered_set<std::string> names;
  std::vector<std::pair<std::string, std::string>> open;  // tag and class
  Box page;
  std::size_t at = 0;
  for (HtmlToken token = next_token(checker.bytes, at); token.kind != HtmlToken::Kind::kEnd;
       token = next_token(checker.bytes, at)) {
    if (token.kind == HtmlToken::Kind::kClose) {
      while (!open.empty() && open.back().first != token.name) open.pop_back();
      if (!open.empty()) open.pop_back();
      continue;
    }
    if (token.kind != HtmlToken::Kind::kOpen) continue;
    const std::string name(token.attribute("id")), kind(token.attribute("class"));
    if (!name.empty() && !names.insert(name).second) {
      checker.fault(token.offset, "the name " + name + " is given a second time");
    }
    if (kind == "ocr_page") page = box_in(token.attribute("title"));
    if (kind == "ocr_line" || kind == "ocrx_word" || kind == "ocr_carea") {
      check_box(checker, token.offset, kind + " " + name, box_in(token.attribute("title")),
                page.right, page.bottom);
    }
    if (kind == "ocr_line" || kind == "ocr_carea") {
      for (const auto& [tag, outer] : open) {
        if (outer == "ocr_line" || outer == "ocrx_word") {
          checker.fault(token.offset, kind + " " + name + " stands inside an " + outer);
        }
      }
    }
    if (!token.closed) open.emplace_back(token.name, kind);
  }
}

}  // namespace tonglan
