#include "layout/wording.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"

namespace tonglan {
namespace {

std::uint64_t code_of(HanKey a, HanKey b) { return std::uint64_t{a} << 32 | b; }

std::uint32_t filter_place(HanKey a, HanKey b) {
  return (a * 0x9E3779B1u ^ b * 0x85EBCA77u) >> 20;
}

// Calls f(a, b) for each pair of neighbouring ideographs; blanks don't part a pair, marks do.
template <class F>
void for_each_pair(std::string_view text, F f) {
  const char* p = text.data();
  const char* const end = p + text.size();
  HanKey before = 0;
  while (p < end) {
    if (const HanKey next = common_han_at(p, end)) {
      if (before != 0) f(before, next);
      before = next;
      p += 3;
      continue;
    }
    const Character c = decode(p, end);
    p += c.size;
    const Kind k = kind_of(c.code);
    if (k == Kind::kHan) {
      if (before != 0) f(before, han_key(c.code));
      before = han_key(c.code);
    } else if (k != Kind::kBlank) {
      before = 0;
    }
  }
}

}  // namespace

Wording::Wording(std::string_view headline, const BigramCounts& bigrams) {
  const double total = static_cast<double>(bigrams.total()) + 2;
  for_each_pair(headline, [&](HanKey a, HanKey b) {
    // The headline itself was counted once.
    const double others = std::max(bigrams.count(a, b) - 1, 0);
    const auto weight = static_cast<float>(std::log(total / (others + .5)));
    pairs_.push_back({code_of(a, b), weight, false});
    const std::uint32_t place = filter_place(a, b);
    filter_[place >> 6] |= std::uint64_t{1} << (place & 63);
  });
  std::sort(pairs_.begin(), pairs_.end(),
            [](const Pair& x, const Pair& y) { return x.code < y.code; });
  const auto same = [](const Pair& x, const Pair& y) { return x.code == y.code; };
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end(), same), pairs_.end());
  for (const Pair& p : pairs_) all_ += p.weight;
}

void Wording::read(std::string_view line) {
  for_each_pair(line, [&](HanKey a, HanKey b) {
    const std::uint32_t place = filter_place(a, b);
    if (!(filter_[place >> 6] >> (place & 63) & 1)) return;
    const std::uint64_t code = code_of(a, b);
    const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), code,
                                        [](const Pair& p, std::uint64_t c) { return p.code < c; });
    if (found != pairs_.end() && found->code == code) found->seen = true;
  });
}

double Wording::take_share() {
  double held = 0;
  for (Pair& p : pairs_) {
    if (p.seen) held += p.weight;
    p.seen = false;
  }
  return all_ > 0 ? held / all_ : 0;
}

}  // namespace tonglan
