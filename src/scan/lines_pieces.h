// Pieces of ink: the connected components that lines are built from, and a way to find neighbours.
//
// Stages work in *reading coordinates*: x along the line, y across it. On a vertical block x and y
// are swapped, so one code serves both directions.
#pragma once

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "document.h"

namespace tonglan {

struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;  // pixels; right and bottom outside
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  int size() const { return std::max(width(), height()); }
};

inline PixelBox united(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}
inline int overlap_x(const PixelBox& a, const PixelBox& b) {  // < 0: the gap between them
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}
inline int overlap_y(const PixelBox& a, const PixelBox& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}
// Whether two boxes stand side by side.
inline bool in_one_row(const PixelBox& a, const PixelBox& b) {
  return 2 * overlap_y(a, b) >= std::min(a.height(), b.height());
}
inline PixelBox transposed(const PixelBox& b) { return {b.top, b.left, b.bottom, b.right}; }

struct InkPiece {
  PixelBox box;
  int area = 0;   // pixels of ink
  int label = 0;  // in InkPieces::labels
  bool pale = false;  // as what shines through from the back page
};

std::vector<PixelBox> boxes_of(const std::vector<InkPiece>& pieces);

struct InkPieces {
  cv::Mat labels;  // 32-bit; 0 = paper, specks
  std::vector<InkPiece> pieces;
};

// The connected components of `ink` (255 = ink) that are no specks.
InkPieces find_pieces(const cv::Mat& ink, float glyph);

// `piece` cut across at the heights `cuts` (ascending): each part's tight box and ink. In reading
// coordinates; `vertical` says that these are swapped against `labels`.
std::vector<InkPiece> cut_piece(const cv::Mat& labels, const InkPiece& piece,
                             const std::vector<int>& cuts, bool vertical);

// Which boxes lie near a place: a grid of lists.
class BoxGrid {
 public:
  BoxGrid(const std::vector<PixelBox>& boxes, int cell);

  // Calls f(index) once for each box that meets `area`.
  template <typename F>
  void visit(const PixelBox& area, F f) const {
    const int x0 = column(area.left), x1 = column(area.right - 1);
    const int y0 = row(area.top), y1 = row(area.bottom - 1);
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) {
        for (const int i : cells_[std::size_t(y) * columns_ + x]) {
          const PixelBox& b = boxes_[i];
          // A box stands in several cells: it is met in the first of those that are visited.
          if (std::max(column(b.left), x0) != x || std::max(row(b.top), y0) != y) continue;
          if (overlap_x(b, area) > 0 && overlap_y(b, area) > 0) f(i);
        }
      }
    }
  }

 private:
  int column(int x) const { return std::clamp((x - bounds_.left) / cell_, 0, columns_ - 1); }
  int row(int y) const { return std::clamp((y - bounds_.top) / cell_, 0, rows_ - 1); }

  std::vector<PixelBox> boxes_;
  PixelBox bounds_;
  int cell_, columns_, rows_;
  std::vector<std::vector<int>> cells_;
};

// Disjoint sets of 0 .. n-1.
class Sets {
 public:
  explicit Sets(std::size_t n);
  int find(int i);
  void join(int a, int b) { parent_[find(a)] = find(b); }
  std::vector<std::vector<int>> groups();

 private:
  std::vector<int> parent_;
};

}  // namespace tonglan
