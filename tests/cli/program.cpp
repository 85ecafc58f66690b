#include "cli/program.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace tonglan::testing {

pid_t start(const TemporaryFolder& folder, const std::string& command, int* input) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::setenv("T", TONGLAN_PROGRAM, 1);
    if (::chdir(folder.path("").c_str()) != 0) ::_exit(126);
    const std::string line = "{ exec " + command + " ; } 2>.err";
    ::execl("/bin/bash", "bash", "-c", line.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[0]);
  *input = ends[1];
  return child;
}

Outcome finish(const TemporaryFolder& folder, pid_t child) {
  Outcome outcome;
  int state = 0;
  struct rusage usage {};
  ::wait4(child, &state, 0, &usage);
  outcome.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  outcome.err = folder.read(".err");
  outcome.out = folder.read(".out");
  outcome.peak_kib = usage.ru_maxrss;
  std::filesystem::remove(folder.path(".err"));
  std::filesystem::remove(folder.path(".out"));
  return outcome;
}

Outcome run(const TemporaryFolder& folder, const std::string& command,
            const std::function<void(int)>& feed) {
  int input = -1;
  const pid_t child = start(folder, command, &input);
  ::signal(SIGPIPE, SIG_IGN);
  if (feed) feed(input);
  ::close(input);
  return finish(folder, child);
}

}  // namespace tonglan::testing
