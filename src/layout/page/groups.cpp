#include "layout/page/groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tonglan {
namespace {

constexpr float kSameSize = .13f;     // relative difference of sizes that are one
constexpr float kLineGap = 1.7f;      // glyphs between two lines of one leg, an empty line included
constexpr float kDisplayGap = .8f;    // between two lines of one headline
constexpr float kOverlap = -.6f;      // lines may run into one another by so much
constexpr float kDisplaySize = 1.13f, kSmallSize = .9f;  // of the body size

bool same_size(float a, float b) { return std::fabs(a - b) <= kSameSize * std::max(a, b); }

// Whether two stretches along x are set in one column, as far as their lines tell.
bool share_column(const Box& group, std::size_t lines, const Box& line, float size) {
  const float shared = shared_x(group, line);
  if (shared < .5f * std::min(group.width(), line.width())) return false;
  const float left = group.left - line.left, right = line.right - group.right;
  if (left <= .7f * size && right <= .9f * size) return true;
  // Wider than all before: those may have been an indented line or a short one.
  if (lines > 2) return left <= 2.6f * size && right <= .9f * size;
  return right <= .9f * size ? left <= 2.6f * size : left <= 2.6f * size && lines <= 2;
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

bool is_display_size(float size, const Sheet& sheet) { return size > kDisplaySize * sheet.size; }

class Sweep {
 public:
  explicit Sweep(const Sheet& sheet) : sheet_(sheet) {}

  std::vector<Group> run() {
    for (std::uint32_t at : downwards(sheet_.pieces)) place(at);
    return std::move(groups_);
  }

 private:
  bool takes(const Group& g, const Piece& p) const {
    if (p.crosswise || sheet_.pieces[g.pieces.back()].crosswise || !same_size(g.size, p.size))
      return false;
    const bool byline = p.marks.start == StartMark::kByline;
    if ((g.kind == GroupKind::kByline) != byline && (byline || g.pieces.size() == 1)) {
      // A byline inside a leg stands flush with it; one above a leg is a line of its own.
      if (g.kind == GroupKind::kByline) return false;
      if (std::fabs(p.box.left - g.box.left) > 3 * p.size) return false;
    }
    const float gap = p.box.top - g.box.bottom;
    const float most = is_display_size(p.size, sheet_) ? kDisplayGap : kLineGap;
    if (gap < kOverlap * p.size || gap > most * p.size) return false;
    return share_column(g.box, g.pieces.size(), p.box, p.size);
  }

  void place(std::uint32_t at) {
    const Piece& p = sheet_.pieces[at];
    std::uint32_t found = kNone;
    bool two = false;
    std::size_t kept = 0;
    for (std::uint32_t g : open_) {
      const Group& group = groups_[g];
      if (p.box.top - group.box.bottom > 2.5f * std::max(group.size, sheet_.size)) continue;
      open_[kept++] = g;
      if (!takes(group, p)) continue;
      two |= found != kNone;
      // Of two that take it, the nearer one.
      if (found == kNone || group.box.bottom > groups_[found].box.bottom) found = g;
    }
    open_.resize(kept);
    if (found != kNone && (!two || groups_[found].pieces.size() > 0)) {
      Group& g = groups_[found];
      g.pieces.push_back(at);
      g.box = united_box(g.box, p.box);
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
  std::vector<Group> groups_;
  std::vector<std::uint32_t> open_;
};

void name_kinds(const Sheet& sheet, std::vector<Group>& groups) {
  for (Group& g : groups) {
    if (g.kind == GroupKind::kByline) continue;
    std::size_t stops = 0;
    for (std::uint32_t p : g.pieces) stops += sheet.pieces[p].has_stop;
    const bool reads_on = g.pieces.size() > 4 || (g.pieces.size() > 2 && stops == g.pieces.size());
    if (is_display_size(g.size, sheet) && !reads_on) g.kind = GroupKind::kDisplay;
    const StartMark start = sheet.pieces[g.pieces[0]].marks.start;
    const bool caption = start == StartMark::kCaption && g.pieces.size() <= 3;
    if ((g.size < kSmallSize * sheet.size && g.pieces.size() <= 6) || caption)
      g.kind = GroupKind::kSmall;
  }
}

// --- Column edges ---

// The outermost edge that at least two lines share, or the outermost of all.
void find_edges(const Sheet& sheet, Group& g) {
  std::vector<float> lefts, rights;
  for (std::uint32_t p : g.pieces) {
    lefts.push_back(sheet.pieces[p].box.left);
    rights.push_back(sheet.pieces[p].box.right);
  }
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.rbegin(), rights.rend());
  const float near = .4f * g.size;
  const auto shared = [&](const std::vector<float>& edges) {
    for (std::size_t i = 0; i + 1 < edges.size() && i < 4; ++i)
      if (std::fabs(edges[i] - edges[i + 1]) <= near) return edges[i];
    return edges[0];
  };
  g.left = shared(lefts);
  g.right = shared(rights);
  const auto at_left = std::count_if(lefts.begin(), lefts.end(),
                                     [&](float x) { return std::fabs(x - g.left) <= near; });
  const auto at_right = std::count_if(rights.begin(), rights.end(),
                                      [&](float x) { return std::fabs(x - g.right) <= near; });
  g.column_known = g.pieces.size() >= 3 && at_left >= 2 && at_right >= 2;
}

struct Column {
  float left, right;
  std::size_t lines;
};

std::vector<Column> page_columns(const std::vector<Group>& groups, float size) {
  std::vector<Column> columns;
  for (const Group& g : groups)
    if (g.kind == GroupKind::kText && g.column_known)
      columns.push_back({g.left, g.right, g.pieces.size()});
  std::sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) {
    return a.left != b.left ? a.left < b.left : a.right < b.right;
  });
  std::vector<Column> distinct;
  for (const Column& c : columns) {
    if (!distinct.empty() && c.left - distinct.back().left < .5f * size &&
        std::fabs(c.right - distinct.back().right) < .5f * size)
      distinct.back().lines += c.lines;
    else
      distinct.push_back(c);
  }
  return distinct;
}

// A short leg takes the edges of the narrowest column of the page in which it fits: flush left, or
// indented by a paragraph's two characters.
void adopt_column(Group& g, const std::vector<Column>& columns, float size) {
  const Column* best = nullptr;
  const auto first = std::lower_bound(columns.begin(), columns.end(), g.left - 3 * size,
                                      [](const Column& c, float x) { return c.left < x; });
  for (auto c = first; c != columns.end() && c->left <= g.left + .6f * size; ++c) {
    if (c->right < g.right - .6f * size) continue;
    if (best == nullptr || c->right - c->left < best->right - best->left) best = &*c;
  }
  if (best == nullptr) return;
  g.left = std::min(g.left, best->left);
  g.right = std::max(g.right, best->right);
}

}  // namespace

Box united_box(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

std::vector<Group> group_pieces(const Sheet& sheet) {
  std::vector<Group> groups = Sweep(sheet).run();
  name_kinds(sheet, groups);
  for (Group& g : groups) find_edges(sheet, g);
  const std::vector<Column> columns = page_columns(groups, sheet.size);
  for (Group& g : groups)
    if (g.kind == GroupKind::kText && !g.column_known) adopt_column(g, columns, sheet.size);
  return groups;
}

}  // namespace tonglan
