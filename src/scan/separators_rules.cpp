#include "scan/separators_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "scan/clean_components.h"
#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kSketch = 12;         // pixels a glyph, at least, of the picture rules are found in
constexpr float kInked = 0.2f;        // share of a small pixel that makes it ink
constexpr float kSegment = 2.5f;      // length of straight ink
constexpr float kThickest = 0.9f;     // of a rule; thicker is a bar
constexpr float kShortest = 4;        // length of a rule
constexpr float kSlender = 8;         // length to thickness
constexpr float kFlank = 0.3f;        // width of the white beside a rule ...
constexpr float kGapToFlank = 0.08f;  // ... and its distance: a rule's rim is rough
constexpr float kWhite = 0.12f;       // share of ink in a flank that is white
constexpr float kNotText = 0.35f;     // share of ink in a flank that may be text near by, not of it
constexpr float kLong = 8;            // from here on one white flank is enough
constexpr float kSurelyRule = 12;     // length from which no stroke of a headline is taken for it
constexpr float kStrokeMate = 0.3f;   // size of the other strokes of a character, of its longest
constexpr float kMateReach = 0.5f;    // how far away they are, of the same
constexpr float kCentred = 0.15f;     // from its middle to that of a stroke above or below it
constexpr float kPastEnd = 1.5f;      // length of a stroke, of the character before or after it
constexpr float kDashOf = 2.4f;       // length of a dash (two cells), of the same ...
constexpr float kDashLevel = 0.25f;   // ... at half its height, off by so much of it ...
constexpr float kDashReach = 0.7f;    // ... and so near
constexpr float kDashGap = 0.35f;     // between its two halves, of a half; and their difference
constexpr float kNoFrame = 0.22f;     // share of ink in its box: less is a frame
constexpr float kInLine = 0.3f;       // sideways distance of pieces of one rule
constexpr float kBreak = 2;           // gap between them
constexpr float kThickBox =
    1.2f;  // of the box of a rule that may be double or wavy, but not slanted
constexpr float kDouble = 0.55f;  // distance of the two lines of a double rule
constexpr float kWavy = 0.85f;    // height of a wavy rule
constexpr float kDot = 0.45f;     // side of a dot
constexpr float kDash = 0.65f;    // length of a dash: 一 is longer
constexpr float kDotGap = 0.9f;
constexpr float kDotsInLine = 0.12f;
constexpr int kFewestDots = 12;
constexpr float kShortestDotted = 4.5f;  // longer than two ellipses

constexpr std::uint8_t kAlongRows = 255, kAlongColumns = 127, kAll = 64;

struct RulePiece {
  cv::Rect box;     // of the small picture, as seen along its rows
  float thick = 0;  // small pixels
  bool dotted = false;
};

float share_of_ink(const cv::Mat& ink, cv::Rect area) {
  area &= cv::Rect(0, 0, ink.cols, ink.rows);
  if (area.empty()) return 0;
  return float(cv::countNonZero(ink(area))) / float(area.area());
}

// `others`: ink without rules.
bool has_white_flanks(const cv::Mat& others, const RulePiece& piece, float glyph) {
  const int far = std::max(2, int(std::lround(kFlank * glyph)));
  const int gap = std::max(1, int(std::lround(kGapToFlank * glyph)));
  const cv::Rect& b = piece.box;
  const float above = share_of_ink(others, {b.x, b.y - gap - far, b.width, far});
  const float below = share_of_ink(others, {b.x, b.y + b.height + gap, b.width, far});
  if (piece.dotted) return std::max(above, below) <= kWhite;
  if (above <= kNotText && below <= kNotText) return std::min(above, below) <= kWhite;
  return b.width >= kLong * glyph && std::min(above, below) <= kWhite;
}

// Whether `rule` is a dash behind or before the character `c`: at half its height, one or two
// characters long.
bool is_dash_of(const cv::Rect& rule, const Component& c) {
  const float size = float(std::max(c.width(), c.height()));
  const int apart = std::max(c.left, rule.x) - std::min(c.right, rule.br().x);
  const float off = std::abs(float(c.top + c.bottom) - float(2 * rule.y + rule.height)) / 2;
  return 2 * -apart < c.width() && float(apart) < kDashReach * size && off < kDashLevel * size &&
         kDashOf * size >= float(rule.width);
}

// A long stroke of a large character has others of its size beside it, joined to it or centred on
// it (二, 旦); a rule has body text there, or whole characters of a headline.
bool is_stroke(const cv::Rect& rule, const std::vector<Component>& all, float glyph) {
  if (rule.width >= kSurelyRule * glyph) return false;
  const int reach = int(kMateReach * rule.width);
  const cv::Rect near(rule.x - reach, rule.y - reach, rule.width + 2 * reach,
                      rule.height + 2 * reach);
  return std::any_of(all.begin(), all.end(), [&](const Component& c) {
    const int smaller = std::min(c.width(), c.height()), larger = std::max(c.width(), c.height());
    if (smaller < kStrokeMate * rule.width || c.area < kNoFrame * smaller * larger) return false;
    if (is_dash_of(rule, c)) return true;
    // What stands past its end is another character, of a stroke's length at least.
    const int beside = std::min(c.right, rule.br().x) - std::max(c.left, rule.x);
    if (2 * beside < c.width() && kPastEnd * float(larger) < float(rule.width)) return false;
    const int off_centre = std::abs(c.left + c.right - rule.x - rule.br().x) / 2;
    const bool joined =
        c.left <= rule.x && c.right >= rule.br().x && c.top <= rule.y && c.bottom >= rule.br().y;
    if (!joined && beside > 0 && off_centre > kCentred * float(rule.width)) return false;
    return larger <= 2 * rule.width &&
           near.contains({(c.left + c.right) / 2, (c.top + c.bottom) / 2});
  });
}

// Pieces that are strokes; a dash may be two of them, one behind the other.
void erase_strokes(std::vector<RulePiece>& pieces, const std::vector<Component>& all, float glyph) {
  std::vector<cv::Rect> strokes;
  for (const RulePiece& p : pieces) {
    if (is_stroke(p.box, all, glyph)) strokes.push_back(p.box);
  }
  std::erase_if(pieces, [&](const RulePiece& p) {
    return std::any_of(strokes.begin(), strokes.end(), [&](const cv::Rect& s) {
      const int apart = std::max(s.x, p.box.x) - std::min(s.br().x, p.box.br().x);
      const int lower = std::max(s.y, p.box.y), upper = std::min(s.br().y, p.box.br().y);
      const bool twin = lower <= upper && apart >= 0 && float(apart) < kDashGap * float(s.width) &&
                        std::abs(s.width - p.box.width) < kDashGap * float(s.width);
      return s == p.box || twin;
    });
  });
}

// Straight pieces, and `mask` of them.
std::vector<RulePiece> straight_pieces(const cv::Mat& ink, float glyph, cv::Mat& mask) {
  cv::Mat opened;
  const int length = std::max(3, int(kSegment * glyph));
  cv::morphologyEx(ink, opened, cv::MORPH_OPEN, cv::Mat::ones(1, length, CV_8U));
  mask = cv::Mat::zeros(ink.size(), CV_8U);
  std::vector<RulePiece> pieces;
  const Components found = components_of(opened);
  std::vector<std::uint8_t> good(found.items.size());
  for (std::size_t k = 0; k < good.size(); ++k) {
    const Component& c = found.items[k];
    const float thick = float(c.area) / c.width();
    good[k] =
        thick <= kThickest * glyph && c.height() <= 2 * kThickest * glyph && c.width() >= 3 * thick;
    if (good[k]) pieces.push_back({{c.left, c.top, c.width(), c.height()}, thick, false});
  }
  for (const InkRun& run : found.runs) {
    if (good[run.component]) mask.row(run.y).colRange(run.left, run.right) = 255;
  }
  return pieces;
}

// Flat components, and chains of dots or dashes, of the ink without the straight pieces.
std::vector<RulePiece> wavy_pieces(const Components& found, float glyph) {
  std::vector<RulePiece> pieces;
  for (const Component& c : found.items) {
    if (c.width() >= kShortest * glyph && c.height() <= kWavy * glyph &&
        c.width() >= kSlender * c.height()) {
      pieces.push_back({{c.left, c.top, c.width(), c.height()}, float(c.area) / c.width(), false});
    }
  }
  return pieces;
}

std::vector<RulePiece> dotted_pieces(const Components& found, float glyph) {
  std::vector<cv::Rect> dots;
  for (const Component& c : found.items) {
    const bool dot = c.width() <= kDot * glyph && c.height() <= kDot * glyph;
    const bool dash = c.width() <= kDash * glyph && c.height() <= 0.5f * kDot * glyph;
    if (dot || dash) dots.push_back({c.left, c.top, c.width(), c.height()});
  }
  std::sort(dots.begin(), dots.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  struct Chain {
    cv::Rect box;
    float y;  // middle of its last dot
    int count;
    int ink;
  };
  std::vector<Chain> open, done;
  for (const cv::Rect& dot : dots) {
    const float y = dot.y + dot.height * 0.5f;
    std::size_t kept = 0;
    for (const Chain& chain : open) {
      if (dot.x - chain.box.br().x > kDotGap * glyph) {
        done.push_back(chain);
      } else {
        open[kept++] = chain;
      }
    }
    open.erase(open.begin() + long(kept), open.end());
    std::size_t best = 0;
    while (best < open.size() &&
           (dot.x < open[best].box.br().x || std::abs(open[best].y - y) > kDotsInLine * glyph)) {
      ++best;
    }
    if (best < open.size()) {
      Chain& chain = open[best];
      chain = {chain.box | dot, y, chain.count + 1, chain.ink + dot.height};
    } else {
      open.push_back({dot, y, 1, dot.height});
    }
  }
  done.insert(done.end(), open.begin(), open.end());
  std::vector<RulePiece> pieces;
  for (const Chain& chain : done) {
    if (chain.count >= kFewestDots && chain.box.width >= kShortestDotted * glyph) {
      pieces.push_back({chain.box, float(chain.ink) / chain.count, true});
    }
  }
  return pieces;
}

bool in_line(const RulePiece& a, const RulePiece& b, float glyph) {
  const float ya = a.box.y + a.box.height * 0.5f, yb = b.box.y + b.box.height * 0.5f;
  const int gap = std::max(a.box.x, b.box.x) - std::min(a.box.br().x, b.box.br().x);
  const bool beside = std::abs(ya - yb) <= kInLine * glyph && gap <= kBreak * glyph;
  // Two lines of a double rule: near, and side by side for most of the shorter.
  const int apart = std::max(a.box.y, b.box.y) - std::min(a.box.br().y, b.box.br().y);
  const bool both = apart <= kDouble * glyph && -gap >= 0.7f * std::min(a.box.width, b.box.width);
  return beside || both;
}

// Groups of pieces that are one rule.
std::vector<std::vector<RulePiece>> chains_of(std::vector<RulePiece> pieces, float glyph) {
  std::sort(pieces.begin(), pieces.end(), [](const RulePiece& a, const RulePiece& b) {
    return std::pair(a.box.y, a.box.x) < std::pair(b.box.y, b.box.x);
  });
  std::vector<int> group(pieces.size());
  std::iota(group.begin(), group.end(), 0);
  const auto root = [&](int i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  int tallest = 0;
  for (const RulePiece& p : pieces) tallest = std::max(tallest, p.box.height);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t k = i + 1; k < pieces.size(); ++k) {
      if (pieces[k].box.y > pieces[i].box.y + tallest + glyph) break;
      if (in_line(pieces[i], pieces[k], glyph)) group[root(int(k))] = root(int(i));
    }
  }
  std::vector<std::vector<RulePiece>> chains(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) chains[root(int(i))].push_back(pieces[i]);
  std::erase_if(chains, [](const auto& c) { return c.empty(); });
  return chains;
}

Separator separator_of(const cv::Rect& box, float by, bool turned) {
  Separator s;
  s.box = {box.x * by, box.y * by, box.br().x * by, box.br().y * by};
  if (turned) s.box = {s.box.top, s.box.left, s.box.bottom, s.box.right};
  s.vertical = turned;
  return s;
}

// Adds the rule that a chain is, and its parts, each longer by the widest gap: a line that stands
// where two of them meet has one beside all of it. A thick box would be a bar: a rule that needs
// one lies in its middle.
void add_rule(const std::vector<RulePiece>& chain, const cv::Rect& all, float glyph, int by,
              bool turned, Rules& rules) {
  const int beyond = int(kBreak * glyph);
  float inked = 0, thick = 0, middle = 0;  // the latter two times the length
  for (const RulePiece& p : chain) {
    const float length = float(p.box.width), height = float(p.box.height);
    inked += length;
    thick += length * height;
    middle += length * (float(p.box.y) + height / 2);
    const cv::Rect longer(p.box.x - beyond, p.box.y, p.box.width + 2 * beyond, p.box.height);
    rules.parts.push_back(separator_of(longer & all, float(by), turned));
  }
  cv::Rect box = all;
  if (float(box.height) > kThickBox * glyph) {
    box.height = std::max(1, int(std::lround(thick / inked)));
    box.y = int(std::lround(middle / inked)) - box.height / 2;
  }
  rules.found.push_back(separator_of(box, float(by), turned));
  rules.found.back().confidence = std::min(1.f, inked / float(all.width));
}

// Rules along the rows of `ink`; marks them in `mask`.
void find_along_rows(const cv::Mat& ink, float glyph, int by, bool turned, Rules& rules,
                     cv::Mat& mask) {
  cv::Mat straight;
  std::vector<RulePiece> pieces = straight_pieces(ink, glyph, straight);
  const cv::Mat others = ink & ~straight;
  const std::vector<Component> whole = components_of(ink).items;
  std::erase_if(pieces, [&](const RulePiece& p) { return !has_white_flanks(others, p, glyph); });
  erase_strokes(pieces, whole, glyph);
  const Components rest = components_of(others);
  for (const auto& more : {wavy_pieces(rest, glyph), dotted_pieces(rest, glyph)}) {
    for (const RulePiece& p : more) {
      if (has_white_flanks(others, p, glyph)) pieces.push_back(p);
    }
  }
  for (const std::vector<RulePiece>& chain : chains_of(pieces, glyph)) {
    cv::Rect all = chain.front().box;
    float thick = 0;
    for (const RulePiece& p : chain) {
      all |= p.box;
      thick = std::max(thick, p.thick);
    }
    if (all.width < kShortest * glyph || all.width < kSlender * thick) continue;
    add_rule(chain, all, glyph, by, turned, rules);
    for (const RulePiece& p : chain) {
      cv::Mat part = mask(p.box);
      const cv::Mat is_straight = straight(p.box) > 0;
      if (cv::countNonZero(is_straight) > 0) {
        part.setTo(kAlongRows, is_straight);
      } else {
        part.setTo(kAll);
      }
    }
  }
}

// Smallest picture that shows every rule: any ink counts.
cv::Mat sketch_of(const cv::Mat& ink, int by) {
  if (by == 1) return ink;
  cv::Mat small;
  cv::resize(ink, small, {(ink.cols + by - 1) / by, (ink.rows + by - 1) / by}, 0, 0,
             cv::INTER_AREA);
  return small > 255 * kInked;
}

}  // namespace

Rules find_rules(const cv::Mat& ink, float glyph) {
  Rules rules;
  rules.by = std::max(1, int(glyph / kSketch));
  const cv::Mat small = sketch_of(ink, rules.by);
  const float g = glyph / rules.by;
  rules.mask = cv::Mat::zeros(small.size(), CV_8U);
  find_along_rows(small, g, rules.by, false, rules, rules.mask);
  cv::Mat turned = cv::Mat::zeros(small.cols, small.rows, CV_8U);
  find_along_rows(small.t(), g, rules.by, true, rules, turned);
  turned.setTo(kAlongColumns, turned == kAlongRows);
  const cv::Mat upright = turned.t();
  upright.copyTo(rules.mask, (rules.mask == 0) & (upright > 0));
  return rules;
}

namespace {

// Whitens what the rule takes of one line of pixels (a column or a row), `step` bytes apart: ink
// from `begin` to `end`, unless its run goes on past `reach` pixels beyond.
void erase_line(std::uint8_t* ink, std::uint8_t* grey, std::ptrdiff_t step, int length, int begin,
                int end, int reach) {
  int at = begin;
  while (at < end) {
    if (ink[at * step] == 0) {
      ++at;
      continue;
    }
    int first = at, last = at + 1;
    while (first > 0 && begin - first <= reach && ink[(first - 1) * step] != 0) --first;
    while (last < length && last - end <= reach && ink[last * step] != 0) ++last;
    if (begin - first <= reach && last - end <= reach) {
      for (int k = first; k < last; ++k) ink[k * step] = 0;
      const int rim = 2;  // the soft edge that grey has round ink
      for (int k = std::max(0, first - rim); k < std::min(length, last + rim); ++k) {
        if (ink[k * step] == 0) grey[k * step] = kPaper;
      }
    }
    at = std::max(last, at + 1);
  }
}

}  // namespace

void erase_rules(const Rules& rules, cv::Mat& ink, cv::Mat& grey) {
  const int by = rules.by;
  const int reach = std::max(2, by);
  const auto step = std::ptrdiff_t(ink.step[0]);
  // Along the rows: column by column, over the whole thickness at once.
  for (int x = 0; x < rules.mask.cols; ++x) {
    for (int y = 0; y < rules.mask.rows; ++y) {
      if (rules.mask.at<std::uint8_t>(y, x) != kAlongRows) continue;
      int last = y + 1;
      while (last < rules.mask.rows && rules.mask.at<std::uint8_t>(last, x) == kAlongRows) ++last;
      for (int c = x * by; c < std::min(ink.cols, (x + 1) * by); ++c) {
        erase_line(ink.ptr(0) + c, grey.ptr(0) + c, step, ink.rows, y * by,
                   std::min(ink.rows, last * by), reach);
      }
      y = last;
    }
  }
  for (int y = 0; y < rules.mask.rows; ++y) {
    const std::uint8_t* row = rules.mask.ptr(y);
    for (int x = 0; x < rules.mask.cols; ++x) {
      if (row[x] != kAlongColumns && row[x] != kAll) continue;
      const std::uint8_t kind = row[x];
      int last = x + 1;
      while (last < rules.mask.cols && row[last] == kind) ++last;
      for (int r = y * by; r < std::min(ink.rows, (y + 1) * by); ++r) {
        const int begin = x * by, end = std::min(ink.cols, last * by);
        if (kind == kAlongColumns) {
          erase_line(ink.ptr(r), grey.ptr(r), 1, ink.cols, begin, end, reach);
        } else {
          std::fill(ink.ptr(r) + begin, ink.ptr(r) + end, 0);
          std::fill(grey.ptr(r) + begin, grey.ptr(r) + end, std::uint8_t(kPaper));
        }
      }
      x = last;
    }
  }
}

}  // namespace tonglan
