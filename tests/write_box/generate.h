// Documents with boxes, drawn by dice: the same seed gives the same document.
#pragma once

#include <cstdint>

#include "document.h"

namespace tonglan {

struct Variety {
  std::uint32_t max_pages = 3;
  bool outlines = true;
  bool angles = true;
  bool name_all_words = false;  // else some
  bool characters = true;       // some words come character by character
  bool paragraphs = true;       // some documents have them
  // What only has to be written the same twice: fractions of pixels, boxes off the page, outlines
  // that are boxes, names that XML or another bearer of them takes away, lines without a block.
  bool wild = false;
};

// Blocks with names, roles, articles and languages; lines with boxes, words and characters,
// baselines; a reading order that is not the order of the file; paragraphs that run from block to
// block. Whole pixels, unless it is wild.
Document generate(std::uint32_t seed, const Variety& variety);

}  // namespace tonglan
