#include "chinese/joiner.h"

#include "chinese/characters.h"

namespace tonglan {
namespace {

// The characters before the last blank of a line: its last "word".
std::string_view last_word(std::string_view text) {
  const std::size_t blank = text.find_last_of(" \t");
  return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

bool looks_like_address(std::string_view word) {
  return word.find("://") != std::string_view::npos ||
         word.find("www.") != std::string_view::npos || word.find('@') != std::string_view::npos;
}

Kind kind_before_last(std::string_view text) {
  const Character last = decode_last(text);
  if (text.size() == last.size) return Kind::kBlank;
  return kind_of(decode_last(text.substr(0, text.size() - last.size)).code);
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

Joiner choose_joiner(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty()) return Joiner::kNothing;
  const Kind a = kind_of(decode_last(before).code);
  const Kind b = kind_of(decode(after.data(), after.data() + after.size()).code);
  // Bytes that are no characters must not run together into one.
  if (a == Kind::kControl || b == Kind::kControl) return Joiner::kBlank;
  const auto latin_side = [](Kind k) { return is_narrow(k) || k == Kind::kHangul; };
  if (is_quote(a) && latin_side(b))  // ... he said.”|She ...
    return a == Kind::kCloseQuote && latin_side(kind_before_last(before)) ? Joiner::kBlank
                                                                          : Joiner::kNothing;
  if (is_quote(b) && latin_side(a)) {  // ... said|“yes”
    const Character first = decode(after.data(), after.data() + after.size());
    const std::string_view rest = after.substr(first.size);
    const bool latin_next =
        !rest.empty() && latin_side(kind_of(decode(rest.data(), rest.data() + rest.size()).code));
    return b == Kind::kOpenQuote && latin_next ? Joiner::kBlank : Joiner::kNothing;
  }
  if (!latin_side(a) || !latin_side(b)) return Joiner::kNothing;
  if (looks_like_address(last_word(before))) return Joiner::kNothing;
  if (a == Kind::kHyphen) {
    const bool word = kind_before_last(before) == Kind::kLatin && is_lower(after.front());
    return word ? Joiner::kDropHyphen : Joiner::kNothing;
  }
  if (b == Kind::kHyphen || b == Kind::kAsciiClose || b == Kind::kAsciiComma ||
      b == Kind::kAsciiStop || a == Kind::kAsciiOpen)
    return Joiner::kNothing;
  const char last = before.back();
  const bool number = b == Kind::kDigit && (a == Kind::kDigit || last == '.' || last == ',');
  if (number && (a == Kind::kDigit || kind_before_last(before) == Kind::kDigit))
    return Joiner::kNothing;  // 20|20, 11.|7, 1,|000
  if (a == Kind::kDigit && after.front() == '%') return Joiner::kNothing;
  if (last == '/' || after.front() == '/') return Joiner::kNothing;
  return Joiner::kBlank;
}

}  // namespace tonglan
