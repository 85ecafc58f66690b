// --no-folios: page numbers and running heads are left out of the outputs.
#pragma once

#include "document.h"

namespace tonglan {

// The document without its folio paragraphs; each of their lines is listed in left_out.
Document without_folios(Document document);

}  // namespace tonglan
