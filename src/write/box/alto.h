// ALTO 4.4, with ReadingOrder: an OrderedGroup an article, inside an UnorderedGroup.
#pragma once

#include <string>

#include "document.h"

namespace tonglan {

// Appends UTF-8. A document without boxes is written all the same, without them.
void write_alto(const Document& document, std::string& out);

}  // namespace tonglan
