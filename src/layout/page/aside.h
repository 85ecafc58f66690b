// What stands on a page beside its articles: tables and advertisements are taken out before columns
// are looked for, so that their lines are nobody's text. A table comes back as one group, to be
// read with the article it stands in; an advertisement is a sheet of its own.
#pragma once

#include <vector>

#include "layout/page/kept.h"

namespace tonglan {

struct Aside {
  Sheet sheet;                 // without advertisements; the cells of tables are its last pieces
  std::size_t text_count = 0;  // of its pieces, before those cells
  std::vector<Group> tables;
  std::vector<Sheet> adverts;
};

// Where roles are kept, only what has such a role is set aside.
Aside set_aside(const Document& document, const Sheet& sheet, const Kept& kept);

// The groups of the sheet: those of its text (layout/page/groups), then the tables.
std::vector<Group> group_text(const Aside& aside);

// The groups of an advertisement as they follow one another: downwards, those on one level from
// left to right.
std::vector<Group> group_advert(const Sheet& advert);

}  // namespace tonglan
