#include "support/fake_engine.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/code_points.h"

namespace tonglan {
namespace {

constexpr int kFields = 5;        // a side of the square
constexpr float kInkShare = .9f;  // of the em; the rest is the blank before the next character
constexpr int kDark = 128;

void fill(Pixels& page, const Box& box) {
  for (int y = std::max(0, int(box.top)); y < std::min(page.height, int(box.bottom)); ++y) {
    for (int x = std::max(0, int(box.left)); x < std::min(page.width, int(box.right)); ++x) {
      page.row(y)[x] = 0;
    }
  }
}

bool is_ink(std::size_t number, int row, int column) {
  const bool frame = row == 0 || column == 0 || row == kFields - 1 || column == kFields - 1;
  return frame || (number >> ((row - 1) * 3 + column - 1) & 1) != 0;
}

// Share of dark pixels in the middle of a field of `box`.
bool is_dark(const Pixels& crop, const Box& box, int row, int column) {
  int dark = 0, all = 0;
  const float w = box.width() / kFields, h = box.height() / kFields;
  for (int y = int(box.top + (row + .25f) * h); y <= int(box.top + (row + .75f) * h); ++y) {
    for (int x = int(box.left + (column + .25f) * w); x <= int(box.left + (column + .75f) * w);
         ++x) {
      if (x < 0 || y < 0 || x >= crop.width || y >= crop.height) continue;
      ++all;
      dark += crop.row(y)[x] < kDark;
    }
  }
  return 2 * dark > all;
}

// The number that the fields spell; -1 where the frame is not closed.
int number_in(const Pixels& crop, const Box& box) {
  int number = 0;
  for (int row = 0; row < kFields; ++row) {
    for (int column = 0; column < kFields; ++column) {
      const bool dark = is_dark(crop, box, row, column);
      if (row == 0 || column == 0 || row == kFields - 1 || column == kFields - 1) {
        if (!dark) return -1;
      } else if (dark) {
        number |= 1 << ((row - 1) * 3 + column - 1);
      }
    }
  }
  return number;
}

// Boxes of what blank rows or columns part.
std::vector<Box> pieces_of(const Pixels& crop, bool vertical) {
  const int length = vertical ? crop.height : crop.width;
  const int depth = vertical ? crop.width : crop.height;
  std::vector<Box> out;
  bool inside = false;
  for (int i = 0; i < length; ++i) {
    int low = depth, high = -1;
    for (int j = 0; j < depth; ++j) {
      if ((vertical ? crop.row(i)[j] : crop.row(j)[i]) >= kDark) continue;
      low = std::min(low, j);
      high = j;
    }
    if (high < 0) {
      inside = false;
      continue;
    }
    const Box here = vertical ? Box{float(low), float(i), float(high + 1), float(i + 1)}
                              : Box{float(i), float(low), float(i + 1), float(high + 1)};
    if (!inside) {
      out.push_back(here);
    } else {
      Box& b = out.back();
      b = {std::min(b.left, here.left), std::min(b.top, here.top), std::max(b.right, here.right),
           std::max(b.bottom, here.bottom)};
    }
    inside = true;
  }
  return out;
}

}  // namespace

Pixels blank_page(int width, int height) {
  Pixels page;
  page.width = width;
  page.height = height;
  page.bytes.assign(std::size_t(width) * height, 255);
  return page;
}

Box draw_fake_text(Pixels& page, const std::u32string& alphabet, const std::u32string& text,
                   int left, int top, int em, Direction direction) {
  const bool vertical = direction == Direction::kVertical;
  const float field = kInkShare * em / kFields;
  Box ink;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U' ') continue;
    const std::size_t number = alphabet.find(text[i]);
    EXPECT_NE(number, std::u32string::npos) << "not in the alphabet";
    const float x = left + (vertical ? 0 : float(i) * em), y = top + (vertical ? float(i) * em : 0);
    for (int row = 0; row < kFields; ++row) {
      for (int column = 0; column < kFields; ++column) {
        if (!is_ink(number, row, column)) continue;
        fill(page, {x + column * field, y + row * field, x + (column + 1) * field,
                    y + (row + 1) * field});
      }
    }
    const Box own = {x, y, float(int(x + kFields * field)), float(int(y + kFields * field))};
    if (ink.right == 0) ink = own;
    ink = {std::min(ink.left, own.left), std::min(ink.top, own.top), std::max(ink.right, own.right),
           std::max(ink.bottom, own.bottom)};
  }
  return ink;
}

ReadLine FakeEngine::read(const Pixels& crop, const std::string& language, Direction direction,
                          Framing framing) {
  requests.push_back({crop.width, crop.height, language, direction, framing});
  ReadLine out;
  const auto given = confidence.find(language);
  const float sure = given == confidence.end() ? 1 : given->second;
  for (const Box& box : pieces_of(crop, direction == Direction::kVertical)) {
    const int number = number_in(crop, box);
    if (number < 0 || std::size_t(number) >= alphabet_.size()) continue;
    ReadGlyph glyph;
    glyph.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += utf8(std::u32string_view(alphabet_).substr(std::size_t(number), 1));
    glyph.text.end = static_cast<std::uint32_t>(out.text.size());
    glyph.box = box;
    glyph.confidence = sure;
    out.glyphs.push_back(glyph);
  }
  out.confidence = out.glyphs.empty() ? 0 : sure;
  return out;
}

}  // namespace tonglan
