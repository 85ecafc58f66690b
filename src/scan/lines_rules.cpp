#include "scan/lines_rules.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kThinRule = 0.2f;  // thicker than this is no sliver of a rule
constexpr float kLongRule = 2;     // no stroke of body text is that long and so thin
constexpr float kRagged = 0.4f;    // a piece of a ragged rule may be that thick ...
constexpr float kSlender = 4;      // ... and is that many times as long
constexpr float kRuleEnd = 0.5f;   // from a rule to a crumb of its end
constexpr float kRuleBreak = 4;    // from one piece of a broken rule to the next
constexpr float kRuleEdge = 0.2f;  // ink so near to a rule and so narrow is the rule's
constexpr float kAlong = 1.5f;     // a piece so long beside a rule, and nearer to it than a ...
constexpr float kBeside = 0.75f;   // ... character reaches, is a wave of it, or its ragged edge
constexpr float kOnRule = 0.6f;   // share of a piece's box that lies on a rule, so that it is of it
constexpr float kMark = 0.5f;     // smaller ones may be marks of the line beside it
constexpr float kCorner = 3;      // a piece that lies on a rule each way is their rounded corner
constexpr float kBead = 0.8f;     // an ornament in a row along a rule, at most ...
constexpr float kLeastBead = 0.2f;  // smaller ones are crumbs of the rule
constexpr float kBesideBeads = 1;   // ... and no farther from it
constexpr std::size_t kLeastBeads = 8;
constexpr float kBeadLevel = 0.3f;  // between their middles, across their row
constexpr int kRowsOfBeads = 4;
constexpr float kBeadPitch = 0.15f;  // how much their pitch may differ, of it ...
constexpr float kEvenBeads = 0.7f;   // ... for this share of them
constexpr float kBeadCover = 0.4f;   // share of the rule's length along which they stand
constexpr float kLoneStroke = 4;  // length of a stroke that needs a character round it ...
constexpr float kStrokeThick = 1;    // ... if it is no thicker
constexpr float kStrokeMate = 0.2f;  // both sides of another piece of that character, of its length

}  // namespace

PixelBox pixel_box(const Box& b) {
  return {int(std::floor(b.left)), int(std::floor(b.top)), int(std::ceil(b.right)),
          int(std::ceil(b.bottom))};
}

namespace {

// Whether a piece is as long and thin as a stroke of characters that are nowhere beside it.
bool is_lone_stroke(const PixelBox& b, const std::vector<PixelBox>& boxes, const BoxGrid& grid,
                    float glyph) {
  const int length = b.size(), thick = std::min(b.width(), b.height());
  if (float(length) < kLoneStroke * glyph || float(thick) > kStrokeThick * glyph) return false;
  const int reach = length / 2;
  bool lone = true;
  grid.visit({b.left - reach, b.top - reach, b.right + reach, b.bottom + reach}, [&](int i) {
    const PixelBox& c = boxes[i];
    const bool itself = c.left == b.left && c.top == b.top && c.size() == length;
    lone &= itself || std::min(c.width(), c.height()) < kStrokeMate * float(length);
  });
  return lone;
}

}  // namespace

std::vector<InkPiece> without_rule_edges(std::vector<InkPiece> pieces,
                                         const std::vector<Separator>& rule_parts, float glyph) {
  std::vector<PixelBox> rules[2];  // as seen along each: horizontal ones, vertical ones
  for (const Separator& s : rule_parts) {
    rules[s.vertical].push_back(s.vertical ? transposed(pixel_box(s.box)) : pixel_box(s.box));
  }
  const auto is_edge = [&](const PixelBox& b, const PixelBox& rule) {
    const int x = overlap_x(b, rule), y = overlap_y(b, rule);
    if (x > 0 && y > 0 && float(b.size()) > kMark * glyph &&
        float(x) * float(y) > kOnRule * float(b.width()) * float(b.height()))
      return true;
    const float beside = kBeside * glyph;
    return float(b.width()) > kAlong * glyph && x > 0 && float(rule.top - b.top) < beside &&
           float(b.bottom - rule.bottom) < beside;
  };
  const BoxGrid grids[2] = {{rules[0], int(2 * glyph)}, {rules[1], int(2 * glyph)}};
  std::erase_if(pieces, [&](const InkPiece& p) {
    const int reach = int(kBeside * glyph);
    bool edge = false, touches[2] = {false, false};
    for (const bool vertical : {false, true}) {
      if (rules[vertical].empty()) continue;
      const PixelBox b = vertical ? transposed(p.box) : p.box;
      grids[vertical].visit({b.left, b.top - reach, b.right, b.bottom + reach}, [&](int i) {
        const PixelBox& rule = rules[vertical][i];
        edge |= is_edge(b, rule);
        touches[vertical] |= overlap_y(b, rule) > 0;
      });
    }
    return edge || (touches[0] && touches[1] && float(p.box.size()) < kCorner * glyph);
  });
  const std::vector<PixelBox> boxes = boxes_of(pieces);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::erase_if(pieces,
                [&](const InkPiece& p) { return is_lone_stroke(p.box, boxes, grid, glyph); });
  return pieces;
}

namespace {

// The pieces among `near` that stand in a row of even pitch beside a rule. `boxes`: with the rule
// along x.
std::vector<int> even_row(const std::vector<PixelBox>& boxes, std::vector<int> near,
                          float rule_length, float glyph) {
  const auto middle = [&](int i) { return float(boxes[i].top + boxes[i].bottom) / 2; };
  const auto at = [&](int i) { return float(boxes[i].left + boxes[i].right) / 2; };
  std::sort(near.begin(), near.end(), [&](int a, int b) { return middle(a) < middle(b); });
  std::size_t from = 0, to = 0;  // those that are most nearly on one level
  for (std::size_t begin = 0, end = 0; begin < near.size(); ++begin) {
    while (end < near.size() && middle(near[end]) - middle(near[begin]) < kBeadLevel * glyph) ++end;
    if (end - begin > to - from) from = begin, to = end;
  }
  near = {near.begin() + long(from), near.begin() + long(to)};
  if (near.size() < kLeastBeads) return {};
  std::sort(near.begin(), near.end(), [&](int a, int b) { return at(a) < at(b); });
  std::vector<float> steps;
  for (std::size_t k = 1; k < near.size(); ++k) steps.push_back(at(near[k]) - at(near[k - 1]));
  std::vector<float> sorted = steps;
  std::nth_element(sorted.begin(), sorted.begin() + long(sorted.size() / 2), sorted.end());
  const float pitch = sorted[sorted.size() / 2];
  const auto even = std::count_if(steps.begin(), steps.end(), [&](float step) {
    return std::abs(step - pitch) < kBeadPitch * pitch;
  });
  const bool covers = pitch * float(near.size()) > kBeadCover * rule_length;
  return covers && float(even) > kEvenBeads * float(steps.size()) ? near : std::vector<int>();
}

}  // namespace

std::vector<InkPiece> without_beads(std::vector<InkPiece> pieces,
                                    const std::vector<Separator>& rules, float glyph) {
  std::vector<PixelBox> boxes[2] = {boxes_of(pieces), {}};
  for (const PixelBox& b : boxes[0]) boxes[1].push_back(transposed(b));
  const BoxGrid grids[2] = {{boxes[0], int(2 * glyph)}, {boxes[1], int(2 * glyph)}};
  std::vector<char> bead(pieces.size());
  for (const Separator& s : rules) {
    if (!s.rule) continue;
    const std::vector<PixelBox>& along = boxes[s.vertical];
    const PixelBox rule = s.vertical ? transposed(pixel_box(s.box)) : pixel_box(s.box);
    const int reach = int(kBesideBeads * glyph);
    std::vector<int> near;
    grids[s.vertical].visit(
        {rule.left, rule.top - reach, rule.right, rule.bottom + reach}, [&](int i) {
          const PixelBox& b = along[i];
          if (float(b.size()) > kBead * glyph || float(b.size()) < kLeastBead * glyph ||
              b.top < rule.top - reach || b.bottom > rule.bottom + reach)
            return;
          near.push_back(i);
        });
    // On both sides, and large and small ones that take turns may be two rows.
    for (int row = 0; row < kRowsOfBeads; ++row) {
      const std::vector<int> found = even_row(along, near, float(rule.width()), glyph);
      for (const int i : found) bead[i] = 1;
      std::erase_if(near, [&](int i) { return bead[i] != 0; });
      if (found.empty()) break;
    }
  }
  std::vector<InkPiece> kept;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (!bead[i]) kept.push_back(pieces[i]);
  return kept;
}

void take_rules(std::vector<InkPiece>& pieces, std::vector<PixelBox>& rules, float glyph) {
  const auto in_line = [&](const PixelBox& b) {
    const int middle = (b.left + b.right) / 2, slack = int(kThinRule * glyph);
    const bool end = std::any_of(rules.begin(), rules.end(), [&](const PixelBox& rule) {
      return b.left >= rule.left - slack / 2 && b.right <= rule.right + slack / 2 &&
             overlap_y(b, rule) > -kRuleEnd * glyph;
    });
    return end || (b.width() < kRagged * glyph && float(b.height()) > kSlender * float(b.width()) &&
                   std::any_of(rules.begin(), rules.end(), [&](const PixelBox& rule) {
                     return middle >= rule.left - slack && middle <= rule.right + slack &&
                            overlap_y(b, rule) > -kRuleBreak * glyph;
                   }));
  };
  const auto is_long = [&](const PixelBox& b) {
    return b.width() < kThinRule * glyph && b.height() > kLongRule * glyph;
  };
  for (std::size_t before = 0; before != pieces.size();) {
    before = pieces.size();
    std::erase_if(pieces, [&](const InkPiece& p) {
      const bool rule = is_long(p.box) || in_line(p.box);
      if (rule) rules.push_back(p.box);
      return rule;
    });
  }
  // Nor is its ragged edge text, nor a crumb that stands right on it: one that is counted to the
  // line beside would make that reach over the rule.
  const float edge = kRuleEdge * glyph / 2;
  std::erase_if(pieces, [&](const InkPiece& p) {
    const float middle = float(p.box.left + p.box.right) / 2;
    return p.box.width() < kRagged * glyph &&
           std::any_of(rules.begin(), rules.end(), [&](const PixelBox& rule) {
             return overlap_y(p.box, rule) == p.box.height() &&
                    ((p.box.width() < kRuleEdge * glyph && overlap_x(p.box, rule) > -edge) ||
                     (middle > float(rule.left) - edge && middle < float(rule.right) + edge));
           });
  });
}

}  // namespace tonglan
