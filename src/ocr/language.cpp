#include "ocr/language.h"

#include <algorithm>
#include <string_view>

#include "chinese/characters.h"
#include "ocr/crop.h"

namespace tonglan {
namespace {

// Every model reads the other script's text too, in its own characters, and often no less sure of
// the whole line. Where the readings differ, though, the right one doubts its characters half as
// much: on clean, noisy and vertical pages alike. So that doubt decides, pooled over a sample of
// lines.
constexpr float kMostDoubt = .05f;   // of a character: a botched one must not outweigh a line
constexpr std::size_t kSample = 24;  // lines; where they do not settle it,
constexpr std::size_t kMore = 72;    // ... and in all
constexpr float kClear = 1.5f;       // times the doubt of the better language,
constexpr float kEnough = .15f;      // and more than it by this sum: no more lines are read
constexpr float kShortLine = 4;      // glyphs: shorter lines say too little
// Confidence of the better reading. What no language reads better may be a border or a picture, of
// which one makes a whole line of doubtful characters, the other nothing: it counts only where
// nothing else does.
constexpr float kReadable = .45f;

// Lines spread evenly over the page's text in the direction that there is more of, by the scan
// room's order: a page is in one script, and the other direction's models need not be loaded twice.
std::vector<const TextLine*> sample_of(const ScannedPage& page) {
  std::vector<const TextLine*> horizontal, vertical;
  for (const TextLine& line : page.lines) {
    if (line.length() < kShortLine * std::max(line.glyph, 1.f)) continue;
    (line.is_vertical() ? vertical : horizontal).push_back(&line);
  }
  const std::vector<const TextLine*>& fit =
      vertical.size() > horizontal.size() ? vertical : horizontal;
  std::vector<const TextLine*> out;
  for (const std::size_t most : {kSample, kMore}) {
    const std::size_t count = std::min(most, fit.size());
    for (std::size_t i = 0; i < count; ++i) {
      const TextLine* line = fit[(2 * i + 1) * fit.size() / (2 * count)];
      if (std::find(out.begin(), out.end(), line) == out.end()) out.push_back(line);
    }
  }
  return out;
}

struct Doubt {
  float sum = 0;  // of 1 - confidence
  std::size_t characters = 0;
  // Where nothing differs, nothing speaks for the language.
  float mean() const { return characters == 0 ? kMostDoubt : sum / float(characters); }
};

bool is_less(const Doubt& a, const Doubt& b) { return a.mean() < b.mean(); }

// Adds the doubt of readings[which] about the Chinese characters that another reading hasn't got.
void add_doubt(const std::vector<ReadLine>& readings, std::size_t which, Doubt& doubt) {
  const ReadLine& own = readings[which];
  for (const ReadGlyph& g : own.glyphs) {
    const std::string_view text = std::string_view(own.text).substr(g.text.begin, g.text.size());
    if (kind_of(decode(text.data(), text.data() + text.size()).code) != Kind::kHan) continue;
    const auto has_it = [&](const ReadLine& r) { return r.text.find(text) != std::string::npos; };
    if (std::all_of(readings.begin(), readings.end(), has_it)) continue;
    doubt.sum += std::min(1 - g.confidence, kMostDoubt);
    ++doubt.characters;
  }
}

}  // namespace

std::vector<std::string> languages_of(const OcrOptions& options) {
  if (options.language == "auto") return {"chi_sim", "chi_tra"};
  return {options.language};
}

std::string choose_language(std::span<const ScannedPage> pages, Engine& engine,
                            const OcrOptions& options) {
  const std::vector<std::string> languages = languages_of(options);
  if (languages.size() == 1) return languages[0];
  std::vector<Doubt> doubts(languages.size()), of_rest(languages.size());
  const auto best_of = [&](const std::vector<Doubt>& d) {
    return languages[std::min_element(d.begin(), d.end(), is_less) - d.begin()];
  };
  for (const ScannedPage& page : pages) {
    for (const TextLine* line : sample_of(page)) {
      const LineCrop crop = first_crop(page.grey, *line);
      std::vector<ReadLine> readings;
      for (const std::string& language : languages) {
        readings.push_back(engine.read(crop.pixels, language, crop.direction));
      }
      const auto is_empty = [](const ReadLine& r) { return r.glyphs.empty(); };
      const auto is_readable = [](const ReadLine& r) { return r.confidence >= kReadable; };
      if (std::any_of(readings.begin(), readings.end(), is_empty)) continue;
      const bool readable = std::any_of(readings.begin(), readings.end(), is_readable);
      std::vector<Doubt>& sums = readable ? doubts : of_rest;
      for (std::size_t i = 0; i < readings.size(); ++i) add_doubt(readings, i, sums[i]);
      const auto [least, most] = std::minmax_element(doubts.begin(), doubts.end(), is_less);
      if (least->characters > 0 && most->sum - least->sum > kEnough &&
          most->mean() > kClear * least->mean())
        return best_of(doubts);
    }
  }
  const auto says_nothing = [](const Doubt& d) { return d.characters == 0; };
  return best_of(std::all_of(doubts.begin(), doubts.end(), says_nothing) ? of_rest : doubts);
}

}  // namespace tonglan
