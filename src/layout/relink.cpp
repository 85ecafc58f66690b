// See relink.h.
#include "layout/relink.h"

#include <algorithm>
#include <numeric>

#include "layout/across.h"
#include "layout/continuity.h"
#include "layout/legs.h"
#include "layout/threads.h"

namespace tonglan {
namespace {

bool is_fixed(Role role) { return role == Role::kVerbatim || role == Role::kTable; }
bool is_furniture(Role role) {
  return role == Role::kFolio || role == Role::kJumpLine || role == Role::kMasthead;
}

// A stretch holds all that the search keeps in memory: 20 KB a line.
constexpr std::uint32_t kMostLines = 2000;

// The end of the lines that may be moved against each other, from `first` on: those of a page, as
// far as nothing in them is fixed.
std::uint32_t end_of_movable(const Document& document, const Measured& measured,
                             std::uint32_t first) {
  const std::vector<Line>& lines = document.lines;
  std::uint32_t i = first;
  while (i < lines.size() && !is_fixed(lines[i].role) && lines[i].page == lines[first].page &&
         (i - first < kMostLines || measured.piece[i]))
    ++i;
  return i;
}

// A line of which nearly all others are parted by a blank line stands in the same box.
bool parts_all_lines(const Document& document, std::uint32_t first, std::uint32_t last) {
  const auto parted = std::count_if(document.lines.begin() + first, document.lines.begin() + last,
                                    [](const Line& line) { return line.blank_before > 0; });
  return static_cast<std::size_t>(parted) * 5 >= std::size_t{last - first} * 4;
}

// Pieces of a line, furniture, and lines of one headline stay with the line before them.
std::vector<VisualLine> visual_lines(const Document& document, const Measured& measured,
                                     std::uint32_t first, std::uint32_t last) {
  std::vector<VisualLine> lines = {{first, first, first + 1}};
  const bool all_parted = parts_all_lines(document, first, last);
  for (std::uint32_t i = first + 1; i < last; ++i) {
    VisualLine& before = lines.back();
    const bool piece = measured.piece[i] != 0 && before.last + 1 == i;
    const bool together = all_parted && document.lines[i].blank_before == 0;
    if (piece) before.last = i;
    if (together) before.together = true;
    if (piece || together || is_furniture(document.lines[i].role))
      before.end = i + 1;
    else
      lines.push_back({i, i, i + 1});
  }
  return lines;
}

}  // namespace

std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured,
                                        bool always) {
  std::vector<std::uint32_t> order;  // empty as long as nothing was moved
  const auto count = static_cast<std::uint32_t>(document.lines.size());
  for (std::uint32_t first = 0, last = 0; first < count; first = std::max(last, first + 1)) {
    last = end_of_movable(document, measured, first);
    if (first == last || !(always || looks_read_across(document, measured, first, last))) continue;
    const Continuity continuity(document, measured, first, last);
    const std::vector<VisualLine> lines = visual_lines(document, measured, first, last);
    const std::vector<Leg> legs = deal_into_legs(lines, continuity);
    if (legs.empty()) continue;
    if (order.empty()) {
      order.resize(count);
      std::iota(order.begin(), order.end(), 0u);
    }
    auto at = order.begin() + first;
    for (std::uint32_t k : link_legs(legs, lines, continuity))
      for (std::uint32_t i = lines[k].first; i < lines[k].end; ++i) *at++ = i;
  }
  return std::is_sorted(order.begin(), order.end()) ? std::vector<std::uint32_t>{} : order;
}

}  // namespace tonglan
