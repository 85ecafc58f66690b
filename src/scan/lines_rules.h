// What is left of rules in the ink: it is no text, but it still separates.
#pragma once

#include <vector>

#include "scan/lines_pieces.h"

namespace tonglan {

PixelBox pixel_box(const Box& box);

// Takes out the pieces that lie on a rule or run along one, closer than a character is wide,
// the rounded corners of frames, and what is like a stroke of a large character, without any such
// character beside it.
// `rule_parts`: as SeparatedPage::rule_parts.
std::vector<InkPiece> without_rule_edges(std::vector<InkPiece> pieces,
                                         const std::vector<Separator>& rule_parts, float glyph);

// Takes out the beads and diamonds of ornamental borders: small pieces in a row of even pitch along
// a rule. `rules`: as SeparatedPage::separators.
std::vector<InkPiece> without_beads(std::vector<InkPiece> pieces,
                                    const std::vector<Separator>& rules, float glyph);

// Moves what was left of rules from `pieces` to `rules`, for it still separates: long slivers, and
// slivers in line with a rule. Crumbs of them go without a trace. All boxes in reading coordinates,
// `rules` upright there.
void take_rules(std::vector<InkPiece>& pieces, std::vector<PixelBox>& rules, float glyph);

}  // namespace tonglan
