// See threads.h.
#include "layout/threads.h"

#include <algorithm>
#include <array>

namespace tonglan {
namespace {

constexpr std::size_t kMostColumns = 8;
constexpr std::size_t kLags = 2 * kMostColumns;  // a thread's last line is never further back
constexpr std::size_t kBeam = 30;                // rotations of one number of columns
// Natural log-odds. A new column in the middle of a text is rare; but where one begins or ends,
// others do within a few lines.
constexpr float kStart = -5;
constexpr float kStartAtTop = -2;  // right behind the first line of a text
constexpr float kEnd = -5;
constexpr float kAnother = -3;
constexpr std::uint8_t kSoon = 3;
constexpr float kStay = .3f;  // each line read across: rows begin and end as far out as they can
// The same, when a whole stretch is judged: true columns give twice as much and more.
constexpr float kAcross = -.4f;
constexpr float kHopeless = 30;         // behind the best rotation
constexpr float kMargin = 10;           // over reading on, for a whole stretch
constexpr std::size_t kLeastLines = 8;  // in a stretch

// A rotation of the columns' last lines after some line; queue[0] is the next to go on.
struct Rotation {
  std::array<std::uint32_t, kMostColumns> queue;
  std::uint8_t columns = 0;
  std::uint8_t steady = 255;  // lines since a column began or ended
  float score = 0;            // of all lines so far
  std::uint32_t parent;       // in the beam of the line before
  std::uint32_t before;       // the line this one follows; kNone: begins a thread
};

bool same_queue(const Rotation& a, const Rotation& b) {
  return a.columns == b.columns &&
         std::equal(a.queue.begin(), a.queue.begin() + a.columns, b.queue.begin());
}

// The rotation after line i: `dropped` threads had ended; the line goes on with the next, or is
// new.
Rotation turned(const Rotation& from, std::size_t dropped, bool is_new, std::uint32_t i,
                float start) {
  Rotation to = from;
  const std::size_t gone = dropped + (is_new ? 0 : 1);
  std::copy(from.queue.begin() + gone, from.queue.begin() + from.columns, to.queue.begin());
  to.columns = static_cast<std::uint8_t>(from.columns - gone + 1);
  to.queue[to.columns - 1] = i;
  to.before = is_new ? kNone : from.queue[dropped];
  if (from.steady < 255) ++to.steady;
  const auto change = [&](float first) {
    to.score += to.steady <= kSoon ? kAnother : first;
    to.steady = 0;
  };
  for (std::size_t k = 0; k < dropped; ++k) change(kEnd);
  if (is_new && to.columns > 1) change(start);
  if (to.columns > 1) to.score += kStay;
  return to;
}

// The best rotations of each number of columns, each queue once. Many columns begin with a loss
// that only later lines make good, so they don't compete with few.
void prune(std::vector<Rotation>& beam) {
  std::stable_sort(beam.begin(), beam.end(),
                   [](const Rotation& a, const Rotation& b) { return a.score > b.score; });
  std::array<std::size_t, kMostColumns + 1> kept_of{};
  std::vector<Rotation> kept;
  for (const Rotation& r : beam) {
    if (kept_of[r.columns] == kBeam || r.score < beam.front().score - kHopeless) continue;
    if (std::any_of(kept.begin(), kept.end(), [&](const Rotation& k) { return same_queue(k, r); }))
      continue;
    kept.push_back(r);
    ++kept_of[r.columns];
  }
  beam = std::move(kept);
}

// What was decided at one line.
struct Dealt {
  std::uint32_t before = kNone;
  std::size_t columns = 1;  // in the rotation behind it
  float gain = 0;           // over following the line before it
};

std::vector<Dealt> deal(const std::vector<VisualLine>& lines, const Continuity& continuity) {
  std::vector<std::vector<Rotation>> beams(lines.size());
  beams[0] = {{{0}, 1, 255, 0, 0, kNone}};
  std::vector<float> reading_on(lines.size(), 0);
  for (std::uint32_t i = 1; i < lines.size(); ++i) {
    std::array<float, kLags + 1> link{};  // by how far back
    for (std::size_t lag = 1; lag <= std::min<std::size_t>(i, kLags); ++lag)
      link[lag] = continuity.score(lines[i - lag], lines[i]);
    reading_on[i] = link[1];
    const bool at_top = i == 1 || continuity.begins_text(lines[i - 2], lines[i - 1]);
    const float start = at_top ? kStartAtTop : kStart;
    std::vector<Rotation>& beam = beams[i];
    for (std::uint32_t parent = 0; parent < beams[i - 1].size(); ++parent) {
      const Rotation& from = beams[i - 1][parent];
      for (std::size_t dropped = 0; dropped <= from.columns; ++dropped) {
        for (const bool is_new : {false, true}) {
          if (!is_new && (dropped == from.columns || i - from.queue[dropped] > kLags)) continue;
          if (is_new && from.columns - dropped + 1 > kMostColumns) continue;
          if (is_new && from.columns == 1 && dropped == 1) continue;  // that is reading on
          Rotation to = turned(from, dropped, is_new, i, start);
          if (!is_new) to.score += link[i - to.before];
          to.parent = parent;
          beam.push_back(to);
        }
      }
    }
    prune(beam);
  }
  std::vector<Dealt> dealt(lines.size());
  for (std::uint32_t i = static_cast<std::uint32_t>(lines.size()), at = 0; i-- > 0;) {
    const Rotation& r = beams[i][at];
    const float before = i > 0 ? beams[i - 1][r.parent].score : 0;
    dealt[i] = {r.before, r.columns, r.score - before - reading_on[i]};
    at = r.parent;
  }
  return dealt;
}

// Lines first .. last - 1 were read across columns; line first - 1 is the first column's.
struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

std::vector<Stretch> find_stretches(const std::vector<Dealt>& dealt) {
  std::vector<Stretch> stretches;
  const auto size = static_cast<std::uint32_t>(dealt.size());
  for (std::uint32_t i = 1; i < size; ++i) {
    if (dealt[i].columns == 1) continue;
    Stretch s{i, i};
    float gain = 0;
    for (; s.last < size && dealt[s.last].columns > 1; ++s.last) gain += dealt[s.last].gain;
    if (s.last < size) gain += dealt[s.last++].gain;  // the line that ends it
    gain += kAcross * static_cast<float>(s.last - s.first);
    if (gain >= kMargin && s.last - s.first >= kLeastLines) stretches.push_back(s);
    i = s.last - 1;
  }
  return stretches;
}

// One line after the other, and column by column where they were read across.
std::vector<Thread> take_apart(const std::vector<VisualLine>& lines,
                               const std::vector<Dealt>& dealt, const Continuity& continuity) {
  std::vector<Thread> threads(1);
  std::uint32_t next = 0;
  const auto read_on = [&](std::uint32_t to) {
    for (; next < to; ++next) threads.back().push_back(next);
  };
  std::vector<std::size_t> thread_of(lines.size(), 0);
  for (const Stretch& s : find_stretches(dealt)) {
    read_on(s.first);
    thread_of[s.first - 1] = threads.size() - 1;
    for (; next < s.last; ++next) {
      const std::uint32_t before = dealt[next].before;
      if (before == kNone) threads.emplace_back();
      thread_of[next] = before == kNone ? threads.size() - 1 : thread_of[before];
      threads[thread_of[next]].push_back(next);
    }
    // The last column left goes on to the end of its paragraph; what comes then stands below all.
    const std::size_t left = thread_of[s.last - 1];
    while (next < lines.size() && !continuity.ends_paragraph(lines[next - 1]) &&
           dealt[next].before == next - 1)
      threads[left].push_back(next++);
    threads.emplace_back();
  }
  read_on(static_cast<std::uint32_t>(lines.size()));
  return threads;
}

// Whether following every k-th line somewhere reads better than reading on: cheap, and nearly
// always no.
bool may_be_across(const std::vector<VisualLine>& lines, const Continuity& continuity) {
  std::array<float, kMostColumns + 1> lead{};  // of the best run that ends here, by stride
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const float reading_on = continuity.score(lines[i - 1], lines[i]);
    for (std::size_t k = 2; k <= std::min(i, kMostColumns); ++k) {
      const float gain = continuity.score(lines[i - k], lines[i]) - reading_on + kAcross;
      lead[k] = std::max(lead[k] + gain, 0.f);
      if (lead[k] >= kMargin) return true;
    }
  }
  return false;
}

}  // namespace

Thread follow_threads(const std::vector<VisualLine>& lines, const Continuity& continuity) {
  Thread order;
  order.reserve(lines.size());
  if (!may_be_across(lines, continuity)) {
    for (std::uint32_t i = 0; i < lines.size(); ++i) order.push_back(i);
    return order;
  }
  for (const Thread& thread : take_apart(lines, deal(lines, continuity), continuity))
    order.insert(order.end(), thread.begin(), thread.end());
  return order;
}

}  // namespace tonglan
