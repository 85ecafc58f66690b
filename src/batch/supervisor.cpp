#include "batch/supervisor.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "batch/batch_plan.h"
#include "batch/manifest.h"
#include "batch/names.h"
#include "batch/progress.h"
#include "batch/record.h"
#include "batch/worker_process.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPagesAWorker = 250;         // then a fresh one: what leaks, leaks no further
constexpr int kOutsideKills = 3;           // of a page's workers before the page is held guilty
constexpr int kFalseStarts = 3;            // workers in a row that die before they are ready
constexpr std::size_t kChecksATurn = 200;  // pages that were done before, between two polls
constexpr std::uint64_t kFewest = 20;      // pages before an error rate says anything
constexpr auto kGrace = std::chrono::seconds(5);  // for workers to tidy up when told to stop
constexpr auto kTurn = std::chrono::milliseconds(500);

// A page on its way.
struct Unit {
  std::size_t input = 0;
  std::uint32_t page = 0;
  bool plain = false;
  int outside_kills = 0;
};

struct Worker {
  explicit Worker(const std::vector<std::string>& command) : process(command) {}
  WorkerProcess process;
  std::optional<Unit> unit;
  Clock::time_point begin;
  std::optional<Clock::time_point> deadline;
  std::string stage = "start";
  bool ready = false;
  bool timed_out = false;
  bool retired = false;  // gets no more pages
  int pages = 0;
};

// SIGINT, SIGTERM and SIGHUP as something that poll() can wait for.
class Signals {
 public:
  Signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
    ::pthread_sigmask(SIG_BLOCK, &set, &before_);
    fd_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  ~Signals() {
    ::close(fd_);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  int fd() const { return fd_; }
  int take() const {
    signalfd_siginfo info{};
    return ::read(fd_, &info, sizeof info) == sizeof info ? static_cast<int>(info.ssi_signo) : 0;
  }

 private:
  int fd_ = -1;
  sigset_t before_{};
};

class Supervisor {
 public:
  Supervisor(const RunOptions& options, const BatchPlan& plan, Manifest& manifest)
      : options_(options),
        plan_(plan),
        manifest_(manifest),
        progress_({options.quiet, options.batch.json_log}) {
    counts_.total = plan.inputs.size();
    command_ = options.batch.worker;
    command_.push_back("--configuration=" + plan.configuration);
  }

  // `passed_over`: files in the inputs' folders that are none.
  int run(const std::vector<std::string>& passed_over);

 private:
  bool has_more() const { return !waiting_.empty() || next_input_ < plan_.inputs.size(); }
  std::size_t busy() const {
    return static_cast<std::size_t>(std::count_if(workers_.begin(), workers_.end(),
                                                  [](const auto& worker) { return worker->unit; }));
  }
  std::optional<Unit> next_unit();
  bool hand_out();
  void wait_for_news(bool more);
  void hear(Worker& worker);
  void take_outcome(Worker& worker, const Outcome& outcome);
  void take_split(const Unit& unit, const Outcome& outcome);
  void take_loss(Worker& worker);
  void fail(const Unit& unit, const Outcome& outcome);
  void try_plainer(const Unit& unit, const Outcome& outcome);
  void check_deadlines();
  void check_error_rate(bool at_end);
  void stop(int status, const std::string& why);
  void stop_workers();
  int end();

  const FoundInput& input_of(const Unit& unit) const { return plan_.inputs[unit.input]; }
  std::string id_of(const Unit& unit) const { return page_id(input_of(unit).id, unit.page); }

  const RunOptions& options_;
  const BatchPlan& plan_;
  Manifest& manifest_;
  Progress progress_;
  Signals signals_;
  BatchCounts counts_;
  std::vector<std::string> command_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::deque<Unit> waiting_;  // pages of split inputs, and second tries
  std::size_t next_input_ = 0;
  int false_starts_ = 0;
  bool bad_records_ = false;
  int stop_status_ = 0;  // not 0: no more pages are handed out
  std::string stop_reason_;
};

// The next page that is not done yet; none at the end, or when it is time to look around.
std::optional<Unit> Supervisor::next_unit() {
  for (std::size_t checks = 0; has_more() && checks < kChecksATurn; ++checks) {
    Unit unit;
    if (!waiting_.empty()) {
      unit = waiting_.front();
      waiting_.pop_front();
    } else {
      unit.input = next_input_++;
    }
    const bool first_try = !unit.plain && unit.outside_kills == 0;
    if (first_try && options_.batch.existing != Existing::kOverwrite &&
        is_done(make_task(plan_, input_of(unit), unit.page, false), plan_.configuration)) {
      ++counts_.kept;
      ManifestEvent event;
      event.event = "done";
      event.id = id_of(unit);
      event.kept = true;
      manifest_.append(event);
      continue;
    }
    return unit;
  }
  return std::nullopt;
}

// False where no page is waiting that could be handed out now.
bool Supervisor::hand_out() {
  const std::size_t jobs =
      options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
  while (stop_status_ == 0 && has_more() && busy() < jobs) {
    const auto unit = next_unit();
    if (!unit) return has_more();
    auto idle = std::find_if(workers_.begin(), workers_.end(),
                             [](const auto& worker) { return !worker->unit && !worker->retired; });
    if (idle == workers_.end()) {
      workers_.push_back(std::make_unique<Worker>(command_));
      idle = std::prev(workers_.end());
      ++counts_.workers;
    }
    Worker& worker = **idle;
    worker.unit = unit;
    worker.begin = Clock::now();
    worker.timed_out = false;
    if (options_.batch.page_timeout > 0) {
      worker.deadline = worker.begin + std::chrono::seconds(options_.batch.page_timeout);
    }
    // Where the worker is gone already, its closed pipe says so.
    worker.process.send(make_task(plan_, input_of(*unit), unit->page, unit->plain));
  }
  return false;
}

void Supervisor::wait_for_news(bool more) {
  std::vector<pollfd> fds = {{signals_.fd(), POLLIN, 0}};
  for (const auto& worker : workers_) {
    fds.push_back({worker->process.message_fd(), POLLIN, 0});
    fds.push_back({worker->process.error_fd(), POLLIN, 0});
  }
  auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(kTurn);
  if (more) patience = std::chrono::milliseconds(0);
  if (::poll(fds.data(), fds.size(), static_cast<int>(patience.count())) <= 0) return;
  if (fds[0].revents) {
    const int number = signals_.take();
    if (number != 0) stop(128 + number, "stopped by a signal; the same command goes on from here");
  }
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (fds[2 * i + 2].revents) workers_[i]->process.read_errors();
    if (fds[2 * i + 1].revents) hear(*workers_[i]);
  }
  std::erase_if(workers_, [](const auto& worker) { return worker->process.pid() < 0; });
}

void Supervisor::hear(Worker& worker) {
  const bool alive = worker.process.read_messages();
  while (const auto message = worker.process.next_message()) {
    if (message->ready) {
      worker.ready = true;
      false_starts_ = 0;
    }
    if (message->stage) {
      // The same stage again: a long stream that gets on.
      if (*message->stage == worker.stage && worker.deadline) {
        worker.deadline = Clock::now() + std::chrono::seconds(options_.batch.page_timeout);
      }
      worker.stage = *message->stage;
    }
    if (message->outcome && worker.unit) take_outcome(worker, *message->outcome);
  }
  if (!alive) take_loss(worker);
}

void Supervisor::take_outcome(Worker& worker, const Outcome& outcome) {
  const Unit unit = *worker.unit;
  const std::chrono::duration<double> taken = Clock::now() - worker.begin;
  worker.unit.reset();
  worker.deadline.reset();
  worker.stage = "start";
  if (++worker.pages >= kPagesAWorker || outcome.out_of_memory) {
    worker.retired = true;
    worker.process.close_input();
  }
  for (const std::string& remark : outcome.remarks) progress_.remark(remark);
  if (outcome.kind == Outcome::Kind::kSplit) return take_split(unit, outcome);
  if (outcome.kind == Outcome::Kind::kFailed) {
    if (outcome.status == 3 || outcome.status == 75) return stop(outcome.status, outcome.reason);
    const bool may_be_luck = outcome.out_of_memory || outcome.status == 4 || outcome.status == 7;
    return may_be_luck ? try_plainer(unit, outcome) : fail(unit, outcome);
  }
  ++counts_.done;
  counts_.plain += unit.plain;
  bad_records_ = bad_records_ || outcome.status != 0;
  ManifestEvent event;
  event.event = "done";
  event.id = id_of(unit);
  event.plain = unit.plain;
  event.seconds = taken.count();
  manifest_.append(event);
  progress_.page_done(id_of(unit), taken.count(), outcome);
}

void Supervisor::take_split(const Unit& unit, const Outcome& outcome) {
  const std::uint32_t end = outcome.first_page + outcome.pages;
  for (std::uint32_t page = outcome.first_page; page < end; ++page) {
    if (!page_collides(plan_, input_of(unit), page)) continue;
    Outcome refusal;
    refusal.status = 1;
    refusal.stage = "plan";
    refusal.reason = fmt::format(
        "{}: the results of its page {} would take the place of another "
        "input's; do it in a batch of its own",
        input_of(unit).path, page);
    return fail(unit, refusal);
  }
  ManifestEvent event;
  event.event = "split";
  event.id = input_of(unit).id;
  event.first = outcome.first_page;
  event.pages = outcome.pages;
  manifest_.append(event);
  counts_.total += outcome.pages;
  --counts_.total;
  for (std::uint32_t page = outcome.first_page; page < end; ++page) {
    waiting_.push_back({unit.input, page, false, 0});
  }
}

// The worker's pipe is closed: it has ended, as it was told to or otherwise.
void Supervisor::take_loss(Worker& worker) {
  const WorkerProcess::End how = worker.process.wait();
  if (!worker.unit) return;
  const Unit unit = *worker.unit;
  worker.unit.reset();
  ++counts_.workers_lost;
  if (stop_status_ >= 128) return;
  if (!worker.ready && ++false_starts_ >= kFalseStarts) {
    return stop(7, "workers do not start: " + how.last_words);
  }
  const bool outside = how.by_signal && !worker.timed_out &&
                       (how.number == SIGKILL || how.number == SIGTERM || how.number == SIGINT ||
                        how.number == SIGHUP);
  if (outside && unit.outside_kills + 1 < kOutsideKills) {
    waiting_.push_front({unit.input, unit.page, unit.plain, unit.outside_kills + 1});
    return;
  }
  Outcome outcome;
  outcome.kind = Outcome::Kind::kFailed;
  outcome.status = 7;
  outcome.stage = worker.stage;
  const std::string& path = input_of(unit).path;
  if (worker.timed_out) {
    outcome.reason = fmt::format("{}: takes longer than {} s (stage {}); raise --page-timeout",
                                 path, options_.batch.page_timeout, worker.stage);
  } else {
    const std::string what =
        how.by_signal ? fmt::format("signal {} ({})", how.number, ::strsignal(how.number))
                      : fmt::format("exit status {}", how.number);
    outcome.reason = fmt::format("{}: its worker died of {} (stage {}){}{}", path, what,
                                 worker.stage, how.last_words.empty() ? "" : ": ", how.last_words);
  }
  try_plainer(unit, outcome);
}

void Supervisor::try_plainer(const Unit& unit, const Outcome& outcome) {
  if (unit.plain) return fail(unit, outcome);
  progress_.remark(outcome.reason + "; trying once more in a plainer way");
  waiting_.push_back({unit.input, unit.page, true, 0});
}

void Supervisor::fail(const Unit& unit, const Outcome& outcome) {
  ++counts_.failed;
  ManifestEvent event;
  event.event = "failed";
  event.id = id_of(unit);
  event.status = outcome.status;
  event.stage = outcome.stage;
  event.reason = outcome.reason;
  manifest_.append(event);
  progress_.failed(event.id, outcome);
  check_error_rate(false);
}

void Supervisor::check_error_rate(bool at_end) {
  const std::uint64_t tried = counts_.done + counts_.failed;
  if (stop_status_ != 0 || tried == 0 || (!at_end && tried < kFewest)) return;
  if (static_cast<double>(counts_.failed) >
      options_.batch.max_error_rate * static_cast<double>(tried)) {
    stop(11, fmt::format("{} of {} pages failed, more than --max-error-rate allows", counts_.failed,
                         tried));
  }
}

void Supervisor::check_deadlines() {
  const auto now = Clock::now();
  for (const auto& worker : workers_) {
    if (!worker->deadline || now < *worker->deadline) continue;
    worker->timed_out = true;
    worker->deadline.reset();
    worker->process.signal(SIGKILL);
  }
}

void Supervisor::stop(int status, const std::string& why) {
  if (stop_status_ != 0) return;
  stop_status_ = status;
  stop_reason_ = why;
  if (status >= 128) stop_workers();
}

// Told to, workers remove what they have not finished.
void Supervisor::stop_workers() {
  for (const auto& worker : workers_) {
    worker->process.signal(SIGTERM);
    worker->deadline = Clock::now() + kGrace;
  }
}

int Supervisor::end() {
  workers_.clear();
  check_error_rate(true);
  int status = stop_status_;
  if (status == 0 && (counts_.failed > 0 || bad_records_)) status = 10;
  ManifestEvent event;
  event.event = "end";
  event.status = status;
  if (status != 75) manifest_.append(event);
  manifest_.sync();
  progress_.summary(counts_, stop_status_ == 0 ? "finished" : "stopped");
  if (!options_.batch.stats.empty()) progress_.write_stats(options_.batch.stats, counts_);
  if (stop_status_ != 0) progress_.stopped(stop_status_, stop_reason_);
  return status;
}

int Supervisor::run(const std::vector<std::string>& passed_over) {
  if (!passed_over.empty()) {
    progress_.remark(fmt::format(
        "{}{} passed over: no OCR format that is known", passed_over[0],
        passed_over.size() > 1 ? fmt::format(" and {} more files", passed_over.size() - 1) : ""));
  }
  if (plan_.shard.count > 1) {
    progress_.remark(fmt::format("shard {} ({}): {} inputs", shard_name(plan_.shard),
                                 plan_.shard_variable, plan_.inputs.size()));
  }
  for (;;) {
    const bool more = hand_out();
    if (busy() == 0 && (stop_status_ != 0 || !has_more())) break;
    wait_for_news(more);
    check_deadlines();
    progress_.tick(counts_);
  }
  return end();
}

std::vector<ManifestEvent> opening(const BatchPlan& plan) {
  std::vector<ManifestEvent> events(1);
  events[0].event = "run";
  events[0].configuration = plan.configuration;
  events[0].shard = shard_name(plan.shard);
  events[0].pages = plan.inputs.size();
  for (const FoundInput& input : plan.inputs) {
    ManifestEvent& event = events.emplace_back();
    event.event = "listed";
    event.id = input.id;
  }
  return events;
}

}  // namespace

int run_batch(const RunOptions& options, FoundInputs found) {
  const std::vector<std::string> passed_over = std::move(found.passed_over);
  const BatchPlan plan = plan_batch(options, std::move(found.inputs));
  const std::string path = manifest_path(plan.folder, plan.shard);
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  if (error) {
    const bool full = error == std::errc::no_space_on_device;
    throw Error(full ? 75 : 5, plan.folder + ": can't be made: " + error.message());
  }
  Manifest manifest(path);
  manifest.append(opening(plan));
  return Supervisor(options, plan, manifest).run(passed_over);
}

}  // namespace tonglan
