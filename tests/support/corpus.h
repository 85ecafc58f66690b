// Text to be set: articles from JSON lines.
#pragma once

#include <string>
#include <vector>

#include "support/typesetter.h"

namespace tonglan {

// Reads a file of one article a line. Two shapes:
//   {"title": "...", "paragraphs": ["...", ...]}: plain text; short paragraphs without an end mark
//     are taken for subheads;
//   {"kicker", "headline", "deck", "byline", "units": [{"role", "text"}, ...]}: the project's own.
// Throws Error (status 2) with file and line number for anything else.
std::vector<ArticleText> load_corpus(const std::string& path);

// The project's own articles (samples/corpus.jsonl).
const std::vector<ArticleText>& own_corpus();

}  // namespace tonglan
