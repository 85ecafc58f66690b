// How large the characters of the running text are.
//
// Chinese characters fall apart into strokes, but most hold one component that is as high or as
// wide as the character, and none is larger. Where characters touch, they make chains along the
// line, but the chain is as thick as a character. So the sides of components, weighed by the area
// they take, have a mode: the running text. Headlines are larger but few, dots and strokes are many
// but small.
#pragma once

#include <vector>

#include "scan/clean_components.h"

namespace tonglan {

struct GlyphSize {
  float size = 0;        // pixels, of the square that a character is set in; 0: no text was found
  float confidence = 0;  // 0..1
};

GlyphSize glyph_size(const std::vector<Component>& components);

// Turns the runs of components to paper that are too small to be a part of a character: smaller
// than its smallest dot, or small and alone.
void remove_specks(cv::Mat& ink, const Components& components, float glyph);

}  // namespace tonglan
