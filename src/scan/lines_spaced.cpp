#include "scan/lines_spaced.h"

#include <algorithm>
#include <cmath>

#include "scan/lines_large.h"

namespace tonglan {
namespace {

// In characters of the line:
constexpr float kParts = 0.3f;     // between the pieces of one character, at most
constexpr float kWhole = 1.15f;    // size of all of them, of the largest
constexpr float kSmallest = 0.7f;  // size of a character, of the one before it
constexpr float kOffLine = 0.2f;   // how far their middles may be off the line
constexpr float kLeastPitch = 1.4f, kMostPitch = 3.2f;  // closer ones are a line by nearness
constexpr float kSteps = 3;        // from one to the next: those between have small parts only
constexpr float kEven = 0.2f;      // how much the pitch may differ
constexpr float kSquare = 0.7f;    // shorter to longer side, of half of them at least
constexpr float kPart = 0.4f;      // the largest part of one of small parts, at least
constexpr float kAlone = 0.15f;    // white round such a one that stands at an end
constexpr std::size_t kLeast = 3;  // characters

float middle_x(const PixelBox& b) { return float(b.left + b.right) / 2; }
float middle_y(const PixelBox& b) { return float(b.top + b.bottom) / 2; }

// Boxes of characters: large pieces put together where the larger is as large as both. What has
// parts that are all smaller (昌) is none here: it stands between two that are.
std::vector<PixelBox> characters_of(const std::vector<InkPiece>& large) {
  std::vector<PixelBox> boxes = boxes_of(large);
  std::stable_sort(boxes.begin(), boxes.end(),
                   [](const PixelBox& a, const PixelBox& b) { return a.size() > b.size(); });
  std::vector<char> gone(boxes.size());
  const BoxGrid grid(boxes, boxes.empty() ? 1 : boxes[0].size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (gone[i]) continue;
    PixelBox whole = boxes[i];
    const int size = whole.size(), reach = int(kParts * float(size));
    grid.visit({whole.left - reach, whole.top - reach, whole.right + reach, whole.bottom + reach},
               [&](int j) {
                 const PixelBox both = united(whole, boxes[j]);
                 if (gone[j] || int(i) >= j || float(both.size()) > kWhole * float(size)) return;
                 whole = both;
                 gone[j] = 1;
               });
    boxes[i] = whole;
  }
  std::vector<PixelBox> kept;
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (!gone[i]) kept.push_back(boxes[i]);
  return kept;
}

// The next character to the right of `i` on its level and of its size, or -1.
int next_of(const std::vector<PixelBox>& boxes, const BoxGrid& grid, int i) {
  const PixelBox& a = boxes[i];
  const float size = float(a.size());
  int best = -1;
  grid.visit({a.right, a.top, a.left + int((kSteps * kMostPitch + 1) * size), a.bottom},
             [&](int j) {
               const PixelBox& b = boxes[j];
               if (j == i || middle_x(b) <= middle_x(a) || float(b.size()) < kSmallest * size ||
                   float(overlap_y(a, b)) < (1 - 2 * kOffLine) * size / 2)
                 return;
               if (best < 0 || middle_x(b) < middle_x(boxes[best])) best = j;
             });
  if (best < 0) return -1;
  const float other = float(boxes[best].size());
  const float larger = std::max(size, other);
  const bool fits = size >= kSmallest * other &&
                    std::abs(middle_y(boxes[best]) - middle_y(a)) <= kOffLine * larger &&
                    middle_x(boxes[best]) - middle_x(a) >= kLeastPitch * larger;
  return fits ? best : -1;
}

struct Chain {
  Direction direction;
  std::vector<int> characters;
};

// The parts of `row`, characters from left to right, that have an even pitch.
void add_even(const std::vector<PixelBox>& boxes, const std::vector<int>& row, Direction direction,
              std::vector<Chain>& chains) {
  const auto step = [&](std::size_t k) {
    return middle_x(boxes[row[k]]) - middle_x(boxes[row[k - 1]]);
  };
  float pitch = 0;
  for (std::size_t k = 1; k < row.size(); ++k)
    pitch = pitch > 0 ? std::min(pitch, step(k)) : step(k);
  std::vector<int> chain = {row[0]};
  const auto close = [&] {
    // Body characters that touch are as long as large ones, but only one way.
    std::size_t square = 0;
    int size = 0;
    for (const int i : chain) {
      const int shorter = std::min(boxes[i].width(), boxes[i].height());
      square += float(shorter) >= kSquare * float(boxes[i].size());
      size = std::max(size, boxes[i].size());
    }
    if (chain.size() >= kLeast && 2 * square >= chain.size() && pitch <= kMostPitch * float(size))
      chains.push_back({direction, chain});
  };
  for (std::size_t k = 1; k < row.size(); ++k) {
    const float steps = std::clamp(std::round(step(k) / pitch), 1.f, kSteps);
    if (std::abs(step(k) - steps * pitch) > kEven * float(boxes[row[k]].size())) {
      close();
      chain.clear();
    }
    chain.push_back(row[k]);
  }
  close();
}

// Lines along x, from left to right. `direction`: theirs on the page.
std::vector<Chain> chains_of(const std::vector<PixelBox>& boxes, Direction direction) {
  std::vector<Chain> chains;
  if (boxes.empty()) return chains;
  const BoxGrid grid(boxes, boxes[0].size());
  std::vector<int> next(boxes.size(), -1);
  std::vector<char> has_before(boxes.size());
  for (int i = 0; i < int(boxes.size()); ++i) {
    const int j = next_of(boxes, grid, i);
    if (j < 0 || has_before[j]) continue;
    next[i] = j;
    has_before[j] = 1;
  }
  for (int i = 0; i < int(boxes.size()); ++i) {
    if (has_before[i]) continue;
    std::vector<int> row = {i};
    for (int at = next[i]; at >= 0; at = next[at]) row.push_back(at);
    add_even(boxes, row, direction, chains);
  }
  return chains;
}

// The box of the pieces that make up a character in `cell`; empty if they do not, or others reach
// in. Reading coordinates. `size`: of the line's characters.
PixelBox character_in(const PixelBox& cell, const std::vector<PixelBox>& pieces, float size) {
  const int margin = int(kAlone * size);
  const PixelBox near{cell.left - margin, cell.top - margin, cell.right + margin,
                      cell.bottom + margin};
  PixelBox whole{0, 0, 0, 0};
  int largest = 0;
  for (const PixelBox& p : pieces) {
    if (overlap_x(p, near) <= 0 || overlap_y(p, near) <= 0) continue;
    if (overlap_x(p, cell) < p.width() || overlap_y(p, cell) < p.height()) return {};
    whole = largest == 0 ? p : united(whole, p);
    largest = std::max(largest, p.size());
  }
  const bool is_character = float(largest) >= kPart * size &&
                            float(whole.height()) >= kSmallest * size &&
                            2 * float(whole.width()) >= size;
  return is_character ? whole : PixelBox{};
}

// `box`, of characters with an even `pitch`, with those of small parts before and after it that are
// in no other line. All in reading coordinates.
PixelBox with_ends(PixelBox box, float size, float pitch, const std::vector<PixelBox>& pieces,
                   const std::vector<PixelBox>& of_lines) {
  const int slack = int(kOffLine / 2 * size);
  for (const bool after : {false, true}) {
    for (;;) {
      const float middle =
          after ? float(box.right) - size / 2 + pitch : float(box.left) + size / 2 - pitch;
      const int half = int(kWhole / 2 * size);
      const PixelBox cell{int(middle) - half, box.top - slack, int(middle) + half,
                          box.bottom + slack};
      const PixelBox more = character_in(cell, pieces, size);
      const bool of_line = std::any_of(of_lines.begin(), of_lines.end(), [&](const PixelBox& b) {
        return overlap_x(b, more) > 0 && overlap_y(b, more) > 0;
      });
      const PixelBox longer = united(box, more);
      if (more.width() == 0 || of_line || longer.width() == box.width()) break;
      box = longer;
    }
  }
  return box;
}

}  // namespace

std::vector<PieceRun> take_spaced(InkPieces& pieces, float glyph) {
  std::vector<InkPiece> large = pieces.pieces;
  std::erase_if(large, [&](const InkPiece& p) { return p.box.size() <= kLarge * glyph; });
  large = without_drawings(std::move(large), pieces.labels, glyph, false);
  const std::vector<PixelBox> boxes = characters_of(large);
  std::vector<PixelBox> turned;
  for (const PixelBox& b : boxes) turned.push_back(transposed(b));
  std::vector<Chain> chains = chains_of(boxes, Direction::kHorizontal);
  for (Chain& chain : chains_of(turned, Direction::kVertical)) chains.push_back(std::move(chain));
  std::stable_sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) {
    return a.characters.size() > b.characters.size();
  });
  std::vector<char> used(boxes.size());
  std::vector<PieceRun> runs;
  for (const Chain& chain : chains) {
    const auto is_used = [&](int c) { return used[c] != 0; };
    if (std::any_of(chain.characters.begin(), chain.characters.end(), is_used)) continue;
    PixelBox box = boxes[chain.characters[0]];
    int size = 0;
    for (const int c : chain.characters) {
      used[c] = 1;
      size = std::max(size, boxes[c].size());
      box = united(box, boxes[c]);
    }
    const auto along = [&](const PixelBox& b) {
      return chain.direction == Direction::kVertical ? transposed(b) : b;
    };
    float pitch = float(box.size());
    for (std::size_t k = 1; k < chain.characters.size(); ++k)
      pitch = std::min(pitch, middle_x(along(boxes[chain.characters[k]])) -
                                  middle_x(along(boxes[chain.characters[k - 1]])));
    std::vector<PixelBox> all, of_lines;
    for (const InkPiece& p : pieces.pieces) all.push_back(along(p.box));
    for (const Chain& other : chains)
      for (const int c : other.characters) of_lines.push_back(along(boxes[c]));
    box = along(with_ends(along(box), float(size), pitch, all, of_lines));
    std::vector<InkPiece> inside, rest;
    for (const InkPiece& p : pieces.pieces) {
      const bool whole =
          overlap_x(p.box, box) == p.box.width() && overlap_y(p.box, box) == p.box.height();
      (whole ? inside : rest).push_back(p);
    }
    if (inside.empty()) continue;
    pieces.pieces = std::move(rest);
    PieceRun run = run_of(std::move(inside), float(size));
    run.direction = chain.direction;
    run.large = true;
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace tonglan
