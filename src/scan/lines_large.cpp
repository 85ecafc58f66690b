#include "scan/lines_large.h"

#include <tuple>
#include <utility>

#include "scan/display.h"
#include "scan/lines_capitals.h"

namespace tonglan {
namespace {

constexpr std::size_t kFewPieces = 8;  // of large characters: may be what is left of larger groups
constexpr float kSlimmest = 0.25f;     // of a piece as large as drawings: one side, of the other
constexpr int kFramed = 4;             // pieces of a body character's size that a frame has inside
constexpr float kFlat = 0.35f;         // body glyphs high, a lone piece is a dash or a 一 ...
constexpr float kDash = 2.6f;          // ... if it is no longer than two cells
constexpr float kPartReach = 0.9f;     // body glyphs from a large piece to a part: text is farther
constexpr float kUpright = 1.3f;       // height to width of a line downwards, at least
// In characters of the run's own size:
constexpr float kReach = 0.45f;
constexpr float kCapitalPart = 0.15f;  // between two large pieces of a drop capital
constexpr float kCell = 0.9f;          // wide: narrower ones (自, 日) leave as much of it white
constexpr float kWhole =
    0.75f;  // high and half as wide, at least: a character, not a stroke of one
constexpr float kFlatRun = 0.6f;  // high, a run is lower than its characters

bool is_in_any(const PixelBox& b, const std::vector<PixelBox>& boxes) {
  return std::any_of(boxes.begin(), boxes.end(), [&](const PixelBox& box) {
    return overlap_x(b, box) == b.width() && overlap_y(b, box) == b.height();
  });
}

// Large along the line only: body characters that touch.
bool is_word(const PixelBox& b, float glyph) {
  return b.height() <= kTall * glyph && b.height() > 0.5f * glyph && b.width() < 4 * glyph;
}

bool is_surely_large(const PixelBox& b, float glyph) {
  return float(std::min(b.width(), b.height())) > kLarge * glyph ||
         (!is_word(b, glyph) && float(b.size()) > kClear * glyph);
}

// Takes those pieces out of `large` that are large along the line only: body characters that touch.
// A part of a larger character looks like them, but has another large piece beside it that is no
// drop capital.
std::pair<std::vector<InkPiece>, std::vector<InkPiece>> without_words(
    std::vector<InkPiece> large, std::vector<InkPiece> small, const std::vector<PixelBox>& capitals,
    float glyph) {
  std::vector<PixelBox> sure;
  for (const InkPiece& p : large) {
    if (is_surely_large(p.box, glyph) && !is_in_any(p.box, capitals)) sure.push_back(p.box);
  }
  const BoxGrid grid(sure, int(4 * glyph));
  std::vector<InkPiece> kept;
  for (const InkPiece& p : large) {
    bool part = !is_word(p.box, glyph);
    const int near = p.box.width();
    grid.visit({p.box.left - near, p.box.top - near, p.box.right + near, p.box.bottom + near},
               [&](int i) {
                 const PixelBox& b = sure[i];
                 const float reach = std::min(0.35f * float(b.size()),
                                              std::max(kPartReach * glyph, 0.2f * float(b.size())));
                 // Large characters may touch, too.
                 const float low = float(std::min(b.width(), b.height()));
                 const float one = std::min(float(b.size()), std::max(1.3f * low, kClear * glyph));
                 part |= float(-overlap_x(p.box, sure[i])) < reach &&
                         float(-overlap_y(p.box, sure[i])) < reach && 5 * p.box.size() > 2 * one;
               });
    (part ? kept : small).push_back(p);
  }
  return {std::move(kept), std::move(small)};
}

// Large pieces that are near each other and of comparable size.
std::vector<std::vector<int>> group_large(const std::vector<InkPiece>& large, float glyph) {
  Sets sets(large.size());
  const BoxGrid grid(boxes_of(large), int(4 * glyph));
  for (int i = 0; i < int(large.size()); ++i) {
    const PixelBox& a = large[i].box;
    const int reach = int(0.7f * a.size());
    grid.visit({a.left - reach, a.top - reach, a.right + reach, a.bottom + reach}, [&](int j) {
      const PixelBox& b = large[j].box;
      if (3 * std::min(a.size(), b.size()) < std::max(a.size(), b.size())) return;
      const int near = int(0.7f * std::min(a.size(), b.size()));
      if (overlap_x(a, b) > -near && overlap_y(a, b) > -near) sets.join(i, j);
    });
  }
  return sets.groups();
}

// Takes the flat pieces that have no large ones near out of `large`: a dash is two body cells long.
std::pair<std::vector<InkPiece>, std::vector<InkPiece>> without_dashes(std::vector<InkPiece> large,
                                                                       std::vector<InkPiece> small,
                                                                       float glyph) {
  std::vector<InkPiece> kept;
  for (const std::vector<int>& group : group_large(large, glyph)) {
    const PixelBox& b = large[group[0]].box;
    const bool dash = group.size() == 1 && float(std::min(b.width(), b.height())) < kFlat * glyph &&
                      float(b.size()) < kDash * glyph;
    for (const int i : group) (dash ? small : kept).push_back(large[i]);
  }
  return {std::move(kept), std::move(small)};
}

// Of the characters of `group`, if it runs in `direction`: the size of its largest piece that is
// not several characters that touch.
int character_size(const std::vector<InkPiece>& group, Direction direction) {
  const auto height = [&](const PixelBox& b) {
    return direction == Direction::kVertical ? b.width() : b.height();
  };
  int highest = 0, size = 0;
  for (const InkPiece& p : group) highest = std::max(highest, height(p.box));
  for (const InkPiece& p : group) {
    size = std::max(size, 2 * p.box.size() > 3 * highest ? highest : p.box.size());
  }
  return size;
}

// The drop capitals among them, each with all its large pieces.
std::vector<PixelBox> drop_capitals(const std::vector<InkPiece>& large,
                                    const std::vector<InkPiece>& small, float glyph) {
  std::vector<PixelBox> all = boxes_of(large);
  for (const InkPiece& p : small) all.push_back(p.box);
  const BoxGrid grid(all, int(2 * glyph));
  std::vector<PixelBox> capitals;
  for (const InkPiece& p : large) {
    if (!is_surely_large(p.box, glyph)) continue;
    PixelBox whole = p.box;
    const int near = int(kCapitalPart * float(p.box.size()));
    grid.visit({p.box.left - near, p.box.top - near, p.box.right + near, p.box.bottom + near},
               [&](int i) {
                 if (is_surely_large(all[i], glyph)) whole = united(whole, all[i]);
               });
    if (is_drop_capital(whole, all, grid, glyph)) capitals.push_back(whole);
  }
  return capitals;
}

// Without slim pieces that are much higher than most large ones near by: characters of two lines
// along x that a fold has joined. Both lines are found without them.
std::vector<InkPiece> without_folds(std::vector<InkPiece> group, const std::vector<PixelBox>& large,
                                    const BoxGrid& grid) {
  constexpr std::size_t kFewest = 5;
  constexpr float kHigher = 1.45f;
  std::vector<int> heights;
  std::erase_if(group, [&](const InkPiece& p) {
    const int high = p.box.height();
    if (high < 2 * p.box.width()) return false;
    heights.clear();
    grid.visit({p.box.left - 2 * high, p.box.top, p.box.right + 2 * high, p.box.bottom},
               [&](int i) {
                 if (5 * large[i].height() > high && overlap_y(large[i], p.box) > 0)
                   heights.push_back(large[i].height());
               });
    if (heights.size() < kFewest) return false;
    const auto middle = heights.begin() + long(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return float(high) > kHigher * float(*middle);
  });
  return group;
}

// The runs of one group, along x or along y.
std::vector<PieceRun> large_runs(const std::vector<InkPiece>& group, Direction direction) {
  Sets sets(group.size());
  const int size = character_size(group, direction);
  std::vector<PixelBox> boxes, rows;  // of each piece; of the run so far, at each run's root
  std::vector<int> highest;           // piece of the run so far
  for (const InkPiece& p : group) {
    boxes.push_back(direction == Direction::kVertical ? transposed(p.box) : p.box);
    highest.push_back(boxes.back().height());
  }
  rows = boxes;
  // White on either side of a character that is narrower than its cell.
  const auto empty = [&](const PixelBox& b) {
    const bool whole =
        float(b.height()) >= kWhole * float(size) && 2 * float(b.width()) >= kWhole * float(size);
    return whole ? std::max(0.f, kCell * float(size) - float(b.width())) / 2 : 0;
  };
  for (int i = 0; i < int(group.size()); ++i) {
    for (int j = 0; j < i; ++j) {
      const int a = sets.find(i), b = sets.find(j);
      if (a == b || !in_one_row(boxes[i], boxes[j])) continue;
      const float apart = float(-overlap_x(boxes[i], boxes[j]));
      if (apart > kReach * float(size) + empty(boxes[i]) + empty(boxes[j])) continue;
      // No ladder of pieces, each a little lower than the last.
      const PixelBox row = united(rows[a], rows[b]);
      const int high = std::max(highest[a], highest[b]);
      if (row.height() > kLevel * high) continue;
      sets.join(a, b);
      rows[sets.find(a)] = row;
      highest[sets.find(a)] = high;
    }
  }
  std::vector<PieceRun> runs = gather_runs(group, std::move(sets), float(size));
  for (PieceRun& run : runs) {
    run.direction = direction;
    run.large = true;
  }
  return runs;
}

// Whether a run across is no more than body characters that touch, near a headline: as high as they
// are from its first piece to its last, and much lower than the characters of its group.
bool is_of_words(const PieceRun& run, float glyph) {
  return run.direction == Direction::kHorizontal && run.box.height() <= kTall * glyph &&
         float(run.box.height()) < kFlatRun * run.size &&
         std::all_of(run.pieces.begin(), run.pieces.end(),
                     [&](const InkPiece& p) { return is_word(p.box, glyph); });
}

// Whether the nearest neighbours of most pieces of `group`, of any that may be parts of characters
// like these, stand beside them: the other characters of the line may be in small pieces only.
bool has_nearer_beside(const std::vector<InkPiece>& group, const std::vector<PixelBox>& boxes,
                       const BoxGrid& grid) {
  int beside = 0, below = 0;
  for (const InkPiece& p : group) {
    const PixelBox& a = p.box;
    const int far = a.size();
    int x = far, y = far;
    grid.visit({a.left - far, a.top - far, a.right + far, a.bottom + far}, [&](int i) {
      const PixelBox& b = boxes[i];
      if (3 * b.size() < a.size()) return;
      const int apart_x = -overlap_x(a, b), apart_y = -overlap_y(a, b);
      if (apart_x >= 0 && in_one_row(a, b)) x = std::min(x, apart_x);
      if (apart_y >= 0 && in_one_row(transposed(a), transposed(b))) y = std::min(y, apart_y);
    });
    beside += x < y;
    below += y < x;
  }
  return beside > below;
}

// Moves what belongs to the characters of a large run into it: small pieces that are hardly higher
// than it, and no farther off than the parts of one character are; beside a drop capital is text.
void absorb(PieceRun& run, const std::vector<InkPiece>& pieces, const BoxGrid& grid,
            std::vector<char>& taken, float glyph) {
  const bool vertical = run.direction == Direction::kVertical;
  const PixelBox core = vertical ? transposed(run.box) : run.box;
  const int along = run.capital ? 0 : int(std::min(0.15f * run.size, 0.6f * glyph));
  // Its large pieces may be no more than the lower part of its one character.
  const bool single = run.size > kClear * glyph && core.width() < 1.3f * run.size &&
                      core.height() > 0.6f * run.size;
  const int across =
      std::max(core.height() / 12, single ? int(1.05f * run.size) - core.height() : 0);
  const PixelBox area{core.left - along, core.top - across, core.right + along,
                      core.bottom + across};
  std::vector<int> near;
  grid.visit(vertical ? transposed(area) : area, [&](int i) {
    const PixelBox b = vertical ? transposed(pieces[i].box) : pieces[i].box;
    if (taken[i] || b.top < area.top || b.bottom > area.bottom || b.width() > 1.1f * run.size) {
      return;
    }
    near.push_back(i);
  });
  for (const int i : near) {
    taken[i] = true;
    run.box = united(run.box, pieces[i].box);
    run.pieces.push_back(pieces[i]);
  }
}

}  // namespace

// Frames and drawings stand round more pieces of a body character's size than any character has.
std::vector<InkPiece> without_frames(std::vector<InkPiece> pieces, float glyph) {
  const std::vector<PixelBox> boxes = boxes_of(pieces);
  const BoxGrid grid(boxes, int(2 * glyph));
  std::erase_if(pieces, [&](const InkPiece& p) {
    if (p.box.size() < kClear * glyph) return false;
    int inside = 0;
    grid.visit(p.box, [&](int i) {
      const PixelBox& b = boxes[i];
      inside += b.size() > 0.6f * glyph && b.size() < kClear * glyph &&
                overlap_x(b, p.box) == b.width() && overlap_y(b, p.box) == b.height();
    });
    return inside >= kFramed;
  });
  return pieces;
}

std::vector<InkPiece> without_drawings(std::vector<InkPiece> pieces, const cv::Mat& labels,
                                       float glyph, bool vertical) {
  std::erase_if(pieces, [&](const InkPiece& p) {
    if (p.box.size() <= kSurelyCharacter * glyph) return false;
    if (p.box.size() > kLargestCharacter * glyph) return true;
    const PixelBox b = vertical ? transposed(p.box) : p.box;
    const cv::Rect box(b.left, b.top, b.width(), b.height());
    if (kSlimmest * float(b.size()) > float(std::min(b.width(), b.height()))) return true;
    return !has_strokes_of_a_character(labels(box) == p.label);
  });
  return pieces;
}

LargeText find_large(std::vector<InkPiece> pieces, float glyph) {
  std::vector<InkPiece> large, small;
  for (const InkPiece& p : pieces) {
    (p.box.size() > kLarge * glyph ? large : small).push_back(p);
  }
  const std::vector<PixelBox> capitals = drop_capitals(large, small, glyph);
  std::tie(large, small) = without_words(std::move(large), std::move(small), capitals, glyph);
  std::tie(large, small) = without_dashes(std::move(large), std::move(small), glyph);
  std::vector<PixelBox> all = boxes_of(large);
  for (const InkPiece& p : small) all.push_back(p.box);
  const BoxGrid all_grid(all, int(2 * glyph));

  const std::vector<PixelBox> large_boxes = boxes_of(large);
  const BoxGrid large_grid(large_boxes, int(4 * glyph));

  LargeText found;
  for (const std::vector<int>& group : group_large(large, glyph)) {
    std::vector<InkPiece> members;
    for (const int i : group) members.push_back(large[i]);
    std::vector<PieceRun> across =
        large_runs(without_folds(members, large_boxes, large_grid), Direction::kHorizontal);
    std::vector<PieceRun> down = large_runs(members, Direction::kVertical);
    // Text is read in as few lines as there can be; a few pieces prove nothing.
    PixelBox whole = members[0].box;
    for (const InkPiece& p : members) whole = united(whole, p.box);
    const bool vertical =
        down.size() < across.size() && whole.height() > kUpright * float(whole.width()) &&
        (members.size() > kFewPieces || !has_nearer_beside(members, all, all_grid));
    for (PieceRun& run : vertical ? down : across) {
      if (is_of_words(run, glyph)) {
        small.insert(small.end(), run.pieces.begin(), run.pieces.end());
      } else {
        found.runs.push_back(std::move(run));
      }
    }
  }
  std::vector<char> taken(small.size());
  const BoxGrid grid(boxes_of(small), int(2 * glyph));
  for (PieceRun& run : found.runs) {
    run.capital = is_in_any(run.box, capitals);
    absorb(run, small, grid, taken, glyph);
  }
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (!taken[i]) found.rest.push_back(small[i]);
  }
  return found;
}

}  // namespace tonglan
