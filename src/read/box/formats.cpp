#include "read/box/formats.h"

#include <algorithm>

namespace tonglan {
namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// A JSON of boxes names places; other JSON with a text (JSONL records, say) does not.
bool looks_like_ocr_json(std::string_view head) {
  constexpr std::string_view kPlaces[] = {"\"box\"",       "\"boxes\"",       "\"points\"",
                                          "\"rec_polys\"", "\"dt_polys\"",    "\"rec_boxes\"",
                                          "\"polygon\"",   "\"text_region\"", "\"bbox\""};
  constexpr std::string_view kTexts[] = {"\"text\"", "\"transcription\"", "\"rec_texts\"",
                                         "\"txts\"", "\"label\"",         "\"rec_text\""};
  const auto any = [&](const auto& names) {
    return std::any_of(std::begin(names), std::end(names),
                       [&](std::string_view name) { return has(head, name); });
  };
  if (any(kPlaces) && any(kTexts)) return true;
  // PaddleOCR's bare lists: [[[x, y], ...
  std::string start;
  for (const char c : head.substr(0, 200)) {
    if (c == '[')
      start += c;
    else if ((c < '0' || c > '9') && c != ' ' && c != '\n' && c != '\r')
      break;
    else if (c >= '0' && c <= '9')
      return start.size() >= 3;
  }
  return false;
}

}  // namespace

const BoxFormat* find_box_format(std::string_view name) {
  const auto found = std::find_if(kBoxFormats.begin(), kBoxFormats.end(),
                                  [&](const BoxFormat& f) { return f.name == name; });
  return found == kBoxFormats.end() ? nullptr : &*found;
}

bool is_pdf(std::string_view head) { return has(head.substr(0, 1024), "%PDF-"); }

const BoxFormat* detect_box_format(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.empty()) return nullptr;
  if (head[0] == '<') {
    if (has(head, "<PcGts") || has(head, ":PcGts")) return find_box_format("page");
    if (has(head, "<alto") || has(head, ":alto")) return find_box_format("alto");
    if (has(head, "ocr_page") || has(head, "ocr_line") || has(head, "ocrx_word")) {
      return find_box_format("hocr");
    }
    return nullptr;
  }
  if (head.starts_with("level\tpage_num\t")) return find_box_format("tsv");
  if (head[0] == '{' && has(head, "\"tonglan-document/")) return find_box_format("document");
  if ((head[0] == '{' || head[0] == '[') && looks_like_ocr_json(head)) {
    return find_box_format("ocr-json");
  }
  return nullptr;
}

}  // namespace tonglan
