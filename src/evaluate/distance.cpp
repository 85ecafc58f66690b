// See distance.h.
#include "evaluate/distance.h"

#include <bit>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tonglan {
namespace {

constexpr std::size_t kRows = 64;  // of a strip: the bits of a word

// Both texts with their characters numbered from 0, so that a strip's match masks are an array.
struct Numbered {
  std::vector<std::uint32_t> a, b;
  std::size_t characters = 0;
};

Numbered numbered(std::u32string_view a, std::u32string_view b) {
  Numbered out;
  std::unordered_map<char32_t, std::uint32_t> numbers;
  const auto number = [&](std::u32string_view text) {
    std::vector<std::uint32_t> codes;
    codes.reserve(text.size());
    for (const char32_t c : text) {
      codes.push_back(
          numbers.try_emplace(c, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return codes;
  };
  out.a = number(a);
  out.b = number(b);
  out.characters = numbers.size();
  return out;
}

// What both texts share at both ends costs nothing.
std::size_t trim_common_ends(std::u32string_view& a, std::u32string_view& b) {
  std::size_t trimmed = 0;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
    ++trimmed;
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
    ++trimmed;
  }
  return trimmed;
}

// One bit for each row of the strip where the character stands in a; calls strip(masks, rows).
template <class Strip>
void for_each_strip(const Numbered& text, Strip strip) {
  std::vector<std::uint64_t> masks(text.characters, 0);
  for (std::size_t top = 0; top < text.a.size(); top += kRows) {
    const std::size_t rows = std::min(kRows, text.a.size() - top);
    for (std::size_t i = 0; i < rows; ++i) masks[text.a[top + i]] |= std::uint64_t{1} << i;
    strip(masks, rows);
    for (std::size_t i = 0; i < rows; ++i) masks[text.a[top + i]] = 0;
  }
}

// Moves a strip's horizontal differences (-1, 0, 1 a column) from its upper to its lower edge.
void advance(const std::vector<std::uint32_t>& b, const std::vector<std::uint64_t>& masks,
             std::size_t rows, std::vector<std::int8_t>& edge) {
  std::uint64_t rising = ~std::uint64_t{0};
  std::uint64_t falling = 0;
  const std::size_t last = rows - 1;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const int in = edge[j];
    std::uint64_t equal = masks[b[j]];
    const std::uint64_t xv = equal | falling;
    equal |= in < 0 ? 1u : 0u;
    const std::uint64_t xh = (((equal & rising) + rising) ^ rising) | equal;
    std::uint64_t up = falling | ~(xh | rising);
    std::uint64_t down = rising & xh;
    edge[j] = static_cast<std::int8_t>(static_cast<int>((up >> last) & 1) -
                                       static_cast<int>((down >> last) & 1));
    up = (up << 1) | (in > 0 ? 1u : 0u);
    down = (down << 1) | (in < 0 ? 1u : 0u);
    rising = down | ~(xv | up);
    falling = up & xv;
  }
}

}  // namespace

std::size_t levenshtein(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  trim_common_ends(a, b);
  if (a.empty()) return b.size();
  const Numbered text = numbered(a, b);
  std::vector<std::int8_t> edge(text.b.size(), 1);
  for_each_strip(text, [&](const std::vector<std::uint64_t>& masks, std::size_t rows) {
    advance(text.b, masks, rows, edge);
  });
  auto distance = static_cast<std::ptrdiff_t>(a.size());
  for (const std::int8_t step : edge) distance += step;
  return static_cast<std::size_t>(distance);
}

std::size_t common_subsequence(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t length = trim_common_ends(a, b);
  if (a.empty()) return length;
  const Numbered text = numbered(a, b);
  std::vector<std::uint8_t> carry(text.b.size(), 0);
  for_each_strip(text, [&](const std::vector<std::uint64_t>& masks, std::size_t rows) {
    std::uint64_t state = ~std::uint64_t{0};
    for (std::size_t j = 0; j < text.b.size(); ++j) {
      const std::uint64_t matched = state & masks[text.b[j]];
      const std::uint64_t sum = state + matched;
      const std::uint64_t whole = sum + carry[j];
      carry[j] = sum < state || whole < sum ? 1 : 0;
      state = whole | (state - matched);
    }
    const std::uint64_t used = rows == kRows ? ~std::uint64_t{0} : (std::uint64_t{1} << rows) - 1;
    length += static_cast<std::size_t>(std::popcount(~state & used));
  });
  return length;
}

double similarity(std::u32string_view a, std::u32string_view b) {
  const std::size_t sum = a.size() + b.size();
  if (sum == 0) return 1;
  return static_cast<double>(2 * common_subsequence(a, b)) / static_cast<double>(sum);
}

}  // namespace tonglan
