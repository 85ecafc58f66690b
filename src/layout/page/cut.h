// Lines that an engine ran across a gutter, cut where the columns end.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

// A gap between two glyphs of a line is a gutter where other lines near it end at its left side and
// begin at its right. The pieces of a cut line stand next to each other in Document::lines and
// share its origin. Lines without glyph boxes stay whole.
Document cut_at_gutters(Document document, const std::vector<Sheet>& sheets);

}  // namespace tonglan
