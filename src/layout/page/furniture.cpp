#include "layout/page/furniture.h"

#include <algorithm>

namespace tonglan {

std::vector<bool> find_furniture(const Sheet& sheet) {
  const auto is_folio = [](const Piece& p) { return p.marks.start == StartMark::kFolio; };
  float top = 1e9f, bottom = -1e9f;  // of the running text: what has marks inside
  for (const Piece& p : sheet.pieces) {
    if (is_folio(p) || !p.has_stop || p.half_cells < 8) continue;
    top = std::min(top, p.box.top);
    bottom = std::max(bottom, p.box.bottom);
  }
  const auto outside = [&](const Box& box) { return box.bottom <= top || box.top >= bottom; };
  std::vector<Box> bands;
  for (const Piece& p : sheet.pieces)
    if (is_folio(p) && outside(p.box) && bands.size() < 16) bands.push_back(p.box);
  std::vector<bool> furniture;
  for (const Piece& p : sheet.pieces)
    furniture.push_back(outside(p.box) &&
                        std::any_of(bands.begin(), bands.end(), [&](const Box& b) {
                          return shared_y(p.box, b) > .3f * std::min(p.box.height(), b.height());
                        }));
  return furniture;
}

}  // namespace tonglan
