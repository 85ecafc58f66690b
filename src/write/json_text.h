// Strings and numbers as JSON. The writers spell their own objects, because the order of fields is
// part of the format.
#pragma once

#include <string>
#include <string_view>

namespace tonglan {

// Appends `text` with quotes. `ascii`: everything above U+007F as \u escapes. A byte that is no
// UTF-8 becomes the lone surrogate \udc80..\udcff (Python's "surrogateescape"), so that the output
// is valid JSON and the byte can be told.
void append_json_string(std::string_view text, bool ascii, std::string& out);

// Appends a finite number with at most three decimals; 0 for what is not finite.
void append_json_number(double value, std::string& out);

}  // namespace tonglan
