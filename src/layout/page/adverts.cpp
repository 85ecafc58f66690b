#include "layout/page/adverts.h"

#include <cmath>
#include <map>
#include <numeric>

#include "chinese/advert_words.h"
#include "chinese/characters.h"
#include "layout/page/sizes.h"

namespace tonglan {
namespace {

// Weights of what speaks for an advertisement, and against; their unit has no meaning.
constexpr float kEnough = 4.5f;
constexpr float kFramed = 1.5f;
constexpr float kOffer = 1.5f, kContact = 1.5f, kPlace = 1, kPrice = 1;
constexpr float kMixedSizes = 1, kCentred = 1;
constexpr float kRunningText = -2.5f;

constexpr float kMixed = 1.3f;   // the largest size by the smallest
constexpr float kRunning = .5f;  // share of the text in lines with stops or commas
constexpr std::size_t kMostLines = 60;
constexpr std::size_t kMostWalls = 150;  // more are a grid of some other kind

using Pieces = std::vector<std::uint32_t>;

Box box_of(const Sheet& sheet, const Pieces& pieces) {
  Box box = sheet.pieces[pieces[0]].box;
  for (const std::uint32_t p : pieces) box = united_box(box, sheet.pieces[p].box);
  return box;
}

// --- How much a region looks like an advertisement ---

bool has_mixed_sizes(const Sheet& sheet, const Pieces& pieces) {
  float least = 1e9f, most = 0;
  for (const std::uint32_t p : pieces) {
    const Piece& piece = sheet.pieces[p];
    if (piece.doubtful || piece.half_cells < 4) continue;  // of digits and specks little is known
    least = std::min(least, piece.size);
    most = std::max(most, piece.size);
  }
  return most > std::max(kMixed, 1 + 2 * size_tolerance(sheet)) * least;
}

// Most lines keep off both edges by the same, and not all lines are full.
bool is_centred(const Sheet& sheet, const Pieces& pieces) {
  const Box box = box_of(sheet, pieces);
  std::size_t centred = 0;
  for (const std::uint32_t p : pieces) {
    const Box& line = sheet.pieces[p].box;
    const float left = line.left - box.left, right = box.right - line.right;
    centred += std::fabs(left - right) < sheet.size && left > .4f * sheet.size;
  }
  return pieces.size() >= 3 && 5 * centred >= 2 * pieces.size();
}

// A stop or comma inside; colons stand in addresses and telephone numbers.
bool is_running(std::string_view text) {
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const Character c = decode(p, text.data() + text.size());
    p += c.size;
    const Kind kind = kind_of(c.code);
    if (kind == Kind::kStop || kind == Kind::kComma) return true;
  }
  return false;
}

// Many lines equally long: a text set in columns, which no advertisement of a few lines is.
bool is_set_solid(const Sheet& sheet, const Pieces& pieces) {
  constexpr std::size_t kLeast = 12;
  constexpr float kSameLength = 3;  // half-cells: marks at an end
  std::vector<float> lengths;
  for (const std::uint32_t p : pieces) lengths.push_back(sheet.pieces[p].half_cells);
  if (lengths.size() < kLeast) return false;
  const float usual = median(lengths);
  const auto full = std::count_if(lengths.begin(), lengths.end(), [&](float length) {
    return std::fabs(length - usual) <= kSameLength;
  });
  return 5 * static_cast<std::size_t>(full) >= 3 * lengths.size();
}

float score_of(const Document& d, const Sheet& sheet, const Pieces& pieces, bool framed) {
  unsigned words = 0;
  float running = 0, length = 0;
  for (const std::uint32_t p : pieces) {
    const Piece& piece = sheet.pieces[p];
    const StartMark start = piece.marks.start;
    if (start == StartMark::kByline || start == StartMark::kLead || start == StartMark::kDateline ||
        start == StartMark::kFolio)
      return 0;
    bool runs = false;
    for (const std::uint32_t line : piece.lines) {
      words |= find_advert_words(d.view(d.lines[line]));
      runs |= is_running(d.view(d.lines[line]));
    }
    length += piece.half_cells;
    if (runs) running += piece.half_cells;
  }
  if (words == 0 || is_set_solid(sheet, pieces)) return 0;
  float score = framed ? kFramed : 0;
  if (has_word(words, AdvertWord::kOffer)) score += kOffer;
  if (has_word(words, AdvertWord::kContact)) score += kContact;
  if (has_word(words, AdvertWord::kPlace)) score += kPlace;
  if (has_word(words, AdvertWord::kPrice)) score += kPrice;
  if (has_mixed_sizes(sheet, pieces)) score += kMixedSizes;
  if (is_centred(sheet, pieces)) score += kCentred;
  if (running > kRunning * length) score += kRunningText;
  return score;
}

// --- Frames ---

// Areas between two walls and two rules that nothing divides further, smallest first.
std::vector<Box> find_frames(const Sheet& sheet) {
  std::vector<Box> frames;
  if (sheet.walls.size() > kMostWalls || sheet.rules.size() > kMostWalls) return frames;
  const float slack = 1.5f * sheet.size;
  std::vector<Box> rules = sheet.rules;
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Box& a, const Box& b) { return a.top < b.top; });
  for (const Box& left : sheet.walls) {
    for (const Box& right : sheet.walls) {
      if (right.left - left.right < 5 * sheet.size || shared_y(left, right) < sheet.size) continue;
      const Box* above = nullptr;
      for (const Box& rule : rules) {
        if (rule.left > left.right + slack || rule.right < right.left - slack) continue;
        const float top = std::max(left.top, right.top),
                    bottom = std::min(left.bottom, right.bottom);
        if (rule.bottom < top - slack || rule.top > bottom + slack) continue;
        if (above != nullptr && rule.top - above->bottom > 1.5f * sheet.size)
          frames.push_back({left.right, above->bottom, right.left, rule.top});
        above = &rule;
      }
    }
  }
  std::stable_sort(frames.begin(), frames.end(), [](const Box& a, const Box& b) {
    return a.width() * a.height() < b.width() * b.height();
  });
  return frames;
}

Pieces inside(const Sheet& sheet, const Box& frame, const std::vector<bool>& taken) {
  Pieces pieces;
  for (std::uint32_t p = 0; p < sheet.pieces.size(); ++p) {
    const Box& box = sheet.pieces[p].box;
    const float x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    if (!taken[p] && x > frame.left && x < frame.right && y > frame.top && y < frame.bottom)
      pieces.push_back(p);
  }
  return pieces;
}

// --- Clusters ---

// Whether two lines belong together: one under the other, or level, with little white between, and
// no rule. Larger lines have more white around them.
bool are_near(const Sheet& sheet, const Piece& upper, const Piece& lower) {
  const float size = std::max(upper.size, lower.size);
  const float gap = lower.box.top - upper.box.bottom;
  if (shared_x(upper.box, lower.box) > 0)
    return gap < 1.2f * size && !rule_between(sheet, upper.box, lower.box);
  if (shared_y(upper.box, lower.box) < .3f * std::min(upper.size, lower.size)) return false;
  const bool first = upper.box.left < lower.box.left;
  const Box &left = first ? upper.box : lower.box, &right = first ? lower.box : upper.box;
  return -shared_x(left, right) < sheet.size && !wall_between(sheet, left, right);
}

// What has white space or rules all around.
std::vector<Pieces> find_clusters(const Sheet& sheet, const std::vector<bool>& taken) {
  Pieces order;
  for (std::uint32_t p = 0; p < sheet.pieces.size(); ++p)
    if (!taken[p] && !sheet.pieces[p].crosswise) order.push_back(p);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sheet.pieces[a].box.top < sheet.pieces[b].box.top;
  });
  std::vector<std::uint32_t> root(sheet.pieces.size());
  std::iota(root.begin(), root.end(), 0u);
  const auto root_of = [&](std::uint32_t p) {
    while (root[p] != p) p = root[p] = root[root[p]];
    return p;
  };
  constexpr std::size_t kNear = 64;  // lines looked at below one
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Piece& upper = sheet.pieces[order[i]];
    for (std::size_t j = i + 1; j < order.size() && j < i + kNear; ++j) {
      const Piece& lower = sheet.pieces[order[j]];
      if (lower.box.top - upper.box.bottom > 4 * sheet.size) break;
      if (are_near(sheet, upper, lower)) root[root_of(order[j])] = root_of(order[i]);
    }
  }
  std::map<std::uint32_t, Pieces> sets;
  for (const std::uint32_t p : order) sets[root_of(p)].push_back(p);
  std::vector<Pieces> clusters;
  for (auto& [first, set] : sets) clusters.push_back(std::move(set));
  return clusters;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> find_adverts(const Document& document, const Sheet& sheet) {
  std::vector<Pieces> adverts;
  if (sheet.size <= 0) return adverts;
  std::vector<bool> taken(sheet.pieces.size(), false);
  const auto consider = [&](Pieces pieces, bool framed) {
    // A page of nothing else is a page, not an advertisement on one.
    if (pieces.size() < (framed ? 2 : 3) || pieces.size() > kMostLines) return;
    if (2 * pieces.size() > sheet.pieces.size()) return;
    if (score_of(document, sheet, pieces, framed) < kEnough) return;
    for (const std::uint32_t p : pieces) taken[p] = true;
    adverts.push_back(std::move(pieces));
  };
  for (const Box& frame : find_frames(sheet)) consider(inside(sheet, frame, taken), true);
  for (Pieces& cluster : find_clusters(sheet, taken)) consider(std::move(cluster), false);
  const auto top = [&](const Pieces& pieces) { return box_of(sheet, pieces).top; };
  const auto left = [&](const Pieces& pieces) { return box_of(sheet, pieces).left; };
  std::stable_sort(adverts.begin(), adverts.end(), [&](const Pieces& a, const Pieces& b) {
    const bool level = std::fabs(top(a) - top(b)) < 2 * sheet.size;
    return level ? left(a) < left(b) : top(a) < top(b);
  });
  return adverts;
}

}  // namespace tonglan
