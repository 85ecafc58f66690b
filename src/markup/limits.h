// How much of a file with boxes is taken before it counts as an attack or an accident. A newspaper
// page of 50,000 lines, a character a box, is 100 MB of XML four elements deep; the limits stand
// far above that and keep memory and stack bounded.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tonglan {

inline constexpr std::size_t kMaxBoxFile = std::size_t{1} << 30;  // bytes
inline constexpr int kMaxDepth = 256;                             // elements inside one another
inline constexpr float kMaxCoordinate = 1e6f;                     // pixels; beyond: no box
inline constexpr std::size_t kMaxPoints = 10000;                  // of one outline or baseline

}  // namespace tonglan
