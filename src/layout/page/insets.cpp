#include "layout/page/insets.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tonglan {
namespace {

// Of the running text's size: its lines, smallest and largest.
constexpr float kSmallest = .75f, kLargest = 1.35f;
constexpr int kShortest = 4;      // characters: shorter lines begin no inset
constexpr float kLeading = 1.3f;  // body glyphs of white between two lines of a block, at most
constexpr int kLines = 3;         // ... and as many in a block, at least,
constexpr int kCharacters = 30;   // with so many characters
constexpr float kGutter = 4;      // body glyphs between two blocks of a inset, at most
constexpr float kHeadGap = 2.5f;  // of a headline's own size, to the text it stands over
constexpr float kOver = .5f;      // share of its length that a headline is over the inset
constexpr float kSlack = .3f;     // body glyphs: boxes may overlap by so much

struct PageLine {
  std::uint32_t line;
  Box box;
  Set set;
  float size;  // across
  int characters;
  bool running = false;  // of the running text, by its size and length
};

Box transposed(const Box& b) { return {b.top, b.left, b.bottom, b.right}; }

float apart(const Box& a, const Box& b) {
  return std::max({-shared_x(a, b), -shared_y(a, b), 0.f});
}

bool holds_middle(const Box& box, const Box& inner) {
  const float x = (inner.left + inner.right) / 2, y = (inner.top + inner.bottom) / 2;
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

// The size that most characters have.
float running_size(std::vector<PageLine> lines) {
  std::sort(lines.begin(), lines.end(),
            [](const PageLine& a, const PageLine& b) { return a.size < b.size; });
  long all = 0, sum = 0;
  for (const PageLine& l : lines) all += l.characters;
  for (const PageLine& l : lines)
    if (2 * (sum += l.characters) >= all) return l.size;
  return 0;
}

class PageInsets {
 public:
  PageInsets(const Document& document, const std::vector<PageLine>& lines, bool vertical)
      : document_(document),
        lines_(lines),
        own_(vertical ? Set::kVertical : Set::kHorizontal),
        size_(running_size(lines)) {
    for (PageLine& l : lines_)
      l.running = l.set != Set::kUnknown && l.characters >= kShortest &&
                  l.size > kSmallest * size_ && l.size < kLargest * size_;
  }

  std::vector<Inset> run() {
    std::vector<Inset> insets = merged(blocks());
    std::vector<bool> taken(lines_.size(), false);
    for (Inset& inset : insets) take_inside(inset, taken);
    for (Inset& inset : insets) take_heads(inset, taken);
    return insets;
  }

 private:
  bool against(const PageLine& l) const { return l.running && l.set != own_; }
  bool along(const PageLine& l) const { return l.running && l.set == own_; }

  // Lines against the page that follow one another.
  std::vector<Inset> blocks() const {
    const bool down = own_ == Set::kHorizontal;  // the lines that are looked for run downwards
    std::vector<std::pair<Box, int>> across;     // their boxes, turned to run along x
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (against(lines_[i]))
        across.emplace_back(down ? transposed(lines_[i].box) : lines_[i].box, int(i));
    std::sort(across.begin(), across.end(), [](const auto& a, const auto& b) {
      return a.first.top != b.first.top ? a.first.top < b.first.top : a.second < b.second;
    });
    std::vector<int> root(across.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
      while (root[std::size_t(i)] != i)
        i = root[std::size_t(i)] = root[std::size_t(root[std::size_t(i)])];
      return i;
    };
    for (std::size_t i = 0; i < across.size(); ++i) {
      const Box& a = across[i].first;
      for (std::size_t j = i + 1; j < across.size(); ++j) {
        const Box& b = across[j].first;
        if (b.top > a.bottom + kLeading * size_) break;
        if (2 * shared_x(a, b) > std::min(a.width(), b.width()))
          root[std::size_t(find(int(j)))] = find(int(i));
      }
    }
    std::vector<Inset> found(across.size());
    std::vector<int> characters(across.size(), 0), count(across.size(), 0);
    for (std::size_t i = 0; i < across.size(); ++i) {
      const auto r = std::size_t(find(int(i)));
      const PageLine& l = lines_[std::size_t(across[i].second)];
      found[r].box = count[r] == 0 ? l.box : united_box(found[r].box, l.box);
      characters[r] += l.characters;
      ++count[r];
    }
    std::vector<Inset> kept;
    for (std::size_t r = 0; r < found.size(); ++r)
      if (count[r] >= kLines && characters[r] >= kCharacters) kept.push_back(found[r]);
    for (Inset& inset : kept) inset.vertical = down;
    return kept;
  }

  // Blocks with no text of the page between them are legs of one inset, or articles of it.
  std::vector<Inset> merged(std::vector<Inset> insets) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t a = 0; a < insets.size(); ++a) {
        for (std::size_t b = a + 1; b < insets.size();) {
          const Box both = united_box(insets[a].box, insets[b].box);
          const bool near = apart(insets[a].box, insets[b].box) <= kGutter * size_;
          if (!near || std::any_of(lines_.begin(), lines_.end(), [&](const PageLine& l) {
                return along(l) && holds_middle(both, l.box);
              })) {
            ++b;
            continue;
          }
          insets[a].box = both;
          insets.erase(insets.begin() + std::ptrdiff_t(b));
          changed = true;
        }
      }
    }
    return insets;
  }

  void take_inside(Inset& inset, std::vector<bool>& taken) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken[i] || along(lines_[i]) || !holds_middle(inset.box, lines_[i].box)) continue;
      taken[i] = true;
      inset.lines.push_back(lines_[i].line);
    }
  }

  bool rule_between(const Box& upper, const Box& lower) const {
    for (const Separator& s : document_.pages[document_.lines[lines_[0].line].page].separators) {
      if (!s.rule || s.vertical || 2 * shared_x(s.box, upper) < upper.width()) continue;
      const float middle = (s.box.top + s.box.bottom) / 2;
      if (middle > upper.bottom - kSlack * size_ && middle < lower.top + kSlack * size_)
        return true;
    }
    return false;
  }

  // Whether the text that `head` stands over (a vertical one: at its right) is that of the inset,
  // which is the nearest there.
  bool is_over(const PageLine& head, const Inset& inset) const {
    const bool upright = head.set == Set::kVertical;
    const Box h = upright ? transposed(head.box) : head.box;
    const Box r = upright ? transposed(inset.box) : inset.box;
    // A vertical headline stands at the end of what is left of it; seen from there, under it.
    const auto gap_to = [&](const Box& b) { return upright ? h.top - b.bottom : b.top - h.bottom; };
    const float gap = gap_to(r), reach = kHeadGap * std::max(head.size, size_);
    if (gap < -kSlack * size_ || gap > reach || shared_x(h, r) < kOver * h.width()) return false;
    if (!upright && rule_between(head.box, inset.box)) return false;
    return std::none_of(lines_.begin(), lines_.end(), [&](const PageLine& l) {
      const Box b = upright ? transposed(l.box) : l.box;
      return along(l) && gap_to(b) > -kSlack * size_ && gap_to(b) <= gap &&
             3 * shared_x(h, b) > std::min(h.width(), b.width());
    });
  }

  // Nearest first: what stands over the headline follows it.
  void take_heads(Inset& inset, std::vector<bool>& taken) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (taken[i] || lines_[i].running || !is_over(lines_[i], inset)) continue;
        taken[i] = changed = true;
        inset.lines.push_back(lines_[i].line);
        inset.box = united_box(inset.box, lines_[i].box);
        take_inside(inset, taken);
      }
    }
  }

  const Document& document_;
  std::vector<PageLine> lines_;
  const Set own_;
  const float size_;
};

}  // namespace

std::vector<Inset> find_insets(const Document& document, const std::vector<Set>& set,
                               const std::vector<bool>& vertical) {
  std::vector<std::vector<PageLine>> pages(vertical.size());
  for (std::uint32_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (!has_box(line) || line.page >= pages.size()) continue;
    const bool upright = set[i] == Set::kVertical;
    pages[line.page].push_back({i, line.box, set[i], upright ? line.box.width() : line.box.height(),
                                characters_of(document, line)});
  }
  std::vector<Inset> insets;
  for (std::uint32_t p = 0; p < pages.size(); ++p) {
    if (pages[p].empty()) continue;
    for (Inset& inset : PageInsets(document, pages[p], vertical[p]).run()) {
      inset.page = p;
      insets.push_back(std::move(inset));
    }
  }
  return insets;
}

}  // namespace tonglan
