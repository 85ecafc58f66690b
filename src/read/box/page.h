// PAGE-XML 2010 to 2019: TextRegion, TextLine, Word, Glyph, as Transkribus, eScriptorium, OCR-D and
// Aletheia write it.
//
// Regions follow ReadingOrder where there is one; an OrderedGroup inside another group is an
// article. Source: the PAGE content schema of 2019-07-15.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where it is not well-formed, not safe, or no PAGE.
Document read_page(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
