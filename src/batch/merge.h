// The merge command: the account of a batch, over all its shards.
//
// What counts is the last run of each shard. Each input it listed must have its record, and each
// file the record names must hold what was written (size and hash). So a batch is whole when every
// page is done exactly once, and else it is said of each page what is wrong: missing, double,
// failed, damaged.
#pragma once

#include <string>

namespace tonglan {

// `out`: a file for the folded account, a JSONL line a page sorted by id ("-": stdout; empty:
// none). One line for people on stdout, what is wrong on stderr. Returns 0 if all is whole,
// else 10. Throws Error: 2 where the folder holds no batch, 5 and 75 as OutputFile does.
int run_merge(const std::string& folder, const std::string& out);

}  // namespace tonglan
