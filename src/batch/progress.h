// What a batch says while it runs, on stderr: one line with a bar on a terminal, else a line every
// 30 s; or JSON, an object a line. At the end a summary, and the figures for --stats.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "batch/stages.h"
#include "batch/task.h"

namespace tonglan {

struct BatchCounts {
  std::uint64_t total = 0;  // pages to account for
  std::uint64_t done = 0;   // in this run
  std::uint64_t kept = 0;   // were done before
  std::uint64_t failed = 0;
  std::uint64_t plain = 0;  // of the done: on the second, plainer try
  std::uint64_t workers = 0, workers_lost = 0;
  std::uint64_t finished() const { return done + kept + failed; }
};

struct BatchVoice {
  bool quiet = false;
  bool json = false;
};

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Progress(BatchVoice voice);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Something for people that is no failure.
  void remark(const std::string& message);
  void failed(const std::string& id, const Outcome& outcome);
  // Why the batch ends before it is done.
  void stopped(int status, const std::string& reason);
  void page_done(const std::string& id, double seconds, const Outcome& outcome);
  // Shows where the batch is, when it is time to.
  void tick(const BatchCounts& counts);
  // `ended`: how it ended ("all done", "stopped by a signal; ...").
  void summary(const BatchCounts& counts, const std::string& ended);
  // The same as a JSON file. Throws Error as OutputFile does.
  void write_stats(const std::string& path, const BatchCounts& counts) const;

 private:
  struct Notable {
    std::string id;
    double value = 0;  // seconds, or certainty
  };

  void clear();
  void say(const std::string& line);
  double pages_a_minute(const BatchCounts& counts) const;
  std::string line_of(const BatchCounts& counts, bool bar) const;

  BatchVoice voice_;
  bool terminal_ = false;
  bool shown_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_;
  std::vector<Notable> slowest_, least_certain_;  // the worst first
  std::vector<StageTime> times_;
};

// "3 h 12 min", "45 s".
std::string spell_duration(double seconds);

}  // namespace tonglan
