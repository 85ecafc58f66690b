// A worker as its supervisor sees it: a process with three pipes.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "batch/task.h"

namespace tonglan {

class WorkerProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Starts it, in a process group of its own. Throws Error (status 75) if no process can be made.
  explicit WorkerProcess(const std::vector<std::string>& command);
  // Kills it if it still runs.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  int message_fd() const { return messages_; }
  int error_fd() const { return errors_; }
  pid_t pid() const { return pid_; }

  bool send(const Task& task);
  // After poll() said that there is something; false at the end: the worker is gone or going.
  bool read_messages() { return frames_.read_some(messages_); }
  std::optional<Message> next_message();
  // Keeps the last words on its stderr.
  void read_errors();

  void signal(int number) const;
  // No more tasks: it ends by itself.
  void close_input();

  // How it ended; waits until it has.
  struct End {
    bool by_signal = false;
    int number = 0;          // the signal, or the exit status
    std::string last_words;  // a line of its stderr
  };
  End wait();

 private:
  pid_t pid_ = -1;
  int tasks_ = -1, messages_ = -1, errors_ = -1;
  FrameReader frames_;
  std::string complaint_;
};

}  // namespace tonglan
