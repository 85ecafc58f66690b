#include "ocr/language.h"

#include <algorithm>

#include "ocr/crop.h"

namespace tonglan {
namespace {

constexpr std::size_t kSample = 8;  // lines read in every language
constexpr float kShortLine = 4;     // glyphs: shorter lines say too little

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
  std::string best = languages[0];
  float best_sum = -1;
  for (const std::string& language : languages) {
    float sum = 0;
    for (const TextLine* line : sample) {
      const LineCrop crop = cut_line(page.grey, *line, {});
      sum += engine.read(crop.pixels, language, direction).confidence;
    }
    if (sum > best_sum) {
      best_sum = sum;
      best = language;
    }
  }
  return best;
}

}  // namespace tonglan
