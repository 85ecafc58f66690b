// A small random number source whose sequence is the same on every machine and library
// (the distributions of <random> are not), so that a seed names one text for good. SplitMix64.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tonglan {

class Random {
 public:
  // The seed is scrambled: the sequences of neighbouring seeds must not be shifts of one another.
  explicit Random(std::uint64_t seed) : state_(scrambled(seed + 0x1234567ull)) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ull;
    return scrambled(state_);
  }
  // A whole number from low to high, both included.
  int between(int low, int high) {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  // 0 <= x < 1.
  double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  bool chance(double probability) { return unit() < probability; }
  template <class Container>
  const auto& pick(const Container& items) {
    return items[static_cast<std::size_t>(next() % items.size())];
  }

 private:
  static std::uint64_t scrambled(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace tonglan
