// House dress: what a newspaper does to the words of an article before they are set. Everything
// that adds, drops or changes characters happens here, so that the truth can be taken afterwards.
#pragma once

#include <string>

#include "support/random.h"
#include "support/typesetter.h"

namespace tonglan {

// Is the text in traditional characters?
bool is_traditional(const ArticleText& article);

ArticleText dressed(const ArticleText& article, const TypesetSettings& settings, Random& random);

// A line of page furniture: folio, running head, 责编 line, jump line.
std::string furniture_line(bool traditional, bool inside_article, Random& random);

}  // namespace tonglan
