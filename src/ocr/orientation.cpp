#include "ocr/orientation.h"

#include <algorithm>
#include <string>

#include "ocr/crop.h"
#include "ocr/language.h"

namespace tonglan {
namespace {

constexpr std::size_t kSample = 6;    // lines
constexpr float kShortest = 4;        // glyphs: shorter lines say too little
constexpr std::size_t kTooLong = 10;  // one in so many lines may be too long to be one
// Mean confidence of the sample: upright it was .47 to .91 on damaged pages (less on microfilm, in
// any position), and .13 to .2 in the other three.
constexpr float kReadable = .45f;
constexpr float kClearlyMore = .2f;  // than of the page as it stands

struct SampleLine {
  const ScannedPage* page = nullptr;
  const TextLine* line = nullptr;
  float length = 0;  // glyphs
};

// Long lines of running text, for headlines may be drawn letters; not the longest, of which some
// are no lines at all, but what runs through the columns of a page that was turned, or a border.
std::vector<SampleLine> sample_of(const std::vector<ScannedPage>& pages) {
  std::vector<SampleLine> sample;
  for (const ScannedPage& page : pages) {
    for (const TextLine& line : page.lines) {
      const float length = line.length() / std::max(1.f, line.glyph);
      if (line.glyph > 2 * page.page.glyph || length < kShortest) continue;
      sample.push_back({&page, &line, length});
    }
  }
  std::stable_sort(sample.begin(), sample.end(),
                   [](const SampleLine& a, const SampleLine& b) { return a.length > b.length; });
  sample.erase(sample.begin(), sample.begin() + long(sample.size() / kTooLong));
  sample.resize(std::min(kSample, sample.size()));
  return sample;
}

Direction direction_after(Direction direction, int turn) {
  if (turn % 180 == 0) return direction;
  return direction == Direction::kHorizontal ? Direction::kVertical : Direction::kHorizontal;
}

// Mean confidence over the sample, turned, in the language that reads it best.
float confidence_of(const std::vector<SampleLine>& sample, int turn, Engine& engine,
                    const OcrOptions& options) {
  float best = 0;
  for (const std::string& language : languages_of(options)) {
    float sum = 0;
    for (const SampleLine& s : sample) {
      const LineCrop crop =
          turn == 0 ? first_crop(s.page->grey, *s.line) : cut_line(s.page->grey, *s.line, {});
      if (crop.pixels.empty()) continue;
      const Direction direction = direction_after(crop.direction, turn);
      const ReadLine read = engine.read(turned(crop.pixels, turn), language, direction);
      if (!read.glyphs.empty()) sum += read.confidence;
    }
    best = std::max(best, sum / float(sample.size()));
    if (best >= kReadable) break;
  }
  return best;
}

}  // namespace

int turn_to_read(const std::vector<ScannedPage>& pages, Engine& engine, const OcrOptions& options) {
  const std::vector<SampleLine> sample = sample_of(pages);
  if (sample.empty()) return 0;
  const float upright = confidence_of(sample, 0, engine, options);
  if (upright >= kReadable) return 0;
  float most = std::max(kReadable, upright + kClearlyMore);
  int best = 0;
  for (const int turn : {180, 90, 270}) {
    const float confidence = confidence_of(sample, turn, engine, options);
    if (confidence < most) continue;
    most = confidence;
    best = turn;
  }
  return best;
}

}  // namespace tonglan
