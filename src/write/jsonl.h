// A JSONL record written back with one value replaced.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document.h"

namespace tonglan {

// The document's text as a record holds it: with a line end behind the last paragraph only if the
// input had one.
std::string record_text(const Document& document);

// Appends `line` with the bytes [begin, end) replaced by `text` as a JSON string; all others stay
// as they are. `ascii`: the value was written with \u escapes alone, so it is again.
void splice_json_text(std::string_view line, std::size_t begin, std::size_t end,
                      std::string_view text, bool ascii, std::string& out);

}  // namespace tonglan
