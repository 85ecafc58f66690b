// See threads.h.
#include "layout/threads.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace tonglan {
namespace {

constexpr std::size_t kMostColumns = 10;
constexpr std::size_t kLags = 80;  // a thread's last line is never further back
constexpr std::size_t kBeam = 15;  // rotations of one number of columns
// Natural log-odds.
constexpr float kGroup = -8;         // a block of columns begins
constexpr float kGroupAtTop = -4;    // ... below a line that was ended
constexpr float kGroupBelow = -1;    // ... below a headline: the rule
constexpr float kPauseAbove = -.5f;  // a block ends above a headline
constexpr float kColumn = -2;        // each more of its columns, in its first row
constexpr float kLateColumn = -8;    // a column that begins below the first row
constexpr float kEnd = -6;           // a column ends before the others
constexpr float kAnotherEnd = -4;    // ... and so do others within a few lines
constexpr std::uint8_t kSoon = 3;
constexpr float kPause = -5;           // a block ends, or its next row comes later
constexpr float kResume = -8;          // a block goes on
constexpr float kDisplayOutside = -3;  // a headline or a caption stands between the rows
constexpr float kOutside = -12;        // another line does
// Each line read across, when a whole stretch is judged: true columns give twice as much and more.
constexpr float kAcross = -.4f;
constexpr float kUnknown = 1e9f;        // not asked for yet
constexpr float kHopeless = 20;         // behind the best rotation
constexpr float kMargin = 14;           // over reading on, for a whole stretch
constexpr float kPromising = 20;        // ... of every k-th line over reading on: worth the search
constexpr std::size_t kLeastLines = 8;  // in a stretch

struct Column {
  std::uint32_t line = 0;   // its last so far
  bool starts_row = false;  // the first of its block
};

// The blocks of columns after some line. Their rows come in turn: queue[0] is the next to go on.
struct Rotation {
  std::array<Column, kMostColumns> queue;
  std::array<Column, kMostColumns> paused;  // blocks that may go on later, the oldest first
  std::uint8_t columns = 0, paused_columns = 0;
  bool first_row = false;        // of the block that was read last
  std::uint8_t steady = 255;     // lines since a column began or ended
  std::uint8_t ended = 255;      // lines since a column ended
  float score = 0;               // of all lines so far
  std::uint32_t parent = 0;      // in the beam of the line before
  std::uint32_t before = kNone;  // the line this one follows; kNone: begins a thread
};

bool same_columns(const Rotation& a, const Rotation& b) {
  const auto same = [](const Column& x, const Column& y) {
    return x.line == y.line && x.starts_row == y.starts_row;
  };
  return a.columns == b.columns && a.first_row == b.first_row &&
         std::equal(a.queue.begin(), a.queue.begin() + a.columns, b.queue.begin(), same);
}

// Takes columns off the front of the queue.
void drop(Rotation& r, std::size_t count) {
  std::copy(r.queue.begin() + count, r.queue.begin() + r.columns, r.queue.begin());
  r.columns = static_cast<std::uint8_t>(r.columns - count);
}

// How many columns the block at the front of the queue has.
std::size_t block_size(const Rotation& r) {
  std::size_t size = 1;
  while (size < r.columns && !r.queue[size].starts_row) ++size;
  return std::min<std::size_t>(size, r.columns);
}

// The rotation after line i, which goes on with queue[0].
Rotation gone_on(Rotation r, std::uint32_t i) {
  const Column column = r.queue[0];
  r.before = column.line;
  drop(r, 1);
  r.queue[r.columns++] = {i, column.starts_row};
  r.first_row = false;
  return r;
}

// The column at the front of the queue has ended.
Rotation without_column(Rotation r) {
  r.score += r.ended <= kSoon ? kAnotherEnd : kEnd;
  r.steady = r.ended = 0;
  const bool started = r.queue[0].starts_row;
  drop(r, 1);
  if (started && r.columns > 0) r.queue[0].starts_row = true;
  return r;
}

// The block at the front of the queue pauses.
Rotation without_block(Rotation r, float pause) {
  r.score += pause;
  r.steady = 0;
  const std::size_t size = block_size(r);
  if (r.paused_columns + size > kMostColumns) {
    const std::size_t gone = r.paused_columns + size - kMostColumns;
    std::copy(r.paused.begin() + gone, r.paused.begin() + r.paused_columns, r.paused.begin());
    r.paused_columns = static_cast<std::uint8_t>(r.paused_columns - gone);
  }
  std::copy(r.queue.begin(), r.queue.begin() + size, r.paused.begin() + r.paused_columns);
  r.paused_columns = static_cast<std::uint8_t>(r.paused_columns + size);
  drop(r, size);
  return r;
}

// The block that begins at `first` of those paused comes to the front of the queue.
Rotation with_block(Rotation r, std::size_t first) {
  std::size_t last = first + 1;
  while (last < r.paused_columns && !r.paused[last].starts_row) ++last;
  const std::size_t size = last - first;
  r.score += kResume;
  r.steady = 0;
  std::copy_backward(r.queue.begin(), r.queue.begin() + r.columns,
                     r.queue.begin() + r.columns + size);
  std::copy(r.paused.begin() + first, r.paused.begin() + last, r.queue.begin());
  r.queue[0].starts_row = true;
  r.columns = static_cast<std::uint8_t>(r.columns + size);
  std::copy(r.paused.begin() + last, r.paused.begin() + r.paused_columns, r.paused.begin() + first);
  r.paused_columns = static_cast<std::uint8_t>(r.paused_columns - size);
  return r;
}

Rotation with_line(Rotation r, std::uint32_t i, bool starts_row, float score) {
  r.before = kNone;
  r.queue[r.columns++] = {i, starts_row};
  r.score += score;
  r.steady = 0;
  return r;
}

// What a line's surroundings make of it, in natural log-odds.
struct Surroundings {
  float group = kGroup, pause = kPause;
  float outside = kOutside;
};

Surroundings surroundings_of(const std::vector<VisualLine>& lines, std::uint32_t i,
                             const Continuity& continuity) {
  Surroundings s;
  if (continuity.may_be_display(lines[i - 1]))
    s.group = kGroupBelow, s.pause = kPauseAbove;
  else if (i == 1 || continuity.begins_text(lines[i - 1], lines[i]))
    s.group = kGroupAtTop;
  if (continuity.may_be_display(lines[i])) s.outside = kDisplayOutside;
  return s;
}

// All that line i may be to a rotation. `offer` takes a rotation after the line.
template <class Offer>
void for_each_turn(const Rotation& from, std::uint32_t i, const Surroundings& costs, Offer offer) {
  if (from.columns > 1) {
    Rotation to = from;
    to.before = kNone;
    to.score += costs.outside;
    offer(to);
  }
  const auto begin = [&](const Rotation& r, bool starts_row, float score) {
    if (r.columns == kMostColumns) return;
    Rotation to = with_line(r, i, starts_row, score);
    to.first_row = starts_row || r.first_row;
    offer(to);
  };
  if (from.first_row)
    begin(from, false, kColumn);
  else if (from.columns > 1 || !from.queue[0].starts_row)
    begin(from, false, kLateColumn);
  for (Rotation now = from; now.columns > 0; now = without_column(now)) {
    offer(gone_on(now, i));
    if (!now.queue[0].starts_row) continue;
    for (Rotation at = now;; at = without_block(at, costs.pause)) {  // at the end of a row
      if (at.columns > 0 && at.columns < now.columns) offer(gone_on(at, i));
      begin(at, true, costs.group);
      for (std::size_t k = 0; k < at.paused_columns; ++k) {
        const bool starts = k == 0 || at.paused[k].starts_row;
        std::size_t size = 1;
        while (k + size < at.paused_columns && !at.paused[k + size].starts_row) ++size;
        if (starts && at.columns + size <= kMostColumns) offer(gone_on(with_block(at, k), i));
      }
      if (at.columns == 0) break;
    }
  }
}

// The best rotations of each number of columns, each queue once. Many columns begin with a loss
// that only later lines make good, so they don't compete with few.
std::vector<Rotation> pruned(const std::vector<Rotation>& beam) {
  std::vector<std::uint32_t> by_score(beam.size());  // rotations are large
  std::iota(by_score.begin(), by_score.end(), 0u);
  std::stable_sort(by_score.begin(), by_score.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return beam[a].score > beam[b].score; });
  std::array<std::size_t, kMostColumns + 1> kept_of{};
  std::vector<Rotation> kept;
  for (const std::uint32_t k : by_score) {
    const Rotation& r = beam[k];
    if (r.score < beam[by_score[0]].score - kHopeless) break;
    if (kept_of[r.columns] == kBeam) continue;
    const auto is_same = [&](const Rotation& other) { return same_columns(other, r); };
    if (std::any_of(kept.begin(), kept.end(), is_same)) continue;
    kept.push_back(r);
    ++kept_of[r.columns];
  }
  return kept;
}

// What was decided at one line.
struct Dealt {
  std::uint32_t before = kNone;
  std::size_t columns = 1;  // in the rotation behind it
  float gain = 0;           // over following the line before it
  std::size_t steady = 0;   // lines since a column began, ended or was out of turn
};

std::vector<Dealt> deal(const std::vector<VisualLine>& lines, const Continuity& continuity) {
  std::vector<std::vector<Rotation>> beams(lines.size());
  Rotation first;
  first.queue[0] = {0, true};
  first.columns = 1;
  beams[0] = {first};
  std::vector<float> reading_on(lines.size(), 0);
  for (std::uint32_t i = 1; i < lines.size(); ++i) {
    std::array<float, kLags + 1> link;  // by how far back
    link.fill(kUnknown);
    const auto link_to = [&](std::uint32_t before) {
      float& score = link[i - before];
      if (score == kUnknown) score = continuity.score(lines[before], lines[i]);
      return score;
    };
    reading_on[i] = link_to(i - 1);
    const Surroundings costs = surroundings_of(lines, i, continuity);
    std::vector<Rotation> offered;
    float best = -kUnknown;
    for (std::uint32_t parent = 0; parent < beams[i - 1].size(); ++parent) {
      Rotation from = beams[i - 1][parent];
      from.parent = parent;
      if (from.steady < 255) ++from.steady;
      if (from.ended < 255) ++from.ended;
      for_each_turn(from, i, costs, [&](Rotation to) {
        if (to.before != kNone) {
          if (i - to.before > kLags) return;
          to.score += link_to(to.before);
        }
        if (to.score < best - kHopeless) return;
        best = std::max(best, to.score);
        offered.push_back(to);
      });
    }
    beams[i] = pruned(offered);
  }
  std::vector<Dealt> dealt(lines.size());
  for (std::uint32_t i = static_cast<std::uint32_t>(lines.size()), at = 0; i-- > 0;) {
    const Rotation& r = beams[i][at];
    const float before = i > 0 ? beams[i - 1][r.parent].score : 0;
    dealt[i] = {r.before, r.columns, r.score - before - reading_on[i], r.steady};
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

// A leg ends where its column may have: where columns began or ended since its last line, where the
// seam speaks against it, and at a headline. What is cut in vain is linked again (legs.h).
std::vector<Leg> cut_legs(const std::vector<VisualLine>& lines, const std::vector<Dealt>& dealt,
                          const Continuity& continuity) {
  constexpr float kDoubtful = -1;
  const std::vector<Stretch> stretches = find_stretches(dealt);
  std::vector<Leg> legs;
  if (stretches.empty()) return legs;
  std::vector<std::uint8_t> across(lines.size(), 0), display(lines.size(), 0);
  for (const Stretch& s : stretches)
    std::fill(across.begin() + s.first, across.begin() + s.last, 1);
  for (std::size_t i = 0; i < lines.size(); ++i) display[i] = continuity.may_be_display(lines[i]);
  std::vector<std::uint32_t> leg_of(lines.size());
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const std::uint32_t before = across[i] ? dealt[i].before : i > 0 ? i - 1 : kNone;
    const bool steady =
        across[i] ? before != kNone && dealt[i].steady >= i - before : i > 0 && !across[i - 1];
    const bool goes_on = steady && !display[i] && !display[before] &&
                         legs[leg_of[before]].lines.back() == before &&
                         continuity.score(lines[before], lines[i]) >= kDoubtful;
    if (!goes_on) legs.emplace_back();
    leg_of[i] = goes_on ? leg_of[before] : static_cast<std::uint32_t>(legs.size() - 1);
    Leg& leg = legs[leg_of[i]];
    if (!goes_on && before != kNone) {
      leg.natural = leg_of[before];
      leg.aside = std::any_of(display.begin() + before + 1, display.begin() + i,
                              [](std::uint8_t d) { return d != 0; });
    }
    leg.lines.push_back(i);
  }
  return legs;
}

// Whether following every k-th line somewhere reads better than reading on: cheap, and nearly
// always no.
bool may_be_across(const std::vector<VisualLine>& lines, const Continuity& continuity) {
  constexpr std::size_t kMostStrides = 7;      // rows of more are rare, and never alone
  std::array<float, kMostStrides + 1> lead{};  // of the best run that ends here, by stride
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const float reading_on = continuity.score(lines[i - 1], lines[i]);
    for (std::size_t k = 2; k <= std::min(i, kMostStrides); ++k) {
      const float gain = continuity.score(lines[i - k], lines[i]) - reading_on + kAcross;
      lead[k] = std::max(lead[k] + gain, 0.f);
      if (lead[k] >= kPromising) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Leg> deal_into_legs(const std::vector<VisualLine>& lines,
                                const Continuity& continuity) {
  if (!may_be_across(lines, continuity)) return {};
  return cut_legs(lines, deal(lines, continuity), continuity);
}

}  // namespace tonglan
