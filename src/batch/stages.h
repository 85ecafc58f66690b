// Which stage a page is in, and how long each stage took.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tonglan {

struct StageTime {
  std::string stage;
  double seconds = 0;
};

// Adds `seconds` to the stage's entry, which is made where it is missing.
inline void add_time(std::vector<StageTime>& times, const std::string& stage, double seconds) {
  for (StageTime& time : times) {
    if (time.stage == stage) {
      time.seconds += seconds;
      return;
    }
  }
  times.push_back({stage, seconds});
}

class Stages {
 public:
  // `on_enter` hears the name of each stage as it begins.
  explicit Stages(std::function<void(const std::string&)> on_enter = {})
      : on_enter_(std::move(on_enter)) {}

  // Ends the stage before.
  void enter(const std::string& stage) {
    leave();
    current_ = stage;
    begin_ = std::chrono::steady_clock::now();
    if (on_enter_) on_enter_(stage);
  }
  void leave() {
    if (current_.empty()) return;
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin_;
    add_time(times_, std::exchange(current_, ""), taken.count());
  }
  const std::string& current() const { return current_; }
  // Since the last call.
  std::vector<StageTime> take_times() { return std::exchange(times_, {}); }

 private:
  std::function<void(const std::string&)> on_enter_;
  std::string current_;
  std::chrono::steady_clock::time_point begin_;
  std::vector<StageTime> times_;
};

}  // namespace tonglan
