// The program: command line in, exit status out.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <new>

#include "batch/merge.h"
#include "batch/validate_files.h"
#include "batch/worker.h"
#include "cli/options.h"
#include "evaluate/score.h"
#include "tonglan.h"
#include "write/file.h"

namespace {

// Nothing half-written stays behind; 128 + signal is what a shell would show.
void on_signal(int signal) {
  tonglan::remove_unfinished_outputs();
  ::_exit(128 + signal);
}

// Records come and go by the thousand, a few megabytes each. Memory that goes back to the system in
// between costs a page fault for every 4 KiB of the next record: a sixth of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

int run(const tonglan::CommandLine& line) {
  switch (line.command) {
    case tonglan::Command::kHelp:
      fmt::print("{}", tonglan::help_text());
      return 0;
    case tonglan::Command::kVersion:
      fmt::print("tonglan {}\n", TONGLAN_VERSION);
      return 0;
    case tonglan::Command::kEval:
      return tonglan::run_evaluate(line.files[0], line.files[1], line.eval_json);
    case tonglan::Command::kValidate:
      return tonglan::run_validate(line.files, line.run.limits.max_record);
    case tonglan::Command::kOverlay:
      return tonglan::run_overlay(line.overlay);
    case tonglan::Command::kWorker:
      return tonglan::run_worker(line.run);
    case tonglan::Command::kMerge:
      return tonglan::run_merge(line.files[0], line.run.out);
    case tonglan::Command::kRepair:
      return tonglan::run_repair(line.run);
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  std::signal(SIGPIPE, SIG_IGN);  // write() says EPIPE
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, on_signal);
  try {
    return run(tonglan::parse_command_line({argv + 1, argv + argc}));
  } catch (const tonglan::Error& error) {
    if (error.what()[0] != '\0') fmt::print(stderr, "tonglan: {}\n", error.what());
    return error.status();
  } catch (const std::bad_alloc&) {
    std::fputs("tonglan: out of memory; try fewer jobs (-j 1) or a lower --max-record\n", stderr);
    return 75;
  }
}
