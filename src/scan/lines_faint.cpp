#include "scan/lines_faint.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scan/clean_ink.h"

namespace tonglan {
namespace {

// Of the darkness of the page's print:
constexpr float kFaint = 0.76f;      // less is show-through ...
constexpr float kFaintThin = 0.62f;  // ... of a thin stroke, which blur makes pale ...
constexpr float kPale = 0.85f;       // ... and of a small piece amid show-through
// In body glyphs:
constexpr float kWhole = 0.5f;      // pieces of that size may be judged by themselves
constexpr float kThin = 0.22f;      // thinner ones only if they are very faint
constexpr float kCharacter = 2.2f;  // pieces of print are no larger
constexpr float kRound = 1.5f;      // what stands so near to a small piece speaks for it
constexpr float kMostFaint = 0.2f;  // share of a page's ink that may go

// Mean darkness of each piece, in grey levels below paper.
std::vector<float> darkness_of(const InkPieces& found, const cv::Mat& grey) {
  std::int32_t labels = 0;
  for (const InkPiece& p : found.pieces) labels = std::max(labels, p.label);
  std::vector<std::int64_t> sum(std::size_t(labels) + 1);
  for (int y = 0; y < found.labels.rows; ++y) {
    const auto* label = found.labels.ptr<std::int32_t>(y);
    const std::uint8_t* value = grey.ptr(y);
    for (int x = 0; x < found.labels.cols; ++x) {
      if (label[x] > 0 && label[x] <= labels) sum[std::size_t(label[x])] += kPaper - value[x];
    }
  }
  std::vector<float> darkness;
  for (const InkPiece& p : found.pieces) {
    darkness.push_back(float(sum[std::size_t(p.label)]) / float(p.area));
  }
  return darkness;
}

// Of the print: the median over its ink.
float usual_darkness(const std::vector<InkPiece>& pieces, const std::vector<float>& darkness,
                     float glyph) {
  std::vector<std::pair<float, int>> print;
  std::int64_t ink = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const int size = pieces[i].box.size();
    if (size < kWhole * glyph || size > kCharacter * glyph) continue;
    print.push_back({darkness[i], pieces[i].area});
    ink += pieces[i].area;
  }
  std::sort(print.begin(), print.end());
  std::int64_t below = 0;
  for (const auto& [value, area] : print) {
    below += area;
    if (2 * below >= ink) return value;
  }
  return 0;
}

}  // namespace

std::vector<InkPiece> without_show_through(const InkPieces& found, const cv::Mat& grey,
                                           float glyph) {
  const std::vector<InkPiece>& pieces = found.pieces;
  if (grey.size() != found.labels.size()) return pieces;
  const std::vector<float> darkness = darkness_of(found, grey);
  const float usual = usual_darkness(pieces, darkness, glyph);
  const std::vector<PixelBox> boxes = boxes_of(pieces);
  const BoxGrid grid(boxes, int(2 * glyph));
  const int round = int(kRound * glyph);
  const auto among_faint = [&](std::size_t i) {
    const PixelBox& b = boxes[i];
    const PixelBox area{b.left - round, b.top - round, b.right + round, b.bottom + round};
    int pale = 0, dark = 0;
    grid.visit(area, [&](int j) {
      const int inside = overlap_x(boxes[j], area) * overlap_y(boxes[j], area);
      (darkness[j] < kPale * usual ? pale : dark) += std::min(pieces[j].area, inside);
    });
    return pale > dark;
  };
  std::vector<InkPiece> kept;
  std::int64_t all = 0, gone = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& b = boxes[i];
    all += pieces[i].area;
    bool faint = false;
    if (b.size() < kWhole * glyph) {
      faint = darkness[i] < kPale * usual && among_faint(i);
    } else {
      const bool thin = std::min(b.width(), b.height()) < kThin * glyph;
      faint = darkness[i] < (thin ? kFaintThin : kFaint) * usual;
    }
    if (faint) {
      gone += pieces[i].area;
    } else {
      kept.push_back(pieces[i]);
    }
  }
  return gone > kMostFaint * double(all) ? pieces : kept;
}

}  // namespace tonglan
