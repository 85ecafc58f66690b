// A document with boxes as text, a line for each thing, in reading order: what tests compare.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// What a format can't hold is left out of the comparison.
struct Shown {
  bool ids = true, kinds = true, languages = true, articles = true, roles = true;
  bool baselines = true, outlines = true, angles = true, directions = true;
  bool words = true, paragraphs = true;
  bool line_confidence = true, separators = true, dpi = true, images = true;
};

// page 800x600 scan.png
// rule 10,10,12,300
// block b1 headline article 0 [10,20,300,60]
// paragraph 3 byline
// line l1 [10,20,300,60] .95: 春耕 | 春耕 #w1 [10,20,150,60] .9
std::string describe(const Document& document, const Shown& shown = {});

// All non-blank characters, in reading order.
std::string characters_of(const Document& document);

}  // namespace tonglan
