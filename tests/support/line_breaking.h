// Sets text into lines: which characters stand together, and where a column line ends.
//
// Lengths are half-cells. The rules are those of Chinese newspaper setting (JIS X 4051 calls them
// kinsoku): a mark at a line's start is squeezed in, hung, or pulls its neighbour down.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/typesetter.h"

namespace tonglan {

// Characters that are never parted: one, a pair like ……, or a Latin word.
struct Atom {
  std::u32string text;
  int width = 2;  // half-cells
};

std::vector<Atom> atoms_of(const std::u32string& text, int capacity,
                           const TypesetSettings& settings);

// The atoms first .. end - 1 stand on the line; width is what they take as set.
struct LineEnd {
  std::size_t end = 0;
  int width = 0;
};
LineEnd line_end(const std::vector<Atom>& atoms, std::size_t first, int capacity,
                 const TypesetSettings& settings);

}  // namespace tonglan
