#include "chinese/bigrams.h"

#include <algorithm>
#include <bit>

#include "chinese/cells.h"

namespace tonglan {

BigramCounts::BigramCounts(std::size_t bytes) {
  // Three places a character (three bytes), as long as the table stays near the processor.
  const std::size_t wanted = std::clamp<std::size_t>(bytes, 1u << 12, 1u << 18);
  const int log2 = std::bit_width(wanted - 1);
  shift_ = 32 - log2;
  counts_.assign(std::size_t{1} << log2, 0);
}

BigramCounts::BigramCounts(const Document& document) : BigramCounts(document.text.size()) {
  for (const Line& line : document.lines) measure_cells(document.view(line), *this);
}

}  // namespace tonglan
