// Headlines whose characters fell apart.
//
// The strokes of a large character lie as far from each other as those of body text do from line to
// line: 形 is a 开 and three small strokes. What found no way into its headline is a line of its
// own until here, of either direction.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

// A line in page coordinates, while its direction may still change.
struct Draft {
  PixelBox box;
  bool vertical = false;
  float glyph = 0;
  std::int64_t ink = 0;  // pixels
  int pieces = 0;
  bool capital = false;  // a drop capital: takes nothing
  bool pale = false;     // may shine through from the back page
  int strong = 0;  // pixels along the line that pieces of a character's height cover
};

// Both as one line that runs as `a` does.
Draft united(const Draft& a, const Draft& b);

// Lines larger than body text take in what lies at their height no farther off than the parts and
// marks of their characters do, and are joined where such a part had kept them apart.
std::vector<Draft> complete_large(std::vector<Draft> drafts, float glyph);

}  // namespace tonglan
