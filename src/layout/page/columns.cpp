#include "layout/page/columns.h"

#include <algorithm>
#include <cmath>

namespace tonglan {
namespace {

constexpr std::size_t kLinesAnEdge = 15;  // of so many lines of a leg one more must share its edge

// A line that is wider than the column all others share, at the top of a group: a caption or
// headline of the text's size over a narrower leg.
void split_wide_tops(const Sheet& sheet, std::vector<Group>& groups) {
  const std::size_t n = groups.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (groups[i].pieces.size() < 4 || !groups[i].column_known) continue;
    const Box& top = sheet.pieces[groups[i].pieces[0]].box;
    const float wider = std::max(groups[i].left - top.left, top.right - groups[i].right);
    if (wider < 1.6f * groups[i].size) continue;
    Group line = groups[i];
    line.pieces.resize(1);
    line.box = top;
    line.size = sheet.pieces[line.pieces[0]].size;
    line.left = top.left;
    line.right = top.right;
    line.column_known = false;
    if (is_small_size(line.size, sheet)) line.kind = GroupKind::kSmall;
    Group& rest = groups[i];
    rest.pieces.erase(rest.pieces.begin());
    rest.box = sheet.pieces[rest.pieces[0]].box;
    for (std::uint32_t p : rest.pieces) rest.box = united_box(rest.box, sheet.pieces[p].box);
    groups.push_back(std::move(line));
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
    for (std::size_t i = 0; i + others < edges.size() && i < 3 + others; ++i)
      if (std::fabs(edges[i] - edges[i + others]) <= near) return edges[i];
    return edges[0];
  };
  g.left = shared(lefts);
  g.right = shared(rights);
  const auto at_left = lines_at(lefts, g.left), at_right = lines_at(rights, g.right);
  g.column_known = g.pieces.size() >= 3 && at_left >= 2 && at_right >= 2;
}

void find_columns(const Sheet& sheet, std::vector<Group>& groups) {
  for (Group& g : groups) find_edges(sheet, g);
  split_wide_tops(sheet, groups);
  const std::vector<Column> columns = page_columns(groups, sheet.size);
  for (Group& g : groups)
    if (g.kind == GroupKind::kText && !g.column_known) adopt_column(g, columns, sheet.size);
}

}  // namespace tonglan
