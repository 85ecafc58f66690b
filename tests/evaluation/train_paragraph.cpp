// Learns models/paragraph.tsv: a conditional random field over the states of the lines, trained by
// AdaGrad on text that the typesetting simulator broke.
//
//   train_paragraph [--samples N] [--epochs N] [--out TABLE] CORPUS.jsonl...
//
// Articles are split before anything is set: every tenth article is only ever tested on. Prints the
// figures of the weights built into the program and of the new ones, on held-out articles.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "layout/measure.h"
#include "layout/zones.h"
#include "paragraph/judge.h"
#include "read/text.h"
#include "support/corpus.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Sequence {
  Document document;
  Measured measured;
  Chain chain;
  std::vector<State> truth;
  std::vector<Features> seams;
  Features first, last;  // at the two ends of the text
};

State state_of(const LineTruth& truth, bool display_before) {
  switch (truth.state) {
    case LineState::kFirst: return State::kFirst;
    case LineState::kContinue: return State::kContinue;
    case LineState::kDisplay: return State::kDisplay;
    case LineState::kDisplayContinue: return display_before ? State::kDisplayContinue : State::kDisplay;
    case LineState::kVerbatim: return State::kDisplay;
  }
  return State::kFirst;
}

Sequence make_sequence(const std::vector<ArticleText>& corpus, std::uint64_t seed) {
  const Typeset set = typeset_sample(corpus, seed);
  Sequence s;
  s.document = read_text(set.text);
  if (s.document.lines.size() != set.lines.size()) {
    std::fprintf(stderr, "seed %llu: %zu lines, truth has %zu\n",
                 static_cast<unsigned long long>(seed), s.document.lines.size(), set.lines.size());
    std::exit(1);
  }
  s.measured = measure_lines(s.document);
  mark_zones(s.document, s.measured);
  s.chain = link_lines(s.document, s.measured);
  std::size_t expected = 0;  // the line after the one before, furniture aside
  for (std::size_t k = 0; k < s.chain.lines.size(); ++k) {
    const std::size_t i = s.chain.lines[k];
    const LineTruth& truth = set.lines[i];
    const State before = k > 0 ? s.truth[k - 1] : State::kFirst;
    const bool display_before = before == State::kDisplay || before == State::kDisplayContinue;
    State state = state_of(truth, display_before);
    // A paragraph that resumes after a caption, or after furniture that was not recognised, can't
    // be told in a chain: its safe reading is a new paragraph.
    if (state == State::kContinue && (k == 0 || display_before || s.chain.barrier[k]))
      state = State::kFirst;
    if (state == State::kContinue && truth.resumes && expected < i) {
      const LineTruth& above = set.lines[s.chain.lines[k - 1]];
      if (above.article != truth.article || above.paragraph != truth.paragraph) state = State::kFirst;
    }
    if (is_join(state) && (k == 0 || s.chain.barrier[k])) state = State::kFirst;
    s.truth.push_back(state);
    expected = i + 1;
  }
  for (std::size_t k = 0; k + 1 < s.chain.lines.size(); ++k)
    s.seams.push_back(seam_features(s.document, s.measured, s.chain, k));
  if (!s.chain.lines.empty()) {
    s.first = first_seam_features(s.document, s.measured, s.chain);
    s.last = last_seam_features(s.document, s.measured, s.chain);
  }
  return s;
}

// --- The learner ---

using Row = std::array<double, kTransitionCount>;
using Table = std::vector<Row>;

double log_add(double a, double b) {
  const double top = std::max(a, b);
  if (top == -std::numeric_limits<double>::infinity()) return top;
  return top + std::log1p(std::exp(-std::fabs(a - b)));
}

// Adds the gradient of one sequence's log-likelihood; returns the log-likelihood.
double learn(const Sequence& s, const Table& weights, Table& gradient,
             std::vector<std::uint32_t>& touched) {
  const std::size_t n = s.chain.lines.size();
  if (n < 2) return 0;
  constexpr double kNo = -std::numeric_limits<double>::infinity();
  const auto score = [&](const Features& f) {
    Row row{};
    for (int i = 0; i < f.count; ++i)
      for (int t = 0; t < kTransitionCount; ++t) row[t] += weights[f.ids[i]][t];
    return row;
  };
  const auto add_gradient = [&](const Features& f, const Row& difference) {
    for (int i = 0; i < f.count; ++i) {
      touched.push_back(f.ids[i]);
      for (int t = 0; t < kTransitionCount; ++t) gradient[f.ids[i]][t] += difference[t];
    }
  };
  std::vector<Row> scores(n - 1);
  for (std::size_t k = 0; k + 1 < n; ++k) {
    scores[k] = score(s.seams[k]);
    if (s.chain.barrier[k + 1])
      for (int t = 0; t < kTransitionCount; ++t)
        if (is_join(kTransitions[t].to)) scores[k][t] = kNo;
  }
  std::vector<std::array<double, kLineStates>> forward(n), backward(n);
  constexpr int kToFirst = transition_index(State::kDisplay, State::kFirst);
  constexpr int kToDisplay = transition_index(State::kDisplay, State::kDisplay);
  const Row first = score(s.first), last = score(s.last);
  forward[0] = {first[kToFirst], kNo, first[kToDisplay], kNo};
  for (std::size_t k = 0; k + 1 < n; ++k) {
    forward[k + 1].fill(kNo);
    for (int t = 0; t < kTransitionCount; ++t) {
      const int a = static_cast<int>(kTransitions[t].from), b = static_cast<int>(kTransitions[t].to);
      forward[k + 1][b] = log_add(forward[k + 1][b], forward[k][a] + scores[k][t]);
    }
  }
  for (int a = 0; a < kLineStates; ++a)
    backward[n - 1][a] = last[transition_index(static_cast<State>(a), State::kDisplay)];
  for (std::size_t k = n - 1; k-- > 0;) {
    backward[k].fill(kNo);
    for (int t = 0; t < kTransitionCount; ++t) {
      const int a = static_cast<int>(kTransitions[t].from), b = static_cast<int>(kTransitions[t].to);
      backward[k][a] = log_add(backward[k][a], scores[k][t] + backward[k + 1][b]);
    }
  }
  double all = kNo;
  for (int a = 0; a < kLineStates; ++a) all = log_add(all, forward[n - 1][a] + backward[n - 1][a]);
  double likelihood = -all;
  Row at_first{}, at_last{};
  at_first[kToFirst] -= std::exp(forward[0][0] + backward[0][0] - all);
  at_first[kToDisplay] -= std::exp(forward[0][2] + backward[0][2] - all);
  const int truth_first = transition_index(State::kDisplay, s.truth[0]);
  const int truth_last = transition_index(s.truth[n - 1], State::kDisplay);
  at_first[truth_first] += 1;
  for (int a = 0; a < kLineStates; ++a)
    at_last[transition_index(static_cast<State>(a), State::kDisplay)] -=
        std::exp(forward[n - 1][a] + backward[n - 1][a] - all);
  at_last[truth_last] += 1;
  likelihood += first[truth_first] + last[truth_last];
  add_gradient(s.first, at_first);
  add_gradient(s.last, at_last);
  for (std::size_t k = 0; k + 1 < n; ++k) {
    Row difference;
    for (int t = 0; t < kTransitionCount; ++t) {
      const int a = static_cast<int>(kTransitions[t].from), b = static_cast<int>(kTransitions[t].to);
      difference[t] = -std::exp(forward[k][a] + scores[k][t] + backward[k + 1][b] - all);
    }
    const int truth = transition_index(s.truth[k], s.truth[k + 1]);
    difference[truth] += 1;
    likelihood += scores[k][truth];
    add_gradient(s.seams[k], difference);
  }
  return likelihood;
}

Table train(const std::vector<Sequence>& sequences, int epochs) {
  const auto features = static_cast<std::size_t>(feature_count());
  Table weights(features, Row{}), squares(features, Row{}), gradient(features, Row{});
  std::vector<std::size_t> order(sequences.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(7);
  constexpr double kDecay = 2e-6;  // per step: keeps rare features small
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    double likelihood = 0, seams = 0;
    const double rate = 0.3 / (1 + 0.6 * epoch);
    for (std::size_t at : order) {
      std::vector<std::uint32_t> touched;
      likelihood += learn(sequences[at], weights, gradient, touched);
      seams += static_cast<double>(sequences[at].seams.size());
      std::sort(touched.begin(), touched.end());
      touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
      for (std::uint32_t f : touched) {
        for (int t = 0; t < kTransitionCount; ++t) {
          double g = gradient[f][t];
          gradient[f][t] = 0;
          g -= kDecay * 100 * weights[f][t];
          squares[f][t] += g * g;
          weights[f][t] += rate * g / (1 + std::sqrt(squares[f][t]));
        }
      }
    }
    std::fprintf(stderr, "epoch %d: %.5f nats a seam\n", epoch + 1, -likelihood / seams);
  }
  return weights;
}

void write_table(const Table& weights, const std::string& path) {
  std::ofstream out(path);
  out << "# Weights of paragraph/features.h, in nats; made by scripts/train_paragraph.\n# feature";
  for (const char* name : kTransitionNames) out << '\t' << name;
  out << '\n';
  for (int f = 0; f < feature_count(); ++f) {
    const Row& row = weights[static_cast<std::size_t>(f)];
    if (std::all_of(row.begin(), row.end(), [](double w) { return std::fabs(w) < .008; })) continue;
    out << feature_name(f);
    char number[32];
    for (double w : row) {
      std::snprintf(number, sizeof number, "\t%.2f", w);
      out << (std::string(number) == "\t-0.00" ? "\t0.00" : number);
    }
    out << '\n';
  }
}

// --- Figures ---

struct Figures {
  std::size_t true_breaks = 0, found = 0, right = 0, display = 0, display_right = 0;
  void add(const Sequence& s, const Weights& weights) {
    const Judgement j = judge(s.document, s.measured, s.chain, weights);
    for (std::size_t k = 1; k < s.truth.size(); ++k) {
      const bool truth = !is_join(s.truth[k]), said = !is_join(j.states[k]);
      true_breaks += truth;
      found += said;
      right += truth && said;
      display += s.truth[k] == State::kDisplay;
      display_right += s.truth[k] == State::kDisplay && j.states[k] == State::kDisplay;
    }
  }
  void print(const char* name) const {
    const double p = found ? 1.0 * right / found : 0, r = true_breaks ? 1.0 * right / true_breaks : 0;
    std::printf("%-8s break precision %.4f  recall %.4f  F1 %.4f   display lines %.4f\n", name, p, r,
                p + r > 0 ? 2 * p * r / (p + r) : 0.0,
                display ? 1.0 * display_right / display : 0.0);
  }
};

std::string read_file(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

int run(int argc, char** argv) {
  std::vector<std::string> corpora;
  std::string out;
  std::uint64_t samples = 30000;
  int epochs = 9;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--samples" && i + 1 < argc) samples = std::strtoull(argv[++i], nullptr, 10);
    else if (arg == "--epochs" && i + 1 < argc) epochs = std::atoi(argv[++i]);
    else if (arg == "--out" && i + 1 < argc) out = argv[++i];
    else corpora.push_back(arg);
  }
  if (corpora.empty()) {
    std::fprintf(stderr, "usage: train_paragraph [--samples N] [--epochs N] [--out TABLE] CORPUS...\n");
    return 1;
  }
  std::vector<std::vector<ArticleText>> learn_from, test_on;
  for (const std::string& path : corpora) {
    const std::vector<ArticleText> all = load_corpus(path);
    auto& a = learn_from.emplace_back();
    auto& b = test_on.emplace_back();
    for (std::size_t i = 0; i < all.size(); ++i) (i % 10 == 9 ? b : a).push_back(all[i]);
  }
  std::vector<Sequence> test;
  for (std::uint64_t i = 0; i < samples / 5; ++i)
    test.push_back(make_sequence(test_on[i % test_on.size()], 1'000'000 + i));
  try {
    Figures before;
    for (const Sequence& s : test) before.add(s, trained_weights());
    before.print("before");
  } catch (const Error& e) {
    std::printf("before: the weights in place are of other features (%s)\n", e.what());
  }
  std::fflush(stdout);
  if (out.empty()) return 0;

  std::vector<Sequence> learning;
  for (std::uint64_t i = 0; i < samples; ++i)
    learning.push_back(make_sequence(learn_from[i % learn_from.size()], i));
  const Table table = train(learning, epochs);
  write_table(table, out);
  const Weights weights = parse_weights(read_file(out));
  Figures after, seen;
  for (const Sequence& s : test) after.add(s, weights);
  for (const Sequence& s : learning) seen.add(s, weights);
  seen.print("learned");
  after.print("after");
  return 0;
}

}  // namespace
}  // namespace tonglan

int main(int argc, char** argv) {
  try {
    return tonglan::run(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "train_paragraph: %s\n", e.what());
    return 1;
  }
}
