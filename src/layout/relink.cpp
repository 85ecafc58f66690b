// See relink.h.
#include "layout/relink.h"

#include <algorithm>

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

// Pieces of a line, and furniture, stay with the line before them.
std::vector<Section> find_sections(const Document& document, const Measured& measured) {
  std::vector<Section> sections;
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Role role = document.lines[i].role;
    const bool movable = !is_fixed(role);
    if (sections.empty() || sections.back().movable != movable) {
      sections.push_back({{}, movable});
    } else if (measured.piece[i]) {
      sections.back().lines.back().last = i;
      continue;
    }
    sections.back().lines.push_back({i, i});
  }
  return sections;
}

}  // namespace

std::vector<std::uint32_t> relink_lines(const Document& document, const Measured& measured) {
  const Continuity continuity(document, measured);
  std::vector<std::uint32_t> order;
  order.reserve(document.lines.size());
  for (const Section& section : find_sections(document, measured)) {
    std::vector<Thread> threads;
    if (section.movable) threads = follow_threads(section.lines, continuity);
    for (const Thread& thread : threads)
      for (std::uint32_t k : thread)
        for (std::uint32_t i = section.lines[k].first; i <= section.lines[k].last; ++i)
          order.push_back(i);
    if (section.movable) continue;
    for (const VisualLine& line : section.lines)
      for (std::uint32_t i = line.first; i <= line.last; ++i) order.push_back(i);
  }
  return std::is_sorted(order.begin(), order.end()) ? std::vector<std::uint32_t>{} : order;
}

}  // namespace tonglan
