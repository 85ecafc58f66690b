// UTF-8 and the classes of characters that the typesetter needs. Written apart from src/chinese on
// purpose: the simulator must not share a mistake with the code it measures.
#pragma once

#include <string>
#include <string_view>

namespace tonglan {

std::u32string code_points(std::string_view utf8);
std::string utf8(std::u32string_view text);

bool is_han(char32_t c);
bool is_latin(char32_t c);           // an ASCII letter, digit or sign
bool is_digit(char32_t c);           // ASCII
bool is_full_mark(char32_t c);       // full-width punctuation
bool is_opening_mark(char32_t c);    // “ ‘ （ 《 「 ...
bool is_closing_quote(char32_t c);   // ” ’ 」 』
bool never_starts_line(char32_t c);  // ，。！？ closing marks, % ...
bool ends_sentence(char32_t c);      // 。！？…
bool is_blank(char32_t c);           // ASCII blank, U+3000, U+00A0, tab

}  // namespace tonglan
