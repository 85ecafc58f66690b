#include "scan/lines_pieces.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scan/clean_components.h"

namespace tonglan {
namespace {

// Smaller than the dot of an i: says nothing, and there may be a hundred thousand of them.
constexpr float kSpeck = 0.09f;  // body glyphs
constexpr int kLeastCell = 16;   // pixels: bounds a grid's memory, whatever the glyph

}  // namespace

std::vector<PixelBox> boxes_of(const std::vector<InkPiece>& pieces) {
  std::vector<PixelBox> boxes;
  boxes.reserve(pieces.size());
  for (const InkPiece& p : pieces) boxes.push_back(p.box);
  return boxes;
}

InkPieces find_pieces(const cv::Mat& ink, float glyph) {
  InkPieces found;
  const Components components = components_of(ink);
  const int speck = std::max(2, int(std::lround(kSpeck * glyph)));
  std::vector<int> labels(components.items.size());  // 0: a speck
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Component& c = components.items[i];
    const PixelBox box{c.left, c.top, c.right, c.bottom};
    if (box.size() <= speck) continue;
    labels[i] = int(found.pieces.size()) + 1;
    found.pieces.push_back({box, c.area, labels[i], false});
  }
  found.labels = cv::Mat::zeros(ink.size(), CV_32S);
  for (const InkRun& run : components.runs) {
    int* row = found.labels.ptr<int>(run.y);
    std::fill(row + run.left, row + run.right, labels[std::size_t(run.component)]);
  }
  return found;
}

std::vector<InkPiece> cut_piece(const cv::Mat& labels, const InkPiece& piece,
                             const std::vector<int>& cuts, bool vertical) {
  if (cuts.empty()) return {piece};
  std::vector<InkPiece> parts(cuts.size() + 1);
  for (InkPiece& part : parts) {
    part.label = piece.label;
    part.pale = piece.pale;
    part.box = {piece.box.right, piece.box.bottom, piece.box.left, piece.box.top};
  }
  std::size_t part = 0;
  for (int y = piece.box.top; y < piece.box.bottom; ++y) {
    while (part < cuts.size() && y >= cuts[part]) ++part;
    for (int x = piece.box.left; x < piece.box.right; ++x) {
      if ((vertical ? labels.at<int>(x, y) : labels.at<int>(y, x)) != piece.label) continue;
      ++parts[part].area;
      parts[part].box = united(parts[part].box, {x, y, x + 1, y + 1});
    }
  }
  std::erase_if(parts, [](const InkPiece& p) { return p.area == 0; });
  return parts;
}

BoxGrid::BoxGrid(const std::vector<PixelBox>& boxes, int cell)
    : boxes_(boxes), cell_(std::max(kLeastCell, cell)) {
  if (!boxes.empty()) bounds_ = boxes[0];
  for (const PixelBox& b : boxes) bounds_ = united(bounds_, b);
  columns_ = bounds_.width() / cell_ + 1;
  rows_ = bounds_.height() / cell_ + 1;
  cells_.resize(std::size_t(columns_) * rows_);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const PixelBox& b = boxes[i];
    for (int y = row(b.top); y <= row(b.bottom - 1); ++y) {
      for (int x = column(b.left); x <= column(b.right - 1); ++x) {
        cells_[std::size_t(y) * columns_ + x].push_back(int(i));
      }
    }
  }
}

Sets::Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0); }

int Sets::find(int i) {
  while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
  return i;
}

std::vector<std::vector<int>> Sets::groups() {
  std::vector<std::vector<int>> groups;
  std::vector<int> place(parent_.size(), -1);
  for (int i = 0; i < int(parent_.size()); ++i) {
    int& p = place[find(i)];
    if (p < 0) {
      p = int(groups.size());
      groups.emplace_back();
    }
    groups[p].push_back(i);
  }
  return groups;
}

}  // namespace tonglan
