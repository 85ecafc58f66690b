// A worker: does the pages that its supervisor sends, one at a time, until there are no more.
#pragma once

#include <functional>

#include "batch/run.h"
#include "batch/task.h"

namespace tonglan {

// Tasks come through stdin, messages go out through this descriptor.
inline constexpr int kMessageFd = 3;

// Returns the exit status. `before` is called with each task once it has begun: tests crash and
// hang there.
int run_worker(const RunOptions& options, const std::function<void(const Task&)>& before = {});

// One task, in this process.
Outcome do_task(const Task& task, const RunOptions& options, class Road& road);

}  // namespace tonglan
