// See across.h.
#include "layout/across.h"

#include <algorithm>
#include <array>

#include "layout/continuity.h"

namespace tonglan {

bool looks_read_across(const Document& document, const Measured& measured, std::uint32_t first,
                       std::uint32_t last) {
  constexpr std::size_t kMostColumns = 8;
  constexpr float kEnough = 12;       // log-odds
  constexpr float kForgotten = .05f;  // of them with each line: columns stand close together
  constexpr float kBehindEnd = 2.8f;  // a full line never follows a line that was ended
  struct Lead {
    float odds = 0;
    int firsts = 0;  // first lines that it puts in their place
  };
  std::array<Lead, kMostColumns + 1> leads{};  // the best run that ends here, by k
  std::array<float, kMostColumns> above{};     // what each of the last lines says of a first line
  const float ended = first_line_odds(Fill::kShort, true);
  std::size_t seen = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    if (measured.piece[i] || document.lines[i].measure == 0) continue;
    const Fill fill = fill_of(document, measured, i);
    const float reading_on = above[(seen + kMostColumns - 1) % kMostColumns];
    for (std::size_t k = 2; k <= std::min(seen, kMostColumns); ++k) {
      const float across = above[(seen + kMostColumns - k) % kMostColumns];
      Lead& lead = leads[k];
      lead.odds -= kForgotten;
      if (fill == Fill::kFirst) {
        lead.odds += across - reading_on;
        lead.firsts += across > reading_on;
      } else if (fill == Fill::kFull && (across == ended) != (reading_on == ended)) {
        lead.odds += reading_on == ended ? kBehindEnd : -kBehindEnd;
      }
      if (lead.odds <= 0) lead = {};
      if (lead.odds >= kEnough && lead.firsts >= 2) return true;
    }
    above[seen++ % kMostColumns] = first_line_odds(fill, ends_sentence(measured.cells[i]));
  }
  return false;
}

}  // namespace tonglan
