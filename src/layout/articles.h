// Articles: which paragraphs belong together, what each display line is, and where each headline
// goes.
//
// Input: paragraphs in the order of the input, display lines marked kHeadline, running text kBody.
// Wording settles the roles it can. The text is cut into *passages*: a block of display lines (if
// any), a byline (if any), and the running text up to the next. Each block then heads the text after
// it, or the text before it (PDFs often draw the headline last), or is a subhead inside an article
// (placing.h).
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Fills articles and all roles, and brings order, breaks and paragraphs into reading order: in each
// article kicker, headline, deck, byline, then the rest. A block is moved only on a clear margin;
// else it stays where it stood, and the article's headline_margin says so. With `move` false nothing
// is moved at all.
Document arrange_articles(Document document, const Measured& measured, bool move);

}  // namespace tonglan
