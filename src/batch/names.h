// Names of a batch: what a page is called, and where its results go.
//
// A page's *id* is its input's path below the folder it was found in ("1934/p1.hocr"), "#3" added
// for one page of many. It is the same on every machine and for every shard. Results mirror it
// below the output folder: 1934/p1.txt, 1934/p1.done; 1934/book.p0003.txt for page 3 of
// 1934/book.tif.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tonglan {

// The folder of a batch's own files, below the output folder.
inline constexpr std::string_view kBatchFolder = ".tonglan";
// What is put behind a page's name: the record that it is done. No output format ends like this.
inline constexpr std::string_view kRecordSuffix = ".done";

// A path as an id: "/", "../" and "./" at its front are dropped and those inside resolved, so that
// no id leads out of the output folder. Empty where nothing is left.
std::string id_of_path(const std::string& path);

// A file's name without the suffixes that say what is in it: "a.alto.xml.gz" is "a". `id`: with
// folders or without.
std::string stem_of(const std::string& id);

// Where a page's results go, below the output folder, without suffix. A name that would be longer
// than a file's name may be (255 bytes) is cut, and ends in a hash of the whole. `page`: from 1; 0:
// the input as a whole.
std::string base_of(const std::string& id, std::uint32_t page);

// A result's path for one page of many: "out/book.page.xml" is "out/book.p0003.page.xml". `suffix`:
// of the format.
std::string page_path(const std::string& path, std::string_view suffix, std::uint32_t page);

// The suffix of the input's packing, which its results share: ".gz", ".zst" or nothing.
std::string packing_of(const std::string& id);

std::string page_id(const std::string& id, std::uint32_t page);

// Any bytes as valid UTF-8 that can be taken back: bytes that are no UTF-8, control characters and
// '%' become %XX.
std::string spell_name(std::string_view name);
std::string unspell_name(std::string_view spelled);

// The hash of names and files: XXH3, 64 bits. The same on every machine.
std::uint64_t hash_of(std::string_view bytes);
std::string hex(std::uint64_t value);  // 16 digits

}  // namespace tonglan
