// One page as layout sees it: its lines as pieces in reading coordinates, measured in body glyphs.
//
// Reading coordinates: text runs to the right and lines follow downwards. A page of vertical text
// is turned once, so that its right-to-left tiers become top-to-bottom columns, and everything
// after this file is written for one direction only. A page that is askew or bent is set straight
// (page/flatten). All distances that anyone compares are in
// multiples of `size`, the glyph size of the running text: the most frequent one, by characters.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "chinese/marks.h"
#include "document.h"
#include "layout/page/flatten.h"

namespace tonglan {

struct Piece {
  // Document::lines, in reading direction; several where the source cut one visual line.
  std::vector<std::uint32_t> lines;
  Box box;               // reading coordinates
  float size = 0;        // glyph size, pixels
  float half_cells = 0;  // of the text
  float confidence = 1;  // of its characters; 1 where the source says nothing
  LineMarks marks;
  bool ends_sentence = false;
  bool has_stop = false;   // a full stop or comma anywhere
  bool doubtful = false;   // hardly a Chinese character: digits and marks say little of its size
  bool is_number = false;  // nothing but a page number, or that of a section
  bool names_issue = false;  // has a date or the number of an issue
  bool names_paper = false;  // may be the name of a newspaper
  bool numbered = false;   // begins like a section head
  bool subhead = false;    // a line of a section head inside a leg (page/sections)
  bool crosswise = false;  // set against the page's direction: a vertical headline beside text
};

struct Sheet {
  std::uint32_t page = 0;
  bool turned = false;
  float width = 0;  // of the source page: needed to turn boxes
  // Of text that is set against its page and laid out by itself: where, in the source's pixels.
  std::optional<Box> inset;
  Flattening flattening;
  float size = 0;     // body glyph size, pixels
  float noise = 0;    // how much sizes of running lines differ, relative: 0 from a typesetter
  float legible = 1;  // share of glyphs that the engine is sure of; 1 where it does not say
  float advance = 0;  // pixels from one full-width character to the next in running text
  std::vector<Piece> pieces;
  std::vector<Box> rules;  // horizontal in reading coordinates; white gutters left out
  std::vector<Box> walls;  // the same, vertical: no line crosses one
  std::vector<Box> pictures;
};

// Boxes from an engine, not from a typesetting program.
inline bool is_noisy(const Sheet& sheet) { return sheet.noise > .005f; }
// An engine could read most of the page: what it says can be relied on.
inline bool is_legible(const Sheet& sheet) { return sheet.legible >= .9f; }
// Relative difference of two sizes that are one: as little as the page allows.
inline float size_tolerance(const Sheet& sheet) {
  return std::clamp(.1f + 3 * sheet.noise, .13f, .3f);
}
// Body glyphs: section heads are larger than text, and smaller than headlines.
inline constexpr float kSectionSize = 1.06f, kHeadlineSize = 1.7f;
// Of a size clearly above or below that of the running text.
inline bool is_display_size(float size, const Sheet& sheet) {
  return size > (1 + size_tolerance(sheet)) * sheet.size;
}
inline bool is_small_size(float size, const Sheet& sheet) {
  return size < (1 - .75f * size_tolerance(sheet)) * sheet.size;
}

Box united_box(const Box& a, const Box& b);
// Length of the part that both share along x or y; negative: the gap between them.
inline float shared_x(const Box& a, const Box& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}
inline float shared_y(const Box& a, const Box& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}

// Whether a rule runs over the lower of two boxes, one above the other.
bool rule_between(const Sheet& sheet, const Box& upper, const Box& lower);
// Whether a rule runs between the heights of two boxes in different columns, over both.
bool rule_across(const Sheet& sheet, const Box& upper, const Box& lower);

// Whether a vertical rule stands between two boxes side by side.
bool wall_between(const Sheet& sheet, const Box& left, const Box& right);
// Whether a wall between two neighbouring columns runs far past both: it parts more than them.
bool is_parted(const Sheet& sheet, const Box& left, const Box& right);

// Takes out the rules along a picture's edges or inside it: they are part of it, and part no text.
void leave_out_frames(Sheet& sheet);

// The box in reading coordinates of one in the source's pixels.
Box reading_box(const Sheet& sheet, const Box& box);
Box reading_box(const Document& document, const Sheet& sheet, const Line& line);

inline bool has_box(const Line& line) { return line.box.width() > 0 && line.box.height() > 0; }
// Of the line's text; of its shape, where nobody has read it.
int characters_of(const Document& document, const Line& line);

// The sheets of all pages, by page; then those of text that is set against its page, where
// `insets` are wanted (page/insets). Lines without a box are on none. `direction`: see
// lay_out_pages.
std::vector<Sheet> make_sheets(const Document& document, std::string_view direction, bool insets);

}  // namespace tonglan
