// HTML as OCR programs write it, token by token: well-formed or not, void tags, &nbsp; and all.
// Nothing is built and nothing is fetched, so there is nothing to blow up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tonglan {

struct HtmlToken {
  enum class Kind { kOpen, kClose, kText, kEnd } kind = Kind::kEnd;
  std::string name;  // lower case, without a namespace prefix
  std::vector<std::pair<std::string, std::string>> attributes;  // names lower case, values decoded
  std::string text;                                             // decoded
  bool closed = false;                                          // <br>, <meta>, or written <.../>
  std::size_t offset = 0;                                       // where it began

  // Empty where there is none.
  std::string_view attribute(std::string_view wanted) const;
};

// The text that this spelling with entities stands for; what is no entity stays as it is.
std::string decode_entities(std::string_view text);

// The token at `at`, which moves behind it. Comments, declarations, scripts and styles are passed
// over. kEnd at the end of the text. Throws Error (2) where a DOCTYPE declares entities of its own.
HtmlToken next_token(std::string_view html, std::size_t& at);

}  // namespace tonglan
