#include "ocr/language.h"

#include <algorithm>

#include "ocr/crop.h"

namespace tonglan {
namespace {

// Lines are read in every language until one is ahead by kLead (sum of confidences), kSample at
// most. A model reads the other script's text too, in its own characters, and hardly less sure of
// itself: .95 against .90 a line is usual, a single line can go either way.
constexpr std::size_t kSample = 24;
constexpr float kLead = .35f;
constexpr float kShortLine = 4;  // glyphs: shorter lines say too little

// Lines of text spread evenly over the page, by the scan room's order.
std::vector<const TextLine*> sample_of(const ScannedPage& page, Direction direction) {
  std::vector<const TextLine*> fit;
  for (const TextLine& line : page.lines) {
    const bool vertical = line.direction == Direction::kVertical;
    const float length = vertical ? line.box.height() : line.box.width();
    const float glyph = std::max(line.glyph, 1.f);
    if (line.direction == direction && length >= kShortLine * glyph) fit.push_back(&line);
  }
  std::vector<const TextLine*> out;
  const std::size_t count = std::min(kSample, fit.size());
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(fit[(2 * i + 1) * fit.size() / (2 * count)]);
  return out;
}

}  // namespace

std::vector<std::string> languages_of(const OcrOptions& options) {
  if (options.language == "auto") return {"chi_sim", "chi_tra"};
  return {options.language};
}

std::string choose_language(const ScannedPage& page, Direction direction, Engine& engine,
                            const OcrOptions& options) {
  const std::vector<std::string> languages = languages_of(options);
  if (languages.size() == 1) return languages[0];
  const std::vector<const TextLine*> sample = sample_of(page, direction);
  std::vector<float> sums(languages.size(), 0);
  for (const TextLine* line : sample) {
    const LineCrop crop = cut_line(page.grey, *line, {});
    for (std::size_t i = 0; i < languages.size(); ++i) {
      sums[i] += engine.read(crop.pixels, languages[i], direction).confidence;
    }
    const auto [least, most] = std::minmax_element(sums.begin(), sums.end());
    if (*most - *least > kLead) break;
  }
  return languages[std::max_element(sums.begin(), sums.end()) - sums.begin()];
}

}  // namespace tonglan
