// evaluate_regions FILE...: PAGE files whose order somebody has set right: the share of lines that
// follow one another in a region of the file and do so when tonglan lays the page out from the
// boxes alone; beside it that of XY-cut. --misses first of all: the pairs that were not found.
#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "evaluation/xy_cut.h"
#include "options.h"
#include "read/box/page.h"
#include "read/bytes.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;  // of Document::origins: lines of the file

// The lines of the file that an order puts side by side. Layout may cut a line at a gutter: its
// parts are still that line.
std::set<Pair> neighbours(const Document& d, const std::vector<std::uint32_t>& order) {
  std::set<Pair> pairs;
  for (std::size_t i = 1; i < order.size(); ++i)
    pairs.insert({d.lines[order[i - 1]].origin, d.lines[order[i]].origin});
  return pairs;
}

// Neighbours of one region.
std::vector<Pair> true_pairs(const Document& d) {
  std::vector<Pair> pairs;
  for (std::size_t i = 1; i < d.order.size(); ++i) {
    const Line &a = d.lines[d.order[i - 1]], &b = d.lines[d.order[i]];
    if (a.block != kNone && a.block == b.block) pairs.push_back({a.origin, b.origin});
  }
  return pairs;
}

double share(const std::vector<Pair>& truth, const std::set<Pair>& found) {
  std::size_t n = 0;
  for (const Pair& pair : truth) n += found.contains(pair);
  return truth.empty() ? 1 : double(n) / double(truth.size());
}

void evaluate(const std::filesystem::path& file, bool misses) {
  Document source = read_page(read_all(*open_bytes(file), LimitOptions().max_record), {});
  const std::vector<Pair> truth = true_pairs(source);
  const std::set<Pair> peer = neighbours(source, xy_cut_order(source));
  const std::vector<Line> lines = source.lines;
  const Document repaired = repair_pages(source, {});
  const std::set<Pair> own = neighbours(repaired, repaired.order);
  fmt::print("{:<40}{:>8}{:10.4f}{:10.4f}\n", file.filename().string(), truth.size(),
             share(truth, own), share(truth, peer));
  if (!misses) return;
  for (const auto& [a, b] : truth) {
    if (own.contains({a, b})) continue;
    for (const std::uint32_t origin : {a, b})
      for (const Line& l : lines)
        if (l.origin == origin)
          fmt::print("  {} [{:.0f},{:.0f} {:.0f}x{:.0f}]{}", source.view(l), l.box.left, l.box.top,
                     l.box.width(), l.box.height(), origin == b ? "\n" : " |");
  }
}

}  // namespace
}  // namespace tonglan

int main(int argc, char** argv) {
  using namespace tonglan;
  std::vector<std::string> files(argv + 1, argv + argc);
  const bool misses = !files.empty() && files[0] == "--misses";
  if (misses) files.erase(files.begin());
  fmt::print("{:<40}{:>8}{:>10}{:>10}\n", "", "pairs", "tonglan", "XY-cut");
  for (const std::string& file : files) evaluate(file, misses);
}
