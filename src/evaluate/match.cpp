// See match.h.
#include "evaluate/match.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "evaluate/distance.h"

namespace tonglan {
namespace {

constexpr double kLeastShared = 0.3;  // of character pairs: below, a comparison isn't worth it

struct Candidate {
  double similarity;
  int gold, out;
};

bool like_in_length(std::size_t gold, std::size_t out) {
  const double ratio = static_cast<double>(out + 1) / static_cast<double>(gold + 1);
  return ratio >= 0.5 && ratio <= 2;
}

}  // namespace

Bigrams bigrams(std::u32string_view text) {
  Bigrams counts;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    ++counts[std::uint64_t{text[i]} << 32 | text[i + 1]];
  }
  return counts;
}

Bigrams bigrams_or_whole(std::u32string_view text) {
  Bigrams counts = bigrams(text);
  constexpr std::uint64_t kWhole = std::uint64_t{1} << 63;
  if (counts.empty()) counts[kWhole | (text.empty() ? 0 : text.front())] = 1;
  return counts;
}

int total(const Bigrams& counts) {
  int sum = 0;
  for (const auto& [pair, count] : counts) sum += count;
  return sum;
}

int shared(const Bigrams& a, const Bigrams& b) {
  if (a.size() > b.size()) return shared(b, a);
  int sum = 0;
  for (const auto& [pair, count] : a) {
    const auto found = b.find(pair);
    if (found != b.end()) sum += std::min(count, found->second);
  }
  return sum;
}

std::vector<int> match_paragraphs(const Gold& gold, const Output& output, double least) {
  std::vector<int> match(gold.paragraphs.size(), kUnmatched);
  std::vector<char> used(output.paragraphs.size(), 0);
  std::unordered_map<std::u32string, std::vector<int>> places;  // in order, last first
  for (int j = static_cast<int>(output.paragraphs.size()); j-- > 0;) {
    places[output.paragraphs[static_cast<std::size_t>(j)].text].push_back(j);
  }
  for (std::size_t i = 0; i < match.size(); ++i) {
    const auto found = places.find(gold.paragraphs[i].text);
    if (found == places.end() || found->second.empty()) continue;
    match[i] = found->second.back();
    used[static_cast<std::size_t>(match[i])] = 1;
    found->second.pop_back();
  }

  std::vector<std::pair<int, Bigrams>> open;
  for (std::size_t j = 0; j < used.size(); ++j) {
    if (!used[j]) {
      open.emplace_back(static_cast<int>(j), bigrams_or_whole(output.paragraphs[j].text));
    }
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < match.size(); ++i) {
    if (match[i] != kUnmatched) continue;
    const std::u32string& text = gold.paragraphs[i].text;
    const Bigrams own = bigrams_or_whole(text);
    for (const auto& [j, other] : open) {
      const std::u32string& out = output.paragraphs[static_cast<std::size_t>(j)].text;
      if (!like_in_length(text.size(), out.size())) continue;
      const double both = 2.0 * shared(own, other) / (total(own) + total(other));
      if (both > kLeastShared) {
        candidates.push_back({similarity(text, out), static_cast<int>(i), j});
      }
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.similarity, a.gold, a.out) > std::tie(b.similarity, b.gold, b.out);
  });
  for (const Candidate& c : candidates) {
    if (c.similarity < least) break;
    const auto i = static_cast<std::size_t>(c.gold);
    const auto j = static_cast<std::size_t>(c.out);
    if (match[i] != kUnmatched || used[j]) continue;
    match[i] = c.out;
    used[j] = 1;
  }
  return match;
}

std::vector<int> owners(const Gold& gold, const Output& output) {
  std::vector<std::u32string> texts(static_cast<std::size_t>(gold.articles));
  for (const GoldParagraph& p : gold.paragraphs) {
    texts[static_cast<std::size_t>(p.article)] += p.text;
  }
  std::vector<Bigrams> articles;
  for (const std::u32string& text : texts) articles.push_back(bigrams(text));

  std::vector<int> out;
  for (const OutParagraph& paragraph : output.paragraphs) {
    const Bigrams own = bigrams_or_whole(paragraph.text);
    int best = kUnmatched;
    int most = -1;
    for (std::size_t k = 0; k < articles.size(); ++k) {
      const int both = shared(own, articles[k]);
      if (both > most) {
        most = both;
        best = static_cast<int>(k);
      }
    }
    const bool foreign = most * 2 < total(own) && most < 3;
    out.push_back(foreign ? kUnmatched : best);
  }
  return out;
}

}  // namespace tonglan
