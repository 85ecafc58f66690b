// One line of a JSONL corpus: where its text is, and what it says.
//
// The line itself is never taken apart further: whoever writes the record back replaces just the
// bytes of that one value, so everything else stays byte for byte.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tonglan {

struct JsonText {
  std::string text;       // the value, unescaped
  std::size_t begin = 0;  // where it stands in the line, quotes included
  std::size_t end = 0;
  bool ascii = false;  // it was written with \u escapes and ASCII alone
};

struct JsonlResult {
  bool ok = false;
  JsonText value;
  std::string problem;  // for people; where not ok
};

// Reads the lines of a corpus; one per thread (it keeps simdjson's buffers).
class JsonlReader {
 public:
  explicit JsonlReader(std::string text_key);
  ~JsonlReader();
  JsonlReader(JsonlReader&&) noexcept;
  JsonlReader& operator=(JsonlReader&&) noexcept;

  // `line`: one JSON object, with or without blanks and a byte order mark around it. Never throws
  // for what the line holds: no JSON, no object, no string under the key are results that are not
  // ok. Where the key stands twice, the last one counts, as for most JSON readers.
  JsonlResult read(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tonglan
