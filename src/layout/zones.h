// Lines that are not running text, found before anything is judged: furniture to look through, and
// zones that must keep their line ends (verse, tables, code, lists, Markdown).
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Sets Line::role to kFolio, kJumpLine, kVerbatim or kTable where it applies.
void mark_zones(Document& document, const Measured& measured);

}  // namespace tonglan
