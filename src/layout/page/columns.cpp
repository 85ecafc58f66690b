#include "layout/page/columns.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr std::size_t kLinesAnEdge = 15;  // of so many lines of a leg one more must share its edge

// Where the lines of a group become narrower for good, from the first of the narrower ones on: a
// caption or headline of the text's size over a narrower leg; a lead or an abstract over columns.
// 0: nowhere.
std::size_t narrowing(const Sheet& sheet, const Group& g) {
  constexpr float kNarrower = 1.6f;      // glyphs
  constexpr float kMuchNarrower = 2.5f;  // ... where more than one line is wider
  const auto box = [&](std::size_t i) -> const Box& { return sheet.pieces[g.pieces[i]].box; };
  const std::size_t n = g.pieces.size();
  if (n < 4) return 0;
  float left = box(n - 1).left, right = box(n - 1).right;
  std::size_t first = n - 1;
  const auto is_wide = [&](std::size_t i, float by) {
    return left - box(i).left > by * g.size || box(i).right - right > by * g.size;
  };
  while (first > 0 && (first + 3 > n || !is_wide(first - 1, kNarrower))) {
    --first;
    left = std::min(left, box(first).left);
    right = std::max(right, box(first).right);
  }
  if (first == 0 || !is_legible(sheet)) return 0;
  std::size_t wide = 0, full = 0;  // lines at the edges of the one and of the other
  for (std::size_t i = 0; i < first; ++i)
    wide += is_wide(i, kMuchNarrower) && g.right - box(i).right < .6f * g.size;
  for (std::size_t i = first; i < n; ++i) full += right - box(i).right < .6f * g.size;
  if (full < 2 || (first == 1 ? !g.column_known : wide < 2)) return 0;
  // Short lines between belong to what they are nearer to.
  std::size_t cut = first;
  for (std::size_t i = first + 1; i < n && right - box(i - 1).right > 2 * g.size; ++i)
    if (box(i).top - box(i - 1).bottom > box(cut).top - box(cut - 1).bottom + .2f * g.size) cut = i;
  return cut;
}

void part_at_narrowings(const Sheet& sheet, std::vector<Group>& groups) {
  const std::size_t n = groups.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t cut = narrowing(sheet, groups[i]);
    if (cut == 0) continue;
    Group wide = groups[i];
    wide.pieces.resize(cut);
    Group& rest = groups[i];
    rest.pieces.erase(rest.pieces.begin(), rest.pieces.begin() + static_cast<std::ptrdiff_t>(cut));
    for (Group* part : {&wide, &rest}) {
      part->box = sheet.pieces[part->pieces[0]].box;
      part->size = 0;
      for (const std::uint32_t p : part->pieces) {
        part->box = united_box(part->box, sheet.pieces[p].box);
        part->size += sheet.pieces[p].size / static_cast<float>(part->pieces.size());
      }
      find_edges(sheet, *part);
    }
    rest.top = rest.box.top;
    if (is_small_size(wide.size, sheet) && cut <= 6) wide.kind = GroupKind::kSmall;
    groups.push_back(std::move(wide));
  }
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
  // A boxed note keeps off both edges of its column.
  const float left = g.left - best->left, right = best->right - g.right;
  if (g.pieces.size() >= 3 && left > .6f * size && right > .6f * size &&
      std::fabs(left - right) < .6f * size)
    return;
  g.left = std::min(g.left, best->left);
  g.right = std::max(g.right, best->right);
}

}  // namespace

// The outermost edge that at least two lines share, or more in a long leg: a speck at its side may
// have widened some. Else the outermost of all.
void find_edges(const Sheet& sheet, Group& g) {
  std::vector<float> lefts, rights;
  for (std::uint32_t p : g.pieces) {
    lefts.push_back(sheet.pieces[p].box.left);
    rights.push_back(sheet.pieces[p].box.right);
  }
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.rbegin(), rights.rend());
  const float near = .4f * g.size;
  const auto lines_at = [&](const std::vector<float>& edges, float edge) {
    return std::count_if(edges.begin(), edges.end(),
                         [&](float x) { return std::fabs(x - edge) <= near; });
  };
  const auto shared = [&](const std::vector<float>& edges) {
    const std::size_t others = 1 + edges.size() / kLinesAnEdge;
    for (std::size_t i = 0; i + others < edges.size() && i < 3 + others && 3 * i <= edges.size();
         ++i)
      if (std::fabs(edges[i] - edges[i + others]) <= near) return edges[i];
    return edges[0];
  };
  g.left = shared(lefts);
  // Of many short paragraphs hardly a line is not indented. Where some are indented against these,
  // what stands out is a speck's.
  const auto is_indent = [&](float by) { return by > 1.7f * g.size && by < 2.3f * g.size; };
  const auto indented = std::count_if(lefts.begin(), lefts.end(),
                                      [&](float left) { return is_indent(left - g.left); });
  if (is_indent(g.left - lefts[0]) && indented < 2) g.left = lefts[0];
  g.right = shared(rights);
  const auto at_left = lines_at(lefts, g.left), at_right = lines_at(rights, g.right);
  g.column_known = g.pieces.size() >= 3 && at_left >= 2 && at_right >= 2;
}

void find_columns(const Sheet& sheet, std::vector<Group>& groups) {
  for (Group& g : groups) find_edges(sheet, g);
  part_at_narrowings(sheet, groups);
  const std::vector<Column> columns = page_columns(groups, sheet.size);
  for (Group& g : groups)
    if (g.kind == GroupKind::kText && !g.column_known) adopt_column(g, columns, sheet.size);
}

}  // namespace tonglan
