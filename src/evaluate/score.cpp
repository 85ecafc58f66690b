// See score.h.
#include "evaluate/score.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "evaluate/distance.h"
#include "evaluate/match.h"

namespace tonglan {
namespace {

constexpr double kFuzzy = 0.9;
constexpr std::size_t kEdge = 8;        // characters that a paragraph's start or end is known by
constexpr std::size_t kSuccession = 5;  // characters on each side of a line end
constexpr std::size_t kShortFurniture = 4;
constexpr std::size_t kShortRun = 6;  // shorter paragraphs do not interrupt an article

struct Overlap {
  std::size_t both = 0, gold = 0, out = 0;
  double precision() const {
    return both == 0 ? 0 : static_cast<double>(both) / static_cast<double>(out);
  }
  double recall() const {
    return both == 0 ? 0 : static_cast<double>(both) / static_cast<double>(gold);
  }
  double f1() const {
    return both == 0 ? 0 : static_cast<double>(2 * both) / static_cast<double>(gold + out);
  }
};

// What two multisets share.
template <class Key>
Overlap overlap(std::vector<Key> gold, std::vector<Key> out) {
  Overlap o{0, gold.size(), out.size()};
  std::sort(gold.begin(), gold.end());
  std::sort(out.begin(), out.end());
  for (std::size_t i = 0, j = 0; i < gold.size() && j < out.size();) {
    if (gold[i] < out[j]) {
      ++i;
    } else if (out[j] < gold[i]) {
      ++j;
    } else {
      ++o.both, ++i, ++j;
    }
  }
  return o;
}

double part(std::size_t some, std::size_t all) {
  return static_cast<double>(some) / static_cast<double>(std::max<std::size_t>(all, 1));
}

template <class Paragraphs>
std::vector<std::u32string> texts(const Paragraphs& paragraphs) {
  std::vector<std::u32string> out;
  for (const auto& p : paragraphs) out.push_back(p.text);
  return out;
}

std::u32string joined(const std::vector<std::u32string>& texts, std::u32string_view between = U"") {
  std::u32string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += between;
    out += texts[i];
  }
  return out;
}

std::vector<std::u32string> edges(const std::vector<std::u32string>& paragraphs) {
  std::vector<std::u32string> out;
  for (const std::u32string& p : paragraphs) {
    const std::size_t size = std::min(p.size(), kEdge);
    out.push_back(U'S' + p.substr(0, size));
    out.push_back(U'E' + p.substr(p.size() - size));
  }
  return out;
}

Output without_furniture(const Gold& gold, const Output& output) {
  Output out = output;
  std::erase_if(out.paragraphs, [&](const OutParagraph& p) {
    return std::any_of(gold.furniture.begin(), gold.furniture.end(), [&](const auto& f) {
      return p.text == f ||
             (p.text.size() >= kShortFurniture && f.find(p.text) != std::u32string::npos);
    });
  });
  return out;
}

void score_successions(const Gold& gold, const std::vector<std::u32string>& out, Score& score) {
  if (gold.successions.empty()) return;
  const std::u32string running = joined(out);
  const std::u32string broken = joined(out, U"\n");
  std::size_t all = 0, hard = 0, hard_all = 0, joins = 0, joins_all = 0;
  for (const Succession& s : gold.successions) {
    const std::size_t size = std::min(s.end.size(), kSuccession);
    const std::u32string seam = s.end.substr(s.end.size() - size) + s.start.substr(0, kSuccession);
    const bool found = running.find(seam) != std::u32string::npos;
    all += found;
    if (!s.hard) continue;
    ++hard_all;
    hard += found;
    if (!s.same_paragraph) continue;
    ++joins_all;
    joins += broken.find(seam) != std::u32string::npos;
  }
  score.succ = part(all, gold.successions.size());
  if (hard_all > 0) score.succ_hard = part(hard, hard_all);
  if (joins_all > 0) score.join_hard = part(joins, joins_all);
}

// The gold paragraphs that were found, in the output's order, numbered from 1 as characters.
std::vector<std::size_t> found_order(const std::vector<int>& match) {
  std::vector<std::pair<int, std::size_t>> places;
  for (std::size_t i = 0; i < match.size(); ++i) {
    if (match[i] != kUnmatched) places.emplace_back(match[i], i);
  }
  std::sort(places.begin(), places.end());
  std::vector<std::size_t> order;
  for (const auto& [place, i] : places) order.push_back(i);
  return order;
}

std::u32string as_text(const std::vector<std::size_t>& numbers) {
  return {numbers.begin(), numbers.end()};
}

void score_articles(const Gold& gold, const std::vector<std::u32string>& out,
                    const std::vector<int>& owner, const std::vector<std::size_t>& order,
                    Score& score) {
  const auto articles = static_cast<std::size_t>(gold.articles);
  std::vector<std::u32string> truth(articles), made(articles);
  std::vector<std::vector<std::size_t>> ids(articles), got(articles);
  for (std::size_t i = 0; i < gold.paragraphs.size(); ++i) {
    const auto article = static_cast<std::size_t>(gold.paragraphs[i].article);
    truth[article] += gold.paragraphs[i].text;
    ids[article].push_back(i);
  }
  for (const std::size_t i : order) {
    got[static_cast<std::size_t>(gold.paragraphs[i].article)].push_back(i);
  }
  std::size_t distance = 0, length = 0, runs = 0, misplaced = 0;
  std::set<int> interrupted;
  int last = kUnmatched;
  for (std::size_t j = 0; j < out.size(); ++j) {
    if (owner[j] == kUnmatched) {
      distance += out[j].size();
      continue;
    }
    made[static_cast<std::size_t>(owner[j])] += out[j];
    if (out[j].size() >= kShortRun && owner[j] != last) {
      ++runs;
      interrupted.insert(owner[j]);
    }
    last = owner[j];
  }
  for (std::size_t k = 0; k < articles; ++k) {
    distance += levenshtein(truth[k], made[k]);
    length += truth[k].size();
    misplaced += levenshtein(as_text(got[k]), as_text(ids[k]));
  }
  score.aned = part(distance, length);
  score.splits = part(runs - interrupted.size(), gold.paragraphs.size());
  score.order_in = part(misplaced, gold.paragraphs.size());
}

bool is_display(const std::string& role) {
  return role == "headline" || role == "kicker" || role == "deck" || role == "byline";
}

// A headline is attached where the next running text behind it is its own article's.
void score_headlines(const Gold& gold, const std::vector<int>& match, const std::vector<int>& owner,
                     Score& score) {
  std::vector<char> display(owner.size(), 0);
  std::vector<char> has_body(static_cast<std::size_t>(gold.articles), 0);
  for (std::size_t i = 0; i < match.size(); ++i) {
    const GoldParagraph& p = gold.paragraphs[i];
    if (!is_display(p.role)) has_body[static_cast<std::size_t>(p.article)] = 1;
    if (is_display(p.role) && match[i] != kUnmatched) {
      display[static_cast<std::size_t>(match[i])] = 1;
    }
  }
  std::size_t all = 0, attached = 0;
  for (std::size_t i = 0; i < match.size(); ++i) {
    const GoldParagraph& p = gold.paragraphs[i];
    if (p.role != "headline" || !has_body[static_cast<std::size_t>(p.article)]) continue;
    ++all;
    if (match[i] == kUnmatched) continue;
    auto next = static_cast<std::size_t>(match[i]) + 1;
    while (next < owner.size() && (display[next] || owner[next] == kUnmatched)) ++next;
    if (next == owner.size()) continue;
    const bool own = owner[next] == p.article;
    attached += own;
    score.thefts += !own;
  }
  if (all > 0) score.headlines = part(attached, all);
}

// B-cubed over characters: a paragraph's true cluster is the article that owns it.
void score_grouping(const Output& output, const std::vector<int>& owner, Score& score) {
  std::map<std::pair<int, int>, double> both;
  std::map<int, double> by_truth, by_output;
  double all = 0;
  for (std::size_t j = 0; j < owner.size(); ++j) {
    const OutParagraph& p = output.paragraphs[j];
    if (owner[j] == kUnmatched || p.article < 0) continue;
    const auto length = static_cast<double>(p.text.size());
    both[{owner[j], p.article}] += length;
    by_truth[owner[j]] += length;
    by_output[p.article] += length;
    all += length;
  }
  if (all == 0) return;
  double precision = 0, recall = 0;
  for (const auto& [key, length] : both) {
    precision += length * length / by_output[key.second] / all;
    recall += length * length / by_truth[key.first] / all;
  }
  score.article_precision = precision;
  score.article_recall = recall;
  score.article_f1 = 2 * precision * recall / (precision + recall);
}

void score_roles(const Gold& gold, const Output& output, const std::vector<int>& match,
                 Score& score) {
  Overlap o{0, gold.paragraphs.size(), output.paragraphs.size()};
  for (std::size_t i = 0; i < match.size(); ++i) {
    if (match[i] == kUnmatched) continue;
    const std::string& role = output.paragraphs[static_cast<std::size_t>(match[i])].role;
    o.both += gold.paragraphs[i].role == role;
  }
  score.role_f1 = o.f1();
}

}  // namespace

Score score(const Gold& gold, const Output& all_output) {
  const Output output = without_furniture(gold, all_output);
  const std::vector<std::u32string> truth = texts(gold.paragraphs);
  const std::vector<std::u32string> out = texts(output.paragraphs);
  const std::u32string whole_truth = joined(truth);
  const std::u32string whole_out = joined(out);

  Score s;
  s.paras_gold = truth.size();
  s.paras_out = out.size();
  const auto characters = overlap(std::vector<char32_t>(whole_truth.begin(), whole_truth.end()),
                                  std::vector<char32_t>(whole_out.begin(), whole_out.end()));
  s.lost = characters.gold - characters.both;
  s.added = characters.out - characters.both;
  s.para_exact = overlap(truth, out).f1();

  const Overlap breaks = overlap(edges(truth), edges(out));
  s.break_precision = breaks.precision();
  s.break_recall = breaks.recall();
  s.edge_f1 = breaks.f1();

  const std::vector<int> match = match_paragraphs(gold, output, kFuzzy);
  const std::vector<std::size_t> order = found_order(match);
  s.para_fuzzy = Overlap{order.size(), truth.size(), out.size()}.f1();
  s.ned = part(levenshtein(whole_truth, whole_out), std::max(whole_truth.size(), whole_out.size()));
  std::vector<std::size_t> right_order(truth.size());
  for (std::size_t i = 0; i < right_order.size(); ++i) right_order[i] = i;
  s.order_ned = part(levenshtein(as_text(order), as_text(right_order)), truth.size());

  score_successions(gold, out, s);
  const std::vector<int> owner = owners(gold, output);
  if (gold.articles > 1) score_articles(gold, out, owner, order, s);
  score_headlines(gold, match, owner, s);
  if (output.has_articles) score_grouping(output, owner, s);
  if (output.has_roles) score_roles(gold, output, match, s);
  return s;
}

}  // namespace tonglan
