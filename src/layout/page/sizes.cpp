#include "layout/page/sizes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chinese/characters.h"

namespace tonglan {

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// From the boxes of its Chinese characters, which are square, where it has some: a line's own box
// is as tall as its tallest speck.
float glyph_size(const Document& d, const Line& line, bool vertical, float thickness) {
  std::vector<float> sizes;
  for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[line.first_glyph + g];
    const std::string_view text = d.view(glyph.text);
    int characters = 0;
    bool chinese = true;
    for (const char* p = text.data(); p < text.data() + text.size();) {
      const Character c = decode(p, text.data() + text.size());
      p += c.size;
      chinese &= kind_of(c.code) == Kind::kHan;
      ++characters;
    }
    if (!chinese || characters == 0) continue;
    const float across = vertical ? glyph.box.width() : glyph.box.height();
    const float advance = (vertical ? glyph.box.height() : glyph.box.width()) / characters;
    if (advance > 0) sizes.push_back(std::clamp(across, .8f * advance, 1.25f * advance));
  }
  return sizes.size() < 2 ? thickness : std::min(thickness, median(sizes));
}

// The most frequent size by characters, in steps of four percent, neighbours counted half.
float body_size(const std::vector<Piece>& pieces) {
  std::map<int, float> weight;
  const auto step = [](float size) { return static_cast<int>(std::lround(std::log(size) / .04)); };
  for (const Piece& p : pieces) weight[step(p.size)] += p.half_cells;
  int best = 0;
  float most = -1;
  for (const auto& [at, own] : weight) {
    float sum = own;
    for (int beside : {at - 1, at + 1}) {
      const auto found = weight.find(beside);
      if (found != weight.end()) sum += found->second / 2;
    }
    if (sum > most) most = sum, best = at;
  }
  std::vector<float> sizes;
  for (const Piece& p : pieces)
    if (std::abs(step(p.size) - best) <= 1) sizes.push_back(p.size);
  return sizes.empty() ? 0 : median(sizes);
}

namespace {

// One way to tell the sizes of lines, next to the sizes they are now thought to have.
struct Gauge {
  float scale = 1;   // what it must be multiplied with
  float spread = 0;  // relative: how much it differs from line to line in running text
};

Gauge gauge(const std::vector<Piece>& pieces, float (*of)(const Piece&)) {
  std::vector<float> ratios;
  for (const Piece& p : pieces)
    if (!p.crosswise && p.half_cells >= 12) ratios.push_back(p.size / of(p));
  if (ratios.empty()) return {1, 1};
  const float scale = median(ratios);
  std::vector<float> values;
  for (const Piece& p : pieces)
    if (!p.crosswise && p.half_cells >= 12) values.push_back(scale * of(p));
  const float middle = median(values);
  for (float& v : values) v = std::fabs(v / middle - 1);
  return {scale, median(values)};
}

}  // namespace

// An engine's boxes of characters can be badly cut; so can its lines' boxes, and it loses
// characters. Where thickness and advance of a line agree, its size lies between them, nearer to
// the one that is steadier on this page; else it is the median of what all three say.
void steady_sizes(std::vector<Piece>& pieces) {
  const auto thickness = [](const Piece& p) { return p.box.height(); };
  const auto advance = [](const Piece& p) { return 2 * p.box.width() / p.half_cells; };
  const Gauge by_thickness = gauge(pieces, thickness), by_advance = gauge(pieces, advance);
  constexpr float kFigures = .7f;     // height of figures and capitals, of the size they are set in
  constexpr float kLeastFigures = 4;  // of them tell their size by their advance
  constexpr float kLeast = .002f, kLeastAdvance = .02f;  // justified lines differ by so much
  const float noise = std::min(.1f, by_thickness.spread);
  const float agreed = std::max(.3f, 5 * noise), spaced = .15f + 3.5f * noise;
  for (Piece& p : pieces) {
    const float a = p.size, b = by_thickness.scale * thickness(p),
                c = by_advance.scale * advance(p);
    if (p.crosswise) continue;
    if (p.doubtful && p.half_cells >= kLeastFigures) {
      p.size = std::clamp(c, b, b / kFigures);
      continue;
    }
    if (p.half_cells < 8) continue;
    if (std::log(c / b) > spaced && std::log(c / b) < .7f) {
      p.size = b;  // its letters are spaced out to fill the line
    } else if (std::fabs(std::log(b / c)) < agreed) {
      // A mark at its end that fills half its cell weighs more on a short line.
      const float spread = by_advance.spread * std::max(1.f, 20 / p.half_cells) + kLeastAdvance;
      const float wb = 1 / std::pow(by_thickness.spread + kLeast, 2.f), wc = 1 / (spread * spread);
      p.size = (wb * b + wc * c) / (wb + wc);
    } else {
      p.size = std::max(std::min(a, b), std::min(std::max(a, b), c));
    }
  }
}

// Of short lines nothing but their thickness is known: the noise is that of thickness.
float size_noise(const Sheet& sheet) {
  std::vector<float> thickness, differences;
  for (const Piece& p : sheet.pieces)
    if (!p.crosswise && p.half_cells >= 8 && std::fabs(p.size / sheet.size - 1) < .4f)
      thickness.push_back(p.box.height());
  if (thickness.empty()) return 0;
  const float middle = median(thickness);
  for (float t : thickness) differences.push_back(std::fabs(t / middle - 1));
  return median(differences);
}

float body_advance(const Sheet& sheet) {
  std::vector<float> advances;
  for (const Piece& p : sheet.pieces)
    if (!p.crosswise && p.half_cells >= 12 && std::fabs(p.size / sheet.size - 1) < .25f)
      advances.push_back(2 * p.box.width() / p.half_cells);
  return advances.empty() ? sheet.size : median(advances);
}

}  // namespace tonglan
