// What the command line names, as a list of files: files as they are, folders (-r), quoted globs,
// lists (--from-file).
#pragma once

#include <string>
#include <vector>

#include "batch/run.h"

namespace tonglan {

struct FoundInput {
  std::string path;
  std::string id;  // batch/names.h; "-" for stdin
};

struct FoundInputs {
  std::vector<FoundInput> inputs;  // folders and globs sorted by name; each file once
  bool searched = false;           // some came from a folder, a glob or a list
  // In folders: what might have been an input by its name and is none by its first bytes.
  std::vector<std::string> passed_over;
};

// In a folder, what counts is what the name or (.xml, .html, .json, .tsv) the first bytes show to
// be an input; with -f also what the name says nothing of. Hidden files, links to folders and the
// output folder itself are passed over. A glob knows *, ?, [a-z] and ** (any folders).
// Throws Error: 1 for a glob, folder or list without inputs, 5 for what can't be read.
FoundInputs find_inputs(const RunOptions& options);

}  // namespace tonglan
