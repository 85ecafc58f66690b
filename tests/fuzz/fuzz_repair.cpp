// Any bytes through the text road: nothing is lost, the parts of the document fit together, and the
// same bytes give the same text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "chinese/spacing.h"
#include "tonglan.h"

namespace {

std::string spelled(const tonglan::Document& document) {
  std::string out;
  tonglan::append_text(document, out);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const tonglan::Document document = tonglan::repair(bytes, {});
  tonglan::check_conserved(document);
  if (document.order.size() != document.lines.size()) std::abort();
  if (!document.order.empty() && document.breaks.size() + 1 != document.order.size()) std::abort();
  std::uint32_t lines = 0, paragraphs = 0;
  for (const tonglan::Paragraph& p : document.paragraphs) {
    if (p.first != lines || p.last <= p.first || p.article >= document.articles.size()) std::abort();
    lines = p.last;
  }
  for (const tonglan::Article& a : document.articles) {
    if (a.first != paragraphs || a.last <= a.first) std::abort();
    paragraphs = a.last;
  }
  if (lines != document.order.size() || paragraphs != document.paragraphs.size()) std::abort();
  tonglan::RepairOptions options;
  options.explain = true;
  if (spelled(tonglan::repair(bytes, options)) != spelled(document)) std::abort();
  return 0;
}
