// Text that nobody cut: whole paragraphs, with or without a blank line between them.
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// True for text in the form that tonglan itself writes: whole paragraphs with a blank line between
// them, and here and there lines that stand together (verse, a table); and for other text that was
// never cut. Such text is left as it is, which makes a second repair the same as the first. A column
// dump with a blank line after every line has that form too, but its lines are full and end in the
// middle of sentences.
bool is_whole(const Document& document, const Measured& measured);

}  // namespace tonglan
