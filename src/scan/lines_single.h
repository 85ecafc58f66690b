// Lines against the direction of the text about them, set so wide that each character was taken for
// a line of its own.
#pragma once

#include <vector>

#include "scan/lines_complete.h"

namespace tonglan {

// Lines of one character each that form a chain across their direction become one line, with the
// lines of the other direction that stand in the chain. `glyph`: of the running text, pixels.
std::vector<Draft> join_single(std::vector<Draft> drafts, float glyph);

}  // namespace tonglan
