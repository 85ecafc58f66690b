#include "batch/names.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <filesystem>

#include "chinese/characters.h"
#include "read/kinds.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

// Bytes of a stem that leave room for ".", ".p0001", the longest suffix (".alto.xml.zst"), and
// ".part" in a file's name of 255 bytes.
constexpr std::size_t kLongestStem = 255 - 32;
constexpr std::size_t kHashDigits = 16;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string shortened(const std::string& stem) {
  if (stem.size() <= kLongestStem) return stem;
  std::size_t size = kLongestStem - kHashDigits - 1;
  while (size > 0 && continues(stem[size])) --size;
  return stem.substr(0, size) + "~" + hex(hash_of(stem));
}

// Length of the UTF-8 character at the front; 0 where there is none.
std::size_t character_size(std::string_view s) {
  const Character c = decode(s.data(), s.data() + s.size());
  return c.code == kBadByte ? 0 : c.size;
}

}  // namespace

std::string id_of_path(const std::string& path) {
  fs::path id;
  for (const fs::path& part : fs::path(path).lexically_normal().relative_path()) {
    if (part != ".." && part != ".") id /= part;
  }
  return id.string();
}

std::string stem_of(const std::string& id) {
  std::string name = fs::path(std::string(without_packing(id))).filename().string();
  if (const InputKind* kind = kind_by_name(name)) {
    std::size_t longest = 0;
    for (const std::string_view suffix : kind->suffixes) {
      if (name.ends_with(suffix)) longest = std::max(longest, suffix.size());
    }
    name.resize(name.size() - longest);
  } else {
    name.resize(name.size() - unclear_suffix(name).size());
  }
  return name;
}

std::string base_of(const std::string& id, std::uint32_t page) {
  const std::string stem = shortened(stem_of(id));
  const fs::path folder = fs::path(id).parent_path();
  return (folder / (page == 0 ? stem : fmt::format("{}.p{:04}", stem, page))).string();
}

std::string page_path(const std::string& path, std::string_view suffix, std::uint32_t page) {
  const std::size_t stem = without_packing(path).size() - suffix.size();
  return fmt::format("{}.p{:04}{}", path.substr(0, stem), page, path.substr(stem));
}

std::string packing_of(const std::string& id) { return id.substr(without_packing(id).size()); }

std::string page_id(const std::string& id, std::uint32_t page) {
  return page == 0 ? id : fmt::format("{}#{}", id, page);
}

std::string spell_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t size = character_size(name);
    const auto lead = static_cast<unsigned char>(name[0]);
    if (size == 0 || lead == '%' || lead < 0x20 || lead == 0x7F) {
      out += fmt::format("%{:02X}", lead);
      name.remove_prefix(1);
    } else {
      out += name.substr(0, size);
      name.remove_prefix(size);
    }
  }
  return out;
}

std::string unspell_name(std::string_view spelled) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
  std::string out;
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    if (spelled[i] == '%' && i + 2 < spelled.size()) {
      out.push_back(static_cast<char>(digit(spelled[i + 1]) * 16 + digit(spelled[i + 2])));
      i += 2;
    } else {
      out.push_back(spelled[i]);
    }
  }
  return out;
}

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace tonglan
