// Numbers in the headers of binary files, read with bounds: past the end stands 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tonglan {

// `size` bytes at `at` as one number, the first byte the highest (big) or the lowest.
inline std::uint64_t number_at(std::string_view bytes, std::uint64_t at, int size, bool big) {
  if (at > bytes.size() || bytes.size() - at < static_cast<std::size_t>(size)) return 0;
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) {
    const int k = big ? i : size - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[at + k]);
  }
  return value;
}

inline std::uint32_t big16(std::string_view bytes, std::uint64_t at) {
  return static_cast<std::uint32_t>(number_at(bytes, at, 2, true));
}
inline std::uint32_t big32(std::string_view bytes, std::uint64_t at) {
  return static_cast<std::uint32_t>(number_at(bytes, at, 4, true));
}
inline std::uint32_t little16(std::string_view bytes, std::uint64_t at) {
  return static_cast<std::uint32_t>(number_at(bytes, at, 2, false));
}

}  // namespace tonglan
