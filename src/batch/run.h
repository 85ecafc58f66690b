// The repair command: inputs to outputs, with the exit status. Two ways to go:
//
// A *stream*: one input, text, or anything that goes to one output. All records of all inputs are
// one stream through batch/pipeline.h, worked on by threads; what comes out stands in the order of
// the inputs. A *batch*: several inputs with pages, or whatever was found in folders, by globs and
// in lists, into a folder. Worker processes do a page each, so that a page that kills or hangs its
// worker costs nothing but itself; what is done is not done again (batch/supervisor.h). A worker's
// page is a stream of one input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "batch/shard.h"
#include "options.h"

namespace tonglan {

// What to do with results that are there already.
enum class Existing : std::uint8_t {
  kSkip,       // done with this input and these options: leave it; else do it
  kOverwrite,  // do it again
  kAbort,      // do nothing at all
};

struct BatchOptions {
  bool recursive = false;            // folders among the inputs mean what is in them
  std::vector<std::string> lists;    // files of names: one a line, or ended by NUL; "-" is stdin
  std::optional<Existing> existing;  // none: kSkip
  std::optional<Shard> shard;        // none: as the environment says, else all
  bool split_pages = false;          // PDF: each page by itself
  unsigned page_timeout = 300;       // seconds; 0: none
  std::size_t page_memory = std::size_t{4} << 30;  // bytes of address space of a worker; 0: any
  double max_error_rate = 1;  // stop when more of the pages than that have failed
  std::string stats;          // a file for times and counts; empty: none
  bool json_log = false;      // stderr as JSON, an object a line
  // What decides about the bytes of a result, besides its input: version and options, as text.
  std::string configuration;
  std::vector<std::string> worker;  // the command line of a worker process
};

struct RunOptions {
  std::vector<std::string> inputs;   // "-" is stdin
  std::string out;                   // "-", a file, or a directory; empty: stdout
  std::vector<std::string> formats;  // names of write/formats.h; empty: by out's suffix, else
                                     // jsonl for JSONL inputs and txt for others
  std::string input_format;          // a name of read/kinds.h; empty: by suffix and content
  unsigned jobs = 0;                 // 0: one a core that this process may use
  bool quiet = false;                // no warnings and no progress
  ReadOptions read;
  ScanOptions scan;
  OcrOptions ocr;
  RepairOptions repair;
  JsonlOptions jsonl;
  WriteOptions write;
  LimitOptions limits;
  BatchOptions batch;
};

// Returns the exit status: 0, that of the one failing input, 10 where some of several inputs, or
// some JSONL records, were bad, 11 over the error rate, 130 or 143 for a signal. Throws Error for
// what stops everything: usage (1), an output that can't be written (5, 75, 141).
int run_repair(const RunOptions& options);

}  // namespace tonglan
