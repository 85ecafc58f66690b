// What the press has put on a page, and how it is given out: as a Document in drawing order, and as
// truth in reading order.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/page_press.h"
#include "support/random.h"

namespace tonglan {

// "body", "headline", ... as evaluate/gold.h names them.
const char* gold_role(Role role);

// Length in characters as they are set apart: a Latin letter, digit or blank is a half.
float letter_units(const std::u32string& letters);

// Where each letter of a line begins, and the last one ends: shares of the line's length, which is
// `ems` characters. Marks give up to half of their place where the line is too short.
std::vector<float> letter_edges(const std::u32string& letters, float ems);

// A line's length in characters.
float ems_of(const PrintedLine& line);

struct GivingOut {
  bool vertical = false;
  double size_noise = 0;  // as PressSettings
  float margin = 0;       // pixels right of and below the last line
};

// `lines` in reading order; `truth`: the paragraphs of each article, those that were not printed
// with an empty text.
PrintedPage give_out(const std::vector<PrintedLine>& lines,
                     const std::vector<nlohmann::json>& truth, const GivingOut& how,
                     Random& random);

}  // namespace tonglan
