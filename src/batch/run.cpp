#include "batch/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <thread>

#include "batch/inputs.h"
#include "batch/outputs.h"
#include "batch/pipeline.h"
#include "batch/road.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

struct Result {
  std::size_t input = 0;
  std::optional<RoadResult> road;
  std::optional<Error> error;
};

std::string name_of(const std::string& input) { return input == "-" ? "stdin" : input; }

void say(const std::string& message) { fmt::print(stderr, "tonglan: {}\n", message); }

// A line that is rewritten in place, for people who wait longer than two seconds at a terminal.
class Progress {
 public:
  explicit Progress(bool quiet)
      : on_(!quiet && ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(std::size_t bytes) {
    bytes_ += bytes;
    const auto now = std::chrono::steady_clock::now();
    if (!on_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(500);
    fmt::print(stderr, "\r{} MB repaired", bytes_ / 1'000'000);
    shown_ = true;
  }
  void clear() {
    if (shown_) fmt::print(stderr, "\r\x1B[K");
    shown_ = false;
  }

 private:
  bool on_;
  bool shown_ = false;
  std::size_t bytes_ = 0;
  std::chrono::steady_clock::time_point next_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(2);
};

// Takes the results in order: writes, reports, and knows the exit status.
class Outputs {
 public:
  Outputs(const RunOptions& options, const Plan& plan)
      : options_(options), plan_(plan), progress_(options.quiet) {}

  void take(Result result) {
    if (result.input != current_) begin(result.input);
    if (failed_) return;
    if (result.error) return fail(*result.error);
    if (!result.road) return end();
    progress_.add(result.road->input_size);
    bad_bytes_ += result.road->bad_bytes;
    records_ += result.road->records;
    bad_records_ += result.road->bad_records.size();
    for (const std::string& report : result.road->bad_records) tell(name() + ": " + report);
    for (const std::string& remark : result.road->remarks) tell(name() + ": " + remark);
    write(*result.road);
  }

  int finish() {
    progress_.clear();
    if (plan_.one_output && failures_ < plan_.inputs.size()) commit();
    if (bad_records_ > 0) {
      tell(fmt::format("{} of {} records could not be repaired and were {}", bad_records_, records_,
                       options_.jsonl.on_error == OnError::kSkip ? "left out" : "passed through"));
    }
    if (failures_ == plan_.inputs.size()) return first_failure_;
    if (failures_ > 0) {
      say(fmt::format("{} of {} inputs failed", failures_, plan_.inputs.size()));
      return 10;
    }
    return bad_records_ > 0 ? 10 : 0;
  }

 private:
  struct Output {
    std::unique_ptr<OutputFile> file;
    std::string tail;  // its last two bytes
  };

  std::string name() const { return name_of(plan_.inputs[current_].input); }

  void tell(const std::string& message) {
    if (options_.quiet) return;
    progress_.clear();
    say(message);
  }

  void begin(std::size_t input) {
    current_ = input;
    failed_ = wrote_ = false;
    bad_bytes_ = 0;
    first_piece_ = true;
    if (!plan_.one_output) outputs_.clear();
  }

  void write(const RoadResult& road) {
    if (outputs_.empty()) {
      for (const std::string& path : plan_.inputs[current_].paths) {
        outputs_.push_back({std::make_unique<OutputFile>(path), ""});
      }
      untouched_.assign(outputs_.size(), false);
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      Output& output = outputs_[i];
      const RoadPiece& piece = road.pieces[i];
      // Two untouched records of one input stood together as they are.
      const bool together = !first_piece_ && untouched_[i] && piece.untouched;
      untouched_[i] = piece.untouched;
      if (piece.bytes.empty()) continue;
      if (plan_.formats[i].one_a_file && !output.tail.empty()) {
        throw Error(2, fmt::format("{}: longer than one {} file can hold; take txt, md or json",
                                   name(), plan_.formats[i].name));
      }
      if (plan_.formats[i].blank_line_between) {
        if (!together) put(output, blank_line_after(output.tail));
      } else if (!output.tail.empty() && !output.tail.ends_with('\n')) {
        put(output, "\n");
      }
      put(output, piece.bytes);
    }
    wrote_ = true;
    first_piece_ = false;
  }

  static void put(Output& output, std::string_view bytes) {
    output.file->write(bytes);
    output.tail += bytes.substr(bytes.size() - std::min<std::size_t>(2, bytes.size()));
    if (output.tail.size() > 2) output.tail.erase(0, output.tail.size() - 2);
  }

  void commit() {
    for (Output& output : outputs_) output.file->commit();
    outputs_.clear();
  }

  void end() {
    if (bad_bytes_ > 0) {
      tell(fmt::format("{}: {} byte{} not valid in its encoding, kept as {}", name(), bad_bytes_,
                       bad_bytes_ == 1 ? "" : "s", bad_bytes_ == 1 ? "it is" : "they are"));
    }
    if (!plan_.one_output) commit();
  }

  void fail(const Error& error) {
    failed_ = true;
    const Error named(error.status(), name() + ": " + error.what());
    // A file that several inputs share would hold half of this one.
    const bool shared_file = plan_.one_output && plan_.inputs[current_].paths[0] != "-";
    if (shared_file && wrote_) throw named;
    progress_.clear();
    say(named.what());
    if (failures_++ == 0) first_failure_ = error.status();
    if (!plan_.one_output) outputs_.clear();
  }

  const RunOptions& options_;
  const Plan& plan_;
  Progress progress_;
  std::vector<Output> outputs_;
  std::vector<bool> untouched_;  // the last piece of each output
  std::size_t current_ = kNone;
  bool failed_ = false, wrote_ = false, first_piece_ = true;
  std::size_t bad_bytes_ = 0, records_ = 0, bad_records_ = 0, failures_ = 0;
  int first_failure_ = 0;
};

void make_folder(const std::string& folder) {
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(5, folder + ": can't be made: " + error.message());
}

RoadResult on_road(Road& road, Item item, const std::string& input, const RunOptions& options) {
  const bool boxes = item.kind->shape == Shape::kBoxes || item.kind->shape == Shape::kPdf;
  if (options.repair.keep.any() && !boxes) {
    throw Error(2, "--keep: text has no blocks; it needs tonglan's JSON (-t json) or PAGE");
  }
  switch (item.kind->shape) {
    case Shape::kJsonl:
      return road.run_jsonl(*item.record, name_of(input), item.encoding);
    case Shape::kBoxes:
    case Shape::kPdf:
      return road.run_pages(read_pages(std::move(item), input, options.read));
    case Shape::kText:
      break;
  }
  return road.run_text(std::move(*item.record), name_of(input), item.encoding);
}

Result work(Road& road, Item item, const Plan& plan, const RunOptions& options, Inputs& inputs) {
  Result result{item.input, std::nullopt, item.error};
  if (!item.record) return result;
  try {
    const std::string& input = plan.inputs[item.input].input;
    result.road = on_road(road, std::move(item), input, options);
  } catch (const Error& error) {
    result.error = error;
    inputs.give_up(result.input);
  }
  return result;
}

}  // namespace

int run_repair(const RunOptions& options) {
  const Plan plan = plan_outputs(options);
  if (options.read.encoding != "auto") Decoder check(options.read.encoding);
  make_folder(plan.folder);
  Inputs inputs(options, plan);
  Outputs outputs(options, plan);
  PipelineLimits limits;
  limits.jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  ordered_map([&] { return inputs.next(); },
              [](const Item& item) { return item.record ? item.record->text.size() : 0; },
              [&] {
                return [&, road = std::make_shared<Road>(options, plan.formats)](Item item) {
                  return work(*road, std::move(item), plan, options, inputs);
                };
              },
              [&](Result result) { outputs.take(std::move(result)); }, limits);
  return outputs.finish();
}

}  // namespace tonglan
