// Groups: pieces that stand under one another in one setting. A column leg, a wrapped headline, a
// caption, a byline.
//
// One sweep down the page: each piece goes to the open group above it whose width it shares, and
// begins a group where it shares none. A group's column edges come from its own lines where
// enough of them are full, else from the page's columns: the tab stops that other groups share.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

enum class GroupKind : std::uint8_t {
  kText,     // running text
  kDisplay,  // set larger: a line of a headline block
  kByline,   // a byline on a line of its own
  kSmall,    // set smaller: a caption
  kNote,     // at the foot of a column
  kTable,    // cells, row by row
  kFurniture,
};

struct Group {
  GroupKind kind = GroupKind::kText;
  std::vector<std::uint32_t> pieces;  // of Sheet::pieces, downwards
  std::vector<std::uint32_t> phrases;  // those of them that go on beside the one before
  Box box;
  float left = 0, right = 0;  // edges of the column it is set in
  float size = 0;
  float top = 0;              // where it began, before parts of a leg were put together
  bool column_known = false;  // its own full lines say what the edges are
};

// One to three lines without an indent, at least one of them centred and none ending a sentence,
// before an indented one: a headline no larger than the text.
bool starts_with_heading(const Sheet& sheet, const Group& group);

// Every piece of the sheet is in one group.
std::vector<Group> group_pieces(const Sheet& sheet);

}  // namespace tonglan
