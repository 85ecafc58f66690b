// Placing: whether a block of display lines heads the text after it, heads the text before it, or
// stands inside it as a subhead.
//
// Input: paragraphs in the order of the input, display lines marked kHeadline. The text is cut into
// *passages*; all blocks are decided together by Viterbi, by how much of a headline's wording each
// side repeats (wording.h), by what follows (a byline or a dateline begins an article), by shape,
// and by the document's own habit.
#pragma once

#include <vector>

#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// What a block of display lines is to the text around it.
enum class Place : std::uint8_t { kAfter, kBefore, kInside };  // of its article's text

// Paragraphs display_first .. display_last - 1 are display lines; text_first .. text_last - 1 what
// follows them up to the next passage, bylines included.
struct Passage {
  std::uint32_t display_first = 0, display_last = 0;
  std::uint32_t text_first = 0, text_last = 0;
  bool opens = false;  // the text begins with a byline, or as a report does (本报讯, 新华社…电)
  bool has_display() const { return display_first < display_last; }
  bool has_text() const { return text_first < text_last; }
};

struct Decision {
  Place place = Place::kAfter;
  double margin = 0;  // nats to the next best place
};

inline const Line& first_line(const Document& d, const Paragraph& p) {
  return d.lines[d.order[p.first]];
}
// Those of its first line, and the end mark of its last.
LineMarks marks_of(const Document& document, const Measured& measured, const Paragraph& paragraph);

// In the order of the paragraphs, all of which they hold; at least one.
std::vector<Passage> cut_passages(const Document& document, const Measured& measured);

// By passage; what is said of one without display lines, and of the first, is of no use. With
// `move` false no block heads the text before it.
std::vector<Decision> place_blocks(const Document& document, const Measured& measured,
                                   const std::vector<Passage>& passages, bool move);

}  // namespace tonglan
