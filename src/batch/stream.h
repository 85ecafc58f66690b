// Inputs to outputs as one stream, in this process (batch/run.h says when).
#pragma once

#include "batch/inputs.h"
#include "batch/outputs.h"
#include "batch/results.h"
#include "batch/road.h"

namespace tonglan {

// One item down the road. What is wrong with its input stands in the result.
Result work_on(Road& road, Item item, const RunOptions& options, const Plan& plan, Inputs& inputs);

// Returns and throws as run_repair does.
int run_stream(const RunOptions& options, const Plan& plan);

}  // namespace tonglan
