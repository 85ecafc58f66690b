// Which line ends are joins: all lines judged together.
//
// A line two cells short of the column is a paragraph's first line or its last, and only its
// neighbours tell which; so the states of all lines are found at once, by Viterbi over the chain of
// seams (features.h). A second pass backwards gives, for each seam, the best reading that decides it
// the other way; the difference is the decision's margin.
#pragma once

#include <cstdint>
#include <vector>

#include "paragraph/features.h"
#include "paragraph/weights.h"

namespace tonglan {

struct Judgement {
  std::vector<State> states;         // of each line of the chain
  std::vector<std::int32_t> margin;  // of each seam, in 1/64 nats: best with a join minus best without
};

// Lines in the order of the input without furniture (Role kFolio, kJumpLine) and verbatim lines. With
// `joins` false there is a barrier before each.
Chain link_lines(const Document& document, const Measured& measured, bool joins = true);

Judgement judge(const Document& document, const Measured& measured, const Chain& chain,
                const Weights& weights);

// Decides seam k as somebody has already done. Seams must be taken in their order: what a line
// continues depends on the line before it.
void set_join(Judgement& judgement, std::size_t k, bool join);

// The evidence at a seam under the decided states, strongest first: positive log-odds speak for a
// join. Each is the feature's weight for what was decided against its weight for the nearest
// transition that decides otherwise.
std::vector<Reason> seam_reasons(const Document& document, const Measured& measured,
                                 const Chain& chain, const Judgement& judgement, std::size_t k,
                                 const Weights& weights);

}  // namespace tonglan
