#include "layout/page/groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/page/columns.h"
#include "layout/page/furniture.h"
#include "layout/page/kinds.h"
#include "layout/page/scraps.h"
#include "layout/page/sizes.h"

namespace tonglan {
namespace {

constexpr std::size_t kCaptionLines = 3;  // that end with who took the picture, at most
constexpr float kLineGap = 1.7f;     // glyphs between two lines of one leg, an empty line included
constexpr float kDisplayGap = .8f;   // between two lines of one headline
constexpr float kIndent = 2.6f;      // of a first line
constexpr float kFlush = .8f;        // of a character that stands alone on its line
constexpr float kSectionGap = 2.5f;  // body glyphs: white above or below a section head
constexpr float kSpread = 1.5f;      // of one leg's line, that a line over several is wide at least
constexpr float kMostIndent = 3;     // glyphs, of a line under the first one
constexpr float kOverlap = -.6f;     // lines may run into one another by so much
constexpr float kPhrase = 6;         // half cells, of a phrase at least
constexpr float kRowsAbove = 5;      // glyphs up to the line that runs on above it, at most
constexpr float kRowGap = 1;         // glyphs of white below a row of phrases, at least
constexpr float kHeadSizes = .18f;   // relative difference of two lines of one headline

// Whether two stretches along x are set in one column, as far as their lines tell.
bool share_column(const Box& group, std::size_t lines, const Box& line, float size) {
  const float shared = shared_x(group, line);
  if (shared < .5f * std::min(group.width(), line.width())) return false;
  const float left = group.left - line.left, right = line.right - group.right;
  if (left <= .7f * size && right <= .9f * size) return true;
  // Wider than all before: those may have been an indented line or a short one.
  if (lines > 2) return left <= kIndent * size && right <= .9f * size;
  return left <= kIndent * size && (right <= .9f * size || lines <= 2);
}

std::vector<std::uint32_t> downwards(const std::vector<Piece>& pieces) {
  std::vector<std::uint32_t> order(pieces.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Box &p = pieces[a].box, &q = pieces[b].box;
    return p.top != q.top ? p.top < q.top : p.left < q.left;
  });
  return order;
}

class Sweep {
 public:
  explicit Sweep(const Sheet& sheet) : sheet_(sheet), furniture_(find_furniture(sheet)) {}

  std::vector<Group> run() {
    for (std::uint32_t at : downwards(sheet_.pieces)) place(at);
    return std::move(groups_);
  }

 private:
  bool takes(const Group& g, const Piece& p) const {
    if (p.crosswise || sheet_.pieces[g.pieces.back()].crosswise) return false;
    if (p.subhead || sheet_.pieces[g.pieces.back()].subhead) return takes_section(g, p);
    const bool doubtful = p.doubtful || (is_noisy(sheet_) && p.half_cells < 8) ||
                          (g.pieces.size() == 1 && sheet_.pieces[g.pieces[0]].doubtful);
    const bool display = is_display_size(std::min(g.size, p.size), sheet_);
    const float tolerance = display ? std::min(kHeadSizes, size_tolerance(sheet_))
                                    : (doubtful ? 1.6f : 1) * size_tolerance(sheet_);
    const float allowed = tolerance * std::max(g.size, p.size);
    if (std::fabs(g.size - p.size) > allowed) return false;
    if (p.size > (2 - kLegend) * g.size && starts_caption(sheet_, g)) return false;
    if (g.pieces.size() <= kCaptionLines &&
        sheet_.pieces[g.pieces.back()].marks.end == EndMark::kCredit)
      return false;
    if (ends_row(g, p)) return true;
    const bool byline = p.marks.start == StartMark::kByline;
    if ((g.kind == GroupKind::kByline) != byline && (byline || g.pieces.size() == 1)) {
      // A byline inside a leg stands flush with it; one above a leg is a line of its own.
      if (g.kind == GroupKind::kByline) return false;
      if (std::fabs(p.box.left - g.box.left) > 3 * p.size) return false;
    }
    if (!stands_flush(g, p) || straddles(g, p)) return false;
    const float gap = p.box.top - g.box.bottom;
    const float most = is_display_size(p.size, sheet_) ? kDisplayGap : kLineGap;
    if (gap < kOverlap * p.size || gap > most * p.size) return false;
    return share_column(g.box, g.pieces.size(), p.box, p.size) &&
           !rule_between(sheet_, g.box, p.box);
  }

  // The next phrase on the last line of text that runs on above both, such as the numbers under a
  // summary; no column begins with it.
  bool ends_row(const Group& g, const Piece& p) const {
    const Box &last = sheet_.pieces[g.pieces.back()].box, &box = p.box;
    const float slack = .5f * p.size;
    if (g.kind != GroupKind::kText || p.half_cells < kPhrase || box.left < last.right ||
        box.right > g.box.right + slack || std::fabs(box.bottom - last.bottom) > slack)
      return false;
    const auto runs_over = [&](std::uint32_t at) {
      const Box& line = sheet_.pieces[at].box;
      return line.left < last.right && line.right > box.left + slack && line.bottom < last.bottom &&
             last.top - line.bottom < kRowsAbove * p.size;
    };
    const auto goes_on = [&](const Piece& below) {
      const float gap = below.box.top - box.bottom;
      return shared_x(below.box, box) > 0 && gap > kOverlap * p.size && gap < kRowGap * p.size;
    };
    return std::any_of(g.pieces.begin(), g.pieces.end(), runs_over) &&
           std::none_of(sheet_.pieces.begin(), sheet_.pieces.end(), goes_on);
  }

  // A section head in its leg: more white above and below it than between lines.
  bool takes_section(const Group& g, const Piece& p) const {
    const Piece& last = sheet_.pieces[g.pieces.back()];
    const Piece& text = p.subhead ? last : p;
    if (g.kind == GroupKind::kByline || p.marks.start == StartMark::kByline) return false;
    if (!text.subhead && std::fabs(text.size / sheet_.size - 1) > size_tolerance(sheet_))
      return false;
    const float gap = p.box.top - last.box.bottom;
    return gap > kOverlap * p.size && gap < kSectionGap * sheet_.size &&
           share_column(g.box, g.pieces.size(), p.box, sheet_.size) &&
           !rule_between(sheet_, g.box, p.box);
  }

  // A deck of nearly the text's size, centred over several legs: it begins far left of the leg that
  // would follow it, which isn't centred under it either, or has others beside it.
  bool straddles(const Group& g, const Piece& p) const {
    if (g.pieces.size() > 1 || is_display_size(p.size, sheet_)) return false;
    const float left = p.box.left - g.box.left, right = g.box.right - p.box.right;
    if (left > kMostIndent * p.size && std::fabs(left - right) > 2 * kFlush * p.size) return true;
    return g.box.width() > kSpread * p.box.width() && has_others_beside(g.box, p.box);
  }

  // Whether lines of other legs stand under `over`, level with `line`.
  bool has_others_beside(const Box& over, const Box& line) const {
    return std::any_of(sheet_.pieces.begin(), sheet_.pieces.end(), [&](const Piece& other) {
      return shared_y(other.box, line) > .5f * line.height() &&
             shared_x(other.box, over) > sheet_.size && shared_x(other.box, line) <= 0;
    });
  }

  // A single character is the end of a paragraph and stands flush, or it is a speck.
  bool stands_flush(const Group& g, const Piece& p) const {
    const bool speck = p.half_cells <= 2,
               over_speck = sheet_.pieces[g.pieces.back()].half_cells <= 2;
    if (is_display_size(p.size, sheet_)) return true;
    if (!speck && !(over_speck && g.pieces.size() == 1)) return true;
    const float left = (p.box.left - g.box.left) / p.size;
    if (speck) return left < kFlush && left > -kIndent;
    return left > -kFlush && (left < kFlush || std::fabs(left - 2) < kFlush);
  }

  void place(std::uint32_t at) {
    const Piece& p = sheet_.pieces[at];
    if (furniture_[at]) {
      groups_.push_back({});
      Group& g = groups_.back();
      g.kind = GroupKind::kFurniture;
      g.pieces = {at};
      g.box = p.box;
      g.size = p.size;
      return;
    }
    std::uint32_t found = kNone;
    std::size_t kept = 0;
    for (std::uint32_t g : open_) {
      const Group& group = groups_[g];
      if (p.box.top - group.box.bottom > 2.5f * std::max(group.size, sheet_.size)) continue;
      open_[kept++] = g;
      if (!takes(group, p)) continue;
      // Of two that take it, the nearer one.
      if (found == kNone || group.box.bottom > groups_[found].box.bottom) found = g;
    }
    open_.resize(kept);
    if (found != kNone) {
      Group& g = groups_[found];
      if (ends_row(g, p)) g.phrases.push_back(at);
      g.pieces.push_back(at);
      g.box = united_box(g.box, p.box);
      // Section heads count for nothing where there is text.
      if (sheet_.pieces[g.pieces[0]].subhead)
        g.size = p.size;
      else if (!p.subhead)
        g.size += (p.size - g.size) / static_cast<float>(g.pieces.size());
      return;
    }
    Group g;
    g.pieces = {at};
    g.box = p.box;
    g.size = p.size;
    if (p.marks.start == StartMark::kByline) g.kind = GroupKind::kByline;
    open_.push_back(static_cast<std::uint32_t>(groups_.size()));
    groups_.push_back(std::move(g));
  }

  const Sheet& sheet_;
  const std::vector<bool> furniture_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> open_;
};

void take_box(const Sheet& sheet, Group& g) {
  g.box = sheet.pieces[g.pieces[0]].box;
  g.size = 0;
  for (std::uint32_t p : g.pieces) {
    g.box = united_box(g.box, sheet.pieces[p].box);
    g.size += sheet.pieces[p].size / static_cast<float>(g.pieces.size());
  }
}

// Where a group can be parted into lines left of a place and lines right of it, some side by side:
// two columns under a line that ran across both. A single column has one line at each height.
float parting(const Sheet& sheet, const Group& g) {
  std::size_t best = 1;
  float found = 0;
  for (std::uint32_t at : g.pieces) {
    const float x = sheet.pieces[at].box.left, slack = .5f * sheet.size;
    std::vector<const Box*> left, right;
    for (std::uint32_t p : g.pieces) {
      const Box& box = sheet.pieces[p].box;
      if (box.right <= x + slack)
        left.push_back(&box);
      else if (box.left >= x - slack)
        right.push_back(&box);
    }
    const std::size_t least = std::min(left.size(), right.size());
    if (least <= best || 4 * (left.size() + right.size()) < 3 * g.pieces.size()) continue;
    std::size_t level = 0;
    for (const Box* l : left)
      level += std::any_of(right.begin(), right.end(), [&](const Box* r) {
        return shared_y(*l, *r) > .35f * std::min(l->height(), r->height());
      });
    if (level > 0) best = least, found = x - slack;
  }
  return found;
}

// Returns whether any group was parted.
bool part_columns(const Sheet& sheet, std::vector<Group>& groups) {
  const std::size_t before = groups.size();
  constexpr std::size_t kMostLines = 300;  // quadratic in a group's lines
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].pieces.size() < 4 || groups[i].pieces.size() > kMostLines) continue;
    if (groups[i].box.width() < 8 * sheet.size) continue;
    const float x = parting(sheet, groups[i]);
    if (x == 0) continue;
    Group right = groups[i];
    const auto is_right = [&](std::uint32_t p) { return sheet.pieces[p].box.left >= x; };
    std::erase_if(groups[i].pieces, is_right);
    std::erase_if(right.pieces, [&](std::uint32_t p) { return !is_right(p); });
    if (groups[i].pieces.empty() || right.pieces.empty()) {
      groups[i].pieces.insert(groups[i].pieces.end(), right.pieces.begin(), right.pieces.end());
      continue;
    }
    take_box(sheet, groups[i]);
    take_box(sheet, right);
    groups.push_back(std::move(right));
  }
  return groups.size() > before;
}

// White space between two lines of a leg in running text, pixels.
float usual_gap(const Sheet& sheet, const std::vector<Group>& groups) {
  std::vector<float> gaps;
  for (const Group& g : groups) {
    if (g.kind != GroupKind::kText || g.pieces.size() < 3) continue;
    for (std::size_t i = 1; i < g.pieces.size(); ++i)
      gaps.push_back(sheet.pieces[g.pieces[i]].box.top - sheet.pieces[g.pieces[i - 1]].box.bottom);
  }
  if (gaps.empty()) return .5f * sheet.size;
  return std::clamp(median(gaps), 0.f, sheet.size);
}

// Whether a leg goes on below the place of one line that the source has lost: not where a line that
// was ended stands above one that begins a paragraph.
bool goes_on(const Sheet& sheet, const Group& leg, const Group& rest) {
  const Piece& last = sheet.pieces[leg.pieces.back()];
  const Piece& first = sheet.pieces[rest.pieces.front()];
  const bool ended = last.ends_sentence && leg.right - last.box.right > 1.1f * sheet.advance;
  const bool begins = first.box.left - rest.left > 1.2f * sheet.advance;
  return !ended && !begins;
}

// Parts of one leg that share no line's width, such as an indented line and a very short one, or
// between which a line was lost, are put together once their column is known.
void join_parts(const Sheet& sheet, std::vector<Group>& groups) {
  std::vector<std::uint32_t> order(groups.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups[a].box.top < groups[b].box.top;
  });
  const float line_lost = 2 * usual_gap(sheet, groups) / sheet.size + 1.3f;
  std::vector<std::uint32_t> open;
  for (std::uint32_t at : order) {
    Group& g = groups[at];
    if (g.kind != GroupKind::kText) continue;
    std::size_t kept = 0;
    std::uint32_t found = kNone;
    for (std::uint32_t o : open) {
      const Group& leg = groups[o];
      const float gap = (g.box.top - leg.box.bottom) / sheet.size;
      if (gap > 4) continue;
      open[kept++] = o;
      const float most = gap > .9f && goes_on(sheet, leg, g) ? line_lost : .9f;
      if (gap > kOverlap && gap < most && std::fabs(g.left - leg.left) < .5f * sheet.size &&
          std::fabs(g.right - leg.right) < .5f * sheet.size &&
          std::fabs(g.size - leg.size) < size_tolerance(sheet) * sheet.size)
        found = o;
    }
    if (found != kNone && rule_between(sheet, groups[found].box, g.box)) found = kNone;
    open.resize(kept);
    if (found == kNone) {
      open.push_back(at);
      continue;
    }
    Group& leg = groups[found];
    leg.pieces.insert(leg.pieces.end(), g.pieces.begin(), g.pieces.end());
    leg.box = united_box(leg.box, g.box);
    leg.column_known |= g.column_known;
    g.pieces.clear();
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
}

// What stands side by side in a leg, such as a price at the right end of its line, is read from
// left to right, whichever begins a little higher.
void put_level_in_order(const Sheet& sheet, Group& g) {
  const auto box = [&](std::size_t i) -> const Box& { return sheet.pieces[g.pieces[i]].box; };
  for (std::size_t i = 1; i < g.pieces.size(); ++i)
    for (std::size_t j = i;
         j > 0 && box(j).right <= box(j - 1).left &&
         shared_y(box(j), box(j - 1)) > .5f * std::min(box(j).height(), box(j - 1).height());
         --j)
      std::swap(g.pieces[j], g.pieces[j - 1]);
}

}  // namespace

bool starts_with_heading(const Sheet& sheet, const Group& g) {
  bool centred = false;
  for (std::size_t i = 0; i < g.pieces.size() && i < 4; ++i) {
    const Piece& p = sheet.pieces[g.pieces[i]];
    const float left = p.box.left - g.left, right = g.right - p.box.right;
    const bool indented = left > 1.2f * sheet.advance && left < 2.8f * sheet.advance;
    if (indented && right < .5f * left) return centred && i > 0;
    if (p.ends_sentence) return false;
    centred |= left > .5f * sheet.advance && std::fabs(left - right) < .8f * sheet.advance;
  }
  return false;
}

std::vector<Group> group_pieces(const Sheet& sheet) {
  std::vector<Group> groups = Sweep(sheet).run();
  part_columns(sheet, groups);
  name_kinds(sheet, groups);
  close_legs(sheet, groups);
  find_columns(sheet, groups);
  join_parts(sheet, groups);
  take_in_scraps(sheet, groups);
  if (part_columns(sheet, groups))
    for (Group& g : groups) find_edges(sheet, g);
  for (Group& g : groups) put_level_in_order(sheet, g);
  return groups;
}

}  // namespace tonglan
