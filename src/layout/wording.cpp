#include "layout/wording.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"

namespace tonglan {
namespace {

constexpr std::uint32_t kFilterBits = 1u << 16;

std::uint32_t filter_place(char32_t a, char32_t b) {
  return ((a * 0x9E3779B1u) ^ (b * 0x85EBCA77u)) >> 16;
}

// Calls f(a, b) for each pair of neighbouring letters or digits; blanks don't part a pair, marks do.
template <class F>
void for_each_pair(std::string_view text, F f) {
  const char* p = text.data();
  const char* const end = p + text.size();
  char32_t before = 0;
  while (p < end) {
    const Character c = decode(p, end);
    p += c.size;
    switch (kind_of(c.code)) {
      case Kind::kHan:
      case Kind::kHangul:
      case Kind::kLatin:
      case Kind::kDigit:
        if (before != 0) f(before, c.code);
        before = c.code;
        break;
      case Kind::kBlank:
        break;
      default:
        before = 0;
    }
  }
}

}  // namespace

WordingIndex::WordingIndex(const std::vector<std::string>& headlines, std::size_t stretches)
    : filter_(kFilterBits / 64, 0), stretch_count_(stretches) {
  headline_pairs_.resize(headlines.size());
  for (std::size_t h = 0; h < headlines.size(); ++h) {
    for_each_pair(headlines[h], [&](char32_t a, char32_t b) {
      const auto [at, fresh] =
          places_.emplace(code_of(a, b), static_cast<std::uint32_t>(pairs_.size()));
      if (fresh) {
        pairs_.push_back({code_of(a, b), {}});
        const std::uint32_t place = filter_place(a, b);
        filter_[place >> 6] |= std::uint64_t{1} << (place & 63);
      }
      headline_pairs_[h].push_back(at->second);
    });
    std::sort(headline_pairs_[h].begin(), headline_pairs_[h].end());
    headline_pairs_[h].erase(std::unique(headline_pairs_[h].begin(), headline_pairs_[h].end()),
                             headline_pairs_[h].end());
  }
}

void WordingIndex::read(std::string_view line, std::uint32_t stretch) {
  for_each_pair(line, [&](char32_t a, char32_t b) {
    const std::uint32_t place = filter_place(a, b);
    if (!(filter_[place >> 6] >> (place & 63) & 1)) return;
    const auto found = places_.find(code_of(a, b));
    if (found == places_.end()) return;
    std::vector<std::uint32_t>& in = pairs_[found->second].stretches;
    if (in.empty() || in.back() != stretch) in.push_back(stretch);
  });
}

double WordingIndex::containment(std::size_t headline, std::uint32_t first,
                                 std::uint32_t last) const {
  double held = 0, all = 0;
  const auto total = static_cast<double>(stretch_count_) + 1;
  for (std::uint32_t at : headline_pairs_[headline]) {
    const std::vector<std::uint32_t>& in = pairs_[at].stretches;
    const double weight = std::log(total / (static_cast<double>(in.size()) + .5)) + .1;
    all += weight;
    const auto found = std::lower_bound(in.begin(), in.end(), first);
    if (found != in.end() && *found < last) held += weight;
  }
  return all > 0 ? held / all : 0;
}

}  // namespace tonglan
