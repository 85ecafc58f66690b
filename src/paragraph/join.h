// From judged lines to paragraphs: which lines stand together, and what stands at each join.
#pragma once

#include "document.h"
#include "paragraph/judge.h"

namespace tonglan {

// Fills order, breaks and paragraphs from the states. Furniture that stood inside a paragraph comes
// after it, as a paragraph of its own; verbatim lines that stand together are one paragraph. Where
// `explain` is set, each break of the chain gets its reasons.
Document join_lines(Document document, const Measured& measured, const Chain& chain,
                    const Judgement& judgement, const Weights& weights, bool explain);

}  // namespace tonglan
