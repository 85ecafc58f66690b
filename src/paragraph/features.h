// The evidence at one line end: every clue as a number, so that the weights can be learned.
//
// A seam is the place between two lines that follow each other once furniture is looked through.
// seam_features() lists the features that are true there; each has one weight a transition (which
// state the line before was in, which state the line after is in). The same list serves the judge,
// the trainer and --explain.
//
// States of a line, as in a chain: first line of a paragraph (it holds less than the column, its
// indent may be gone from the text), continuation, display line (headline, byline, subhead: set
// outside the running text), continuation of a display line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chinese/marks.h"
#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

enum class State : std::uint8_t { kFirst, kContinue, kDisplay, kDisplayContinue };
inline constexpr int kLineStates = 4;

// The pairs of states that may follow each other: a continuation needs running text before it, a
// display continuation a display line.
struct Transition {
  State from, to;
};
inline constexpr Transition kTransitions[] = {
    {State::kFirst, State::kContinue},          {State::kContinue, State::kContinue},
    {State::kFirst, State::kFirst},             {State::kContinue, State::kFirst},
    {State::kFirst, State::kDisplay},           {State::kContinue, State::kDisplay},
    {State::kDisplay, State::kFirst},           {State::kDisplay, State::kDisplay},
    {State::kDisplay, State::kDisplayContinue}, {State::kDisplayContinue, State::kFirst},
    {State::kDisplayContinue, State::kDisplay}, {State::kDisplayContinue, State::kDisplayContinue},
};
inline constexpr int kTransitionCount = 12;
constexpr int transition_index(State from, State to) {
  for (int t = 0; t < kTransitionCount; ++t)
    if (kTransitions[t].from == from && kTransitions[t].to == to) return t;
  return -1;
}
inline constexpr const char* kTransitionNames[] = {
    "first>continue",   "continue>continue", "first>first",
    "continue>first",   "first>display",     "continue>display",
    "display>first",    "display>display",   "display>display-continue",
    "display-continue>first", "display-continue>display", "display-continue>display-continue"};

inline constexpr bool is_join(State to) {
  return to == State::kContinue || to == State::kDisplayContinue;
}

// The running lines of a document: places in Document::lines; furniture, verbatim lines and
// the later pieces of a visual line left out. `barrier[k]`: something verbatim stands before chain[k], so no paragraph crosses.
struct Chain {
  std::vector<std::uint32_t> lines;
  std::vector<std::uint8_t> looked_through;  // furniture stands before this line
  std::vector<std::uint8_t> barrier;
  std::vector<std::uint8_t> quote_depth;  // open quotes at the end of this line, 0..2
  std::vector<std::uint8_t> support;      // how well this line's measure is known, 0..3
  bool lists_items = false;               // bullets stand before items
  bool signs_inside = false;  // writers' names stand in brackets at paragraphs' ends: 通行。（林安）
  std::vector<std::uint8_t> flush;        // by block: its paragraphs are set without indents
  std::vector<std::uint8_t> beside_head;  // a Beside (rules.h): set beside its text's headline
};

inline constexpr int kMaxFeatures = 32;
struct Features {
  std::uint16_t ids[kMaxFeatures];
  std::uint8_t count = 0;
};

// The seam between chain.lines[k] and chain.lines[k + 1].
Features seam_features(const Document& document, const Measured& measured, const Chain& chain,
                       std::size_t k);

// The seams at the two ends of the text: before the first line (which follows a display line, as it
// were) and behind the last (which a display line follows).
Features first_seam_features(const Document& document, const Measured& measured,
                             const Chain& chain);
Features last_seam_features(const Document& document, const Measured& measured,
                            const Chain& chain);

int feature_count();
std::string feature_name(int id);  // "blank=one/trusted/stop": the key in models/paragraph.tsv

}  // namespace tonglan
