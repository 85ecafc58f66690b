#include "batch/shard.h"

#include <charconv>
#include <cstdlib>

#include "batch/names.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> variable(const char* name) {
  const char* const value = std::getenv(name);
  return value ? number(value) : std::nullopt;
}

struct Engine {
  const char* index;
  const char* count;
  const char* first;  // the lowest index; nullptr: 0
  const char* step;   // from one index to the next; nullptr: 1
};
constexpr Engine kEngines[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_STEP"},
    {"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", nullptr, nullptr},
    {"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", nullptr, nullptr},
};

}  // namespace

Shard parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto index = number(std::string_view(text).substr(0, slash));
  const auto count =
      slash == text.npos ? std::nullopt : number(std::string_view(text).substr(slash + 1));
  if (!index || !count || *index >= *count) {
    throw Error(1, "--shard: '" + text + "' is no part of a whole, such as 0/4, 1/4, 2/4 or 3/4");
  }
  return {*index, *count};
}

std::string shard_name(const Shard& shard) {
  return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

bool holds(const Shard& shard, const std::string& id) {
  return shard.count == 1 || hash_of(id) % shard.count == shard.index;
}

std::optional<GivenShard> shard_from_environment() {
  for (const Engine& engine : kEngines) {
    const auto id = variable(engine.index);
    if (!id) continue;
    const auto count = variable(engine.count);
    const std::uint32_t first = engine.first ? variable(engine.first).value_or(0) : 0;
    const std::uint32_t step = engine.step ? variable(engine.step).value_or(1) : 1;
    const std::uint32_t index = *id < first || step == 0 ? kNone : (*id - first) / step;
    if (!count || index >= *count) {
      throw Error(1, std::string(engine.index) + " is set and " + engine.count +
                         " does not fit it; set both, or say --shard 0/1 for everything");
    }
    return GivenShard{{index, *count}, engine.index};
  }
  return std::nullopt;
}

}  // namespace tonglan
