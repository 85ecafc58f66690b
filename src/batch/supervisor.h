// A batch: pages to worker processes, and an account of each.
//
// The supervisor reads and writes no page itself, so nothing on a page can end it. Each page is
// done by a worker under limits of time and memory. A worker that crashes, hangs or needs too much
// memory costs that page alone: the page is tried once more in a plainer way, then it has failed. A
// worker that somebody else has killed is no fault of its page, which is tried again as it was.
// What is missing on the machine (a program, language data, room on the disk) is no page's fault
// either: it stops the batch. Run again, the same command does what is left.
#pragma once

#include "batch/find_inputs.h"
#include "batch/run.h"

namespace tonglan {

// Returns the exit status: 0, 10 with failed pages or bad records, 11 over the error rate, 3 or 75
// as above, 128 + signal. Throws Error for what keeps it from starting.
int run_batch(const RunOptions& options, FoundInputs found);

}  // namespace tonglan
