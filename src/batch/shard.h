// Which part of a batch this run does: part i of n, by a hash of each input's id. A list that grows
// leaves every input where it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tonglan {

struct Shard {
  std::uint32_t index = 0;  // from 0
  std::uint32_t count = 1;
  bool operator==(const Shard&) const = default;
};

// "0/7" to "6/7". Throws Error (status 1).
Shard parse_shard(const std::string& text);

std::string shard_name(const Shard& shard);  // "0/7"

bool holds(const Shard& shard, const std::string& id);

// The part that a cluster's engine gave this process, and the variable that says so: Slurm's job
// arrays, Kubernetes' indexed Jobs (JOB_COMPLETIONS has to be set beside the index, in the Job),
// AWS Batch's array jobs. None outside of those. Throws Error (status 1) where an index is set and
// the count is missing or smaller.
struct GivenShard {
  Shard shard;
  std::string variable;
};
std::optional<GivenShard> shard_from_environment();

}  // namespace tonglan
