// Plain text cut into lines.
//
// Lines end at LF, CRLF, CR, U+0085, U+2028 and U+2029; form feed and vertical tab end a page, too.
// Blanks at both ends of a line are taken off and measured; empty lines are counted, not kept.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// Any bytes are text. Fills Document::text, lines and pages; every non-blank byte of the text
// belongs to exactly one line. Lines carry text, indent (half-cells: tab 4, U+3000 2, other blanks
// 1), blank_before and page. Throws Error (status 2) above 4 GiB, where spans end.
Document read_text(std::string utf8);

}  // namespace tonglan
