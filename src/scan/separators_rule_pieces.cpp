#include "scan/separators_rule_pieces.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tonglan {
namespace {

// All in body glyphs, if not said otherwise.
constexpr float kSegment = 2.5f;      // length of straight ink
constexpr float kThickest = 0.9f;     // of a rule; thicker is a bar
constexpr float kFlank = 0.3f;        // width of the white beside a rule ...
constexpr float kGapToFlank = 0.08f;  // ... and its distance: a rule's rim is rough
constexpr float kWhite = 0.12f;       // share of ink in a flank that is white
constexpr float kNotText = 0.35f;     // share of ink in a flank that may be text near by, not of it
constexpr float kLong = 8;            // from here on one white flank is enough
constexpr float kSurelyRule = 12;     // length from which no stroke of a headline is taken for it
constexpr float kStrokeMate = 0.3f;   // size of the other strokes of a character, of its longest
constexpr float kMateReach = 0.5f;    // how far away they are, of the same
constexpr float kCentred = 0.15f;     // from its middle to that of a stroke above or below it
constexpr float kMateGap = 0.2f;      // white between that and the stroke, of its length, at most
constexpr float kPastEnd = 1.5f;      // length of a stroke, of the character before or after it
constexpr float kDashOf = 2.4f;       // length of a dash (two cells), of the same ...
constexpr float kDashLevel = 0.25f;   // ... at half its height, off by so much of it ...
constexpr float kDashReach = 0.7f;    // ... and so near
constexpr float kDashGap = 0.35f;     // between its two halves, of a half; and their difference
constexpr float kNoFrame = 0.22f;     // share of ink in its box: less is a frame
constexpr float kWavy = 0.85f;        // height of a wavy rule
constexpr float kSection = 3;         // length of what is told of a wavy or leaning rule at once
constexpr float kLevelRule = 0.15f;   // higher than it is thick, a rule leans
constexpr float kScrapLength = 1.5f;  // of a scrap, at least ...
constexpr float kScrapSlender = 1.5f;  // ... and of its height, which is at most
constexpr float kScrapHeight = 1.f;
constexpr float kScrapInk = 0.7f;  // thickness of its stroke, by the mean
constexpr float kSingle = 1.15f;   // strokes one above the other, by the mean: characters have more
constexpr float kDot = 0.45f;      // side of a dot
constexpr float kDash = 0.65f;     // length of a dash: 一 is longer
constexpr float kDotGap = 0.9f;
constexpr float kDotsInLine = 0.12f;
constexpr int kFewestDots = 12;
constexpr float kShortestDotted = 4.5f;  // longer than two ellipses

float share_of_ink(const cv::Mat& ink, cv::Rect area) {
  area &= cv::Rect(0, 0, ink.cols, ink.rows);
  if (area.empty()) return 0;
  return float(cv::countNonZero(ink(area))) / float(area.area());
}

// The boxes of a piece's ink, one after the other where it leans: its own would take in what stands
// beside it.
std::vector<cv::Rect> sections_of(const RulePiece& piece, const cv::Mat& straight, float glyph) {
  const cv::Rect& b = piece.box;
  if (piece.kind != RuleKind::kStraight || float(b.height) <= piece.thick + kLevelRule * glyph)
    return {b};
  const int count = std::max(1, int(float(b.width) / (kSection * glyph)));
  std::vector<cv::Rect> sections;
  for (int k = 0; k < count; ++k) {
    const int from = b.width * k / count, to = b.width * (k + 1) / count;
    const cv::Rect section(b.x + from, b.y, to - from, b.height);
    cv::Mat rows;
    cv::reduce(straight(section), rows, 1, cv::REDUCE_MAX);
    const cv::Rect inked = cv::boundingRect(rows);
    sections.emplace_back(section.x, section.y + inked.y, section.width, inked.height);
  }
  return sections;
}

// `boxes`: of the piece, side by side.
bool are_flanks_white(const cv::Mat& others, const RulePiece& piece,
                      const std::vector<cv::Rect>& boxes, float glyph) {
  const int far = std::max(2, int(std::lround(kFlank * glyph)));
  const int gap = std::max(1, int(std::lround(kGapToFlank * glyph)));
  float above = 0, below = 0;
  for (const cv::Rect& b : boxes) {
    const float share = float(b.width) / float(piece.box.width);
    above += share * share_of_ink(others, {b.x, b.y - gap - far, b.width, far});
    below += share * share_of_ink(others, {b.x, b.y + b.height + gap, b.width, far});
  }
  if (piece.kind == RuleKind::kDotted) return std::max(above, below) <= kWhite;
  // Of what counts in a long chain only, the one side may lie along another rule.
  if (piece.kind == RuleKind::kScrap) return std::min(above, below) <= kWhite;
  if (above <= kNotText && below <= kNotText) return std::min(above, below) <= kWhite;
  return piece.box.width >= kLong * glyph && std::min(above, below) <= kWhite;
}

}  // namespace

bool has_white_sides(const cv::Mat& ink, const cv::Rect& line, float glyph) {
  const int far = std::max(2, int(std::lround(kFlank * glyph)));
  return share_of_ink(ink, {line.x, line.y - far, line.width, far}) <= kWhite &&
         share_of_ink(ink, {line.x, line.br().y, line.width, far}) <= kWhite;
}

bool has_white_flanks(const cv::Mat& others, const cv::Mat& straight, const RulePiece& piece,
                      float glyph) {
  const std::vector<cv::Rect> sections = sections_of(piece, straight, glyph);
  return are_flanks_white(others, piece, {piece.box}, glyph) ||
         (sections.size() > 1 && are_flanks_white(others, piece, sections, glyph));
}

namespace {

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
    const int below = std::max(c.top, rule.y) - std::min(c.bottom, rule.br().y);
    if (!joined && beside > 0 &&
        (float(off_centre) > kCentred * float(rule.width) ||
         float(below) > kMateGap * float(rule.width))) {
      return false;
    }
    return larger <= 2 * rule.width &&
           near.contains({(c.left + c.right) / 2, (c.top + c.bottom) / 2});
  });
}

}  // namespace

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

namespace {

cv::Mat mask_of(const Components& found, const std::vector<std::uint8_t>& good,
                const cv::Size& size) {
  cv::Mat mask = cv::Mat::zeros(size, CV_8U);
  for (const InkRun& run : found.runs) {
    if (good[run.component]) mask.row(run.y).colRange(run.left, run.right) = 255;
  }
  return mask;
}

}  // namespace

std::vector<RulePiece> straight_pieces(const cv::Mat& ink, float glyph, cv::Mat& mask) {
  cv::Mat opened;
  const int length = std::max(3, int(kSegment * glyph));
  cv::morphologyEx(ink, opened, cv::MORPH_OPEN, cv::Mat::ones(1, length, CV_8U));
  std::vector<RulePiece> pieces;
  const Components found = components_of(opened);
  std::vector<std::uint8_t> good(found.items.size());
  for (std::size_t k = 0; k < good.size(); ++k) {
    const Component& c = found.items[k];
    const float thick = float(c.area) / c.width();
    good[k] =
        thick <= kThickest * glyph && c.height() <= 2 * kThickest * glyph && c.width() >= 3 * thick;
    if (good[k])
      pieces.push_back({{c.left, c.top, c.width(), c.height()}, thick, RuleKind::kStraight});
  }
  mask = mask_of(found, good, ink.size());
  return pieces;
}

std::vector<RulePiece> wavy_pieces(const Components& found, float glyph) {
  std::vector<RulePiece> pieces;
  for (const Component& c : found.items) {
    if (c.width() >= kShortest * glyph && c.height() <= kWavy * glyph &&
        c.width() >= kSlender * c.height()) {
      pieces.push_back(
          {{c.left, c.top, c.width(), c.height()}, float(c.area) / c.width(), RuleKind::kWavy});
    }
  }
  return pieces;
}

std::vector<RulePiece> scraps(const cv::Mat& ink, float glyph, cv::Mat& mask) {
  // A long one may be slanted, or a whole frame: it is told section by section.
  cv::Mat sections = ink.clone();
  const int length = std::max(2, int(kSection * glyph));
  for (int x = length; x < sections.cols; x += length) sections.col(x) = 0;
  const Components found = components_of(sections);
  std::vector<int> strokes(found.items.size());  // upper edges, over all columns
  for (const InkRun& run : found.runs) {
    const std::uint8_t* above = run.y > 0 ? ink.ptr(run.y - 1) : nullptr;
    for (int x = run.left; x < run.right; ++x) {
      strokes[run.component] += above == nullptr || above[x] == 0;
    }
  }
  std::vector<RulePiece> pieces;
  std::vector<std::uint8_t> good(found.items.size());
  for (std::size_t k = 0; k < found.items.size(); ++k) {
    const Component& c = found.items[k];
    const float long_enough = std::max(kScrapLength * glyph, kScrapSlender * float(c.height()));
    if (float(c.width()) < long_enough || c.height() > kScrapHeight * glyph) continue;
    if (float(strokes[k]) > kSingle * float(c.width())) continue;
    const float thick = float(c.area) / float(c.width());
    if (thick > kScrapInk * glyph) continue;
    good[k] = true;
    // What was cut off for a section belongs to the one before.
    const int width = std::min(c.width() + 1, ink.cols - c.left);
    pieces.push_back({{c.left, c.top, width, c.height()}, thick, RuleKind::kScrap});
  }
  mask = mask_of(found, good, ink.size());
  cv::dilate(mask, mask, cv::Mat::ones(1, 3, CV_8U));
  mask &= ink;
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
      pieces.push_back({chain.box, float(chain.ink) / chain.count, RuleKind::kDotted});
    }
  }
  return pieces;
}

}  // namespace tonglan
