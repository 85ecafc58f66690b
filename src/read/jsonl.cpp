#include "read/jsonl.h"

#include <simdjson.h>

#include <algorithm>

namespace tonglan {

// Two parses, both at gigabytes a second: the DOM one checks the whole line strictly (on-demand
// skips over values it isn't asked for), the on-demand one says where the value stands.
struct JsonlReader::Parser {
  std::string text_key;
  simdjson::dom::parser strict;
  simdjson::ondemand::parser places;
  std::string padded;
};

JsonlReader::JsonlReader(std::string text_key) : parser_(std::make_unique<Parser>()) {
  parser_->text_key = std::move(text_key);
}
JsonlReader::~JsonlReader() = default;
JsonlReader::JsonlReader(JsonlReader&&) noexcept = default;
JsonlReader& JsonlReader::operator=(JsonlReader&&) noexcept = default;

namespace {

JsonlResult failure(const std::string& problem) { return {false, {}, problem}; }

bool is_ascii_escaped(std::string_view raw) {
  const bool ascii = std::none_of(raw.begin(), raw.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (!ascii) return false;
  for (std::size_t i = raw.find('\\'); i != raw.npos; i = raw.find('\\', i + 2)) {
    // Above U+007F: what a writer with "ASCII only" would escape.
    if (raw[i + 1] == 'u' && (raw.substr(i + 2, 2) != "00" || raw[i + 4] >= '8')) return true;
  }
  return false;
}

}  // namespace

JsonlResult JsonlReader::read(std::string_view line) {
  // The mark is blanked out rather than cut off, so that places stay places in the line.
  parser_->padded.assign(line);
  if (line.starts_with("\xEF\xBB\xBF")) parser_->padded.replace(0, 3, "   ");
  parser_->padded.append(simdjson::SIMDJSON_PADDING, '\0');
  const char* const base = parser_->padded.data();

  simdjson::dom::element root;
  if (const auto error = parser_->strict.parse(base, line.size(), false).get(root)) {
    const bool structure = error == simdjson::TAPE_ERROR;
    return failure(std::string("not valid JSON: ") +
                   (structure ? "a brace, comma, quote or key is missing or too many"
                              : simdjson::error_message(error)));
  }
  if (!root.is_object()) return failure("not a JSON object");

  // Nothing below can fail on a line that passed, but simdjson returns errors all the same.
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  const simdjson::padded_string_view view(base, line.size(), parser_->padded.size());
  if (parser_->places.iterate(view).get(document) || document.get_object().get(object)) {
    return failure("not valid JSON");
  }
  JsonlResult result = failure("no \"" + parser_->text_key + "\"; name the key with --text-key");
  for (auto field : object) {
    std::string_view key;
    simdjson::ondemand::value value;
    if (field.unescaped_key().get(key)) return failure("not valid JSON");
    const bool wanted = key == parser_->text_key;
    if (field.value().get(value)) return failure("not valid JSON");
    if (!wanted) continue;
    simdjson::ondemand::json_type type{};
    if (value.type().get(type)) return failure("not valid JSON");
    if (type != simdjson::ondemand::json_type::string) {
      result = failure("\"" + parser_->text_key + "\" is not a string");
      continue;
    }
    std::string_view raw = value.raw_json_token();
    raw = raw.substr(0, raw.rfind('"') + 1);
    std::string_view text;
    if (value.get_string().get(text)) {
      result = failure("\"" + parser_->text_key + "\" holds half a surrogate pair");
      continue;
    }
    const auto begin = static_cast<std::size_t>(raw.data() - base);
    result = {true, {std::string(text), begin, begin + raw.size(), is_ascii_escaped(raw)}, ""};
  }
  return result;
}

}  // namespace tonglan
