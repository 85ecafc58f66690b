// The program, with workers that go wrong on cue: a page whose name begins with one of the words
// below does what the word says before it is read.
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/program.h"

namespace {

void on_cue(const tonglan::Task& task) {
  const std::string name = std::filesystem::path(task.input).filename().string();
  const auto cue = [&](const char* word) { return name.starts_with(word); };
  if (cue("crash") || (cue("stumble") && !task.plain)) ::abort();
  if (cue("hang")) ::pause();
  if (cue("slow")) ::usleep(300'000);
  if (cue("gorge")) {
    for (std::vector<std::unique_ptr<char[]>> eaten;;) {
      eaten.emplace_back(new char[std::size_t{64} << 20]);
    }
  }
  if (cue("phone") && ::socket(AF_INET, SOCK_STREAM, 0) >= 0) ::_exit(43);
  if (cue("leave")) ::_exit(42);
  if (cue("murdered")) {  // by somebody else, once
    const std::filesystem::path mark = task.input + ".mark";
    if (std::filesystem::remove(mark)) ::kill(::getpid(), SIGKILL);
  }
}

}  // namespace

int main(int argc, char** argv) { return tonglan::run_program({argv + 1, argv + argc}, on_cue); }
