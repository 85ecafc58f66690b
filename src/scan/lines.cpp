// The road: pieces of ink → direction of their text → runs → lines; then lines of the other
// direction that are set character by character.
#include "scan/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "scan/display.h"
#include "scan/lines_columns.h"
#include "scan/lines_complete.h"
#include "scan/lines_direction.h"
#include "scan/lines_faint.h"
#include "scan/lines_phrases.h"
#include "scan/lines_pieces.h"
#include "scan/lines_rows.h"
#include "scan/lines_rules.h"
#include "scan/lines_single.h"
#include "scan/lines_spaced.h"
#include "scan/lines_touching.h"
#include "scan/lines_wide.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kBody = 1.6f;       // lines of that height may be body text
constexpr float kLeastLine = 0.4f;  // smaller things are noise
// Of a line's height: pieces that high are characters, or large parts of them.
constexpr float kStrong = 0.45f;
constexpr float kCrumb = 0.12f;       // smaller pieces say nothing of where the line ends
constexpr float kMarkBeyond = 0.05f;  // they may stand out by so much
constexpr float kLongLine = 4;        // characters, of a line whose rows can be told by them
constexpr float kBareRow = 0.2f;      // of the columns its pieces cover: fewer are none of its rows
constexpr float kHalfHigh = 0.75f;    // body glyphs: half a character is lower
constexpr float kOneHigh = 1.15f;     // ... and a whole one
constexpr float kTitle = 2.4f;        // ... of a title larger than the text
constexpr float kSeam = 0.15f;        // ... and the white between two halves
constexpr double kInner = 0.8;        // of a line's area lies in the line that it is a part of,
constexpr double kPart = 0.5;         // ... which is larger by so much
constexpr float kOneLine = 1.8f;      // of a line's size: larger, or longer, are two
constexpr float kFewRows = 0.85f;     // of the rows, if so many or more are left, are left alone

Box to_box(const PixelBox& b) {
  return {float(b.left), float(b.top), float(b.right), float(b.bottom)};
}

// Whether one is the upper and one the lower half of a character (盒, 昌) that has no neighbour as
// high as it is, which would hold them together. In reading coordinates.
bool are_stacked(const PixelBox& a, const PixelBox& b, float glyph) {
  const PixelBox both = united(a, b);
  const int narrow = std::min(a.width(), b.width());
  const float high = float(both.height()), wide = float(both.width());
  if (float(-overlap_y(a, b)) > kSeam * glyph || 4 * overlap_x(a, b) <= 3 * narrow) return false;
  // One of the text's size may have its mark beside it.
  if (high < kOneHigh * glyph)
    return float(std::max(a.height(), b.height())) < kHalfHigh * glyph &&
           float(narrow) < kOneHigh * glyph;
  return high < kTitle * glyph && float(std::max(a.height(), b.height())) < kHalfHigh * high &&
         wide > kHalfHigh * high && high > kHalfHigh * wide;
}

// A part of a character that found no neighbour lies inside the line it belongs to; two lines at
// one height that run into each other are one, and so are the halves of one character.
std::vector<Draft> absorb_overlapping(const std::vector<Draft>& drafts, float glyph) {
  std::vector<PixelBox> boxes;
  for (const Draft& d : drafts) boxes.push_back(d.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  const auto area = [](const PixelBox& b) { return std::int64_t(b.width()) * b.height(); };
  Sets sets(drafts.size());
  for (int i = 0; i < int(drafts.size()); ++i) {
    const PixelBox& a = boxes[i];
    const int seam = int(kSeam * glyph);
    grid.visit({a.left, a.top, a.right, a.bottom + seam}, [&](int j) {
      const int x = overlap_x(a, boxes[j]), y = overlap_y(a, boxes[j]);
      // A drawing that was taken for a large character may have whole lines inside.
      const bool part = drafts[j].glyph < kBody * glyph
                            ? 4 * drafts[i].glyph < 3 * drafts[j].glyph
                            : a.size() < std::min(drafts[j].glyph, 2.5f * drafts[i].glyph) &&
                                  drafts[j].glyph < kSurelyCharacter * glyph;
      const bool inside =
          part && area(a) < area(boxes[j]) && 10 * std::int64_t(x) * y > 7 * area(a);
      const bool level =
          drafts[i].vertical == drafts[j].vertical &&
          10 * (drafts[i].vertical ? x : y) > 8 * std::max(drafts[i].glyph, drafts[j].glyph);
      const bool stacked =
          !drafts[i].vertical && !drafts[j].vertical && are_stacked(a, boxes[j], glyph);
      if (j != i && (inside || level || stacked)) sets.join(i, j);
    });
  }
  std::vector<Draft> kept;
  for (const std::vector<int>& group : sets.groups()) {
    int big = group[0];
    for (const int i : group) big = area(boxes[i]) > area(boxes[big]) ? i : big;
    Draft line = drafts[big];
    for (const int i : group) {
      line.box = united(line.box, boxes[i]);
      if (i == big) continue;
      line.ink += drafts[i].ink;
      line.pieces += drafts[i].pieces;
    }
    const float high = float(line.box.height());
    if (group.size() > 1 && !line.vertical && high < kTitle * glyph &&
        line.glyph < kHalfHigh * high)
      line.glyph = high;
    kept.push_back(line);
  }
  return kept;
}

// Takes rows off a line's top and bottom that next to none of its pieces reach: what sticks out is
// the dirt that touches one of them.
template <typename Along>
void trim_rows(PixelBox& box, const std::vector<PieceRun>& runs, const std::vector<int>& group,
               const Along& along) {
  std::vector<int> covered(std::size_t(box.height()) + 1);  // columns, by row: first as changes
  for (const int i : group) {
    for (const InkPiece& p : runs[i].pieces) {
      const PixelBox b = along(p.box);
      covered[std::size_t(std::clamp(b.top - box.top, 0, box.height()))] += b.width();
      covered[std::size_t(std::clamp(b.bottom - box.top, 0, box.height()))] -= b.width();
    }
  }
  std::partial_sum(covered.begin(), covered.end(), covered.begin());
  const int most = *std::max_element(covered.begin(), covered.end());
  const auto is_bare = [&](int n) { return float(n) < kBareRow * float(most); };
  const int top = int(std::find_if_not(covered.begin(), covered.end(), is_bare) - covered.begin());
  const int bottom =
      int(std::find_if_not(covered.rbegin(), covered.rend(), is_bare).base() - covered.begin());
  if (float(bottom - top) > kFewRows * float(box.height())) return;
  box.bottom = box.top + bottom;
  box.top += top;
}

// The box of a line of runs; `across`: it runs down. Crumbs do not make it higher than its
// characters are.
PixelBox box_of_line(const std::vector<PieceRun>& runs, const std::vector<int>& group,
                     bool across) {
  const auto along = [&](const PixelBox& b) { return across ? transposed(b) : b; };
  PixelBox box = along(runs[group[0]].box);
  for (const int i : group) box = united(box, along(runs[i].box));
  PixelBox core{box.right, box.bottom, box.left, box.top};  // of its characters
  for (const int i : group) {
    for (const InkPiece& p : runs[i].pieces) {
      if (float(p.box.size()) > kCrumb * float(box.height())) core = united(core, along(p.box));
    }
  }
  if (core.height() > 0) {
    const int beyond = int(std::ceil(kMarkBeyond * float(core.height())));
    box.top = std::max(box.top, core.top - beyond);
    box.bottom = std::min(box.bottom, core.bottom + beyond);
  }
  if (box.width() > kLongLine * box.height()) trim_rows(box, runs, group, along);
  return along(box);
}

// Whether a line that lies in another is a part of it, over which that one was joined or grew: it
// is of its direction and about its size, or a single character.
bool is_part_of(const Draft& inner, const Draft& outer) {
  const auto area = [](const PixelBox& b) { return double(b.width()) * b.height(); };
  const double shared = double(std::max(0, overlap_x(inner.box, outer.box))) *
                        std::max(0, overlap_y(inner.box, outer.box));
  if (area(inner.box) >= kPart * area(outer.box) || shared <= kInner * area(inner.box))
    return false;
  const float length = float(inner.box.size()) / inner.glyph;
  const float of_outer = float(outer.box.size()) / outer.glyph;
  return (outer.vertical == inner.vertical && outer.glyph < kOneLine * inner.glyph) ||
         (length < kOneLine && of_outer > kLongLine);
}

std::vector<Draft> without_inner(const std::vector<Draft>& drafts, float glyph) {
  std::vector<PixelBox> boxes;
  for (const Draft& d : drafts) boxes.push_back(d.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::vector<Draft> kept;
  for (const Draft& draft : drafts) {
    bool is_part = false;
    grid.visit(draft.box, [&](int k) { is_part = is_part || is_part_of(draft, drafts[k]); });
    if (!is_part) kept.push_back(draft);
  }
  return kept;
}

// Adds what the pieces of a line say of it.
void add_ink(Draft& draft, const std::vector<InkPiece>& pieces) {
  for (const InkPiece& p : pieces) {
    const int along = draft.vertical ? p.box.height() : p.box.width();
    const int height = draft.vertical ? p.box.width() : p.box.height();
    draft.ink += p.area;
    ++draft.pieces;
    if (float(height) > kStrong * draft.glyph) draft.strong += along;
  }
}

std::vector<Draft> spaced_lines(InkPieces& pieces, float glyph) {
  std::vector<Draft> drafts;
  for (const PieceRun& run : take_spaced(pieces, glyph)) {
    if (is_pale(run.pieces)) continue;
    Draft draft;
    draft.box = run.box;
    draft.vertical = run.direction == Direction::kVertical;
    draft.glyph = float(draft.vertical ? run.box.width() : run.box.height());
    add_ink(draft, run.pieces);
    drafts.push_back(draft);
  }
  return drafts;
}

// Lines of the pieces that run in one direction. `pieces`, `rules`: page coordinates.
std::vector<Draft> lines_of(std::vector<InkPiece> pieces, const std::vector<Separator>& rule_parts,
                            const cv::Mat& labels, float glyph, bool vertical) {
  std::vector<PixelBox> rules;
  for (const Separator& s : rule_parts) {
    const PixelBox box = pixel_box(s.box);
    if (s.vertical != vertical) rules.push_back(vertical ? transposed(box) : box);
  }
  if (vertical) {
    for (InkPiece& p : pieces) p.box = transposed(p.box);
  }
  take_rules(pieces, rules, glyph);
  const auto [runs, lines] =
      join_runs(find_runs(std::move(pieces), labels, glyph, vertical), rules, glyph);
  std::vector<Draft> drafts;
  for (const std::vector<int>& all : lines) {
    const std::vector<int> group = without_pale_ends(runs, all, glyph);
    const bool across = runs[group[0]].direction == Direction::kVertical;
    Draft draft;
    draft.box = box_of_line(runs, group, across);
    draft.vertical = across;
    draft.glyph = float(across ? draft.box.width() : draft.box.height());
    std::vector<InkPiece> inside;
    for (const int i : group)
      inside.insert(inside.end(), runs[i].pieces.begin(), runs[i].pieces.end());
    add_ink(draft, inside);
    draft.pale = is_pale(inside);
    draft.capital = runs[group[0]].capital;
    if (vertical) draft.box = transposed(draft.box);
    draft.vertical = vertical != across;
    drafts.push_back(draft);
  }
  drafts = absorb_overlapping(without_show_through(std::move(drafts), glyph), glyph);
  std::erase_if(drafts, [&](const Draft& d) {
    return d.box.size() < kLeastLine * glyph || d.glyph > kLargestCharacter * glyph ||
           (d.vertical ? d.box.height() : d.box.width()) < glyph / 7;
  });
  return drafts;
}

// 0 where `value` is at or below `low`, 1 at or above `high`.
float rise(float value, float low, float high) {
  return std::clamp((value - low) / (high - low), 0.0f, 1.0f);
}

// How much a line looks like text: of a character's height at least, made of pieces that are mostly
// as high as it is, with ink that is neither a haze nor a blot, and not of a hundred crumbs.
float confidence_of(const Draft& draft, float glyph) {
  const float length = float(draft.vertical ? draft.box.height() : draft.box.width());
  const float cells = std::max(1.0f, length / draft.glyph);
  const float density = float(draft.ink) / (length * draft.glyph);
  return rise(draft.glyph / glyph, 0.15f, 0.5f) * rise(float(draft.strong) / length, 0, 0.3f) *
         rise(density, 0.03f, 0.1f) * rise(-density, -0.95f, -0.75f) *
         rise(-float(draft.pieces) / cells, -24, -12);
}

}  // namespace

std::vector<TextLine> find_lines(const SeparatedPage& page, float glyph,
                                 const ScanOptions& options) {
  if (page.ink.empty() || !(glyph > 0)) return {};
  InkPieces found = find_pieces(page.ink, glyph);
  mark_pale(found, page.grey, glyph);
  found.pieces = cut_touching(found, glyph);
  found.pieces = without_rule_edges(std::move(found.pieces), page.rule_parts, glyph);
  found.pieces = without_beads(std::move(found.pieces), page.separators, glyph);
  std::vector<Draft> drafts;
  if (options.direction == "auto") drafts = spaced_lines(found, glyph);
  const std::vector<char> is_vertical = find_vertical(found.pieces, glyph, options.direction);
  std::vector<InkPiece> pieces[2];
  for (std::size_t i = 0; i < found.pieces.size(); ++i) {
    pieces[is_vertical[i] != 0].push_back(found.pieces[i]);
  }
  for (const bool vertical : {false, true}) {
    std::vector<Draft> found_here =
        lines_of(std::move(pieces[vertical]), page.rule_parts, found.labels, glyph, vertical);
    drafts.insert(drafts.end(), found_here.begin(), found_here.end());
  }
  if (options.direction == "auto") drafts = join_single(std::move(drafts), glyph);
  drafts = join_wide(complete_large(std::move(drafts), glyph), page.ink, glyph);
  if (options.direction == "auto") drafts = join_titles(std::move(drafts), glyph);
  drafts = without_inner(join_phrases(std::move(drafts), glyph), glyph);
  std::vector<TextLine> lines;
  for (const Draft& draft : drafts) {
    TextLine line;
    line.box = to_box(draft.box);
    line.direction = draft.vertical ? Direction::kVertical : Direction::kHorizontal;
    line.glyph = draft.glyph;
    line.confidence = confidence_of(draft, glyph);
    lines.push_back(line);
  }
  return lines;
}

std::string text_form(const std::vector<TextLine>& lines) {
  std::string text;
  for (const TextLine& line : lines) {
    text +=
        fmt::format("{} {:.0f},{:.0f} {:.0f}x{:.0f} glyph {:.0f} {:.2f}\n",
                    line.direction == Direction::kVertical ? 'v' : 'h', line.box.left, line.box.top,
                    line.box.width(), line.box.height(), line.glyph, line.confidence);
  }
  return text;
}

}  // namespace tonglan
