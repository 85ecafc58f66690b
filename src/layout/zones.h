// Lines that are not running text, found before anything is judged: furniture to look through, and
// zones that must keep their line ends (verse, tables, code, lists, Markdown).
#pragma once

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// Cuts lines on which an extractor set two things side by side: the paper's name and the folio
// (河畔晨报 2024年5月12日 第1版).
void split_lines(Document& document);

// Sets Line::role to kFolio, kJumpLine, kVerbatim or kTable where it applies.
void mark_zones(Document& document, const Measured& measured);

}  // namespace tonglan
