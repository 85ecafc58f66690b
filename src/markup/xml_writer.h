// XML out, element by element, indented; whatever bytes come in, well-formed XML goes out.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tonglan {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

// Shortest decimal that reads back as the same float.
std::string spell_number(float value);
// Rounded to a whole number.
std::string spell_whole(float value);
// A share of 1 in per cent, with two decimals.
std::string spell_percent(float share);
// Rounded to a hundredth, which comes back the same from a sum or difference of such numbers.
std::string spell_hundredths(double value);

// Appends the text with & < > " escaped; what XML can't hold becomes U+FFFD.
void append_escaped(std::string_view text, std::string& out);

struct XmlWriter {
  std::string& out;
  std::vector<std::string> open;

  // Attributes with an empty value are left out.
  void begin(std::string_view name, const Attributes& attributes = {});
  void end();
  void empty(std::string_view name, const Attributes& attributes);
  // An element that holds text only, with nothing added to the text.
  void leaf(std::string_view name, const Attributes& attributes, std::string_view text);

 private:
  void tag(std::string_view name, const Attributes& attributes);
};

}  // namespace tonglan
