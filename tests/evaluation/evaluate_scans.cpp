// evaluate_scans [COUNT] [FIRST]: what each stage of the scan road costs, on drawn pages (COUNT
// seeds from FIRST) with damage 1 to 3: the lines found; the order where every character of the
// lines found is read right; the characters where the lines are the true ones; and the whole road.
//
// evaluate_scans --misses [COUNT] [FIRST]: the true lines that were not found, and in what pieces
// or with what others they were. Reads nothing.
//
// --text FILE first of all: its articles (support/corpus.h) in the place of the project's own.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/score.h"
#include "ocr/read_page.h"
#include "scan/lines_cells.h"
#include "scan/lines_ink.h"
#include "scan/scan.h"
#include "support/code_points.h"
#include "support/page_damage.h"
#include "support/page_painter.h"
#include "support/page_press.h"
#include "support/printed_lines.h"
#include "tonglan.h"
#include "write/formats.h"

namespace tonglan {
namespace {

constexpr float kCovered = .7f;  // of a box, so that it counts as found, or as lying in another
// In cells: how far from its true ends a line may begin and end (a mark's ink, a blank first cell),
// and how high it may be.
constexpr float kEnds = .9f, kTooHigh = 1.4f;

Direction direction_of(const Box& box) {
  return box.height() > box.width() ? Direction::kVertical : Direction::kHorizontal;
}

float shared_area(const Box& a, const Box& b) {
  const float w = std::min(a.right, b.right) - std::max(a.left, b.left);
  const float h = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return w > 0 && h > 0 ? w * h : 0;
}

float area(const Box& box) { return box.width() * box.height(); }

// Where a point of the source lies on the cleaned page: the transform, solved step by step.
Point on_cleaned(const Transform& t, Point source) {
  const float determinant = t.a * t.e - t.b * t.d;
  Point at = source;
  for (int step = 0; step < 5; ++step) {
    const Point is = point_in_source(t, at);
    const float x = source.x - is.x, y = source.y - is.y;
    at.x += (t.e * x - t.b * y) / determinant;
    at.y += (t.a * y - t.d * x) / determinant;
  }
  return at;
}

// A box of the undamaged page on the cleaned one: through the damage, and through what the scan
// room took back of it.
Box cleaned_box(const Box& box, const Damage& damage, std::uint64_t seed, const Pixels& image,
                const Transform& t) {
  const Point clean = {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
  const Point middle = on_cleaned(t, damaged_point(clean, image.width, image.height, damage, seed));
  const float half = .5f / std::hypot(t.a, t.d);
  return {middle.x - half * box.width(), middle.y - half * box.height(),
          middle.x + half * box.width(), middle.y + half * box.height()};
}

// A scanned page and the boxes of its true lines on it.
struct Page {
  PrintedPage printed;
  ScannedPage scanned;
  std::vector<Box> truth;
};

Page scan_page(std::uint64_t seed, int strength, const std::vector<ArticleText>& articles) {
  Page page;
  page.printed = print_sample(seed, true, articles);
  const Damage damage = damage_of(strength, page.printed.cell, seed);
  const Pixels image = damaged(paint_page(page.printed, seed), damage, seed);
  std::vector<ScannedPage> scanned = scan_image(image, {});
  if (scanned.size() > 1)
    fmt::print("seed {} damage {}: split like a spread; the second half is left out\n", seed,
               strength);
  page.scanned = std::move(scanned.at(0));
  for (const PrintedLine& line : page.printed.lines)
    page.truth.push_back(cleaned_box(line.box, damage, seed, image, page.scanned.to_source));
  return page;
}

// Share of the true lines that lines found cover, none of which runs on into another.
double share_found(const Page& page) {
  int found = 0;
  for (const Box& box : page.truth) {
    float covered = 0;
    for (const TextLine& line : page.scanned.lines) {
      const float shared = shared_area(box, line.box);
      if (shared > kCovered * area(line.box)) covered += shared;
    }
    found += covered > kCovered * area(box);
  }
  return page.truth.empty() ? 1 : double(found) / double(page.truth.size());
}

// What became of a true line: the shares of the lines found that lie in it, if they do not make it
// up; what lies in none is ink that was taken for text.
void print_misses(std::uint64_t seed, int strength, const std::vector<ArticleText>& articles) {
  const Page page = scan_page(seed, strength, articles);
  std::size_t missed = 0;
  for (std::size_t i = 0; i < page.truth.size(); ++i) {
    const Box& box = page.truth[i];
    const bool vertical = direction_of(box) == Direction::kVertical;
    const float begin = vertical ? box.top : box.left, end = vertical ? box.bottom : box.right;
    const float cell = std::min(box.width(), box.height());
    std::string pieces;
    int count = 0;
    bool whole = false;
    for (const TextLine& line : page.scanned.lines) {
      if (shared_area(box, line.box) < .25f * std::min(area(box), area(line.box))) continue;
      const float from = vertical ? line.box.top : line.box.left;
      const float to = vertical ? line.box.bottom : line.box.right;
      const float across = vertical ? line.box.width() : line.box.height();
      pieces += fmt::format(" {}{:.1f}..{:.1f}x{:.1f}",
                            line.direction == Direction::kVertical ? 'v' : 'h',
                            (from - begin) / cell, (to - end) / cell, across / cell);
      whole = std::abs(from - begin) < kEnds * cell && std::abs(to - end) < kEnds * cell &&
              across < kTooHigh * cell;
      ++count;
    }
    if (count == 1 && whole) continue;
    ++missed;
    fmt::print("{} damage {}: {} [{:.0f},{:.0f} cell {:.0f}]{}\n", seed, strength,
               page.printed.lines[i].text, box.left, box.top, cell,
               count == 0 ? " nothing" : pieces);
  }
  for (const TextLine& line : page.scanned.lines) {
    const auto lies_on = [&](const Box& box) {
      return shared_area(box, line.box) > .25f * area(line.box);
    };
    if (std::any_of(page.truth.begin(), page.truth.end(), lies_on)) continue;
    fmt::print("{} damage {}: no text [{:.0f},{:.0f} {:.0f}x{:.0f}]\n", seed, strength,
               line.box.left, line.box.top, line.box.width(), line.box.height());
  }
  fmt::print("{} damage {}: {} of {} lines missed\n", seed, strength, missed, page.truth.size());
}

// The letters of a true line that stand within a line found, with their boxes.
void read_truly(const PrintedLine& printed, const Box& truth, const TextLine& line, Document& d) {
  const bool vertical = line.direction == Direction::kVertical;
  const std::u32string letters = code_points(printed.text);
  const std::vector<float> edges = letter_edges(letters, ems_of(printed));
  // A mark's ink, which the box of a line found ends at, lies in a corner of its cell.
  const float slack = .35f * std::min(truth.width(), truth.height());
  Line out;
  out.box = line.box;
  out.confidence = 1;
  out.text.begin = std::uint32_t(d.text.size());
  out.first_glyph = std::uint32_t(d.glyphs.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    Box box = truth;
    (vertical ? box.top : box.left) += edges[i] * (vertical ? truth.height() : truth.width());
    (vertical ? box.bottom : box.right) -=
        (1 - edges[i + 1]) * (vertical ? truth.height() : truth.width());
    const float middle = vertical ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;
    if (middle < (vertical ? line.box.top : line.box.left) - slack ||
        middle > (vertical ? line.box.bottom : line.box.right) + slack)
      continue;
    const auto begin = std::uint32_t(d.text.size());
    d.text += utf8(letters.substr(i, 1));
    if (letters[i] != U' ') d.glyphs.push_back({{begin, std::uint32_t(d.text.size())}, box, 1});
  }
  out.text.end = std::uint32_t(d.text.size());
  d.text += '\n';
  out.glyph_count = std::uint32_t(d.glyphs.size()) - out.first_glyph;
  out.origin = std::uint32_t(d.origins.size());
  LineOrigin origin;
  origin.has_direction = true;
  origin.direction = line.direction;
  d.origins.push_back(origin);
  d.order.push_back(std::uint32_t(d.lines.size()));
  d.lines.push_back(out);
}

// The lines found, every character right; without those that are no text.
Document with_true_characters(const Page& page) {
  Document document;
  document.pages.push_back(page.scanned.page);
  for (const TextLine& line : page.scanned.lines) {
    const auto shared = [&](const Box& box) { return shared_area(box, line.box); };
    const auto best =
        std::max_element(page.truth.begin(), page.truth.end(),
                         [&](const Box& a, const Box& b) { return shared(a) < shared(b); });
    if (best == page.truth.end() || shared(*best) < .3f * area(line.box)) continue;
    read_truly(page.printed.lines[std::size_t(best - page.truth.begin())], *best, line, document);
  }
  return document;
}

// The true lines, as the engine reads them.
Document with_true_lines(const Page& page, Engine& engine) {
  ScannedPage scanned = page.scanned;
  scanned.lines.clear();
  for (std::size_t i = 0; i < page.truth.size(); ++i) {
    TextLine line;
    line.box = page.truth[i];
    line.direction = direction_of(line.box);
    line.glyph = std::min(line.box.width(), line.box.height());
    scanned.lines.push_back(line);
  }
  find_cells(with_ink_of_lines(scanned.binary, scanned.grey, scanned.lines), scanned.lines);
  return read_scanned_page({}, scanned, &engine, {});
}

struct Means {
  double found = 0, succ = 0, hard = 0, fuzzy = 0, aned = 0, ned = 0;
  int pages = 0;

  void add(const Page& page, Document document) {
    const Document repaired = repair_pages(std::move(document), {});
    check_conserved(repaired);
    std::string json;
    write_json(repaired, json);
    const Score s = score(read_gold(page.printed.gold, "page"), read_output(json));
    found += share_found(page);
    succ += s.succ.value_or(1);
    hard += s.succ_hard.value_or(1);
    fuzzy += s.para_fuzzy;
    aned += s.aned.value_or(s.ned);
    ned += s.ned;
    ++pages;
  }
  void print(const char* name) const {
    const double n = std::max(1, pages);
    fmt::print("  {:<32}{:8.3f}{:8.3f}{:8.3f}{:8.3f}{:8.3f}\n", name, succ / n, hard / n, fuzzy / n,
               aned / n, ned / n);
  }
};

void evaluate(int strength, int count, int first, const std::vector<ArticleText>& articles,
              Engine& engine) {
  Means order, characters, whole;
  for (int seed = first; seed < first + count; ++seed) {
    const Page page = scan_page(std::uint64_t(seed), strength, articles);
    order.add(page, with_true_characters(page));
    characters.add(page, with_true_lines(page, engine));
    whole.add(page, read_scanned_page({}, page.scanned, &engine, {}));
  }
  fmt::print("damage {}: {:.2f} % of the lines found\n", strength,
             100 * whole.found / std::max(1, count));
  order.print("lines found, true characters");
  characters.print("true lines, characters read");
  whole.print("the whole road");
}

}  // namespace
}  // namespace tonglan

int main(int argc, char** argv) {
  using namespace tonglan;
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto take = [&](std::size_t count) {
    arguments.erase(arguments.begin(), arguments.begin() + long(count));
  };
  std::string text;
  if (arguments.size() > 1 && arguments[0] == "--text") {
    text = arguments[1];
    take(2);
  }
  const bool misses = !arguments.empty() && arguments[0] == "--misses";
  if (misses) take(1);
  const int count = arguments.size() > 0 ? std::atoi(arguments[0].c_str()) : 3;
  const int first = arguments.size() > 1 ? std::atoi(arguments[1].c_str()) : 1;
  try {
    const std::vector<ArticleText> articles = text.empty() ? own_corpus() : load_corpus(text);
    for (int seed = first; misses && seed < first + count; ++seed)
      for (const int strength : {1, 2, 3}) print_misses(std::uint64_t(seed), strength, articles);
    if (misses) return 0;
    const std::unique_ptr<Engine> engine = open_engine({});
    fmt::print("{:<34}{:>8}{:>8}{:>8}{:>8}{:>8}\n", "", "succ", "hard", "fuzzy", "aned", "ned");
    for (const int strength : {1, 2, 3}) evaluate(strength, count, first, articles, *engine);
    return 0;
  } catch (const Error& error) {
    fmt::print(stderr, "evaluate_scans: {}\n", error.what());
    return error.status();
  }
}
