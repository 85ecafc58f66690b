// What papers and books number: pages and sections. Wording alone; size and place say the rest.
#pragma once

#include <string_view>

namespace tonglan {

// A line of nothing but a page number: 70, - 70 -, ·70·, xii.
bool is_page_number(std::string_view text);

// A line that begins as section heads do: 1　…, 3.4 …, 一、…, （二）…, 第三章 …, II. …; or that is
// one of the heads which papers have without a number: 摘要, 参考文献, References.
bool starts_section(std::string_view text);

// A line that begins with the name of an entry on a paper's first page: 关键词：, 收稿日期：,
// Key words: . Each entry is a paragraph.
bool starts_entry(std::string_view text);

}  // namespace tonglan
