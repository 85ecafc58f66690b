// What the characters at a seam say with hardly a doubt, whatever the lines' lengths: rules, where
// the features (features.h) are statistics.
//
// All are of typography, none of wording: no text stops behind an opening mark, a bracket that one
// line opens and the next closes holds them together, a text begins beside its headline, and an
// item of a list with its bullet. Extractors that misplace marks and break headlines make such
// seams, and set columns, from which the weights are learned, hardly do. That a line begins with a
// closing mark is no rule: where a line was lost or moved, what stands above it is another text.
#pragma once

#include "paragraph/features.h"

namespace tonglan {

struct Rule {
  const char* name = nullptr;  // as --explain prints it; null: no rule says anything
  int join = 0;                // nats for a join, negative against it
  int display = 0;             // nats for a line after the seam that is no running text
};

// Chain::beside_head: where a headline stands in the corner of its own text, the first lines beside
// it are short, all by the same: 石浦老石 | 橋欄干、 | 年久失修、多已傾. Short lines that are
// equally long may be a headline as well; so their characters have to go on with one another, into
// the full line.
enum Beside : std::uint8_t { kNotBeside, kBesideFirst, kBesidePerhapsFirst, kBesideGoesOn };
std::vector<std::uint8_t> find_beside_heads(const Document& document, const Measured& measured,
                                            const Chain& chain);

// Whether bullets stand before items in this document, and not inside sentences: the stop before
// one may have been lost.
bool lists_items(const Document& document, const Measured& measured, const Chain& chain);

// Whether this document sets a writer's name behind the last sentence, on its line: 通行。（林安）.
// One that stands alone on a line because it did not fit there is no paragraph either.
bool signs_inside(const Document& document, const Measured& measured);

// By block: whether its paragraphs are set without indents, full lines that end in short ones
// behind a stop.
std::vector<std::uint8_t> find_flush_blocks(const Document& document, const Measured& measured);

// Whether line i is a byline that an extractor put into the middle of a sentence, between two full
// lines of running text: neither a headline stands above it nor a first line below.
bool is_misplaced_byline(const Document& document, const Measured& measured, std::uint32_t i);

// The seam between chain.lines[k] and chain.lines[k + 1].
Rule rule_at(const Document& document, const Measured& measured, const Chain& chain, std::size_t k);

}  // namespace tonglan
