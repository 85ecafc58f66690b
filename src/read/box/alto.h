// ALTO 2 to 4: TextBlock, TextLine, String, Glyph. Sizes in mm10 and inch1200 are kept as numbers,
// and the page's dpi says what they mean. Source: the ALTO 4.4 schema.
//
// Blocks follow ReadingOrder where there is one (4.3); an OrderedGroup inside another group is an
// article.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where it is not well-formed, not safe, or no ALTO.
Document read_alto(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
