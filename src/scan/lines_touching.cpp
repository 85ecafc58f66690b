#include "scan/lines_touching.h"

#include <algorithm>
#include <numeric>

#include "scan/lines_rows.h"

namespace tonglan {
namespace {

// In body glyphs:
constexpr float kLow = 0.6f;    // lower pieces are rules and dashes
constexpr float kShortest = 4;  // shorter ones are told apart by what stands beside them
constexpr float kNarrowest = 0.6f, kWidest = 1.3f;  // a character's cell
// Of the mean ink of a column of pixels: what is left between two characters, at most, ...
constexpr float kBetween = 0.65f;
constexpr float kMostSeams = 0.6f;  // ... at so many of the places where one must end

// Ink of `piece`, along x or, `down`, along y, from its beginning.
std::vector<int> profile_of(const cv::Mat& labels, const InkPiece& piece, bool down) {
  const PixelBox& b = piece.box;
  std::vector<int> ink(std::size_t(down ? b.height() : b.width()));
  for (int y = b.top; y < b.bottom; ++y) {
    const int* row = labels.ptr<int>(y);
    for (int x = b.left; x < b.right; ++x)
      ink[std::size_t(down ? y - b.top : x - b.left)] += row[x] == piece.label;
  }
  return ink;
}

// Where its characters end, from its left; empty if it is not made of characters.
std::vector<int> seams_of(const std::vector<int>& ink, float glyph) {
  const int least = std::max(1, int(kNarrowest * glyph)), most = int(kWidest * glyph);
  const float mean = float(std::accumulate(ink.begin(), ink.end(), 0)) / float(ink.size());
  std::vector<int> seams;
  int thin = 0;
  for (int from = 0; int(ink.size()) - from > most;) {
    const auto begin = ink.begin() + from + least;
    const auto end = ink.begin() + std::min(from + most, int(ink.size()) - least / 2);
    if (begin >= end) break;
    const auto seam = std::min_element(begin, end);
    thin += float(*seam) < kBetween * mean;
    from = int(seam - ink.begin());
    seams.push_back(from);
  }
  if (float(thin) < kMostSeams * float(seams.size())) seams.clear();
  return seams;
}

}  // namespace

std::vector<InkPiece> cut_touching(const InkPieces& found, float glyph) {
  std::vector<InkPiece> result;
  for (const InkPiece& p : found.pieces) {
    const bool down = p.box.height() > p.box.width();
    const PixelBox b = down ? transposed(p.box) : p.box;
    const float high = float(b.height()) / glyph, wide = float(b.width()) / glyph;
    const bool is_line = high > kLow && high < kTall && wide > kShortest;
    std::vector<int> seams;
    if (is_line) seams = seams_of(profile_of(found.labels, p, down), glyph);
    for (int& x : seams) x += b.left;
    // cut_piece() cuts across.
    InkPiece across = p;
    across.box = down ? p.box : transposed(p.box);
    for (InkPiece& part : cut_piece(found.labels, across, seams, !down)) {
      if (!down) part.box = transposed(part.box);
      result.push_back(part);
    }
  }
  return result;
}

}  // namespace tonglan
