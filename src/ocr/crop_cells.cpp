// Vertical lines with their characters side by side.
//
// The models for horizontal text know more characters, and know them better, than those for
// vertical lines, which lose every second comma: on drawn vertical pages with three grades of
// damage .078, .082 and .118 errors instead of .116, .119 and .152. Vertical forms of marks become
// horizontal ones on the way.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/crop.h"
#include "ocr/mark_shapes.h"

namespace tonglan {
namespace {

// In ems: how marks and characters stand in vertical lines. Offsets are of the ink's middle from
// its cell's.
constexpr float kMark = .5f;                      // a mark is smaller than this both ways
constexpr float kBracket = .36f, kCorner = .12f;  // a corner bracket is so large, so far off
constexpr float kQuoteGap = .2f;                  // a colon's dots are further apart
constexpr float kRound = .83f;                    // of the longer side: the shorter one of a ring
constexpr float kPartOfRing = .55f;               // ... of one that lacks its pale side
constexpr int kLeastRing = 4;                     // pixels: its shorter side
constexpr int kSidesOfRing = 3;                   // that are darker than its middle,
constexpr double kHole = 40;                      // ... by so many grey levels
constexpr float kQuote = .3f;                     // a quote's longer side, at least
constexpr float kQuoteWidth = .2f, kQuoteHeight = .34f;  // of one over another, at least;
constexpr float kSlender = 1.25f;                        // of its width; a stop's ring is round
constexpr float kFlatQuote = .8f;                        // of its width: height of one in one piece
constexpr float kTwin = .4f;                      // of a piece's ink: the smaller half of a quote
constexpr float kThin = .3f, kDoubleMark = .65f;  // a colon or semicolon; 1 is longer
constexpr float kSlim = .22f, kTall = .75f;       // a dash; 1 is shorter, or wider
constexpr float kDots = .2f, kDotsLength = .55f;  // an ellipsis; a colon is as slim
constexpr float kWide = .45f, kFlat = .45f;       // other brackets lie across,
constexpr float kStroke = .2f;                    // and are higher than 一

// In ems: where a comma or stop stands in a horizontal line, from its cell's left and lower end.
constexpr float kMarkLeft = .1f, kMarkAbove = .05f;
constexpr float kQuoteAbove = .1f;  // where a quote stands, from its cell's upper end
constexpr float kBlank = .08f;      // between the ink of two cells, at least
constexpr float kRim = .05f;        // past a line's ends, where pale strokes may be
constexpr int kInk = 150;           // grey levels: darker is ink

// What a character becomes when its line runs from left to right.
enum class Setting {
  kUpright,     // it stays as it is
  kLow,         // a comma or stop goes to its cell's lower left,
  kPause,       // and so does a pause
  kHigh,        // a quote goes to its cell's upper end
  kTurned,      // a bracket, a dash, an ellipsis: vertical lines have forms of their own of them
  kTurnedHigh,  // a quote in its vertical form
};

bool is_turned(Setting setting) {
  return setting == Setting::kTurned || setting == Setting::kTurnedHigh;
}
bool is_quote(Setting setting) {
  return setting == Setting::kHigh || setting == Setting::kTurnedHigh;
}
// What is read there, where the shape alone tells.
std::string_view mark_of(Setting setting) {
  if (setting == Setting::kPause) return "、";
  return is_quote(setting) ? kQuoteByShape : "";
}

// The ink's middle from its cell's, in pixels.
Point offset_of(const TextCell& cell) {
  return {(cell.ink.left + cell.ink.right - cell.box.left - cell.box.right) / 2,
          (cell.ink.top + cell.ink.bottom - cell.box.top - cell.box.bottom) / 2};
}

// Parts of the ink that blank rows part.
int pieces_along(const cv::Mat& ink) {
  int pieces = 0;
  bool blank = true;
  for (int y = 0; y < ink.rows; ++y) {
    const bool was_blank = blank;
    blank = cv::countNonZero(ink.row(y) < kInk) == 0;
    pieces += was_blank && !blank;
  }
  return pieces;
}

// Whether a mark in one piece is a stop's ring: lighter in its middle than on its sides, of which
// one may be too pale to be ink.
bool is_ring(const cv::Mat& ink) {
  const int longer = std::max(ink.rows, ink.cols), shorter = std::min(ink.rows, ink.cols);
  if (shorter < kLeastRing || float(shorter) < kPartOfRing * float(longer)) return false;
  const int x = ink.cols / 2, y = ink.rows / 2;
  const cv::Range columns(x - 1, x + 1 + ink.cols % 2), rows(y - 1, y + 1 + ink.rows % 2);
  double middle = 0;
  cv::minMaxLoc(ink(rows, columns), nullptr, &middle);
  const cv::Mat sides[] = {ink(rows, {0, columns.start}), ink(rows, {columns.end, ink.cols}),
                           ink({0, rows.start}, columns), ink({rows.end, ink.rows}, columns)};
  return std::count_if(std::begin(sides), std::end(sides), [&](const cv::Mat& side) {
           double darkest = 255;
           cv::minMaxLoc(side, &darkest);
           return middle - darkest > kHole;
         }) >= kSidesOfRing;
}

// Of a mark: of one piece, or of two that stand beside or above one another. `box`: of its ink on a
// page whose characters take `size` pixels, `em` in the crop that `ink` is of.
Setting setting_of_mark(const Box& box, float size, const cv::Mat& ink, float em) {
  const float shorter = std::min(box.width(), box.height());
  if (shorter >= kStroke * size / 2 && is_pause(ink)) return Setting::kPause;
  // A comma may be in two pieces, too, and a stop's ring may be broken.
  if (std::max(box.width(), box.height()) < kQuote * size) return Setting::kLow;
  if (std::min(box.width(), box.height()) >= kRound * std::max(box.width(), box.height()))
    return Setting::kLow;
  const std::vector<MarkPiece> pieces = pieces_of(ink);
  // At a small size the halves of a quote run together.
  const Setting alone = kFlatQuote * box.width() > box.height() ? Setting::kHigh : Setting::kLow;
  if (pieces.size() < 2) return is_ring(ink) ? Setting::kLow : alone;
  if (float(pieces[1].ink) < kTwin * float(pieces[0].ink)) return alone;
  const cv::Rect &one = pieces[0].box, &other = pieces[1].box;
  const float beside =
      float(std::max(one.x, other.x) - std::min(one.x + one.width, other.x + other.width));
  const float above =
      float(std::max(one.y, other.y) - std::min(one.y + one.height, other.y + other.height));
  if (beside > above) return beside > kQuoteGap * em ? Setting::kTurned : Setting::kHigh;
  const bool is_colon = above > kQuoteGap * em || box.width() < kDots * size;
  return is_colon ? Setting::kLow : Setting::kTurnedHigh;
}

// `ink`: of the cell in a crop whose characters take `em` pixels; `scale`: pixels of it for one of
// the page.
Setting setting_of(const TextCell& cell, const cv::Mat& ink, float em, float scale) {
  const float width = cell.ink.width() * scale / em, height = cell.ink.height() * scale / em;
  const Point offset = offset_of(cell);
  const float x = offset.x * scale / em, y = offset.y * scale / em;
  if (width < kMark && height < kMark) {
    const bool in_corner = (x > kCorner && y > kCorner) || (x < -kCorner && y < -kCorner);
    const Setting mark = setting_of_mark(cell.ink, em / scale, ink, em);
    // A corner bracket falls to the right as well; but it is in one piece.
    const bool is_corner = std::max(width, height) > kBracket && in_corner;
    if (is_corner) return mark == Setting::kTurnedHigh ? mark : Setting::kTurned;
    // The two strokes of a quote that run together.
    const bool is_tall = width > kQuoteWidth && height > std::max(kQuoteHeight, kSlender * width);
    return mark == Setting::kLow && is_tall && !in_corner ? Setting::kTurnedHigh : mark;
  }
  const int pieces = width < kSlim ? pieces_along(ink) : 0;
  const bool is_dash = width < kSlim && height > kTall && pieces == 1;
  const bool is_ellipsis = width < kDots && height > kDotsLength && pieces > 2;  // two make a ！
  const bool is_bracket = width > kWide && height < kFlat && height > kStroke;
  if (is_dash || is_ellipsis || is_bracket) return Setting::kTurned;
  return width < kThin && height < kDoubleMark ? Setting::kLow : Setting::kUpright;
}

// The ink of a cell in the crop of its column.
cv::Rect ink_in(const LineCrop& column, const Box& ink) {
  const auto x = [&](float at) { return (at - column.origin.x) * column.scale; };
  const auto y = [&](float at) { return (at - column.origin.y) * column.scale; };
  return cv::Rect(cv::Point(int(std::floor(x(ink.left))), int(std::floor(y(ink.top)))),
                  cv::Point(int(std::ceil(x(ink.right))), int(std::ceil(y(ink.bottom))))) &
         cv::Rect(0, 0, column.pixels.width, column.pixels.height);
}

// The square that a character is set in, as far as its neighbours' ink leaves it: thin strokes at
// its rim may be too pale to be ink. `em`: size of a character on the page.
Box square_of(const TextLine& line, std::size_t cell, float em) {
  const TextCell& own = line.cells[cell];
  const float least = cell > 0 ? line.cells[cell - 1].ink.bottom : line.box.top - kRim * em;
  const float most =
      cell + 1 < line.cells.size() ? line.cells[cell + 1].ink.top : line.box.bottom + kRim * em;
  const float middle = (own.box.top + own.box.bottom) / 2;
  return {std::min(own.ink.left, line.box.left),
          std::min(own.ink.top, std::max(least, middle - em / 2)),
          std::max(own.ink.right, line.box.right),
          std::max(own.ink.bottom, std::min(most, middle + em / 2))};
}

struct Piece {
  cv::Mat ink;
  cv::Point place;  // in the crop
  cv::Point inner;  // of the cell's own ink in it,
  cv::Size size;    // which takes so much
};

// Where the ink stands whose cell begins at `left` and is `width` wide; rows count from the upper
// end of a cell of `em` pixels.
cv::Point place_of(const TextCell& cell, Setting setting, const cv::Mat& ink, int left, int width,
                   float em, float scale) {
  if (setting == Setting::kLow || setting == Setting::kPause) {
    return {left + int(std::lround(kMarkLeft * em)),
            int(std::lround((1 - kMarkAbove) * em)) - ink.rows};
  }
  // A character stands in the middle; a mark that was turned, where the turn took it.
  const Point offset = offset_of(cell);
  const float x = setting == Setting::kTurned ? scale * offset.y : 0;
  const float y = setting == Setting::kTurned ? -scale * offset.x : 0;
  const int from_left = int(std::lround(float(width - ink.cols) / 2 + x));
  const float from_top = is_quote(setting) ? kQuoteAbove * em : (em - float(ink.rows)) / 2 + y;
  return {left + std::clamp(from_left, 0, width - ink.cols), int(std::lround(from_top))};
}

// The index of the cell whose ink `box`, on the page, holds most of, or lies nearest to; there must
// be cells.
std::size_t cell_of(const std::vector<PlacedCell>& cells, const Box& box) {
  const auto shared = [&](const PlacedCell& cell) {
    return std::min(cell.ink.bottom, box.bottom) - std::max(cell.ink.top, box.top);
  };
  const auto best = std::max_element(cells.begin(), cells.end(), [&](const auto& a, const auto& b) {
    return shared(a) < shared(b);
  });
  return static_cast<std::size_t>(best - cells.begin());
}

}  // namespace

LineCrop set_side_by_side(const Pixels& page, const TextLine& line, const CropStyle& style) {
  LineCrop column = cut_line(page, line, style);
  if (column.pixels.empty()) return column;
  const cv::Mat grey(column.pixels.height, column.pixels.width, CV_8U, column.pixels.bytes.data());
  const float em = column.glyph;
  const int padding = int(std::lround(kCropPadding * em));

  LineCrop out;
  out.scale = column.scale;
  out.glyph = em;
  std::vector<Piece> pieces;
  int left = padding, top = 0, bottom = int(std::lround(em));
  for (std::size_t k = 0; k < line.cells.size(); ++k) {
    const TextCell& cell = line.cells[k];
    const cv::Rect from = ink_in(column, cell.ink);
    if (from.empty()) continue;
    Piece piece;
    piece.ink = grey(from);
    const Setting setting = setting_of(cell, piece.ink, em, column.scale);
    if (setting == Setting::kUpright) {
      const cv::Rect square = ink_in(column, square_of(line, k, em / column.scale));
      piece.ink = grey(square);
      piece.inner = from.tl() - square.tl();
      piece.size = from.size();
    }
    if (is_turned(setting)) cv::rotate(piece.ink, piece.ink, cv::ROTATE_90_COUNTERCLOCKWISE);
    if (piece.size.empty()) piece.size = piece.ink.size();
    const int width =
        std::max(int(std::lround(em)), piece.ink.cols + int(std::lround(kBlank * em)));
    piece.place = place_of(cell, setting, piece.ink, left, width, em, column.scale);
    left += width;
    top = std::min(top, piece.place.y);
    bottom = std::max(bottom, piece.place.y + piece.ink.rows);
    out.cells.push_back({{}, cell.ink, is_turned(setting), mark_of(setting)});
    // By itself it is a blot, or part of a picture.
    if (out.cells.size() == 1 && setting == Setting::kUpright && line.cells.size() > 2)
      out.cells[0].mark = bullet_by_shape(grey(from), em);
    pieces.push_back(std::move(piece));
  }

  if (out.cells.empty() || left + padding > kMostCropSide) return column;
  out.pixels.width = left + padding;
  out.pixels.height = bottom - top + 2 * padding;
  out.pixels.bytes.assign(out.pixels.row_size() * std::size_t(out.pixels.height), 255);
  cv::Mat crop(out.pixels.height, out.pixels.width, CV_8U, out.pixels.bytes.data());
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    const cv::Mat& ink = pieces[k].ink;
    const cv::Point at = pieces[k].place + cv::Point(0, padding - top);
    ink.copyTo(crop(cv::Rect(at, ink.size())));
    const cv::Point from = at + pieces[k].inner, to = from + cv::Point(pieces[k].size);
    out.cells[k].place = {float(from.x), float(from.y), float(to.x), float(to.y)};
  }
  return out;
}

ReadLine with_marks(const ReadLine& read, const std::vector<PlacedCell>& cells) {
  if (cells.empty()) return read;
  ReadLine out;
  out.confidence = read.confidence;
  const auto add = [&](std::string_view text, const Box& box, float confidence) {
    ReadGlyph glyph;
    glyph.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    glyph.text.end = static_cast<std::uint32_t>(out.text.size());
    glyph.box = box;
    glyph.confidence = confidence;
    out.glyphs.push_back(glyph);
  };
  std::size_t next = 0;  // the first cell whose mark is still to be written
  const auto add_marks = [&](std::size_t end) {
    for (; next < end; ++next) {
      if (!cells[next].mark.empty()) add(cells[next].mark, cells[next].ink, read.confidence);
    }
  };
  std::uint32_t copied = 0;  // bytes of read.text
  for (const ReadGlyph& g : read.glyphs) {
    const std::size_t cell = cell_of(cells, g.box);
    const std::string_view text = read.text;
    const std::string_view blank = text.substr(copied, g.text.begin - copied);
    copied = g.text.end;
    add_marks(cell);
    if (!cells[cell].mark.empty()) continue;  // written with the next one, or at the end
    out.text += blank;
    add(text.substr(g.text.begin, g.text.size()), g.box, g.confidence);
  }
  add_marks(cells.size());
  return out;
}

}  // namespace tonglan
