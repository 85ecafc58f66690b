#include "batch/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "batch/worker.h"
#include "tonglan.h"

extern char** environ;

namespace tonglan {
namespace {

constexpr std::size_t kLastWords = 4096;  // bytes of stderr that are kept

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) {
      throw Error(75, std::string("no pipe to a worker: ") + std::strerror(errno));
    }
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int take(int which) { return std::exchange(ends[which], -1); }
};

// Pages of 2 MiB for page images (cli/main.cpp), unless the user has tuned glibc.
std::vector<char*> worker_environment() {
  static char large_pages[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
  std::vector<char*> environment;
  if (std::getenv("GLIBC_TUNABLES") == nullptr) environment.push_back(large_pages);
  for (char** entry = environ; *entry; ++entry) environment.push_back(*entry);
  environment.push_back(nullptr);
  return environment;
}

class SpawnSettings {
 public:
  SpawnSettings(int in, int messages, int errors) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, messages, kMessageFd);
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

}  // namespace

WorkerProcess::WorkerProcess(const std::vector<std::string>& command) {
  Pipe tasks, messages, errors;
  // Moved out of the way: what is to become descriptor 3 must not be there already.
  const int from_worker = ::fcntl(messages.ends[1], F_DUPFD_CLOEXEC, 10);
  const SpawnSettings settings(tasks.ends[0], from_worker, errors.ends[1]);
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  std::vector<char*> environment = worker_environment();
  const int failed = posix_spawn(&pid_, argv[0], &settings.actions, &settings.attributes,
                                 argv.data(), environment.data());
  ::close(from_worker);
  if (failed != 0)
    throw Error(75, std::string("no worker can be started: ") + std::strerror(failed));
  tasks_ = tasks.take(1);
  messages_ = messages.take(0);
  errors_ = errors.take(0);
  ::fcntl(errors_, F_SETFL, O_NONBLOCK);
}

WorkerProcess::~WorkerProcess() {
  if (pid_ > 0) {
    signal(SIGKILL);
    wait();
  }
  for (const int fd : {tasks_, messages_, errors_}) {
    if (fd >= 0) ::close(fd);
  }
}

bool WorkerProcess::send(const Task& task) { return send_frame(tasks_, encode(task)); }

std::optional<Message> WorkerProcess::next_message() {
  const auto frame = frames_.next();
  if (!frame) return std::nullopt;
  return decode_message(*frame);
}

void WorkerProcess::read_errors() {
  std::array<char, 4096> chunk;
  for (;;) {
    const ssize_t got = ::read(errors_, chunk.data(), chunk.size());
    if (got <= 0) {
      if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        ::close(errors_);
        errors_ = -1;
      }
      return;
    }
    complaint_.append(chunk.data(), static_cast<std::size_t>(got));
    if (complaint_.size() > kLastWords) complaint_.erase(0, complaint_.size() - kLastWords);
  }
}

void WorkerProcess::signal(int number) const {
  // The whole group: a helper program it has started goes with it.
  if (pid_ > 0) ::kill(-pid_, number);
}

void WorkerProcess::close_input() {
  if (tasks_ >= 0) ::close(std::exchange(tasks_, -1));
}

WorkerProcess::End WorkerProcess::wait() {
  if (errors_ >= 0) read_errors();
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  // A helper of a worker that has ended is of no use to anybody.
  signal(SIGKILL);
  int state = 0;
  ::waitpid(pid_, &state, 0);
  pid_ = -1;
  End end;
  end.by_signal = WIFSIGNALED(state);
  end.number = end.by_signal ? WTERMSIG(state) : WEXITSTATUS(state);
  const std::size_t stop = complaint_.find_last_not_of(" \n\r\t");
  if (stop != complaint_.npos) {
    const std::size_t before = complaint_.rfind('\n', stop);
    const std::size_t start = before == complaint_.npos ? 0 : before + 1;
    end.last_words = complaint_.substr(start, stop + 1 - start);
  }
  return end;
}

}  // namespace tonglan
