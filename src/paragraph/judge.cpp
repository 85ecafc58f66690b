#include "paragraph/judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "chinese/roles.h"
#include "chinese/sections.h"
#include "paragraph/rules.h"

namespace tonglan {
namespace {

constexpr std::int32_t kNever = -(1 << 28);
using Scores = std::array<std::int32_t, kLineStates>;

constexpr int index_of(State s) { return static_cast<int>(s); }

WeightRow sum_weights(const Features& f, const Weights& weights) {
  WeightRow sum;
  for (int i = 0; i < f.count; ++i) {
    const WeightRow& row = weights.rows[f.ids[i]];
    for (int t = 0; t < kRow; ++t) sum.of[t] = static_cast<std::int16_t>(sum.of[t] + row.of[t]);
  }
  return sum;
}

// A paragraph cannot go on over something verbatim.
void forbid_joins(WeightRow& row) {
  for (int t = 0; t < kTransitionCount; ++t)
    if (is_join(kTransitions[t].to)) row.of[t] = std::numeric_limits<std::int16_t>::min() / 2;
}

void add_rule(WeightRow& row, const Rule& rule) {
  if (rule.name == nullptr) return;
  for (int t = 0; t < kTransitionCount; ++t) {
    const State to = kTransitions[t].to;
    const bool display = to == State::kDisplay || to == State::kDisplayContinue;
    const int nats = (is_join(to) ? rule.join : 0) + (display ? rule.display : 0);
    row.of[t] = static_cast<std::int16_t>(row.of[t] + nats * kWeightScale);
  }
}

std::uint8_t support_clue(std::uint32_t full_lines, int measure) {
  if (measure == 0 || full_lines == 0) return 0;
  return full_lines < 3 ? 1 : full_lines < 8 ? 2 : 3;
}

// How many full lines speak for each line's measure, run by run.
void fill_support(const Document& document, const Measured& measured, Chain& chain) {
  const std::size_t n = chain.lines.size();
  chain.support.resize(n);
  for (std::size_t i = 0; i < n;) {
    const int measure = document.lines[chain.lines[i]].measure;
    std::uint32_t full = 0;
    std::size_t j = i;
    for (; j < n && document.lines[chain.lines[j]].measure == measure; ++j) {
      const int slack = measure - document.lines[chain.lines[j]].length;
      full += (slack >= -2 && slack <= 2) || is_letter_spaced(measured.cells[chain.lines[j]]);
    }
    for (; i < j; ++i) chain.support[i] = support_clue(full, measure);
  }
}

// Open quotes and brackets at each line's end. A mark that was lost must not bind all that follows:
// the count is given up after a dozen lines.
void fill_quote_depth(const Measured& measured, Chain& chain) {
  int depth = 0, age = 0;
  chain.quote_depth.reserve(chain.lines.size());
  for (std::uint32_t i : chain.lines) {
    depth = std::clamp(depth + measured.cells[i].balance, 0, 2);
    age = depth == 0 ? 0 : age + 1;
    if (age > 12) depth = age = 0;
    chain.quote_depth.push_back(static_cast<std::uint8_t>(depth));
  }
}

std::uint32_t article_of(const Document& document, const Line& line) {
  return line.block == kNone ? kNone : document.blocks[line.block].article;
}

}  // namespace

Chain link_lines(const Document& document, const Measured& measured, bool joins) {
  Chain chain;
  const std::size_t n = document.lines.size();
  chain.lines.reserve(n);
  bool furniture = false, verbatim = false;
  for (std::size_t i = 0; i < n; ++i) {
    const Line& line = document.lines[i];
    verbatim |= i > 0 && article_of(document, line) != article_of(document, document.lines[i - 1]);
    // What an advertisement sets in another size or place is another statement.
    // Nobody knows whether this block is read after that one.
    verbatim |= i > 0 && line.block != kNone && line.block != document.lines[i - 1].block &&
                document.blocks[line.block].order_margin <= 0;
    verbatim |= !measured.piece[i] && starts_entry(document.view(line));
    verbatim |= i > 0 && line.role == Role::kAdvertisement &&
                line.block != document.lines[i - 1].block;
    if (line.role == Role::kVerbatim || line.role == Role::kTable || is_display(line.role)) {
      verbatim = true;
    } else if (line.role == Role::kFolio || line.role == Role::kJumpLine ||
               line.role == Role::kMasthead ||
               is_misplaced_byline(document, measured, static_cast<std::uint32_t>(i))) {
      furniture = true;
    } else if (!measured.piece[i] || chain.lines.empty()) {
      chain.lines.push_back(static_cast<std::uint32_t>(i));
      chain.looked_through.push_back(furniture);
      chain.barrier.push_back(verbatim || !joins);
      furniture = verbatim = false;
    }
  }
  fill_support(document, measured, chain);
  fill_quote_depth(measured, chain);
  chain.lists_items = lists_items(document, measured, chain);
  chain.signs_inside = signs_inside(document, measured);
  chain.flush = find_flush_blocks(document, measured);
  chain.beside_head = find_beside_heads(document, measured, chain);
  return chain;
}

Judgement judge(const Document& document, const Measured& measured, const Chain& chain,
                const Weights& weights) {
  Judgement result;
  const std::size_t n = chain.lines.size();
  if (n == 0) return result;
  std::vector<WeightRow> seams(n - 1);
  for (std::size_t k = 0; k + 1 < n; ++k) {
    seams[k] = sum_weights(seam_features(document, measured, chain, k), weights);
    add_rule(seams[k], rule_at(document, measured, chain, k));
    if (chain.barrier[k + 1]) forbid_joins(seams[k]);
  }
  // Forwards: the best score of any reading of lines 0..k that ends in a state.
  std::vector<Scores> forward(n);
  const WeightRow first = sum_weights(first_seam_features(document, measured, chain), weights);
  const WeightRow last = sum_weights(last_seam_features(document, measured, chain), weights);
  forward[0] = {first.of[transition_index(State::kDisplay, State::kFirst)], kNever,
                first.of[transition_index(State::kDisplay, State::kDisplay)], kNever};
  for (std::size_t k = 0; k + 1 < n; ++k) {
    forward[k + 1].fill(kNever);
    for (int t = 0; t < kTransitionCount; ++t) {
      std::int32_t& best = forward[k + 1][index_of(kTransitions[t].to)];
      best = std::max(best, forward[k][index_of(kTransitions[t].from)] + seams[k].of[t]);
    }
  }
  // Backwards: the same for what follows, the margin of each seam, and the best path.
  result.states.resize(n);
  result.margin.resize(n - 1);
  Scores backward{};
  int state = 0;
  for (int s = 0; s < kLineStates; ++s) {
    backward[s] = last.of[transition_index(static_cast<State>(s), State::kDisplay)];
    if (forward[n - 1][s] + backward[s] > forward[n - 1][state] + backward[state]) state = s;
  }
  result.states[n - 1] = static_cast<State>(state);
  for (std::size_t k = n - 1; k-- > 0;) {
    Scores before;
    before.fill(kNever);
    std::int32_t join = kNever, apart = kNever, chosen = std::numeric_limits<std::int32_t>::min();
    int from = 0;
    for (int t = 0; t < kTransitionCount; ++t) {
      const int a = index_of(kTransitions[t].from), b = index_of(kTransitions[t].to);
      const std::int32_t up_to = forward[k][a] + seams[k].of[t];
      const std::int32_t all = up_to + backward[b];
      (is_join(kTransitions[t].to) ? join : apart) =
          std::max(is_join(kTransitions[t].to) ? join : apart, all);
      before[a] = std::max(before[a], seams[k].of[t] + backward[b]);
      if (b == state && up_to > chosen) chosen = up_to, from = a;
    }
    result.margin[k] = join - apart;
    state = from;
    result.states[k] = static_cast<State>(state);
    backward = before;
  }
  return result;
}

std::vector<Reason> seam_reasons(const Document& document, const Measured& measured,
                                 const Chain& chain, const Judgement& judgement, std::size_t k,
                                 const Weights& weights) {
  const Features f = seam_features(document, measured, chain, k);
  const Rule rule = rule_at(document, measured, chain, k);
  WeightRow sum = sum_weights(f, weights);
  add_rule(sum, rule);
  const State from = judgement.states[k], to = judgement.states[k + 1];
  int decided = 0, other = -1;
  for (int t = 0; t < kTransitionCount; ++t)
    if (kTransitions[t].from == from && kTransitions[t].to == to) decided = t;
  for (int t = 0; t < kTransitionCount; ++t)
    if (is_join(kTransitions[t].to) != is_join(to) && kTransitions[t].from == from &&
        (other < 0 || sum.of[t] > sum.of[other]))
      other = t;
  std::vector<Reason> reasons;
  if (rule.join != 0) reasons.push_back({rule.name, static_cast<float>(rule.join)});
  for (int i = 0; i < f.count; ++i) {
    const WeightRow& row = weights.rows[f.ids[i]];
    const int difference = row.of[decided] - row.of[other];
    if (difference == 0) continue;
    const float log_odds = static_cast<float>(is_join(to) ? difference : -difference) / kWeightScale;
    reasons.push_back({feature_name(f.ids[i]), log_odds});
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
    return std::fabs(a.log_odds) > std::fabs(b.log_odds);
  });
  return reasons;
}

void set_join(Judgement& judgement, std::size_t k, bool join) {
  constexpr float kSure = 10;  // nats
  const State before = judgement.states[k];
  State& state = judgement.states[k + 1];
  const bool display = before == State::kDisplay || before == State::kDisplayContinue;
  if (join) {
    state = display ? State::kDisplayContinue : State::kContinue;
  } else if (is_join(state)) {
    state = state == State::kContinue ? State::kFirst : State::kDisplay;
  }
  judgement.margin[k] = static_cast<std::int32_t>((join ? kSure : -kSure) * kWeightScale);
}

}  // namespace tonglan
