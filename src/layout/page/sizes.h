// How large lines are set: glyph sizes of lines and of a page's running text, and how far to trust
// them.
//
// A source's boxes differ from line to line: thickness, advance and the boxes of characters are
// three readings of one size, each with a spread that the page itself shows.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

float median(std::vector<float>& values);  // reorders them; there is at least one

// A line's glyph size in pixels; `thickness`: of its box, where its glyphs say nothing.
float glyph_size(const Document& document, const Line& line, bool vertical, float thickness);

// Settles Piece::size of all pieces of a page.
void steady_sizes(std::vector<Piece>& pieces);

// Of the running text: Sheet::size, noise and advance.
float body_size(const std::vector<Piece>& pieces);
float size_noise(const Sheet& sheet);
float body_advance(const Sheet& sheet);

}  // namespace tonglan
