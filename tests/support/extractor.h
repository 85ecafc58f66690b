// What an extractor makes of a line that was set: blanks where characters were spread, cuts beside
// numbers, lines run together, blank lines. Only white space and line ends change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/random.h"
#include "support/typesetter.h"

namespace tonglan {

struct SetLine {
  std::vector<std::u32string> atoms;
  int slack = 0;            // half-cells that justification had to fill
  int indent = 0;           // half-cells
  bool spaced = false;      // letter-spaced on purpose
  bool column_end = false;  // the column leg ends with this line
  LineTruth truth;
};

// Cuts lines beside numbers and runs lines together.
std::vector<SetLine> refragmented(std::vector<SetLine> lines, const TypesetSettings& settings,
                                  Random& random);

// The line's characters with the blanks that the extractor shows.
std::u32string extracted(const SetLine& line, const TypesetSettings& settings, Random& random);

// How many blank lines stand before each line.
std::vector<int> blank_lines(const std::vector<SetLine>& lines, const TypesetSettings& settings,
                             Random& random);

// The places of the lines in the order in which they are written: 0, 1, 2 ... unless columns are read
// across (settings.interleave).
std::vector<std::uint32_t> dumped_order(const std::vector<SetLine>& lines,
                                        const TypesetSettings& settings);

}  // namespace tonglan
