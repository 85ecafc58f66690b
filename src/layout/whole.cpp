#include "layout/whole.h"

#include <algorithm>

namespace tonglan {
namespace {

bool ends_sentence(const LineCells& c) { return is_stop(c.inner); }

// Lines longer than any column, lines that end where sentences do and are not equally long, or such
// lines with one blank line between them.
bool is_uncut(const Document& document, const Measured& measured) {
  constexpr int kWidestColumn = 84;  // half-cells
  constexpr int kWide = 60, kShort = 40;
  // Half-cells of lines: all; that end a sentence; those longer than any column; verse and tables,
  // which keep their indents and blank lines.
  std::size_t all = 0, ended = 0, unwrapped = 0, stacked = 0;
  bool parted = true;  // all others by one blank line each
  int longest = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (line.role == Role::kVerbatim || line.role == Role::kTable) continue;
    if ((i > 0 && line.blank_before != 1) || line.indent > 0) {
      if (line.length <= kShort)
        stacked += line.length;
      else
        parted = false;
    }
    const LineCells& c = measured.cells[i];
    // Old newspapers end sentences with 、 too; few column lines as long as this have a mark there.
    const bool any = measured.setting.stop_habit != StopHabit::kUsual || line.length > kWide;
    const bool ends = ends_sentence(c) || (any && is_chinese_mark(c.last));
    all += line.length;
    longest = std::max<int>(longest, line.length);
    if (ends) ended += line.length;
    if (ends && line.length > kWidestColumn) unwrapped += line.length;
  }
  if (4 * unwrapped >= 3 * all || (parted && 4 * stacked < all && 2 * ended >= all)) return true;
  const auto as_long = static_cast<std::size_t>(
      std::count_if(document.lines.begin(), document.lines.end(),
                    [&](const Line& line) { return line.length + 4 >= longest; }));
  return document.lines.size() >= 4 && 20 * ended >= 19 * all && 2 * as_long < document.lines.size();
}

}  // namespace

bool is_whole(const Document& document, const Measured& measured) {
  if (is_uncut(document, measured)) return true;
  const std::vector<Line>& lines = document.lines;
  std::size_t singles = 0, groups = 0, cut = 0, single_length = 0, group_length = 0;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t j = i + 1;  // lines i .. j - 1 stand together
    while (j < lines.size() && lines[j].blank_before == 0) ++j;
    if (j - i > 1) {  // verse, a list, a table
      ++groups;
      for (; i < j; ++i) group_length += lines[i].length;
      continue;
    }
    const Line& line = lines[i];
    const int slack = line.measure - line.length;
    if (line.indent > 0) return false;
    ++singles;
    single_length += line.length;
    cut += line.measure > 0 && slack >= -2 && slack <= 2 && !ends_sentence(measured.cells[i]);
    i = j;
  }
  return singles > groups && single_length > group_length && 4 * cut < singles;
}

}  // namespace tonglan
