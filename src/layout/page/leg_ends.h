// What the two ends of a leg say of what is read before and after it.
#pragma once

#include "layout/page/owners.h"

namespace tonglan {

struct LegEnds {
  bool starts_indented = false, starts_report = false;
  bool starts_heading = false;  // a headline no larger than the text stands at the top
  bool ends_full = false, ends_sentence = false;
  char32_t first = 0, last = 0;
};

LegEnds ends_of(const Document& document, const Sheet& sheet, const Group& leg);

// Whether the sheet's paragraphs are indented: else how a leg begins says nothing.
bool has_indents(const Sheet& sheet, const std::vector<Group>& groups);

// Nats for a leg with the ends `to` going on where one with the ends `from` stops, on a page whose
// paragraphs are indented.
float goes_on(const LegEnds& from, const LegEnds& to);

// Whether a leg is the next of several items of news under one headline: right under another leg in
// its column, and parted from it by a rule of the column. Often its first words are bold, and its
// first line isn't indented.
bool is_next_item(const Sheet& sheet, const std::vector<Group>& groups, const Owners& owners,
                  std::uint32_t leg);

}  // namespace tonglan
