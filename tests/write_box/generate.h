// Documents with boxes, drawn by dice: the same seed gives the same document.
#pragma once

#include <cstdint>

#include "document.h"

namespace tonglan {

struct Variety {
  std::uint32_t max_pages = 3;
  bool outlines = true;
  bool angles = true;
};

// Blocks with names, roles, articles and languages; lines with boxes, words, baselines; a reading
// order that is not the order of the file. Whole pixels.
Document generate(std::uint32_t seed, const Variety& variety);

}  // namespace tonglan
