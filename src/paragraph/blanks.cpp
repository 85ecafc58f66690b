#include "paragraph/blanks.h"

#include <algorithm>

namespace tonglan {
namespace {

// Page furniture and credits part their items with blanks, verbatim zones with anything.
bool keeps_blanks(Role r, LineMarks m) {
  return r == Role::kVerbatim || r == Role::kTable || r == Role::kFolio || r == Role::kMasthead ||
         r == Role::kJumpLine || m.end == EndMark::kCredit;
}

bool names_people(std::string_view text, LineMarks m) {
  return m.start == StartMark::kByline || m.start == StartMark::kLead ||
         text.find("记者") != std::string_view::npos || text.find("記者") != std::string_view::npos ||
         text.find("通讯员") != std::string_view::npos || text.find(" 报道 ") != std::string_view::npos ||
         text.starts_with("报道 ");
}

Spacing spacing_of(const Document& d, const Measured& m, Role role, std::uint32_t i) {
  const Line& line = d.lines[i];
  const LineCells& c = m.cells[i];
  if (!c.has_blank || keeps_blanks(role, m.marks[i])) return Spacing::kVerbatim;
  if (c.loose > 0 && role != Role::kByline) {
    // Two characters and a blank are a headline (通 知) or a name (李 明): a name stays.
    const bool pair = c.loose == 1 && c.tight == 0;
    if (pair ? role == Role::kHeadline : is_letter_spaced(c)) return Spacing::kClose;
    const int slack = line.measure - line.length;
    if (m.setting.justified_by_blanks && role == Role::kBody && line.measure > 0 && slack <= 4 &&
        slack >= -4 && !names_people(d.view(line), m.marks[i]))
      return Spacing::kClose;
  }
  return Spacing::kTidy;
}

}  // namespace

void choose_spacing(Document& d, const Measured& m, bool mend) {
  bool mended = d.han_latin_space != HanLatinSpace::kKeep;
  for (const Paragraph& p : d.paragraphs) {
    for (std::uint32_t k = p.first; k < p.last; ++k) {
      const std::uint32_t i = d.order[k];
      // A cut visual line was measured as a whole; its pieces are spaced alike.
      std::uint32_t whole = i;
      while (whole > 0 && m.piece[whole]) --whole;
      d.lines[i].spacing = mend ? spacing_of(d, m, p.role, whole) : Spacing::kVerbatim;
      mended |= d.lines[i].spacing == Spacing::kClose;
    }
  }
  mended |= std::any_of(d.breaks.begin(), d.breaks.end(),
                        [](const Break& b) { return b.kind == BreakKind::kJoin; });
  mended |= !std::is_sorted(d.order.begin(), d.order.end());
  d.untouched = !mended;
}

}  // namespace tonglan
