// evaluate_pages [PAGES] [FIRST]: the project's own layout figures, on pages drawn by the press
// (PAGES seeds from FIRST, 1, for every kind), as a table, with XY-cut beside them.
#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <vector>

#include "chinese/spacing.h"
#include "evaluate/score.h"
#include "evaluation/xy_cut.h"
#include "support/corpus.h"
#include "support/journal_press.h"
#include "support/page_press.h"
#include "support/spoil.h"
#include "tonglan.h"
#include "write/formats.h"

namespace tonglan {
namespace {

struct Means {
  double sum[7] = {};
  int count[7] = {};
  void add(int at, std::optional<double> value) {
    if (!value) return;
    sum[at] += *value;
    ++count[at];
  }
  void add(const Score& s) {
    add(0, s.succ);
    add(1, s.succ_hard);
    add(2, s.para_exact);
    add(3, s.article_f1);
    add(4, s.headlines);
    add(5, s.role_f1);
    add(6, s.aned);
  }
  std::string row() const {
    std::string out;
    for (int i = 0; i < 7; ++i)
      out += count[i] == 0 ? "       –" : fmt::format("{:8.4f}", sum[i] / count[i]);
    return out;
  }
};

std::string json_of(const Document& document) {
  std::string out;
  write_json(document, out);
  return out;
}

// PAGES of every kind, and the first one's seed.
struct Seeds {
  int pages = 20, first = 1;
  Seeds twice() const { return {2 * pages, first}; }
};

void evaluate(const std::string& name, Seeds seeds, const auto& print) {
  Means own, peer;
  for (int seed = seeds.first; seed < seeds.first + seeds.pages; ++seed) {
    PrintedPage page = print(static_cast<std::uint64_t>(seed));
    const Gold gold = read_gold(page.gold, name);
    peer.add(score(gold, read_output(xy_cut_text(page.document))));
    const Document repaired = repair_pages(std::move(page.document), {});
    check_conserved(repaired);
    own.add(score(gold, read_output(json_of(repaired))));
  }
  fmt::print("{:<24}tonglan{}\n{:<24}XY-cut {}\n", name, own.row(), "", peer.row());
}

constexpr Damage kGoodScan = {.ink = true,
                              .jitter = .05,
                              .size = .05,
                              .skew = .1,
                              .warp = .2,
                              .lost = .002,
                              .split = .01,
                              .specks = .005,
                              .wrong = .02,
                              .unmarked = .03};

// Pages of every kind with one kind of damage each, as scans and engines do it, and with all.
void evaluate_damage(Seeds seeds) {
  const std::pair<const char*, Damage> kinds[] = {
      {"no damage", {}},
      {"boxes of the ink", {.ink = true}},
      {"edges off by .2 glyph", {.jitter = .2}},
      {"sizes off by 20 %", {.size = .2}},
      {"skew .4 degrees", {.skew = .4}},
      {"skew -1.5 degrees", {.skew = -1.5}},
      {"warp of 1 glyph", {.warp = 1}},
      {"3 % of lines lost", {.lost = .03}},
      {"10 % of lines split", {.split = .1}},
      {"10 % of lines merged", {.merged = .1}},
      {"3 % specks", {.specks = .03}},
      {"10 % wrong characters", {.wrong = .1}},
      {"half the marks unread", {.unmarked = .5}},
      {"a good scan", kGoodScan},
      {"a bad scan",
       {.ink = true,
        .jitter = .12,
        .size = .1,
        .skew = .3,
        .warp = .7,
        .lost = .02,
        .split = .05,
        .merged = .03,
        .specks = .02,
        .wrong = .1,
        .unmarked = .2}},
  };
  for (const auto& [name, damage] : kinds)
    evaluate(name, seeds, [&damage = damage](std::uint64_t seed) {
      return spoil(print_sample(seed), damage, seed);
    });
}

}  // namespace
}  // namespace tonglan

int main(int argc, char** argv) {
  using namespace tonglan;
  Seeds seeds;
  if (argc > 1) seeds.pages = std::atoi(argv[1]);
  if (argc > 2) seeds.first = std::atoi(argv[2]);
  fmt::print("{:<31}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}\n", "", "succ", "hard", "para", "article",
             "head", "role", "aned");
  for (int s = 0; s < kShapes; ++s)
    evaluate(shape_name(static_cast<Shape>(s)), seeds, [&](std::uint64_t seed) {
      PressSettings settings;
      settings.shapes = {static_cast<Shape>(s)};
      return print_page(own_corpus(), settings, seed);
    });
  evaluate("tiers of vertical text", seeds, [](std::uint64_t seed) {
    PressSettings settings;
    settings.vertical = true;
    return print_page(own_corpus(), settings, seed);
  });
  evaluate("an engine's boxes", seeds, [](std::uint64_t seed) {
    PressSettings settings;
    settings.size_noise = .08;
    return print_page(own_corpus(), settings, seed);
  });
  for (const bool frames : {true, false})
    evaluate(frames ? "tables, advertisements" : "... without rules", seeds,
             [frames](std::uint64_t seed) {
               PressSettings settings;
               settings.shapes = {Shape::kPlain};
               settings.tables = 4;
               settings.adverts = 4;
               settings.frames = frames;
               return print_page(own_corpus(), settings, seed);
             });
  evaluate("everything by chance", seeds.twice(),
           [](std::uint64_t seed) { return print_sample(seed); });
  for (const JournalKind& kind : journal_kinds())
    evaluate(kind.name, seeds,
             [&](std::uint64_t seed) { return print_journal(own_corpus(), kind.settings, seed); });
  evaluate("journals, a good scan", seeds, [](std::uint64_t seed) {
    const auto& kinds = journal_kinds();
    const JournalSettings& settings = kinds[seed % kinds.size()].settings;
    return spoil(print_journal(own_corpus(), settings, seed), kGoodScan, seed);
  });
  evaluate_damage(seeds.twice());
}
