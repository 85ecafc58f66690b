// First what is white on black, so that its area is no picture and its rim no rule; then
// photographs, so that nothing in them is a rule; then rules; then drawings, which rules would tie
// to their frames.
#include "scan/separators.h"

#include <algorithm>

#include "scan/clean_ink.h"
#include "scan/separators_pictures.h"
#include "scan/separators_reversed.h"
#include "scan/separators_rules.h"
#include "scan/separators_screens.h"
#include "scan/separators_tints.h"

namespace tonglan {
namespace {

constexpr float kPanel = 3;  // body glyphs: the shorter side of a panel that is no label

void take_out(const std::vector<Box>& pictures, SeparatedPage& page) {
  for (const Box& box : pictures) {
    page.ink(cv::Rect(cv::Point(int(box.left), int(box.top)),
                      cv::Point(int(box.right), int(box.bottom)))) = 0;
    page.pictures.push_back(box);
  }
}

// The sides of a panel part what is on it from what is beside it, as those of a frame do. One that
// holds a single line is a label: it has its place in another text.
void add_sides(const std::vector<Box>& panels, float glyph, SeparatedPage& page) {
  for (const Box& b : panels) {
    if (std::min(b.width(), b.height()) < kPanel * glyph) continue;
    const Box sides[] = {{b.left, b.top, b.right, b.top},
                         {b.left, b.bottom, b.right, b.bottom},
                         {b.left, b.top, b.left, b.bottom},
                         {b.right, b.top, b.right, b.bottom}};
    for (int k = 0; k < 4; ++k) {
      Separator side;
      side.box = sides[k];
      side.vertical = k > 1;
      page.separators.push_back(side);
      page.rule_parts.push_back(side);
    }
  }
}

}  // namespace

SeparatedPage separate(const CleanPage& clean) {
  SeparatedPage page = {clean.ink.clone(), clean.grey.clone(), {}, {}, {}, {}};
  if (clean.glyph <= 0 || std::min(page.ink.rows, page.ink.cols) < clean.glyph) return page;
  const Components pieces = components_of(page.ink);
  page.reversed = find_reversed(page.ink, pieces, page.grey, clean.glyph);
  const std::vector<Screen> screens = find_screens(page.ink, pieces, clean.glyph);
  turn_reversed(page.reversed, page.ink, page.grey);
  const std::vector<cv::Rect> halftones = turn_tints(screens, page.ink, page.grey, clean.glyph);
  take_out(find_photographs(page.ink, page.grey, clean.glyph, halftones), page);
  const Rules rules = find_rules(page.ink, page.grey, clean.glyph);
  page.separators = rules.found;
  page.rule_parts = rules.parts;
  erase_rules(rules, page.ink, page.grey);
  add_sides(clean.panels, clean.glyph, page);
  take_out(find_drawings(page.ink, clean.glyph), page);
  return page;
}

}  // namespace tonglan
