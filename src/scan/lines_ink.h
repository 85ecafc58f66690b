// The ink of single lines, seen closer than that of the page.
//
// Where characters are small, set close and blurred, the page's threshold lets them run together
// and loses what is thinner than most: 一 all of it. Against what stands within a character of it,
// the one is light and the other dark.
//
// Method: a threshold below the local mean, after Bradley and Roth, "Adaptive thresholding using
// the integral image" (2007), but never so dark that a broad stroke gets hollow, nor so light that
// paper gets ink.
#pragma once

#include <vector>

#include "pixels.h"
#include "scan/scan.h"

namespace tonglan {

// `ink` (0 = ink, 255 = paper) with the boxes of the vertical lines seen anew on `grey`, the same
// page in even light.
Pixels with_ink_of_lines(Pixels ink, const Pixels& grey, const std::vector<TextLine>& lines);

}  // namespace tonglan
