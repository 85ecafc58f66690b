// How fast pages with boxes are laid out and repaired: a newspaper page of some 600 lines, and one of
// 50,000, larger than any that was printed. One thread.
//   cmake --preset bench && cmake --build --preset bench --target benchmark_layout
//   build-bench/tests/benchmark/benchmark_layout
#include <benchmark/benchmark.h>

#include "support/corpus.h"
#include "support/page_press.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// Drawn pages under one another, as one page of at least so many lines.
Document tall_page(std::size_t lines) {
  Document tall;
  tall.pages.emplace_back();
  float below = 0;
  for (std::uint64_t seed = 1; tall.lines.size() < lines; ++seed) {
    PressSettings settings;
    settings.furniture = false;
    const Document page = print_page(own_corpus(), settings, seed).document;
    const auto text = static_cast<std::uint32_t>(tall.text.size());
    const auto glyphs = static_cast<std::uint32_t>(tall.glyphs.size());
    const auto moved = [&](Box box) {
      return Box{box.left, box.top + below, box.right, box.bottom + below};
    };
    for (Line line : page.lines) {
      line.text = {line.text.begin + text, line.text.end + text};
      line.first_glyph += glyphs;
      line.block = line.origin = kNone;
      line.box = moved(line.box);
      tall.order.push_back(static_cast<std::uint32_t>(tall.lines.size()));
      tall.lines.push_back(line);
    }
    for (Glyph glyph : page.glyphs) {
      glyph.text = {glyph.text.begin + text, glyph.text.end + text};
      glyph.box = moved(glyph.box);
      tall.glyphs.push_back(glyph);
    }
    tall.text += page.text;
    tall.pages[0].width = std::max(tall.pages[0].width, page.pages[0].width);
    below += page.pages[0].height;
  }
  tall.pages[0].height = below;
  return tall;
}

void RepairPage(benchmark::State& state) {
  const Document page = tall_page(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(repair_pages(page, {}));
  state.counters["lines"] = static_cast<double>(page.lines.size());
}
BENCHMARK(RepairPage)->Arg(600)->Arg(5000)->Arg(50000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tonglan
