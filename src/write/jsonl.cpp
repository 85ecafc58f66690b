#include "write/jsonl.h"

#include "chinese/spacing.h"
#include "write/formats.h"
#include "write/json_text.h"

namespace tonglan {

std::string record_text(const Document& document) {
  std::string text;
  append_text(document, text);
  if (document.untouched) return text;
  const bool had_end = document.text.ends_with('\n');
  if (!had_end && text.ends_with('\n')) text.pop_back();
  return text;
}

void splice_json_text(std::string_view line, std::size_t begin, std::size_t end,
                      std::string_view text, bool ascii, std::string& out) {
  out.append(line.substr(0, begin));
  append_json_string(text, ascii, out);
  out.append(line.substr(end));
}

void write_jsonl(const Document& document, std::string& out) {
  std::string text;
  append_text(document, text);
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  out += "{\"id\":";
  append_json_string(document.source, false, out);
  out += ",\"text\":";
  append_json_string(text, false, out);
  out += ",\"metadata\":{\"source\":";
  append_json_string(document.source, false, out);
  out += ",\"encoding\":";
  append_json_string(document.encoding, false, out);
  out += ",\"articles\":" + std::to_string(document.articles.size());
  out += ",\"doubtful\":" + std::to_string(count_doubtful(document));
  out += "}}\n";
}

}  // namespace tonglan
