#include "scan/separators_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "scan/clean_ink.h"
#include "scan/clean_resample.h"
#include "scan/separators_pale.h"
#include "scan/separators_rule_pieces.h"

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kSketch = 12;    // pixels a glyph, at least, of the picture rules are found in
constexpr float kInked = 0.2f;   // share of a small pixel that makes it ink
constexpr float kInLine = 0.3f;  // sideways distance of pieces of one rule
constexpr float kBreak = 2;      // gap between them
constexpr float kThickBox =
    1.2f;  // of the box of a rule that may be double or wavy, but not slanted
constexpr float kFromScraps = 20;     // length of a rule that is known by scraps only ...
constexpr float kScrapsShare = 0.6f;  // ... and the share of it that they take
constexpr float kLongScrap = 2.5f;  // shorter ones are no part of a double rule: of text beside it
constexpr float kSecondLine = 0.6f; // share of a double rule's length that each of its lines takes
constexpr float kLongRule = 8;      // goes on past its ends ...
constexpr float kTail = 2;          // ... by so much at a time ...
constexpr float kTailInk = 0.35f;   // ... where its line has ink in this share of the columns
constexpr float kDouble = 0.55f;    // distance of the two lines of a double rule

constexpr int kRim = 2;  // pixels: the soft edge that grey has round ink

constexpr std::uint8_t kAlongRows = 255, kAlongColumns = 127, kAll = 64;

bool in_line(const RulePiece& a, const RulePiece& b, float glyph) {
  const float ya = a.box.y + a.box.height * 0.5f, yb = b.box.y + b.box.height * 0.5f;
  const int gap = std::max(a.box.x, b.box.x) - std::min(a.box.br().x, b.box.br().x);
  const bool beside = std::abs(ya - yb) <= kInLine * glyph && gap <= kBreak * glyph;
  const auto is_short = [&](const RulePiece& p) {
    return p.kind == RuleKind::kScrap && float(p.box.width) < kLongScrap * glyph;
  };
  if (is_short(a) || is_short(b)) return beside;
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

// Chains of which scraps are a part are long, and mostly ink; the others stand without their
// scraps.
std::vector<std::vector<RulePiece>> trusted(std::vector<std::vector<RulePiece>> chains,
                                            float glyph) {
  std::vector<std::vector<RulePiece>> good;
  for (std::vector<RulePiece>& chain : chains) {
    cv::Rect all = chain.front().box;
    int inked = 0;
    for (const RulePiece& p : chain) {
      all |= p.box;
      inked += p.box.width;
    }
    if (all.width >= kFromScraps * glyph && inked >= kScrapsShare * all.width) {
      good.push_back(std::move(chain));
      continue;
    }
    std::erase_if(chain, [](const RulePiece& p) { return p.kind == RuleKind::kScrap; });
    for (auto& rest : chains_of(std::move(chain), glyph)) good.push_back(std::move(rest));
  }
  return good;
}

// Chains with a second line along less than most of their length are no double rules: the side of a
// box runs along a rule there. They fall into what stands on one level.
std::vector<std::vector<RulePiece>> parted(std::vector<std::vector<RulePiece>> chains,
                                           float glyph) {
  const auto middle = [](const RulePiece& p) {
    return float(p.box.y) + float(p.box.height) / 2;
  };
  std::vector<std::vector<RulePiece>> good;
  for (std::vector<RulePiece>& chain : chains) {
    std::sort(chain.begin(), chain.end(), [&](const RulePiece& a, const RulePiece& b) {
      return middle(a) != middle(b) ? middle(a) < middle(b) : a.box.x < b.box.x;
    });
    std::vector<std::vector<RulePiece>> levels;
    cv::Rect all = chain.front().box;
    for (const RulePiece& p : chain) {
      if (levels.empty() || middle(p) - middle(levels.back().back()) > kInLine * glyph)
        levels.emplace_back();
      levels.back().push_back(p);
      all |= p.box;
    }
    const bool lacks = std::any_of(levels.begin(), levels.end(), [&](const auto& level) {
      int inked = 0;
      for (const RulePiece& p : level) inked += p.box.width;
      return inked < kSecondLine * all.width;
    });
    if (!lacks || levels.size() < 2) {
      good.push_back(std::move(chain));
      continue;
    }
    for (std::vector<RulePiece>& level : levels)
      for (auto& rule : chains_of(std::move(level), glyph)) good.push_back(std::move(rule));
  }
  return good;
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

// Print wears off towards a rule's ends: what goes on there in its line, in crumbs with white
// beside them, is still the rule. Marks the crumbs in `scrap`.
void add_tails(std::vector<RulePiece>& chain, const cv::Mat& ink, float glyph, cv::Mat& scrap) {
  cv::Rect all = chain.front().box;
  for (const RulePiece& p : chain) all |= p.box;
  if (float(all.width) < kLongRule * glyph) return;
  const auto [first, last] =
      std::minmax_element(chain.begin(), chain.end(), [](const RulePiece& a, const RulePiece& b) {
        return a.box.x + a.box.br().x < b.box.x + b.box.br().x;
      });
  const cv::Rect page(0, 0, ink.cols, ink.rows);
  const int step = int(kTail * glyph);
  std::vector<RulePiece> tails;
  for (const bool after : {false, true}) {
    const cv::Rect end = (after ? last : first)->box;
    for (int x = after ? end.br().x : end.x - step;; x += after ? step : -step) {
      const cv::Rect beyond = cv::Rect(x, end.y - 1, step, end.height + 2) & page;
      RulePiece tail;
      tail.kind = RuleKind::kScrap;
      tail.thick = float(end.height);
      if (beyond.width < std::max(1, step / 2)) break;
      cv::Mat columns;
      cv::reduce(ink(beyond), columns, 0, cv::REDUCE_MAX);
      if (float(cv::countNonZero(columns)) < kTailInk * float(beyond.width)) break;
      const cv::Rect inked = cv::boundingRect(columns);
      tail.box = {beyond.x + inked.x, end.y, inked.width, end.height};
      if (!has_white_sides(ink, beyond, glyph)) break;
      ink(beyond).copyTo(scrap(beyond));
      tails.push_back(tail);
    }
  }
  chain.insert(chain.end(), tails.begin(), tails.end());
}

// Rules along the rows of `ink` and of `pale`; marks them in `mask`.
void find_along_rows(const cv::Mat& ink, const cv::Mat& pale, float glyph, int by, bool turned,
                     Rules& rules, cv::Mat& mask) {
  cv::Mat straight;
  std::vector<RulePiece> pieces = straight_pieces(ink, glyph, straight);
  // The edge of a line of characters with level feet is darker than its sides, too.
  cv::Mat fine;
  cv::Mat known;  // with the rims of what is ink
  cv::dilate(straight, known, cv::Mat::ones(3, 1, CV_8U));
  const std::vector<RulePiece> faint = straight_pieces(pale & ~known, glyph, fine);
  const cv::Mat beside = ink & ~straight & ~fine;
  for (const RulePiece& p : faint) {
    if (!has_white_sides(beside, p.box, glyph)) continue;
    straight(p.box) |= fine(p.box);
    pieces.push_back(p);
  }
  const cv::Mat others = ink & ~straight;
  const std::vector<Component> whole = components_of(ink).items;
  std::erase_if(pieces,
                [&](const RulePiece& p) { return !has_white_flanks(others, straight, p, glyph); });
  erase_strokes(pieces, whole, glyph);
  const Components rest = components_of(others);
  cv::Mat scrap;
  const std::vector<RulePiece> wavy = wavy_pieces(rest, glyph);
  std::vector<RulePiece> shreds = scraps(others, glyph, scrap);
  std::erase_if(shreds, [&](const RulePiece& p) {
    const auto holds = [&](const RulePiece& w) { return (w.box & p.box) == p.box; };
    return std::any_of(wavy.begin(), wavy.end(), holds);
  });
  for (const auto& more : {wavy, shreds, dotted_pieces(rest, glyph)}) {
    for (const RulePiece& p : more) {
      if (has_white_flanks(others, straight, p, glyph)) pieces.push_back(p);
    }
  }
  for (auto& chain : parted(trusted(chains_of(pieces, glyph), glyph), glyph)) {
    add_tails(chain, ink, glyph, scrap);
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
      if (p.kind == RuleKind::kScrap) {
        part.setTo(kAll, scrap(p.box) > 0);
      } else if (cv::countNonZero(is_straight) > 0) {
        part.setTo(kAlongRows, is_straight);
      } else {
        part.setTo(kAll);
      }
    }
  }
}

}  // namespace

Rules find_rules(const cv::Mat& ink, const cv::Mat& grey, float glyph) {
  Rules rules;
  rules.by = std::max(1, int(glyph / kSketch));
  // The smallest picture that shows every rule: any ink counts.
  const cv::Mat small = rules.by == 1 ? ink : cv::Mat(shrunk(ink, rules.by) > 255 * kInked);
  const float g = glyph / rules.by;
  rules.mask = cv::Mat::zeros(small.size(), CV_8U);
  const Darkness dark = darkness_of(shrunk(grey, rules.by));
  const cv::Mat level = pale_lines(dark.page, dark.ink, g);
  find_along_rows(small, level, g, rules.by, false, rules, rules.mask);
  cv::Mat turned = cv::Mat::zeros(small.cols, small.rows, CV_8U);
  const cv::Mat plumb = pale_lines(dark.page.t(), dark.ink, g);
  find_along_rows(small.t(), plumb, g, rules.by, true, rules, turned);
  turned.setTo(kAlongColumns, turned == kAlongRows);
  const cv::Mat upright = turned.t();
  upright.copyTo(rules.mask, (rules.mask == 0) & (upright > 0));
  rules.pale = (rules.mask > 0) & (level | plumb.t()) & ~small;
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
      for (int k = std::max(0, first - kRim); k < std::min(length, last + kRim); ++k) {
        if (ink[k * step] == 0) grey[k * step] = kPaper;
      }
    }
    at = std::max(last, at + 1);
  }
}

}  // namespace

void erase_rules(const Rules& rules, cv::Mat& ink, cv::Mat& grey) {
  const int by = rules.by;
  const cv::Rect page(0, 0, ink.cols, ink.rows);
  for (int y = 0; y < rules.pale.rows; ++y) {
    const std::uint8_t* row = rules.pale.ptr(y);
    for (int x = 0; x < rules.pale.cols; ++x) {
      if (row[x] == 0) continue;
      const cv::Rect area =
          cv::Rect(x * by - kRim, y * by - kRim, by + 2 * kRim, by + 2 * kRim) & page;
      grey(area).setTo(kPaper, ink(area) == 0);
    }
  }
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
