#include "scan/lines_wide.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

constexpr float kLargeLine = 1.2f;   // body glyphs: size of the lines, at least
// In characters of the line:
constexpr float kInside = 0.12f;     // white inside a character, at most
constexpr float kCharacter = 0.5f;   // wide, at least
constexpr float kTight = 1.05f;      // pitch of a line whose characters cannot be told apart
constexpr float kWidePitch = 1.35f;  // of a line whose white tells as much as a mark
constexpr float kMostPitch = 2;      // from one character to the next, at most
constexpr float kSlack = 0.25f;      // more white than a mark's cell and its neighbours' leave
constexpr float kBeyond = 0.15f;     // that a mark may stand out of the line
constexpr float kOffLine = 0.12f;    // how far the middles of two parts may be apart
constexpr float kMark = 0.45f;       // size of a mark
constexpr float kMarkEnd = 0.25f;  // of a vertical line, in which nothing but its last mark stands
constexpr float kFlat = 0.35f;       // height of 一 ...
constexpr float kFlatLength = 1.1f;  // ... and its length
constexpr float kSameSize = 0.88f;   // of two parts, smaller to larger
constexpr float kSamePitch = 0.15f;  // how much their pitches may differ
constexpr float kTwoApart = 2.5f;    // between two characters that stand alone, at most
constexpr float kAlone = 1.2f;       // nothing so near on their level
constexpr int kMostMarks = 3;        // in one place

// A line, seen with x along it.
struct Part {
  PixelBox box;
  float size = 0;
  float pitch = 0;
  bool one = false;          // a single character
  bool mark_first = false;   // begins with a mark ...
  bool mark_last = false;    // ... or ends with one
};

// Whether the ink of a vertical line ends in a mark that stands so close under the character before
// it that they are one.
bool ends_in_mark(const cv::Mat& line, float size) {
  const int end = std::min(line.rows, int(kMarkEnd * size));
  cv::Mat profile;
  cv::reduce(line.rowRange(line.rows - end, line.rows), profile, 0, cv::REDUCE_MAX);
  std::vector<cv::Point> inked;
  cv::findNonZero(profile, inked);
  return !inked.empty() && float(inked.back().x + 1 - inked.front().x) < kMark * size;
}

Part part_of(const Draft& draft, const cv::Mat& ink) {
  Part part;
  part.box = draft.vertical ? transposed(draft.box) : draft.box;
  part.size = draft.glyph;
  const cv::Mat here = ink(cv::Rect(draft.box.left, draft.box.top, draft.box.width(),
                                    draft.box.height()));
  cv::Mat profile;
  cv::reduce(here, profile, draft.vertical ? 1 : 0, cv::REDUCE_MAX);
  std::vector<PixelBox> clusters;  // only left and right are used
  const int inside = int(kInside * part.size);
  for (int x = 0; x < int(profile.total()); ++x) {
    if (profile.data[x] == 0) continue;
    if (!clusters.empty() && x - clusters.back().right <= inside) {
      clusters.back().right = x + 1;
    } else {
      clusters.push_back({x, 0, x + 1, 1});
    }
  }
  if (clusters.empty()) return part;
  std::vector<float> steps;
  const auto is_character = [&](const PixelBox& c) {
    return float(c.width()) >= kCharacter * part.size && float(c.width()) <= kFlatLength * part.size;
  };
  for (std::size_t k = 1; k < clusters.size(); ++k) {
    const PixelBox &a = clusters[k - 1], &b = clusters[k];
    if (!is_character(a) || !is_character(b)) continue;
    const float step = float(b.left + b.right - a.left - a.right) / 2;
    if (step <= kMostPitch * part.size) steps.push_back(step);
  }
  part.one = float(part.box.width()) <= kFlatLength * part.size;
  part.pitch = kTight * part.size;
  if (!steps.empty()) {
    std::nth_element(steps.begin(), steps.begin() + long(steps.size() / 2), steps.end());
    part.pitch = std::max(part.pitch, steps[steps.size() / 2]);
  }
  part.mark_first = float(clusters.front().width()) < kMark * part.size;
  part.mark_last = float(clusters.back().width()) < kMark * part.size ||
                   (draft.vertical && ends_in_mark(here, part.size));
  return part;
}

bool is_mark(const PixelBox& b, float size) {
  return float(b.size()) <= kMark * size ||
         (float(b.height()) <= kFlat * size && float(b.width()) <= kFlatLength * size);
}

bool go_together(const Part& a, const Part& b) {
  const float larger = std::max(a.size, b.size);
  const float off = float(a.box.top + a.box.bottom - b.box.top - b.box.bottom) / 2;
  const bool same_pitch =
      a.one || b.one || std::abs(a.pitch - b.pitch) <= kSamePitch * std::max(a.pitch, b.pitch);
  return std::min(a.size, b.size) >= kSameSize * larger && std::abs(off) <= kOffLine * larger &&
         same_pitch;
}

// Whether the white between two parts is that between the characters of both.
bool goes_on_evenly(const Part& a, const Part& b) {
  if (a.one || b.one || std::min(a.pitch, b.pitch) < kWidePitch * a.size) return false;
  const float white = float(-overlap_x(a.box, b.box));
  return std::abs(white - (a.pitch - a.size)) <= kSlack * a.size;
}

// The second character of a title of two (公　告) that stand alone on their level, or -1.
int second_of_two(const std::vector<Draft>& drafts, const BoxGrid& grid, int i) {
  const PixelBox& a = drafts[i].box;
  const float size = float(a.height());
  const auto is_one = [&](const PixelBox& b) {
    return float(b.width()) <= kFlatLength * float(b.height()) &&
           float(b.height()) <= kFlatLength * float(b.width());
  };
  if (!is_one(a)) return -1;
  const int far = int(kTwoApart * size), beside = int(kAlone * size);
  int second = -1;
  grid.visit({a.right, a.top, a.right + far, a.bottom}, [&](int k) {
    if (k != i && (second < 0 || drafts[k].box.left < drafts[second].box.left)) second = k;
  });
  if (second < 0) return -1;
  const PixelBox& b = drafts[second].box;
  const float larger = std::max(size, float(b.height()));
  const float off = float(a.top + a.bottom - b.top - b.bottom) / 2;
  if (!is_one(b) || b.left < a.right || std::abs(off) > kOffLine * larger ||
      std::min(size, float(b.height())) < kSameSize * larger)
    return -1;
  bool alone = true;
  grid.visit({a.left - beside, a.top, b.right + beside, a.bottom},
             [&](int k) { alone &= k == i || k == second; });
  return alone ? second : -1;
}

// What continues the line `i`: marks, and after them its next part; or nothing.
std::vector<int> continuation(const std::vector<Draft>& drafts, const BoxGrid& grid,
                              const cv::Mat& ink, int i) {
  const Draft& line = drafts[i];
  const auto along = [&](int k) {
    return line.vertical ? transposed(drafts[k].box) : drafts[k].box;
  };
  const Part a = part_of(line, ink);
  const int beyond = int(kBeyond * a.size);
  std::vector<int> chain;
  int right = a.box.right;
  for (int marks = 0; marks <= kMostMarks; ++marks) {
    const float white = (2 * a.pitch - a.size) + kSlack * a.size;
    const PixelBox area{right, a.box.top, right + int(white) + 1, a.box.bottom};
    int next = -1;
    grid.visit(line.vertical ? transposed(area) : area, [&](int k) {
      const PixelBox b = along(k);
      const bool level = b.top >= a.box.top - beyond && b.bottom <= a.box.bottom + beyond;
      if (k != i && level && b.left >= right - beyond && (next < 0 || b.left < along(next).left))
        next = k;
    });
    if (next < 0) return {};
    chain.push_back(next);
    right = along(next).right;
    if (is_mark(along(next), a.size)) continue;
    if (drafts[next].vertical != line.vertical) return {};
    const Part b = part_of(drafts[next], ink);
    const bool marked = chain.size() > 1 || a.mark_last || b.mark_first;
    return (marked || goes_on_evenly(a, b)) && go_together(a, b) ? chain : std::vector<int>();
  }
  return {};
}

}  // namespace

std::vector<Draft> join_wide(std::vector<Draft> drafts, const cv::Mat& ink, float glyph) {
  for (bool changed = true; changed;) {
    changed = false;
    std::vector<PixelBox> boxes;
    for (const Draft& d : drafts) boxes.push_back(d.box);
    const BoxGrid grid(boxes, int(2 * glyph));
    std::vector<char> gone(drafts.size());
    for (int i = 0; i < int(drafts.size()); ++i) {
      if (gone[i] || drafts[i].glyph < kLargeLine * glyph) continue;
      const std::vector<int> chain = continuation(drafts, grid, ink, i);
      if (std::any_of(chain.begin(), chain.end(), [&](int k) { return gone[k] != 0; })) continue;
      for (const int k : chain) {
        drafts[i] = united(drafts[i], drafts[k]);
        gone[k] = 1;
        changed = true;
      }
    }
    std::vector<Draft> kept;
    for (std::size_t i = 0; i < drafts.size(); ++i)
      if (!gone[i]) kept.push_back(drafts[i]);
    drafts = std::move(kept);
  }
  return drafts;
}

std::vector<Draft> join_titles(std::vector<Draft> drafts, float glyph) {
  std::vector<PixelBox> boxes;
  for (const Draft& d : drafts) boxes.push_back(d.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::vector<char> gone(drafts.size());
  for (int i = 0; i < int(drafts.size()); ++i) {
    if (drafts[i].glyph < kLargeLine * glyph) continue;
    // Nothing else stands on their level: no draft is in two titles.
    const int second = second_of_two(drafts, grid, i);
    if (second < 0) continue;
    drafts[i].vertical = false;
    drafts[i] = united(drafts[i], drafts[second]);
    gone[second] = 1;
  }
  std::vector<Draft> kept;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (!gone[i]) kept.push_back(drafts[i]);
  return kept;
}

}  // namespace tonglan
