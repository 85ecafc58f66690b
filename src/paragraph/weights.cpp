#include "paragraph/weights.h"

#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include "tonglan.h"

namespace tonglan {
namespace {

constexpr const char kTable[] =
#include "paragraph.inc"
    ;

[[noreturn]] void fail(std::size_t line, const std::string& what) {
  throw Error(2, "paragraph weights, line " + std::to_string(line) + ": " + what);
}

}  // namespace

Weights parse_weights(std::string_view table) {
  std::unordered_map<std::string, int> ids;
  for (int i = 0; i < feature_count(); ++i) ids.emplace(feature_name(i), i);
  Weights weights;
  weights.rows.resize(static_cast<std::size_t>(feature_count()));
  std::size_t number = 0;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const std::string line(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) fail(number, "no tab");
    const auto found = ids.find(line.substr(0, tab));
    if (found == ids.end()) fail(number, "unknown feature " + line.substr(0, tab));
    const char* p = line.c_str() + tab;
    for (int t = 0; t < kTransitionCount; ++t) {
      char* after = nullptr;
      const double nats = std::strtod(p, &after);
      if (after == p) fail(number, "fewer than " + std::to_string(kTransitionCount) + " weights");
      if (!(std::fabs(nats) <= 100)) fail(number, "a weight beyond 100 nats");
      weights.rows[found->second].of[t] =
          static_cast<std::int16_t>(std::lround(nats * kWeightScale));
      p = after;
    }
  }
  return weights;
}

const Weights& trained_weights() {
  static const Weights weights = parse_weights(kTable);
  return weights;
}

}  // namespace tonglan
