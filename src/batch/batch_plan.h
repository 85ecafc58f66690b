// What a batch is to do, and where it puts it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batch/find_inputs.h"
#include "batch/shard.h"
#include "batch/task.h"
#include "write/formats.h"

namespace tonglan {

struct BatchPlan {
  std::string folder;
  std::vector<Format> formats;
  std::string configuration;  // of every page: options and formats
  Shard shard;
  std::string shard_variable;        // that named it; empty: none did
  std::vector<FoundInput> inputs;    // of this shard
  std::vector<std::uint64_t> bases;  // hashes of base_of() of all shards' inputs, sorted
};

// Throws Error (status 1) where two inputs would share an output, or an output would take the place
// of an input; and with Existing::kAbort where something is there already.
BatchPlan plan_batch(const RunOptions& options, std::vector<FoundInput> found);

Task make_task(const BatchPlan& plan, const FoundInput& input, std::uint32_t page, bool plain);

// Page `page` of an input would take another input's place.
bool page_collides(const BatchPlan& plan, const FoundInput& input, std::uint32_t page);

}  // namespace tonglan
