// What must hold of every page that was laid out, whatever it was.
#pragma once

#include "check_boxes.h"

namespace tonglan {

inline void check_repaired(const Document& d) {
  check_conserved(d);
  require(d.order.size() == d.lines.size());
  require(d.order.empty() || d.breaks.size() + 1 == d.order.size());
  std::uint32_t place = 0;
  for (const Paragraph& p : d.paragraphs) {
    require(p.first == place && p.last > p.first);
    require(p.article == kNone || p.article < d.articles.size());
    place = p.last;
  }
  require(place == d.order.size());
  std::uint32_t paragraph = 0;
  for (const Article& a : d.articles) {
    require(a.first >= paragraph && a.last > a.first && a.last <= d.paragraphs.size());
    paragraph = a.last;
  }
  for (const Line& line : d.lines) require(line.block == kNone || line.block < d.blocks.size());
}

}  // namespace tonglan
