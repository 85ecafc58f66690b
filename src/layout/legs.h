// Legs of columns, put together: which leg goes on at the end of which.
//
// A column that was read across others ends where a headline, a picture or the next block of the
// page begins; its text goes on in another leg. Most ends are open, in the middle of a sentence, so
// that few legs can follow. What speaks for one: the seam (continuity.h), the wording that both
// legs share, and that its turn had come. All legs are linked together, the surest first; where
// nothing speaks for a link clearly, the legs stay in the order they begin.
#pragma once

#include <vector>

#include "layout/threads.h"

namespace tonglan {

// The reading order of the lines.
Thread link_legs(const std::vector<Leg>& legs, const std::vector<VisualLine>& lines,
                 const Continuity& continuity);

}  // namespace tonglan
