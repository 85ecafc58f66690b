#include "read/box/pdftotext.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <vector>

#include "tonglan.h"

extern char** environ;

namespace tonglan {
namespace {

using Clock = std::chrono::steady_clock;

// A pipe whose ends close themselves.
struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw Error(75, "no pipe to pdftotext; try again");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_end(int i) {
    if (ends[i] >= 0) close(ends[i]);
    ends[i] = -1;
  }
};

// A child that does not outlive its owner.
struct Child {
  pid_t pid = -1;
  ~Child() {
    if (pid < 0) return;
    kill(pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
  }
  int wait() {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    pid = -1;
    return status;
  }
};

void start(const std::vector<std::string>& arguments, const Pipe& out, const Pipe& err,
           Child& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err.ends[1], 2);
  std::vector<char*> argv;
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  const int failed = posix_spawnp(&child.pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed == 0) return;
  child.pid = -1;
  if (failed == ENOENT) {
    throw Error(3, "pdftotext is not installed; install the Debian package poppler-utils");
  }
  throw Error(75, std::string("pdftotext does not start: ") + std::strerror(failed));
}

void restrict_child(pid_t pid, const PdfLimits& limits) {
  const auto limit = [&](auto resource, rlim_t value) {
    const rlimit both{value, value};
    prlimit(pid, resource, &both, nullptr);
  };
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds));
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);  // it has nothing to write but its pipes
}

// Reads both pipes to their ends; whole lines of the first go to on_line, the head of the second is
// returned.
std::string drain(Pipe& out, Pipe& err, const PdfLimits& limits,
                  const std::function<void(std::string_view)>& on_line) {
  const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
  std::string pending, complaint;
  std::vector<char> buffer(1 << 16);
  std::size_t total = 0;
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd fds[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
    const int ready = left.count() > 0 ? poll(fds, 2, static_cast<int>(left.count())) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      throw Error(2, "pdftotext takes longer than " + std::to_string(limits.seconds) +
                         " s; take fewer pages at a time");
    }
    for (int i = 0; i < 2; ++i) {
      if (!(fds[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
      const ssize_t n = read(fds[i].fd, buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        (i == 0 ? out : err).close_end(0);
        continue;
      }
      const std::string_view got(buffer.data(), static_cast<std::size_t>(n));
      if (i == 1) {
        if (complaint.size() < 4096) complaint += got;
        continue;
      }
      total += got.size();
      if (total > limits.output) {
        throw Error(2, "the PDF holds more text than the limit; take fewer pages at a time");
      }
      pending += got;
      std::size_t begin = 0;
      for (std::size_t end; (end = pending.find('\n', begin)) != std::string::npos;
           begin = end + 1) {
        on_line(std::string_view(pending).substr(begin, end - begin));
      }
      pending.erase(0, begin);
    }
  }
  if (!pending.empty()) on_line(pending);
  return complaint;
}

void check_end(int status, const std::string& complaint) {
  const auto says = [&](const char* words) { return complaint.find(words) != std::string::npos; };
  if (says("Incorrect password")) {
    throw Error(8, "the PDF is encrypted; take the password off first (qpdf --decrypt)");
  }
  if (WIFSIGNALED(status)) {
    if (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) {
      throw Error(2, "pdftotext ran into its limit of processor time; take fewer pages at a time");
    }
    throw Error(7, "pdftotext died of signal " + std::to_string(WTERMSIG(status)) +
                       "; the PDF may be broken");
  }
  if (WEXITSTATUS(status) == 127) {
    throw Error(3, "pdftotext is not installed; install the Debian package poppler-utils");
  }
  if (says("Wrong page range")) {
    throw Error(2, "the PDF has no such page");
  }
  if (WEXITSTATUS(status) != 0) {
    const std::string first = complaint.substr(0, complaint.find('\n'));
    throw Error(2, "the PDF can't be read (" + (first.empty() ? "no reason given" : first) +
                       "); it is broken or cut off");
  }
}

}  // namespace

void run_pdftotext(const std::string& path, std::uint32_t first, std::uint32_t last,
                   const PdfLimits& limits, const std::function<void(std::string_view)>& on_line) {
  std::vector<std::string> arguments = {"pdftotext", "-bbox", "-raw", "-enc", "UTF-8"};
  if (first > 1) arguments.insert(arguments.end(), {"-f", std::to_string(first)});
  if (last > 0) arguments.insert(arguments.end(), {"-l", std::to_string(last)});
  // A name that begins with a dash is no option.
  arguments.push_back(path.starts_with('-') ? "./" + path : path);
  arguments.push_back("-");
  Pipe out, err;
  Child child;
  start(arguments, out, err, child);
  restrict_child(child.pid, limits);
  out.close_end(1);
  err.close_end(1);
  const std::string complaint = drain(out, err, limits, on_line);
  check_end(child.wait(), complaint);
}

}  // namespace tonglan
