#include "layout/page/furniture.h"

#include <algorithm>

namespace tonglan {

void mark_furniture(const Sheet& sheet, std::vector<Group>& groups) {
  float top = 1e9f, bottom = -1e9f;  // of the running text
  for (const Group& g : groups) {
    if (g.kind != GroupKind::kText || g.pieces.size() < 3) continue;
    top = std::min(top, g.box.top);
    bottom = std::max(bottom, g.box.bottom);
  }
  const auto outside = [&](const Box& box) { return box.bottom <= top || box.top >= bottom; };
  std::vector<Box> bands;
  for (Group& g : groups) {
    if (g.pieces.size() > 2 || !outside(g.box)) continue;
    const bool folio = std::any_of(g.pieces.begin(), g.pieces.end(), [&](std::uint32_t p) {
      return sheet.pieces[p].marks.start == StartMark::kFolio;
    });
    if (!folio) continue;
    g.kind = GroupKind::kFurniture;
    bands.push_back(g.box);
  }
  for (Group& g : groups) {
    if (!outside(g.box)) continue;
    for (const Box& band : bands)
      if (shared_y(g.box, band) > .3f * std::min(g.box.height(), band.height()))
        g.kind = GroupKind::kFurniture;
  }
}

}  // namespace tonglan
