// What a document's own lines say about how it is set: kinsoku, indents, how far its blank lines can
// be believed, its stops, how ragged its lines are, whether it is justified by blanks.
#pragma once

#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Fills Measured::setting, widths aside. Needs length and measure of all lines.
void learn_setting(const std::vector<Line>& lines, Measured& measured);

}  // namespace tonglan
