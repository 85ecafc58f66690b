// The repair command: inputs to outputs, over files and records, with the exit status.
//
// The idea: all records of all inputs are one stream through batch/pipeline.h; a failing input ends
// itself and no other. What is said on stderr comes in the order of the inputs, too.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace tonglan {

struct RunOptions {
  std::vector<std::string> inputs;   // "-" is stdin
  std::string out;                   // "-", a file, or a directory; empty: stdout
  std::vector<std::string> formats;  // names of write/formats.h; empty: by out's suffix, else
                                     // jsonl for JSONL inputs and txt for others
  std::string input_format;          // a name of read/kinds.h; empty: by suffix and content
  unsigned jobs = 0;                 // 0: one a core
  bool quiet = false;                // no warnings and no progress
  ReadOptions read;
  RepairOptions repair;
  JsonlOptions jsonl;
  WriteOptions write;
  LimitOptions limits;
};

// Returns the exit status: 0, that of the one failing input, or 10 where some of several inputs, or
// some JSONL records, were bad. Throws Error for what stops everything: usage (1), an output that
// can't be written (5, 75, 141).
int run_repair(const RunOptions& options);

}  // namespace tonglan
