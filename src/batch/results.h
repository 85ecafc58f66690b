// Takes the results of a stream in their order: writes them, reports what was odd, and knows how it
// ended.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/outputs.h"
#include "batch/road.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {

// What became of one record.
struct Result {
  std::size_t input = 0;
  std::optional<RoadResult> road;  // none and no error: the input ends here
  std::optional<Error> error;
};

// Who is told while a stream runs; all may be empty.
struct Listener {
  std::function<void(const std::string&)> remark;   // something odd, for people
  std::function<void(const std::string&)> failure;  // an input failed
  std::function<void(std::size_t)> progress;        // bytes repaired since the last call
};

class Results {
 public:
  Results(const RunOptions& options, const Plan& plan, Listener listener)
      : options_(options), plan_(plan), listener_(std::move(listener)) {}

  // Throws Error for what ends everything: an output that can't be written, half an input in a file
  // that several share.
  void take(Result result);

  // The exit status of a run of these inputs.
  int finish();

  // How certain all of it is, 0..1: what was read, times what was decided.
  double certainty() const;

  // The files of the inputs that went to files of their own, in the order of the formats.
  const std::vector<std::string>& files() const { return files_; }

 private:
  struct Output {
    std::vector<std::unique_ptr<OutputFile>> files;  // one, or one a page
    std::string tail;                                // the last two bytes of the only one
  };

  std::string name() const;
  void begin(std::size_t input);
  void count(const RoadResult& road);
  void open(const RoadResult& road);
  std::vector<std::string> paths_of(std::size_t format, const RoadPiece& piece) const;
  void write(const RoadResult& road);
  void commit();
  void end();
  void fail(const Error& error);

  const RunOptions& options_;
  const Plan& plan_;
  Listener listener_;
  std::vector<Output> outputs_;
  std::vector<std::string> files_;
  std::vector<bool> untouched_;  // the last piece of each output
  std::size_t current_ = kNone;
  bool failed_ = false, wrote_ = false, first_piece_ = true;
  std::size_t bad_bytes_ = 0, records_ = 0, bad_records_ = 0, failures_ = 0;
  std::size_t decisions_ = 0, doubtful_ = 0, read_lines_ = 0;
  double read_confidence_ = 0;
  int first_failure_ = 0;
};

// "stdin" for "-".
std::string name_of_input(const std::string& input);

}  // namespace tonglan
