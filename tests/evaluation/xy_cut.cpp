#include "evaluation/xy_cut.h"

#include <algorithm>
#include <vector>

namespace tonglan {
namespace {

constexpr float kRowGap = .45f, kColumnGap = .5f;  // of the median line height

struct Item {
  Box box;
  std::string_view text;
  std::uint32_t line;
};

std::vector<Item> items_of(const Document& d) {
  std::size_t upright = 0;
  for (const Line& l : d.lines) upright += l.box.height() > 1.5f * l.box.width();
  const bool turned = 2 * upright > d.lines.size();
  float width = 0;
  for (const Line& l : d.lines) width = std::max(width, l.box.right);
  std::vector<Item> items;
  for (std::uint32_t i = 0; i < d.lines.size(); ++i) {
    const Box b = d.lines[i].box;
    items.push_back({turned ? Box{b.top, width - b.right, b.bottom, width - b.left} : b,
                     d.view(d.lines[i]), i});
  }
  return items;
}

std::vector<std::vector<Item>> split(std::vector<Item> items, float least, bool rows) {
  const auto low = [&](const Item& i) { return rows ? i.box.top : i.box.left; };
  const auto high = [&](const Item& i) { return rows ? i.box.bottom : i.box.right; };
  std::stable_sort(items.begin(), items.end(),
                   [&](const Item& a, const Item& b) { return low(a) < low(b); });
  std::vector<std::vector<Item>> parts;
  float reach = 0;
  for (const Item& item : items) {
    if (parts.empty() || low(item) - reach >= least) parts.emplace_back();
    parts.back().push_back(item);
    reach =
        parts.back().size() == 1 && parts.size() == 1 ? high(item) : std::max(reach, high(item));
  }
  return parts;
}

void cut(std::vector<Item> items, float height, std::vector<std::vector<Item>>& blocks) {
  for (bool rows : {true, false}) {
    auto parts = split(items, height * (rows ? kRowGap : kColumnGap), rows);
    if (parts.size() < 2) continue;
    for (auto& part : parts) cut(std::move(part), height, blocks);
    return;
  }
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return a.box.top != b.box.top ? a.box.top < b.box.top : a.box.left < b.box.left;
  });
  blocks.push_back(std::move(items));
}

bool ends_sentence(std::string_view text) {
  for (std::string_view mark : {"。", "！", "？", "”", "：", "；", "）"})
    if (text.ends_with(mark)) return true;
  return false;
}

std::vector<std::vector<Item>> blocks_of(const Document& document) {
  std::vector<Item> items = items_of(document);
  std::vector<std::vector<Item>> blocks;
  if (items.empty()) return blocks;
  std::vector<float> heights;
  for (const Item& i : items) heights.push_back(i.box.height());
  std::sort(heights.begin(), heights.end());
  cut(std::move(items), heights[heights.size() / 2], blocks);
  return blocks;
}

}  // namespace

std::vector<std::uint32_t> xy_cut_order(const Document& document) {
  std::vector<std::uint32_t> order;
  for (const auto& block : blocks_of(document))
    for (const Item& i : block) order.push_back(i.line);
  return order;
}

std::string xy_cut_text(const Document& document) {
  const std::vector<std::vector<Item>> blocks = blocks_of(document);
  if (blocks.empty()) return "";
  std::string out, before;
  for (const auto& block : blocks) {
    float left = 1e9f;
    for (const Item& i : block) left = std::min(left, i.box.left);
    bool first = true;
    for (const Item& i : block) {
      const bool indented = i.box.left - left > i.box.height();
      const bool joins = !indented && !before.empty() && (!first || !ends_sentence(before));
      if (!joins && !out.empty()) out += '\n';
      out += i.text;
      before = i.text;
      first = false;
    }
  }
  return out + "\n";
}

}  // namespace tonglan
