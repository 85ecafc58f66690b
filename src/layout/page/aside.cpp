#include "layout/page/aside.h"

#include <cmath>

#include "layout/page/adverts.h"
#include "layout/page/tables.h"

namespace tonglan {
namespace {

Sheet without_pieces(const Sheet& sheet) {
  Sheet empty = sheet;
  empty.pieces.clear();
  return empty;
}

Group table_of(const Sheet& sheet, std::uint32_t first, std::uint32_t last) {
  Group table;
  table.kind = GroupKind::kTable;
  table.box = sheet.pieces[first].box;
  for (std::uint32_t p = first; p < last; ++p) {
    table.pieces.push_back(p);
    table.box = united_box(table.box, sheet.pieces[p].box);
    table.size += sheet.pieces[p].size / static_cast<float>(last - first);
  }
  table.left = table.box.left;
  table.right = table.box.right;
  table.top = table.box.top;
  return table;
}

// Whether no correction says that the pieces are something else.
bool may_be(Role role, const Sheet& sheet, const std::vector<std::uint32_t>& pieces,
            const Kept& kept) {
  return !kept.keep.roles || std::all_of(pieces.begin(), pieces.end(), [&](std::uint32_t p) {
    const std::uint32_t line = sheet.pieces[p].lines[0], block = kept.block_of[line];
    return (block == kNone ? kept.paragraph_roles[line] : kept.blocks[block].role) == role;
  });
}

// Whether a line of an advertisement may go on in the next: it fills its column, and the next one
// is flush with it, not centred.
bool may_go_on(const Sheet& sheet, const Group& g, const Piece& line, const Piece& next) {
  const float left = next.box.left - g.box.left, right = g.box.right - next.box.right;
  const bool centred = left > .4f * sheet.size && std::fabs(left - right) < sheet.size;
  return g.box.right - line.box.right < .6f * sheet.size && !centred;
}

// What is set on lines of its own says something of its own.
std::vector<Group> split_statements(const Sheet& sheet, const std::vector<Group>& groups) {
  std::vector<Group> statements;
  for (const Group& g : groups) {
    for (std::size_t i = 0; i < g.pieces.size(); ++i) {
      const Piece& piece = sheet.pieces[g.pieces[i]];
      if (i == 0 || !may_go_on(sheet, g, sheet.pieces[g.pieces[i - 1]], piece)) {
        statements.push_back(g);
        statements.back().pieces.clear();
        statements.back().box = piece.box;
      }
      statements.back().pieces.push_back(g.pieces[i]);
      statements.back().box = united_box(statements.back().box, piece.box);
    }
  }
  return statements;
}

}  // namespace

Aside set_aside(const Document& document, const Sheet& sheet, const Kept& kept) {
  Aside aside;
  std::vector<bool> taken(sheet.pieces.size(), false);
  for (const std::vector<std::uint32_t>& advert : find_adverts(document, sheet)) {
    if (!may_be(Role::kAdvertisement, sheet, advert, kept)) continue;
    aside.adverts.push_back(without_pieces(sheet));
    for (const std::uint32_t p : advert) {
      aside.adverts.back().pieces.push_back(sheet.pieces[p]);
      taken[p] = true;
    }
  }
  std::vector<std::vector<std::uint32_t>> tables = find_tables(document, sheet, taken);
  std::erase_if(tables, [&](const std::vector<std::uint32_t>& table) {
    return !may_be(Role::kTable, sheet, table, kept);
  });
  for (const std::vector<std::uint32_t>& table : tables)
    for (const std::uint32_t p : table) taken[p] = true;
  aside.sheet = without_pieces(sheet);
  std::vector<Piece>& pieces = aside.sheet.pieces;
  for (std::size_t p = 0; p < taken.size(); ++p)
    if (!taken[p]) pieces.push_back(sheet.pieces[p]);
  aside.text_count = pieces.size();
  for (const std::vector<std::uint32_t>& table : tables) {
    const auto first = static_cast<std::uint32_t>(pieces.size());
    for (const std::uint32_t p : table) pieces.push_back(sheet.pieces[p]);
    aside.tables.push_back(table_of(aside.sheet, first, static_cast<std::uint32_t>(pieces.size())));
  }
  return aside;
}

std::vector<Group> group_text(const Aside& aside) {
  Sheet text = without_pieces(aside.sheet);
  text.pieces.assign(aside.sheet.pieces.begin(),
                     aside.sheet.pieces.begin() + static_cast<std::ptrdiff_t>(aside.text_count));
  std::vector<Group> groups = group_pieces(text);
  groups.insert(groups.end(), aside.tables.begin(), aside.tables.end());
  return groups;
}

std::vector<Group> group_advert(const Sheet& advert) {
  std::vector<Group> groups = split_statements(advert, group_pieces(advert));
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.box.top != b.box.top ? a.box.top < b.box.top : a.box.left < b.box.left;
  });
  return groups;
}

}  // namespace tonglan
