// See relink.h.
#include "layout/relink.h"

#include <algorithm>
#include <numeric>

#include "layout/continuity.h"
#include "layout/threads.h"

namespace tonglan {
namespace {

// Lines that may be moved against each other, as visual lines.
struct Section {
  std::vector<VisualLine> lines;
  bool movable = false;
};

bool is_fixed(Role role) { return role == Role::kVerbatim || role == Role::kTable; }
bool is_furniture(Role role) {
  return role == Role::kFolio || role == Role::kJumpLine || role == Role::kMasthead;
}

// A section holds all that the search keeps in memory: 13 KB a line.
constexpr std::size_t kMostLines = 2000;

// Pieces of a line, and furniture, stay with the line before them.
std::vector<Section> find_sections(const Document& document, const Measured& measured) {
  std::vector<Section> sections;
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Role role = document.lines[i].role;
    const bool movable = !is_fixed(role);
    if (sections.empty() || sections.back().movable != movable ||
        (sections.back().lines.size() >= kMostLines && !measured.piece[i])) {
      sections.push_back({{{i, i, i + 1}}, movable});
      continue;
    }
    VisualLine& before = sections.back().lines.back();
    const bool piece = measured.piece[i] != 0 && before.last + 1 == i;
    if (piece) before.last = i;
    if (piece || is_furniture(role))
      before.end = i + 1;
    else
      sections.back().lines.push_back({i, i, i + 1});
  }
  return sections;
}

}  // namespace

std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured) {
  const Continuity continuity(document, measured);
  std::vector<std::uint32_t> order;
  order.reserve(document.lines.size());
  for (const Section& section : find_sections(document, measured)) {
    Thread places(section.lines.size());
    std::iota(places.begin(), places.end(), 0u);
    if (section.movable) places = follow_threads(section.lines, continuity);
    for (std::uint32_t k : places)
      for (std::uint32_t i = section.lines[k].first; i < section.lines[k].end; ++i)
        order.push_back(i);
  }
  return std::is_sorted(order.begin(), order.end()) ? std::vector<std::uint32_t>{} : order;
}

}  // namespace tonglan
