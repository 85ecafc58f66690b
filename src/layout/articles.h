// Articles: which paragraphs belong together, what each display line is, and where each headline
// goes.
//
// Input: paragraphs in the order of the input, display lines marked kHeadline, running text kBody.
// Display lines that stand together are first put into blocks (kicker, headline, deck, wrapped
// headlines joined); each block is then given to the report before it, the one after it, or to none,
// by how much of its wording the report repeats and by the document's own habit, all blocks
// together. Nothing is moved on a thin margin: the block stays where it stood and is flagged.
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Fills articles and all roles, and brings order, breaks and paragraphs into reading order.
Document arrange_articles(Document document, const Measured& measured);

}  // namespace tonglan
