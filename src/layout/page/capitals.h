// Drop capitals: the first character of a paragraph, as high as two lines or more, which stand
// beside it.
#pragma once

#include "layout/page/sheet.h"

namespace tonglan {

// Puts each drop capital before the first line beside it, which then begins as an indented one
// does; the lines beside it begin where the capital does, as the next one under it.
void join_capitals(const Document& document, Sheet& sheet);

}  // namespace tonglan
