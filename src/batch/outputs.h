// Which files a run writes: from inputs, formats and -o to paths.
#pragma once

#include <string>
#include <vector>

#include "batch/run.h"
#include "read/kinds.h"
#include "write/formats.h"

namespace tonglan {

// The outputs of one input. All inputs have the same formats in the same order.
struct InputPlan {
  std::string input;
  const InputKind* kind = nullptr;  // by -f or its name; nullptr: its content has to tell
  std::vector<std::string> paths;   // one for each format; "-" is stdout
  std::string source;               // what documents call it; empty: the input's name
};

struct Plan {
  std::vector<Format> formats;  // --explain is the last one, if asked for
  std::vector<InputPlan> inputs;
  std::string folder;       // to be made if it is missing; empty: none
  bool one_output = false;  // all inputs go, one after another, to the paths of the first
  // A killed run's unfinished files are taken over by the next (part_name).
  bool resumable = false;
};

// The output formats that -t asks for, else the suffix of -o, else the inputs. Throws Error
// (status 1) for unknown names.
std::vector<Format> wanted_formats(const RunOptions& options, bool all_jsonl);

// Results go to a folder that -o names. `several`: there are several inputs or formats.
bool goes_to_folder(const RunOptions& options, bool several);

// Where a file of a batch grows until it is whole: a name that no other output has.
std::string part_name(const std::string& path);

// Throws Error (status 1) for combinations that make no sense: unknown formats, several formats
// to stdout, two inputs with one output, several documents in a file that holds one.
Plan plan_outputs(const RunOptions& options);

}  // namespace tonglan
