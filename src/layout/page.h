// Pages with boxes: columns, articles and reading order.
//
// Input: a Document as a reader with boxes gives it; its order is the source's. The road over a
// page: pieces in reading coordinates (page/sheet), cut at gutters (page/cut) → groups: legs,
// headlines, captions, furniture (page/groups, page/furniture), heads of sections and notes of
// journals and books (page/sections, page/notes) → which leg stands under which
// headline (page/owners) → which leg is read after which (page/links) → stories in order
// (page/stories). Then the lines are as those of a text whose columns were cut well, and the
// paragraph room does the rest.
//
// Every distance is in glyphs of the running text, never in pixels.
#pragma once

#include <vector>

#include "chinese/setting.h"
#include "document.h"
#include "layout/page/kept.h"

namespace tonglan {

// Fills order, blocks (one a leg, headline, byline or caption; Block::article numbers the articles
// in reading order), the roles of lines that their place or size settles, Page::glyph, and the
// indent, length, measure and blank_before of all lines. Lines without a box stay at the end of
// their page. A block of the source that holds the same lines keeps its name.
//
// `kept` (layout/page/kept.h) is taken as it stands. `options.direction` is that of the running text: "auto",
// each block's own, or "horizontal" or "vertical", which a line is not only where its box is clearly
// longer the other way.
Document lay_out_pages(Document document, const Kept& kept, const RepairOptions& options);

// Groups the paragraphs of judged lines by the articles of their blocks: fills articles, settles
// the roles that lay_out_pages left open, and marks the breaks between articles.
// `roles`: of the paragraph that begins with a line, by line, to be taken as they stand; empty: none.
Document gather_articles(Document document, const Measured& measured,
                         const std::vector<Role>& roles);

}  // namespace tonglan
