#include "cli/program.h"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>

#include "batch/merge.h"
#include "batch/road.h"
#include "batch/validate_files.h"
#include "batch/worker.h"
#include "cli/options.h"
#include "evaluate/score.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

// Nothing half-written stays behind; 128 + signal is what a shell would show.
void on_signal(int signal) {
  remove_unfinished_outputs();
  ::_exit(128 + signal);
}

// A page that takes too long ends the run: a worker of a batch is ended by its supervisor instead.
void on_alarm(int) {
  for (const char* part : {"tonglan: ", timeout_message(), "\n"}) {
    [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, part, std::strlen(part));
  }
  remove_unfinished_outputs();
  ::_exit(7);
}

// Records come and go by the thousand, a few megabytes each. Memory that goes back to the system in
// between costs a page fault for every 4 KiB of the next record: a sixth of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // more is refused
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

int run(const CommandLine& line, const std::function<void(const Task&)>& before_page) {
  switch (line.command) {
    case Command::kHelp:
      fmt::print("{}", help_text());
      return 0;
    case Command::kVersion:
      fmt::print("tonglan {}\n", TONGLAN_VERSION);
      return 0;
    case Command::kEval:
      return run_evaluate(line.files[0], line.files[1], line.eval_json);
    case Command::kValidate:
      return run_validate(line.files, line.run.limits.max_record);
    case Command::kOverlay:
      return run_overlay(line.overlay);
    case Command::kWorker:
      return run_worker(line.run, before_page);
    case Command::kMerge:
      return run_merge(line.files[0], line.run.out);
    case Command::kRepair:
      return run_repair(line.run);
  }
  return 1;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments,
                const std::function<void(const Task&)>& before_page) {
  keep_freed_memory();
  std::signal(SIGPIPE, SIG_IGN);  // write() says EPIPE
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, on_signal);
  std::signal(SIGALRM, on_alarm);
  try {
    return run(parse_command_line(arguments), before_page);
  } catch (const Error& error) {
    if (error.what()[0] != '\0') fmt::print(stderr, "tonglan: {}\n", error.what());
    return error.status();
  } catch (const std::bad_alloc&) {
    std::fputs("tonglan: out of memory; try fewer jobs (-j 1) or a lower --max-record\n", stderr);
    return 75;
  }
}

}  // namespace tonglan
