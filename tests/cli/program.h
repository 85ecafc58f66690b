// The real program, started through the shell, so that a test reads like its use: $T is the
// program.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "support/temporary_folder.h"

namespace tonglan::testing {

struct Outcome {
  int status = -1;       // 128 + signal where one ended it
  std::string out, err;  // what the command sent to .out, and stderr
  long peak_kib = 0;     // memory
};

// Starts `command` in `folder`; `input` becomes the writing end of its stdin.
pid_t start(const TemporaryFolder& folder, const std::string& command, int* input);

// Waits for it; .out and .err are taken out of the folder.
Outcome finish(const TemporaryFolder& folder, pid_t child);

// Both; `feed` writes its stdin.
Outcome run(const TemporaryFolder& folder, const std::string& command,
            const std::function<void(int)>& feed = {});

}  // namespace tonglan::testing
