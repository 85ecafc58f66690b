// What a newspaper page holds beside its articles: small tables and advertisements, set between two
// edges of a column. Text written for this project.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "support/page_press.h"
#include "support/random.h"

namespace tonglan {

// The place and the type in which one of them is set.
struct Setting {
  float left = 0, right = 0, top = 0;
  float cell = 0, pitch = 0;  // pixels
};

struct Extra {
  // Paragraphs are numbered from 0; the article is set by the press.
  std::vector<PrintedLine> lines;  // in reading order
  nlohmann::json truth = nlohmann::json::array();
  float bottom = 0;
  Box frame;               // of an advertisement
  std::vector<Box> rules;  // of a table: under its head
};

// Rows of cells: prices, scores, weather or times, as wide as the place; a row is a paragraph.
Extra set_table(const Setting& where, Random& random);
// How many lines the widest table needs.
inline constexpr int kTableRows = 6;

// Centred lines of mixed sizes: what is offered, a line or two about it, telephone number, address.
Extra set_advert(const Setting& where, Random& random);

}  // namespace tonglan
