// Lines of real type on a white page, for the tests that need a real engine.
#pragma once

#include <string>

#include "pixels.h"
#include "scan/scan.h"

namespace tonglan {

struct DrawnLine {
  Pixels page;    // grey
  TextLine line;  // the box of its ink
};

// A Ming face of the Debian package fonts-arphic-uming, `em` pixels a character, a line all by
// itself on its page. Vertical lines run down, every character upright in its own em.
DrawnLine draw_line(const std::string& text, int em, Direction direction = Direction::kHorizontal);

}  // namespace tonglan
