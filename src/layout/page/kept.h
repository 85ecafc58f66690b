// What somebody corrected, and layout takes as it stands: the order of blocks, their roles, the
// article each belongs to; and which lines are one paragraph.
//
// The idea: what is kept steers layout where it decides (a block that is no headline begins no
// article; an article that is kept is laid out as if nothing else stood on the page), and then the
// source's own blocks are put back, so that the next correction finds the blocks of the last one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "layout/page/groups.h"
#include "options.h"

namespace tonglan {

// By line of the document, except `order` and `blocks`.
struct Kept {
  Keep keep;
  std::vector<Role> line_roles;         // before paragraphs are judged
  std::vector<Role> paragraph_roles;    // of the paragraph that begins with the line
  bool paragraphs_known = false;        // the source has paragraphs: the roles of lines are final
  std::vector<std::uint32_t> articles;  // kNone: in none
  std::vector<std::uint32_t> block_of;  // of `blocks`, or kNone
  std::vector<std::uint32_t> order;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> paragraphs;  // of the source's own; kNone: in none
  std::vector<bool> begins, ends;         // such a paragraph, by the source's decision
};

// Throws Error (2) where the document does not say what is to be kept.
Kept what_to_keep(const Document& document, const Keep& keep);

// Whether lines a and b, which follow one another, are one paragraph by what is kept; none where
// that says nothing.
std::optional<bool> kept_join(const Kept& kept, std::uint32_t a, std::uint32_t b);

// Groups of one kind each, as the kept roles say. Where no roles are kept, page
// furniture that the source names as such is believed if its shape allows it.
std::vector<Group> with_roles(const Document& document, const Sheet& sheet,
                              std::vector<Group> groups, const Kept& kept);

// The sheet cut into its kept articles; the sheet itself where no articles are kept. What belongs
// to no article comes first.
std::vector<Sheet> split_articles(const Sheet& sheet, const Kept& kept);

// Pages laid out, with what is kept put in force: blocks are the source's own again, cut where
// layout sees two roles in one. `whole`: the order in which the whole pages would be read, by which
// kept articles follow one another.
Document put_back(Document laid_out, const std::vector<std::uint32_t>& whole, const Kept& kept);

}  // namespace tonglan
