// How a document is set: what its own lines say about its typesetting.
//
// Learned once a document by layout/measure, read by everything that weighs a line end.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/bigrams.h"
#include "chinese/cells.h"
#include "chinese/marks.h"

namespace tonglan {

inline constexpr int kMaxMeasure = 126;  // half-cells; wider "columns" are unwrapped text

// How far the empty lines of a document can be believed as paragraph ends.
enum class BlankTrust : std::uint8_t {
  kNone,        // there are none
  kEverywhere,  // nearly every line is followed by one
  kNoise,       // they stand after full lines as often as elsewhere
  kLow,
  kLowComplete,  // ... and hardly a clear paragraph end lacks one
  kHigh,
  kHighComplete,
};
inline constexpr int kBlankTrusts = 7;

// How many of the document's marks are full stops: old newspapers end sentences with 、 too.
enum class StopHabit : std::uint8_t { kNone, kFew, kUsual };

enum class Raggedness : std::uint8_t { kTight, kSome, kLoose };

struct Setting {
  Widths widths;
  bool kinsoku = true;      // marks never start a line
  bool indent_kept = false;  // first lines still carry their blank
  BlankTrust blank_trust = BlankTrust::kNone;
  std::uint16_t base_indent = 0;  // half-cells before an ordinary line
  // Half-cells that a paragraph's first line holds less, by the column's measure in half-cells.
  std::uint8_t first_indent[kMaxMeasure + 1] = {};
  bool indent_sure[kMaxMeasure + 1] = {};  // counted often enough, and nearly always the same
  // How often a line that surely goes on leaves room that the next character would have filled.
  StopHabit stop_habit = StopHabit::kUsual;
  Raggedness raggedness = Raggedness::kTight;
  // Letter-spaced or justified lines are common: a blank between Chinese characters means nothing.
  bool justified_by_blanks = false;
};

// The lines of a document measured, with what was learned from them. cells[i] and marks[i] belong to
// lines[i].
struct Measured {
  std::vector<LineCells> cells;
  std::vector<LineMarks> marks;
  // Not 0: the line is the rest of the one before it: an extractor cut one visual line in two, beside a
  // number (脆弱。2007 | 年，在). cells and length of the first piece are those of all.
  std::vector<std::uint8_t> piece;
  BigramCounts bigrams;
  Setting setting;
};

}  // namespace tonglan
