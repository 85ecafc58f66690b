// hOCR: the order is that of the file, so what is left to check are names, boxes and nesting.
#include <algorithm>
#include <unordered_set>

#include "markup/html.h"
#include "markup/limits.h"
#include "markup/numbers.h"
#include "validate/checks.h"

namespace tonglan {
namespace {

struct Element {
  std::string tag, kind, name;
  std::size_t offset = 0;
};

std::string called(const Element& e) { return e.name.empty() ? e.kind : e.kind + " " + e.name; }

bool is_ocr(const Element& e) { return e.kind.starts_with("ocr_") || e.kind.starts_with("ocrx_"); }

// The numbers of a title's bbox; none where it has no such property.
std::vector<float> bbox_in(std::string_view title) {
  const std::size_t at = title.find("bbox ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = title.substr(at + 5);
  return parse_numbers(rest.substr(0, rest.find(';')));
}

Box box_in(const std::vector<float>& n) {
  return n.size() == 4 ? Box{n[0], n[1], n[2], n[3]} : Box{};
}

// As readers do: a closing tag that nothing opened means nothing; <p> and <li> need none.
void close(std::vector<Element>& open, const std::string& tag) {
  const auto found =
      std::find_if(open.rbegin(), open.rend(), [&](const Element& e) { return e.tag == tag; });
  if (found != open.rend()) open.erase(found.base() - 1, open.end());
}

void check_element(Checker& checker, const Element& e, std::string_view title, const Box& page,
                   const std::vector<Element>& outer) {
  if (e.kind == "ocr_line" || e.kind == "ocrx_word" || e.kind == "ocr_carea") {
    const std::vector<float> numbers = bbox_in(title);
    if (title.find("bbox ") == std::string_view::npos) {
      checker.fault(e.offset, called(e) + " has no box");
    } else if (numbers.size() != 4) {
      checker.fault(e.offset, called(e) + " has a box that is not made of four numbers");
    } else {
      check_box(checker, e.offset, called(e), box_in(numbers), page.right, page.bottom);
    }
  }
  if (e.kind != "ocr_line" && e.kind != "ocr_carea") return;
  for (const Element& o : outer) {
    if (o.kind == "ocr_line" || o.kind == "ocrx_word") {
      checker.fault(e.offset, called(e) + " stands inside an " + o.kind);
    }
  }
}

}  // namespace

void check_hocr(Checker& checker) {
  std::unordered_set<std::string> names;
  std::vector<Element> open;
  Box page;
  std::size_t at = 0;
  for (HtmlToken token = next_token(checker.bytes, at); token.kind != HtmlToken::Kind::kEnd;
       token = next_token(checker.bytes, at)) {
    if (token.kind == HtmlToken::Kind::kClose) close(open, token.name);
    if (token.kind != HtmlToken::Kind::kOpen) continue;
    if ((token.name == "p" || token.name == "li") && !open.empty() &&
        open.back().tag == token.name) {
      open.pop_back();
    }
    Element element{token.name, std::string(token.attribute("class")),
                    std::string(token.attribute("id")), token.offset};
    if (!element.name.empty() && !names.insert(element.name).second) {
      checker.fault(token.offset, "the name " + element.name + " is given a second time");
    }
    if (element.kind == "ocr_page") page = box_in(bbox_in(token.attribute("title")));
    check_element(checker, element, token.attribute("title"), page, open);
    if (!token.closed) open.push_back(std::move(element));
    if (open.size() > kMaxDepth) {
      checker.fault(token.offset,
                    "elements stand more than " + std::to_string(kMaxDepth) + " deep");
      return;
    }
  }
  const auto cut = std::find_if(open.rbegin(), open.rend(), is_ocr);
  if (cut != open.rend()) checker.fault(cut->offset, "the file ends inside this " + called(*cut));
}

}  // namespace tonglan
