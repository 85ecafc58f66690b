// Tables: short cells that stand under and beside one another.
//
// Cells aligned under one another are a stack; stacks that are level with one another, row by row,
// are a table, if figures (or the rules of a grid) speak for it. Lists of names and verse have
// neither, and columns of text run on above or below in lines of their own width.
#pragma once

#include <vector>

#include "layout/page/sheet.h"

namespace tonglan {

// The places in Sheet::pieces of each table's cells, row by row, from left to right in a row.
// `taken`: by piece, those that are something else already.
std::vector<std::vector<std::uint32_t>> find_tables(const Document& document, const Sheet& sheet,
                                                    const std::vector<bool>& taken);

}  // namespace tonglan
