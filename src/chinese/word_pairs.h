// Whether two characters stand beside each other: what a general word list says about a seam.
//
// 科|技 is one word cut in two; no word begins with 们. The list knows how often a character begins
// and ends words, and which pairs stand inside them (models/word_pairs.tsv). It serves where lines
// have to be put into order, or may not be running text; whether a line end is a break it doesn't
// know.
#pragma once

namespace tonglan {

// How much oftener b stands right behind a than by chance: about 1/50 .. 1000; 1 where the list
// lacks one of them.
float word_pair_ratio(char32_t a, char32_t b);

}  // namespace tonglan
