// Insets: text set against its page, a horizontal article on a page of vertical ones, or the
// reverse. Each is a sheet of its own, turned its own way, so that what works on columns never sees
// two directions at once. A headline set against the text beside it is no inset: it has no text.
#pragma once

#include <vector>

#include "layout/page/reading.h"

namespace tonglan {

struct Inset {
  std::uint32_t page = 0;
  bool vertical = false;             // how its text runs
  Box box;                           // pixels of the page
  std::vector<std::uint32_t> lines;  // of the document, with its headlines
};

// `set`: by line of the document; `vertical`: by page, how most of its text runs.
std::vector<Inset> find_insets(const Document& document, const std::vector<Set>& set,
                               const std::vector<bool>& vertical);

}  // namespace tonglan
