// How fast the text road is: the whole of it, and each of its stages alone, on generated broken
// text. One thread; bytes are those of the broken text.
//   cmake --preset bench && cmake --build --preset bench --target benchmark_text
//   build-bench/tests/benchmark/benchmark_text --benchmark_filter=Road
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "batch/road.h"
#include "chinese/spacing.h"
#include "layout/articles.h"
#include "layout/measure.h"
#include "layout/zones.h"
#include "paragraph/blanks.h"
#include "paragraph/join.h"
#include "read/text.h"
#include "support/corpus.h"
#include "support/typesetter.h"
#include "tonglan.h"
#include "write/formats.h"

namespace tonglan {
namespace {

// Pages of all kinds the typesetter knows, some 2 MB; the same ones each time.
const std::vector<std::string>& broken_pages() {
  static const std::vector<std::string> pages = [] {
    std::vector<std::string> made;
    std::size_t size = 0;
    for (std::uint64_t seed = 1; size < 2'000'000; ++seed) {
      made.push_back(typeset_sample(own_corpus(), seed).text);
      size += made.back().size();
    }
    return made;
  }();
  return pages;
}

// A page on its way, as it stands before each stage.
struct Stages {
  Document cut, zoned, joined, whole;
  Measured measured;
  Chain chain;
  Judgement judgement;
};

const std::vector<Stages>& staged_pages() {
  static const std::vector<Stages> all = [] {
    std::vector<Stages> made;
    for (const std::string& text : broken_pages()) {
      Stages& s = made.emplace_back();
      s.cut = read_text(text);
      split_lines(s.cut);
      s.zoned = s.cut;
      s.measured = measure_lines(s.zoned);
      mark_zones(s.zoned, s.measured);
      s.chain = link_lines(s.zoned, s.measured, true);
      s.judgement = judge(s.zoned, s.measured, s.chain, trained_weights());
      s.joined = join_lines(s.zoned, s.measured, s.chain, s.judgement, trained_weights(), false);
      s.whole = arrange_articles(s.joined, s.measured, true);
      choose_spacing(s.whole, s.measured, true);
    }
    return made;
  }();
  return all;
}

// Runs `stage` on one page after another.
template <typename Pages, typename Stage>
void over_pages(benchmark::State& state, const Pages& pages, Stage stage) {
  std::size_t at = 0, bytes = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(stage(pages[at]));
    bytes += broken_pages()[at].size();
    at = (at + 1) % pages.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void WholeRoad(benchmark::State& state) {
  over_pages(state, broken_pages(), [](const std::string& text) {
    const Document document = repair(text, RepairOptions{});
    check_conserved(document);
    std::string out;
    write_text(document, out);
    return out;
  });
}
BENCHMARK(WholeRoad);

void ReadText(benchmark::State& state) {
  over_pages(state, broken_pages(), [](const std::string& text) { return read_text(text); });
}
BENCHMARK(ReadText);

void MeasureLines(benchmark::State& state) {
  over_pages(state, staged_pages(), [](const Stages& s) {
    Document document = s.cut;
    return measure_lines(document);
  });
}
BENCHMARK(MeasureLines);

void JudgeBreaks(benchmark::State& state) {
  over_pages(state, staged_pages(), [](const Stages& s) {
    return judge(s.zoned, s.measured, s.chain, trained_weights());
  });
}
BENCHMARK(JudgeBreaks);

void JoinLines(benchmark::State& state) {
  over_pages(state, staged_pages(), [](const Stages& s) {
    return join_lines(s.zoned, s.measured, s.chain, s.judgement, trained_weights(), false);
  });
}
BENCHMARK(JoinLines);

void ArrangeArticles(benchmark::State& state) {
  over_pages(state, staged_pages(),
             [](const Stages& s) { return arrange_articles(s.joined, s.measured, true); });
}
BENCHMARK(ArrangeArticles);

void CheckConserved(benchmark::State& state) {
  over_pages(state, staged_pages(), [](const Stages& s) {
    check_conserved(s.whole);
    return 0;
  });
}
BENCHMARK(CheckConserved);

template <void (*write)(const Document&, std::string&)>
void Write(benchmark::State& state) {
  over_pages(state, staged_pages(), [](const Stages& s) {
    std::string out;
    write(s.whole, out);
    return out;
  });
}
BENCHMARK(Write<write_text>)->Name("WriteText");
BENCHMARK(Write<write_markdown>)->Name("WriteMarkdown");
BENCHMARK(Write<write_json>)->Name("WriteJson");

// A corpus: one page a record; parsed, repaired and spliced back.
void JsonlRoad(benchmark::State& state) {
  std::string corpus;
  for (const std::string& text : broken_pages()) {
    Document document = read_text(text);
    document.untouched = true;
    write_jsonl(document, corpus);
  }
  Road road(RunOptions{}, {*find_format("jsonl")});
  Record record;
  record.text = corpus;
  for (auto _ : state) benchmark::DoNotOptimize(road.run_jsonl(record, "corpus.jsonl", "UTF-8"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.size()));
}
BENCHMARK(JsonlRoad)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tonglan
