#include "scan/lines_faint.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// Of the darkness of the page's print:
constexpr float kFaint = 0.66f;      // less, by the mean, is show-through ...
constexpr float kFaintDark = 0.72f;  // ... if its dark parts, where it is large, are no darker;
constexpr float kPaleSmall = 0.85f;  // and this is, amid show-through: small pieces by the mean
constexpr float kPale = 0.78f;       // and large ones by their dark parts
// In body glyphs:
constexpr float kWhole = 0.5f;      // pieces of that size may be judged by themselves
constexpr float kCharacter = 2.2f;  // pieces of print are no larger
constexpr float kRound = 1.5f;      // what stands so near to a small piece speaks for it
constexpr float kApart = 0.8f;      // from the end of a line to what shines through behind it
constexpr float kLegGap = 1, kInto = 0.3f;  // between two lines of a leg, at most and at least
constexpr float kAlike = 0.75f;             // of the higher line's height: the other's
// Of the ink:
constexpr float kMostFaint = 0.2f;  // of a page, that may be show-through
constexpr float kMostPale = 0.6f;   // of a line of print ...
constexpr float kMostPaleEnds = 0.4f;  // ... and of one that has pale ends

// In grey levels below paper.
struct Darkness {
  float mean = 0;
  // A mean in which a pixel counts with the cube of its darkness, so that soft edges and filled
  // counters, which make thin strokes pale, hardly do.
  float dark_mean = 0;
};

std::vector<Darkness> darkness_of(const InkPieces& found, const cv::Mat& grey) {
  std::int32_t labels = 0;
  for (const InkPiece& p : found.pieces) labels = std::max(labels, p.label);
  struct Sums {
    std::int64_t values = 0, cubes = 0, fourths = 0;
  };
  std::vector<Sums> sums(std::size_t(labels) + 1);
  for (int y = 0; y < found.labels.rows; ++y) {
    const auto* label = found.labels.ptr<std::int32_t>(y);
    const std::uint8_t* value = grey.ptr(y);
    for (int x = 0; x < found.labels.cols; ++x) {
      if (label[x] <= 0 || label[x] > labels) continue;
      const std::int64_t below = std::max(0, kPaper - value[x]);
      Sums& s = sums[std::size_t(label[x])];
      s.values += below;
      s.cubes += below * below * below;
      s.fourths += below * below * below * below;
    }
  }
  std::vector<Darkness> darkness;
  for (const InkPiece& p : found.pieces) {
    const Sums& s = sums[std::size_t(p.label)];
    darkness.push_back({float(double(s.values) / p.area),
                        s.cubes > 0 ? float(double(s.fourths) / double(s.cubes)) : 0});
  }
  return darkness;
}

// Of the print: medians over its ink.
Darkness usual_darkness(const std::vector<InkPiece>& pieces, const std::vector<Darkness>& darkness,
                        float glyph) {
  std::vector<std::size_t> print;
  std::int64_t ink = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const int size = pieces[i].box.size();
    if (size < kWhole * glyph || size > kCharacter * glyph) continue;
    print.push_back(i);
    ink += pieces[i].area;
  }
  const auto median = [&](float Darkness::*value) {
    std::sort(print.begin(), print.end(), [&](std::size_t a, std::size_t b) {
      return darkness[a].*value < darkness[b].*value;
    });
    std::int64_t below = 0;
    for (const std::size_t i : print) {
      below += pieces[i].area;
      if (2 * below >= ink) return darkness[i].*value;
    }
    return 0.0f;
  };
  return {median(&Darkness::mean), median(&Darkness::dark_mean)};
}

}  // namespace

void mark_pale(InkPieces& found, const cv::Mat& grey, float glyph) {
  std::vector<InkPiece>& pieces = found.pieces;
  if (grey.size() != found.labels.size()) return;
  const std::vector<Darkness> darkness = darkness_of(found, grey);
  const Darkness usual = usual_darkness(pieces, darkness, glyph);
  const std::vector<PixelBox> boxes = boxes_of(pieces);
  const auto is_pale = [&](std::size_t i) {
    return boxes[i].size() < kWhole * glyph ? darkness[i].mean < kPaleSmall * usual.mean
                                            : darkness[i].dark_mean < kPale * usual.dark_mean;
  };
  const BoxGrid grid(boxes, int(2 * glyph));
  const int round = int(kRound * glyph);
  const auto is_among_pale = [&](std::size_t i) {
    const PixelBox& b = boxes[i];
    const PixelBox area{b.left - round, b.top - round, b.right + round, b.bottom + round};
    int pale = 0, dark = 0;
    grid.visit(area, [&](int j) {
      const int inside = overlap_x(boxes[j], area) * overlap_y(boxes[j], area);
      (is_pale(j) ? pale : dark) += std::min(pieces[j].area, inside);
    });
    return pale > dark;
  };
  std::int64_t all = 0, pale = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    all += pieces[i].area;
    const bool faint =
        darkness[i].mean < kFaint * usual.mean &&
        (boxes[i].size() < kWhole * glyph || darkness[i].dark_mean < kFaintDark * usual.dark_mean);
    pieces[i].pale = faint || (is_pale(i) && is_among_pale(i));
    pale += pieces[i].pale ? pieces[i].area : 0;
  }
  if (double(pale) > kMostFaint * double(all))
    for (InkPiece& p : pieces) p.pale = false;
  std::erase_if(pieces,
                [&](const InkPiece& p) { return p.pale && float(p.box.size()) < kWhole * glyph; });
}

namespace {

double pale_share(const std::vector<InkPiece>& pieces) {
  std::int64_t all = 0, pale = 0;
  for (const InkPiece& p : pieces) {
    all += p.area;
    pale += p.pale ? p.area : 0;
  }
  return all > 0 ? double(pale) / double(all) : 0;
}

// Whether two lines stand one under the other in one column.
bool are_of_one_leg(const Draft& a, const Draft& b, float glyph) {
  if (a.vertical != b.vertical) return false;
  const PixelBox p = a.vertical ? transposed(a.box) : a.box;
  const PixelBox q = b.vertical ? transposed(b.box) : b.box;
  const float white = float(-overlap_y(p, q)), larger = std::max(a.glyph, b.glyph);
  return white > -kInto * glyph && white < kLegGap * glyph &&
         std::min(a.glyph, b.glyph) > kAlike * larger &&
         2 * overlap_x(p, q) > std::min(p.width(), q.width());
}

}  // namespace

bool is_pale(const std::vector<InkPiece>& pieces) { return pale_share(pieces) > kMostPale; }

std::vector<int> without_pale_ends(const std::vector<PieceRun>& runs, std::vector<int> line,
                                   float glyph) {
  std::vector<InkPiece> pieces;
  for (const int i : line)
    pieces.insert(pieces.end(), runs[i].pieces.begin(), runs[i].pieces.end());
  if (pale_share(pieces) > kMostPaleEnds) return line;
  std::sort(line.begin(), line.end(),
            [&](int a, int b) { return runs[a].box.left < runs[b].box.left; });
  const auto ends_apart = [&](int end, int next) {
    return float(-overlap_x(runs[end].box, runs[next].box)) > kApart * glyph &&
           is_pale(runs[end].pieces);
  };
  while (line.size() > 1 && ends_apart(line.back(), line[line.size() - 2])) line.pop_back();
  while (line.size() > 1 && ends_apart(line[0], line[1])) line.erase(line.begin());
  return line;
}

std::vector<Draft> without_show_through(std::vector<Draft> drafts, float glyph) {
  std::vector<PixelBox> boxes;
  for (const Draft& d : drafts) boxes.push_back(d.box);
  const BoxGrid grid(boxes, int(2 * glyph));
  const int reach = int(std::ceil(kLegGap * glyph));
  // From lines of print to those next to them, and on.
  std::vector<int> print;
  for (int i = 0; i < int(drafts.size()); ++i)
    if (!drafts[i].pale) print.push_back(i);
  while (!print.empty()) {
    const int i = print.back();
    print.pop_back();
    const PixelBox& b = boxes[i];
    grid.visit({b.left - reach, b.top - reach, b.right + reach, b.bottom + reach}, [&](int j) {
      if (!drafts[j].pale || !are_of_one_leg(drafts[i], drafts[j], glyph)) return;
      drafts[j].pale = false;
      print.push_back(j);
    });
  }
  std::erase_if(drafts, [](const Draft& d) { return d.pale; });
  return drafts;
}

}  // namespace tonglan
