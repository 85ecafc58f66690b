#include "read/poppler.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
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
    if (pipe2(ends, O_CLOEXEC) != 0) throw Error(75, "no pipe to a helper program; try again");
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

Error not_installed(const std::string& tool) {
  return Error(3, tool + " is not installed; install the Debian package poppler-utils");
}

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
  if (failed == ENOENT) throw not_installed(arguments[0]);
  throw Error(75, arguments[0] + " does not start: " + std::strerror(failed));
}

void restrict_child(pid_t pid, const PdfLimits& limits) {
  const auto limit = [&](auto resource, rlim_t value) {
    const rlimit both{value, value};
    prlimit(pid, resource, &both, nullptr);
  };
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds));
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, limits.file);
}

// Reads both pipes to their ends; the first goes to on_bytes, the head of the second is returned.
std::string drain(const std::string& tool, Pipe& out, Pipe& err, const PdfLimits& limits,
                  const std::function<void(std::string_view)>& on_bytes) {
  const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
  std::string complaint;
  std::vector<char> buffer(1 << 16);
  std::size_t total = 0;
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd fds[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
    const int ready = left.count() > 0 ? poll(fds, 2, static_cast<int>(left.count())) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      throw Error(2, tool + " takes longer than " + std::to_string(limits.seconds) +
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
        throw Error(2, "the PDF unpacks to more than the limit; take fewer pages at a time");
      }
      on_bytes(got);
    }
  }
  return complaint;
}

void check_end(const std::string& tool, int status, const std::string& complaint) {
  const auto says = [&](const char* words) { return complaint.find(words) != std::string::npos; };
  if (says("Incorrect password")) {
    throw Error(8, "the PDF is encrypted; take the password off first (qpdf --decrypt)");
  }
  if (WIFSIGNALED(status)) {
    if (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) {
      throw Error(2, tool + " ran into its limit of processor time; take fewer pages at a time");
    }
    throw Error(7, tool + " died of signal " + std::to_string(WTERMSIG(status)) +
                       "; the PDF may be broken");
  }
  if (WEXITSTATUS(status) == 127) throw not_installed(tool);
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

void run_poppler(std::vector<std::string> arguments, const PdfLimits& limits,
                 const std::function<void(std::string_view)>& on_bytes) {
  Pipe out, err;
  Child child;
  start(arguments, out, err, child);
  restrict_child(child.pid, limits);
  out.close_end(1);
  err.close_end(1);
  const std::string complaint = drain(arguments[0], out, err, limits, on_bytes);
  check_end(arguments[0], child.wait(), complaint);
}

std::string run_poppler(std::vector<std::string> arguments, const PdfLimits& limits) {
  std::string all;
  run_poppler(std::move(arguments), limits, [&](std::string_view bytes) { all += bytes; });
  return all;
}

void check_pdf_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(5, "can't be opened; does it exist, and may it be read?");
  std::string head(1024, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  if (head.find("%PDF-") == std::string::npos) throw Error(2, "not a PDF: it has no %PDF header");
  file.clear();
  file.seekg(0, std::ios::end);
  const std::streamoff size = file.tellg();
  const std::streamoff tail_size = std::min<std::streamoff>(size, 1 << 16);
  file.seekg(size - tail_size);
  std::string tail(static_cast<std::size_t>(tail_size), '\0');
  file.read(tail.data(), tail_size);
  if (tail.find("%%EOF") == std::string::npos) {
    throw Error(2, "the PDF is cut off: its end mark is missing; fetch it again");
  }
}

std::string as_argument(const std::string& path) {
  return path.starts_with('-') ? "./" + path : path;
}

std::vector<std::string> page_range(std::uint32_t first, std::uint32_t last) {
  std::vector<std::string> arguments;
  if (first > 1) arguments.insert(arguments.end(), {"-f", std::to_string(first)});
  if (last > 0) arguments.insert(arguments.end(), {"-l", std::to_string(last)});
  return arguments;
}

}  // namespace tonglan
