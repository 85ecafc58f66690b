#include "layout/placing.h"

#include <algorithm>
#include <cmath>

#include "chinese/spacing.h"
#include "layout/wording.h"

namespace tonglan {
namespace {

// Log-odds a share of the wording is worth: the right owner repeats about .7, a stranger .2.
constexpr double kWording = 7;
constexpr double kMissingHeadline = 1.2;  // an article without one is rarer
constexpr double kSecondHeadline = 2;     // what headed the article so far was a subhead

struct Evidence {
  double before = 0, after = 0;  // containment in the article text before, in the text after
  double inside = 0;             // log-odds that it is a subhead, by shape
};

double subhead_odds(const Document& d, const Measured& m, const Passage& s) {
  if (s.opens || !s.has_text()) return -30;
  double odds = -1.0;
  odds -= 1.2 * (s.display_last - s.display_first - 1);  // kickers stand with headlines
  const Paragraph& p = d.paragraphs[s.display_first];
  const Line& line = first_line(d, p);
  const std::uint32_t at = d.order[p.first];
  if (p.last - p.first > 1) odds -= 1;
  if (line.measure > 0) odds += line.length <= line.measure ? .5 : -3;
  if (is_letter_spaced(m.cells[at])) odds -= 1.5;
  if (m.marks[at].start == StartMark::kNumber) odds += 3;
  if (marks_of(d, m, p).end == EndMark::kDash) odds += 2;
  return odds;
}

// How much better the place of a block is than the next best, its neighbours aside; 0 where only
// the neighbours speak for it.
double margin_of(Place place, const Evidence& e, double habit, bool has_text) {
  constexpr double kNo = -30;
  const double before = kWording * e.before + habit / 2;
  const double after = has_text ? kWording * e.after - habit / 2 : kNo;
  const double inside = has_text ? kWording * e.after + e.inside : kNo;
  switch (place) {
    case Place::kBefore:
      return std::max(0.0, before - std::max(after, inside));
    case Place::kAfter:
      return std::max(0.0, after - std::max(before, inside));
    case Place::kInside:
      return std::max(0.0, inside - std::max(before, after));
  }
  return 0;
}

// Viterbi over the passages; the state is whether the article under construction has its headline
// already. `habit` is the log-odds of a headline standing after its text.
std::vector<Decision> decide(const std::vector<Passage>& passages,
                             const std::vector<Evidence>& evidence, double habit, bool move) {
  constexpr double kNever = -1e9;
  const std::size_t n = passages.size();
  struct Step {
    double score[2];
    std::uint8_t from[2];
    Place place[2];
  };
  std::vector<Step> steps(n);
  const auto close = [](int state) { return state == 0 ? -kMissingHeadline : 0; };
  for (std::size_t i = 0; i < n; ++i) {
    Step& step = steps[i];
    step.score[0] = step.score[1] = kNever;
    const auto offer = [&](int to, double score, int from, Place place) {
      if (score <= step.score[to]) return;
      step.score[to] = score;
      step.from[to] = static_cast<std::uint8_t>(from);
      step.place[to] = place;
    };
    const Passage& s = passages[i];
    if (i == 0) {
      offer(s.has_display() ? 1 : 0, 0, 0, Place::kAfter);
      continue;
    }
    for (int from = 0; from < 2; ++from) {
      const double so_far = steps[i - 1].score[from];
      if (so_far <= kNever) continue;
      if (!s.has_display()) {  // a byline or dateline alone: a new article
        offer(0, so_far + close(from), from, Place::kAfter);
        continue;
      }
      const Evidence& e = evidence[i];
      if (s.has_text())
        offer(1, so_far + close(from) + kWording * e.after - habit / 2, from, Place::kAfter);
      if (move)
        offer(0, so_far + kWording * e.before + habit / 2 - (from == 1 ? kSecondHeadline : 0), from,
              Place::kBefore);
      if (s.has_text())
        offer(from, so_far + kWording * e.after + e.inside, from, Place::kInside);
      else if (from == 1 || !move)  // display lines at the very end that belong to nothing
        offer(1, so_far + close(from), from, Place::kAfter);
    }
  }
  std::vector<Decision> decisions(n);
  int state = steps[n - 1].score[1] + close(1) > steps[n - 1].score[0] + close(0) ? 1 : 0;
  for (std::size_t i = n; i-- > 0;) {
    decisions[i].place = steps[i].place[state];
    decisions[i].margin =
        margin_of(decisions[i].place, evidence[i], habit, passages[i].has_text());
    state = steps[i].from[state];
  }
  return decisions;
}

double habit_of(const std::vector<Passage>& passages, const std::vector<Decision>& decisions) {
  double before = .5, after = .5;
  for (std::size_t i = 1; i < passages.size(); ++i) {
    if (!passages[i].has_display()) continue;
    before += decisions[i].place == Place::kBefore;
    after += decisions[i].place == Place::kAfter;
  }
  return std::clamp(std::log(before / after), -3.0, 3.0);
}

// Which passages hold the text that a block heads if it stands after its text: back to the last
// place where an article surely begins.
std::uint32_t article_start(const std::vector<Passage>& passages, std::size_t i) {
  std::size_t first = i - 1;
  while (first > 0 && !passages[first].opens && !passages[first].has_display()) --first;
  return static_cast<std::uint32_t>(first);
}

}  // namespace

LineMarks marks_of(const Document& d, const Measured& m, const Paragraph& p) {
  LineMarks marks = m.marks[d.order[p.first]];
  marks.end = m.marks[d.order[p.last - 1]].end;
  return marks;
}

std::vector<Passage> cut_passages(const Document& d, const Measured& m) {
  std::vector<Passage> passages(1);
  const auto n = static_cast<std::uint32_t>(d.paragraphs.size());
  for (std::uint32_t i = 0; i < n; ++i) {
    const Paragraph& p = d.paragraphs[i];
    Passage& now = passages.back();
    if (p.role == Role::kHeadline) {
      if (now.has_text() || (now.has_display() && now.display_last != i)) {
        passages.push_back({i, i + 1, i + 1, i + 1, false});
      } else {
        if (!now.has_display()) now.display_first = i;
        now.display_last = now.text_first = now.text_last = i + 1;
      }
      continue;
    }
    const StartMark start = m.marks[d.order[p.first]].start;
    const bool opens =
        p.role == Role::kByline || (p.role == Role::kBody && start == StartMark::kLead);
    const bool after_byline = now.has_text() && d.paragraphs[i - 1].role == Role::kByline;
    if (opens && now.has_text() && !after_byline) {
      passages.push_back({i, i, i, i + 1, true});
      continue;
    }
    if (!now.has_text()) now.opens = opens;
    now.text_last = i + 1;
  }
  return passages;
}

std::vector<Decision> place_blocks(const Document& d, const Measured& m,
                                   const std::vector<Passage>& passages, bool move) {
  // A report says what its headline says at its beginning.
  constexpr std::uint32_t kLines = 32;
  const auto read = [&](Wording& wording, const Passage& s) {
    if (!s.has_text()) return;
    const std::uint32_t first = d.paragraphs[s.text_first].first;
    const std::uint32_t last = d.paragraphs[s.text_last - 1].last;
    for (std::uint32_t k = first; k < std::min(last, first + kLines); ++k)
      wording.read(d.view(d.lines[d.order[k]]));
  };
  std::vector<Evidence> evidence(passages.size());
  std::string block;
  for (std::uint32_t i = 1; i < passages.size(); ++i) {
    const Passage& s = passages[i];
    if (!s.has_display()) continue;
    block.clear();
    for (std::uint32_t p = s.display_first; p < s.display_last; ++p) {
      append_paragraph(d, d.paragraphs[p], block);
      block.push_back('|');
    }
    Wording wording(block, m.bigrams);
    for (std::uint32_t j = article_start(passages, i); j < i; ++j) read(wording, passages[j]);
    evidence[i].before = wording.take_share();
    read(wording, s);
    evidence[i].after = wording.take_share();
    evidence[i].inside = subhead_odds(d, m, s);
  }
  std::vector<Decision> decisions = decide(passages, evidence, 0, move);
  for (int round = 0; round < 2; ++round)
    decisions = decide(passages, evidence, habit_of(passages, decisions), move);
  return decisions;
}

}  // namespace tonglan
