// The program as a function: command line in, exit status out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "batch/worker.h"

namespace tonglan {

// Prints what is to be said; throws nothing. `before_page`: as run_worker (batch/worker.h) takes
// it.
int run_program(const std::vector<std::string>& arguments,
                const std::function<void(const Task&)>& before_page = {});

}  // namespace tonglan
