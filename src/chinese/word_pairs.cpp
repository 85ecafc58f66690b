// See word_pairs.h. The table is read when the first pair is asked for.
#include "chinese/word_pairs.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "chinese/characters.h"

namespace tonglan {
namespace {

constexpr const char kTable[] =
#include "word_pairs.inc"
    ;
constexpr float kSteps = 3;  // of the table, a nat

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;

// All by how much oftener than by chance.
struct WordPairs {
  struct Row {
    float begins = 0, ends = 0;                       // 0: not in the list
    std::uint32_t first_follower = 0, followers = 0;  // a range of `followers`
  };
  struct Follower {
    char32_t character;
    float oftener;
  };
  std::vector<Row> rows = std::vector<Row>(kLast - kFirst + 1);  // by character
  std::vector<Follower> followers;                               // of one row, by character

  const Row* find(char32_t c) const {
    return c < kFirst || c > kLast || rows[c - kFirst].ends == 0 ? nullptr : &rows[c - kFirst];
  }
};

// Takes the text up to the mark, and the mark, off the front.
std::string_view take(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

float ratio(std::string_view steps) {
  int value = 0;
  std::from_chars(steps.data(), steps.data() + steps.size(), value);
  return std::exp(static_cast<float>(value) / kSteps);
}

char32_t take_character(std::string_view& text) {
  const Character c = decode(text.data(), text.data() + text.size());
  text.remove_prefix(c.size);
  return c.code;
}

WordPairs read_table(std::string_view table) {
  WordPairs pairs;
  while (!table.empty()) {
    std::string_view line = take(table, '\n');
    if (line.empty() || line[0] == '#') continue;
    const char32_t a = take_character(line);
    take(line, '\t');
    const float begins = ratio(take(line, '\t'));
    WordPairs::Row& row = pairs.rows[a - kFirst];
    row = {begins, ratio(take(line, '\t')), static_cast<std::uint32_t>(pairs.followers.size()), 0};
    while (!line.empty()) {
      std::string_view followers = take(line, ' ');
      const float oftener = ratio(take(followers, ':'));
      while (!followers.empty()) pairs.followers.push_back({take_character(followers), oftener});
    }
    row.followers = static_cast<std::uint32_t>(pairs.followers.size()) - row.first_follower;
    std::sort(pairs.followers.begin() + row.first_follower, pairs.followers.end(),
              [](const auto& x, const auto& y) { return x.character < y.character; });
  }
  return pairs;
}

}  // namespace

float word_pair_ratio(char32_t a, char32_t b) {
  static const WordPairs pairs = read_table(kTable);
  const WordPairs::Row *left = pairs.find(a), *right = pairs.find(b);
  if (left == nullptr || right == nullptr) return 1;
  const auto first = pairs.followers.begin() + left->first_follower;
  const auto last = first + left->followers;
  const auto word =
      std::lower_bound(first, last, b, [](const auto& x, char32_t c) { return x.character < c; });
  const bool inside = word != last && word->character == b;
  return left->ends * right->begins + (inside ? word->oftener : 0);
}

}  // namespace tonglan
