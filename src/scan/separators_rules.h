// Rules on a page: thin, thick, double, dotted, wavy, broken; the sides of frames are rules too.
//
// A straight rule is what is left of the ink when only long runs are kept, of ink or of what is
// darker than its two sides over so long a stretch, be it ever so pale: a fine line on a blurred
// scan is half as dark as text; a wavy one is a flat component, or a chain of slender sections of
// one stroke; a dotted one is a chain of small components. All must have white beside them, so that
// 一 and 丨, dashes and rows of characters with level feet are not taken.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "document.h"

namespace tonglan {

struct Rules {
  std::vector<Separator> found;  // pixels of the page
  // What they are made of, without gaps: a long rule may be slanted, broken or double, so that its
  // own box tells hardly where the rule lies at one place.
  std::vector<Separator> parts;
  // Which pixels they take, on a picture `by` times smaller than the page: 255 where a rule lies
  // along the rows, 127 along the columns (only a stroke that goes on past it is not its own), 64
  // where all ink is the rule's.
  cv::Mat mask;
  cv::Mat pale;  // 255: of a rule there, though the page's ink has nothing
  int by = 1;
};

// `grey`: the page that `ink` was found on.
Rules find_rules(const cv::Mat& ink, const cv::Mat& grey, float glyph);

// Takes the rules out of the ink and whitens them in the grey; strokes that cross them stay whole.
void erase_rules(const Rules& rules, cv::Mat& ink, cv::Mat& grey);

}  // namespace tonglan
