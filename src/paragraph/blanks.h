// Which blanks inside the lines are typesetting and which are text.
//
// A justified newspaper line is spread out, and extractors print the gaps: 石 油 总 收 入. A byline's
// blanks part names. So blanks are closed where a line is letter-spaced by ratio, and, in documents
// whose full lines commonly show gaps, in full lines of running text; never in bylines or where a
// report names its reporters.
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Sets Line::spacing of all lines (verbatim where `mend` is false), and Document::untouched where
// nothing had to be mended at all.
void choose_spacing(Document& document, const Measured& measured, bool mend);

}  // namespace tonglan
