// PAGE-XML 2019-07-15, with ReadingOrder: an OrderedGroup an article, inside an UnorderedGroup.
//
// One file holds one page. Whole pixels only: the schema has no others, and none below zero. The
// date is SOURCE_DATE_EPOCH or 1970: the same document gives the same bytes. What the schema has no
// word for (roles, the source's name of a language, paragraphs) stands in `custom`.
#pragma once

#include <cstdint>
#include <string>

#include "document.h"

namespace tonglan {

// Appends the page of that index of Document::pages, UTF-8.
void write_page(const Document& document, std::uint32_t page, std::string& out);

// The document's only page. Throws Error (1) where there are more: they need a file each.
void write_page(const Document& document, std::string& out);

}  // namespace tonglan
