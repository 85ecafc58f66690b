// See line_breaking.h.
#include "support/line_breaking.h"

#include <algorithm>

#include "support/code_points.h"

namespace tonglan {
namespace {

int width_of(char32_t c, const TypesetSettings& settings) {
  if (c < 0x7F || c == U'·') return 1;
  if (!is_full_mark(c) || c == U'—' || c == U'…') return 2;
  if (settings.marks == MarkWidth::kHalf) return 1;
  const bool quote = is_closing_quote(c) || c == U'“' || c == U'‘' || c == U'「' || c == U'『';
  return settings.marks == MarkWidth::kHalfQuotes && quote ? 1 : 2;
}

bool is_mark(const Atom& a) { return is_full_mark(a.text.front()); }
bool never_first(const Atom& a) { return never_starts_line(a.text.front()); }
bool never_last(const Atom& a) { return is_opening_mark(a.text.back()); }

// Kinsoku by pushing out: the end moves back until neither side is wrong.
std::size_t pushed_out(const std::vector<Atom>& atoms, std::size_t first, std::size_t end) {
  for (std::size_t at = end; at > first + 1; --at) {
    if (!never_first(atoms[at]) && !never_last(atoms[at - 1])) return at;
  }
  return end;
}

}  // namespace

std::vector<Atom> atoms_of(const std::u32string& text, int capacity,
                           const TypesetSettings& settings) {
  std::vector<Atom> atoms;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if ((text[i] == U'…' || text[i] == U'—') && end < text.size() && text[end] == text[i]) {
      end += settings.kinsoku ? 1 : 0;
    } else if (is_latin(text[i]) && !settings.split_words) {
      while (end < text.size() && is_latin(text[end])) ++end;
      if (static_cast<int>(end - i) > capacity * 3 / 4) end = i + 1;
    }
    Atom atom{text.substr(i, end - i), 0};
    for (const char32_t c : atom.text) atom.width += width_of(c, settings);
    if (settings.compress_pairs && !atoms.empty() && atom.width == 2 && is_mark(atom) &&
        is_mark(atoms.back())) {
      atom.width = 1;
    }
    atoms.push_back(std::move(atom));
    i = end;
  }
  return atoms;
}

LineEnd line_end(const std::vector<Atom>& atoms, std::size_t first, int capacity,
                 const TypesetSettings& settings) {
  int width = 0;
  std::size_t end = first;
  while (end < atoms.size()) {
    const Atom& a = atoms[end];
    const int least = settings.compress_line_end && is_mark(a) ? std::min(1, a.width) : a.width;
    if (end > first && width + least > capacity) break;
    width += a.width;
    ++end;
  }
  if (end == atoms.size() || !settings.kinsoku) return {end, width};

  std::size_t marks_end = end;
  int marks_width = width;
  while (marks_end < atoms.size() && never_first(atoms[marks_end])) {
    marks_width += atoms[marks_end++].width;
  }
  if (marks_end > end) {
    int room = settings.hang_marks ? 2 : 0;
    if (settings.squeeze) {
      for (std::size_t i = first; i < marks_end; ++i) room += is_mark(atoms[i]) ? 1 : 0;
    }
    if (marks_width - capacity <= room) return {marks_end, capacity};
  }
  const std::size_t kept = pushed_out(atoms, first, end);
  for (std::size_t i = kept; i < end; ++i) width -= atoms[i].width;
  return {kept, width};
}

}  // namespace tonglan
