// Advertisements: lines of mixed sizes, centred, in a frame or with white around them, that say
// what is offered, where, and for how much.
//
// No cue is enough: news names prices, boxed notes have frames, headlines are centred. Each adds
// its weight; running text and the marks of news (bylines, datelines) speak against. The wording
// alone never makes an advertisement, and neither does the form alone.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

// The places in Sheet::pieces of each advertisement's lines.
std::vector<std::vector<std::uint32_t>> find_adverts(const Document& document, const Sheet& sheet);

}  // namespace tonglan
